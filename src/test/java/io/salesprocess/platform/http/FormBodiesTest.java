package io.salesprocess.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.platform.api.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as browsers send forms, byte by byte. */
class FormBodiesTest {

    private static final Charset LATIN_1 = StandardCharsets.ISO_8859_1;

    private final FormBodies forms = new FormBodies(new BodyCheck(new ObjectMapper()));

    @Test
    void fields_come_in_their_order_and_may_repeat() throws IOException {
        assertThat(encoded("b=1&a=2&b=3&c&=d&&e=f=g", Map.of()))
                .containsExactly(
                        Map.entry("b", List.of("1", "3")),
                        Map.entry("a", List.of("2")),
                        Map.entry("c", List.of("")),
                        Map.entry("", List.of("d")),
                        Map.entry("e", List.of("f=g")));
    }

    @Test
    void escapes_are_read_and_a_lone_percent_sign_is_one() throws IOException {
        assertThat(encoded("a=%C3%BC+%2b&b=100%&c=%zz%4", Map.of()))
                .containsExactly(
                        Map.entry("a", List.of("ü +")),
                        Map.entry("b", List.of("100%")),
                        Map.entry("c", List.of("%zz%4")));
    }

    @Test
    void text_is_read_in_the_declared_charset() throws IOException {
        assertThat(encoded("a=%FC%80", Map.of("charset", "ISO-8859-1"))).containsEntry("a", List.of("ü€"));
        assertThat(encoded("a=%A4", Map.of("charset", "iso-8859-15"))).containsEntry("a", List.of("€"));
        assertThat(encoded("a=%FC&_charset_=windows-1252", Map.of())).containsOnly(Map.entry("a", List.of("ü")));
        assertThat(encoded("a=%C3%BC&_charset_=nonsense", Map.of())).containsOnly(Map.entry("a", List.of("ü")));
        assertThatThrownBy(() -> encoded("a=%FC", Map.of())).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> encoded("%FC=a", Map.of())).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> encoded("a=b", Map.of("charset", "UTF-16"))).isInstanceOf(ProblemException.class);
    }

    @Test
    void parts_are_fields() throws IOException {
        String body = part("a", "", "1\r\n--2") + part("b", "", "") + part("a", "", "ü");
        assertThat(multipart(body + "--edge--\r\n", Map.of("boundary", "edge"), StandardCharsets.UTF_8))
                .containsExactly(Map.entry("a", List.of("1\r\n--2", "ü")), Map.entry("b", List.of("")));
        assertThat(multipart(body + "--edge--", Map.of("boundary", "\"edge\""), StandardCharsets.UTF_8))
                .hasSize(2);
    }

    @Test
    void a_name_of_a_part_may_be_in_any_language() throws IOException {
        assertThat(multipart(part("größe", "", "ß") + "--edge--", Map.of("boundary", "edge"), StandardCharsets.UTF_8))
                .containsOnly(Map.entry("größe", List.of("ß")));
        Map<String, String> latin1 = Map.of("boundary", "edge", "charset", "ISO-8859-1");
        assertThat(multipart(part("größe", "", "ß") + "--edge--", latin1, LATIN_1))
                .containsOnly(Map.entry("größe", List.of("ß")));
    }

    @Test
    void a_part_may_declare_its_own_charset() throws IOException {
        String body = part("a", "Content-Type: text/plain; charset=ISO-8859-1\r\n", "ü") + "--edge--";
        assertThat(multipart(body, Map.of("boundary", "edge"), LATIN_1)).containsEntry("a", List.of("ü"));
        String hidden = part("_charset_", "", "iso-8859-1") + part("a", "", "ü") + "--edge--";
        assertThat(multipart(hidden, Map.of("boundary", "edge"), LATIN_1)).containsOnly(Map.entry("a", List.of("ü")));
    }

    @Test
    void a_field_for_files_may_be_empty_and_else_is_refused() throws IOException {
        Map<String, String> edge = Map.of("boundary", "edge");
        String head = "--edge\r\nContent-Disposition: form-data; name=\"f\"; filename=\"";
        String empty = head + "\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--edge--";
        assertThat(multipart(empty, edge, StandardCharsets.UTF_8)).isEmpty();
        for (String file : new String[] {head + "x\"\r\n\r\nabc\r\n--edge--", head + "x\"\r\n\r\n\r\n--edge--"}) {
            assertThatThrownBy(() -> multipart(file, edge, StandardCharsets.UTF_8))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.members())
                                    .hasToString(
                                            "{errors=[FieldError[pointer=/f, parameter=null, detail=is a file; forms take no files]]}"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nAda",
                "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nAda\r\n",
                "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nAda\r\n--edge-",
                "--edge\r\n\r\nAda\r\n--edge--",
                "--edge\r\nContent-Disposition: form-data\r\n\r\nAda\r\n--edge--",
                "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: a/b; charset=x-none\r\n\r\n1\r\n--edge--",
            })
    void what_does_not_end_as_announced_is_refused(String body) {
        assertThatThrownBy(() -> multipart(body, Map.of("boundary", "edge"), StandardCharsets.UTF_8))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void a_boundary_is_needed() {
        for (String boundary : new String[] {"", " ", "a\"b", "x".repeat(71)}) {
            assertThatThrownBy(() -> multipart("--x--", Map.of("boundary", boundary), StandardCharsets.UTF_8))
                    .isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> multipart("--x--", Map.of(), StandardCharsets.UTF_8))
                .isInstanceOf(ProblemException.class);
    }

    private Map<String, List<String>> encoded(String body, Map<String, String> parameters) throws IOException {
        return read("application", "x-www-form-urlencoded", parameters, body.getBytes(LATIN_1));
    }

    private Map<String, List<String>> multipart(String body, Map<String, String> parameters, Charset charset)
            throws IOException {
        return read("multipart", "form-data", parameters, body.getBytes(charset));
    }

    private Map<String, List<String>> read(String type, String subtype, Map<String, String> parameters, byte[] body)
            throws IOException {
        return forms.read(new MediaType(type, subtype, parameters), new ByteArrayInputStream(body));
    }

    private static String part(String name, String headers, String value) {
        return "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n" + headers + "\r\n" + value
                + "\r\n";
    }
}
