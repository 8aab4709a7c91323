package io.salesprocess.platform.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                " ADA@Example.COM ",
                "\u00a0ada@example.com\u00a0",
                "\tada@example.com\r\n",
                "\ufeffada@example.com",
                "ada\u200b@example.com",
                "ada@exam\u00adple.com",
                "a\u2060da@example\u200d.com",
                "ada\u202f@example.com",
                "ada@\uff45xample.com",
                "ada@example\u3002com",
                "ada\u180e@example.com\u034f",
            })
    void one_address_has_one_form_however_it_is_written(String written) {
        assertThat(EmailAddress.normalize(written)).isEqualTo("ada@example.com");
    }

    @Test
    void composed_and_decomposed_letters_are_the_same() {
        assertThat(EmailAddress.normalize("J\u00f6rg@example.com"))
                .isEqualTo(EmailAddress.normalize("jo\u0308rg@example.com"))
                .isEqualTo("j\u00f6rg@example.com");
    }

    @Test
    void a_domain_in_letters_is_the_one_in_ascii() {
        assertThat(EmailAddress.normalize("ada@M\u00dcLLER.example"))
                .isEqualTo(EmailAddress.normalize("ada@mu\u0308ller.example"))
                .isEqualTo(EmailAddress.normalize("ada@xn--mller-kva.example"))
                .isEqualTo("ada@xn--mller-kva.example");
        assertThat(EmailAddress.normalize("ada@fa\u00df.example")).isEqualTo("ada@xn--fa-hia.example");
        assertThat(EmailAddress.readable("ada@xn--mller-kva.example")).isEqualTo("ada@m\u00fcller.example");
    }

    @Test
    void what_people_can_have_apart_stays_apart() {
        assertThat(EmailAddress.normalize("ada+news@example.com")).isEqualTo("ada+news@example.com");
        assertThat(EmailAddress.normalize("a.da@example.com")).isEqualTo("a.da@example.com");
        assertThat(EmailAddress.normalize("\"a@b\"@example.com")).isEqualTo("\"a@b\"@example.com");
    }

    @Test
    void what_is_no_address_comes_out_for_validation_to_refuse_and_nothing_as_nothing() {
        assertThat(EmailAddress.normalize("Ada Stone")).isEqualTo("ada stone");
        assertThat(EmailAddress.normalize("ada@ex ample.com")).isEqualTo("ada@ex ample.com");
        assertThat(EmailAddress.normalize("ada@-.com")).isEqualTo("ada@-.com");
        assertThat(EmailAddress.normalize(" \u200b\u00a0\t")).isNull();
        assertThat(EmailAddress.normalize(null)).isNull();
    }

    @Test
    void the_form_of_a_form_is_itself() {
        for (String written :
                new String[] {"\u0130@\u0130.example", "\u03a3\u03a3@\u03a3\u03a3.example", "a@\u00e9.b"}) {
            String once = EmailAddress.normalize(written);
            assertThat(EmailAddress.normalize(once)).isEqualTo(once);
        }
    }
}
