package io.salesprocess.paper.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.paper.PaperData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template may say, and what it is told if it says anything else. */
class TemplateTextTest {

    @ParameterizedTest
    @EnumSource(PaperLanguage.class)
    void the_shipped_templates_are_right(PaperLanguage language) {
        for (String kind : List.of("welcome-letter", "contract", "proposal", "statement")) {
            assertThat(faults(PaperSamples.shippedText(kind, language))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>{prospect.name ?: 'you'}</p>",
                "{prospect.name.or(prospect.company)}",
                "{#if prospect.name && proposal.given}<p>x</p>{#else}<p>y</p>{/if}",
                "{#if proposal.currency == 'EUR'}x{/if}",
                "{#for item in proposal.items}{item_count}. {item.description}{#if item_hasNext}, {/if}{/for}",
                "{#each sender.address}<p>{it}</p>{/each}",
                "<style>p { color: #123; }</style><p class=\"x\" style=\"margin: 0\">&#160;&lt;</p>",
                "{! a remark with <b> and {x} !}<p>x</p>"
            })
    void a_template_may_read_its_data_and_decide(String template) {
        assertThat(faults(template)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\n{foo}                          | 2 | unknown field foo",
                "{prospect.nam}                     | 1 | unknown field nam in prospect.nam; known are name, company",
                "\\n\\n{#for i in proposal.items}{i.x}{/for} | 3 | unknown field x in i.x",
                "{prospect}                         | 1 | is not a single value",
                "{#each 1000000000}x{/each}         | 1 | is not a list",
                "{#each prospect.name}x{/each}      | 1 | is not a list",
                "{#for i in 5}x{/for}               | 1 | is not a list"
            })
    void fields_that_do_not_exist_are_named_with_their_line(String template, int line, String detail) {
        assertThat(faults(template.replace("\\n", "\n"))).anySatisfy(fault -> {
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.detail()).contains(detail);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{system:property('user.home')}",
                "{config:quarkus.http.port}",
                "{cdi:documents}",
                "{inject:documents.all}",
                "{str:builder}",
                "{prospect.getClass.name}",
                "{prospect.class}",
                "{prospect.name.length}",
                "{prospect.name.raw}",
                "{prospect.name.safe}",
                "{proposal.items.size}",
                "{#include layout /}",
                "{#insert x}{/insert}",
                "{#eval prospect.name /}",
                "{#fragment id=a}x{/fragment}",
                "{#let x=prospect}{x.name}{/let}",
                "{#cached}x{/cached}",
                "{@java.lang.System x}",
                "{#while prospect.name}x{/while}"
            })
    void a_template_reaches_nothing_but_its_data(String template) {
        assertThat(faults(template)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=\"file:///etc/passwd\"/>",
                "<link rel=\"stylesheet\" href=\"http://example.com\"/>",
                "<iframe src=\"x\"></iframe>",
                "<object data=\"x\"></object>",
                "<svg><script>x</script></svg>",
                "<a href=\"javascript:x\">x</a>",
                "<p onclick=\"x()\">x</p>",
                "<p style=\"background: url(http://example.com)\">x</p>",
                "<style>@import 'http://example.com';</style>",
                "<style>p { background: u\\72l(http://example.com) }</style>",
                "<meta http-equiv=\"refresh\" content=\"0\"/>",
                "<?php x ?>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>&e;</p>"
            })
    void a_template_fetches_and_runs_nothing(String template) {
        assertThat(faults(template)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>\\n<b>x</p>        | 2 | is not well-formed",
                "<p>&nbsp;</p>         | 1 | entity \"nbsp\"",
                "x</div><div>          | 1 | close",
                "\\n{#if prospect.name} | 2 | if",
                "{prospect.name        | 1 | unterminated"
            })
    void text_that_cannot_be_read_is_told_where(String template, int line, String detail) {
        List<TemplateFault> faults = faults(template.replace("\\n", "\n"));
        assertThat(faults).isNotEmpty();
        assertThat(faults.get(0).line()).isEqualTo(line);
        assertThat(faults.get(0).detail()).containsIgnoringCase(detail);
    }

    @Test
    void a_template_is_no_longer_than_64_ki_characters() {
        assertThat(faults("x".repeat(TemplateText.LONGEST))).isEmpty();
        assertThat(faults("x".repeat(TemplateText.LONGEST + 1))).hasSize(1);
    }

    private static List<TemplateFault> faults(String template) {
        return TemplateText.faults(template, PaperData.class);
    }
}
