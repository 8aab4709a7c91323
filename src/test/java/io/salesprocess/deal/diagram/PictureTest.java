package io.salesprocess.deal.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.SalesProcess;
import io.salesprocess.pipeline.domain.Criteria;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.pipeline.domain.TargetDuration;
import io.salesprocess.platform.page.Lettering;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pictures of pipelines of any length, and of deals wherever they stand. */
class PictureTest {

    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final List<String> TITLES = List.of(
            "Demo",
            "Qualification of the prospect's product, its history and its target audience",
            "Αξιολόγηση και τεκμηρίωση των αναγκών του πελάτη",
            "تأهيل العميل المحتمل وتوثيق احتياجاته بالتفصيل",
            "客户资格预审与需求调查以及产品背景记录");

    private record Box(int x, int y, int width, int height) {

        static Box of(Element rect) {
            return new Box(number(rect, "x"), number(rect, "y"), number(rect, "width"), number(rect, "height"));
        }

        boolean overlaps(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }

        boolean contains(Box other) {
            return x <= other.x
                    && y <= other.y
                    && other.x + other.width <= x + width
                    && other.y + other.height <= y + height;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9, 20, 50})
    void nothing_overlaps_and_everything_is_on_the_paper(int stages) throws Exception {
        Pipeline pipeline = pipeline(stages);
        for (Diagram diagram : List.of(Diagram.of(pipeline), Diagram.of(pipeline, deal(pipeline, stages / 2)))) {
            Element svg = parsed(Svg.draw(diagram));
            Box paper = new Box(0, 0, number(svg, "width"), number(svg, "height"));
            List<Box> boxes = new ArrayList<>();
            for (Element rect : elements(svg, "rect")) {
                if (!List.of("paper", "frame").contains(rect.getAttribute("class"))) {
                    boxes.add(Box.of(rect));
                }
            }
            List<Box> texts =
                    elements(svg, "text").stream().map(PictureTest::room).toList();

            assertThat(boxes).hasSize(stages + 2).allMatch(paper::contains);
            assertThat(texts).allMatch(paper::contains);
            apart(boxes);
            apart(texts);
            for (Box text : texts) {
                assertThat(boxes.stream().filter(text::overlaps)).allMatch(box -> box.contains(text));
            }
            assertThat(paper.width()).as("as wide as a screen").isLessThan(1500);
        }
    }

    @Test
    void a_deal_is_shown_with_what_is_done_what_is_missing_and_what_is_ahead() throws Exception {
        Pipeline pipeline = pipeline(4);
        Deal deal = SalesProcess.apply(deal(pipeline, 1), new DealEvent.DealFellShort(2, NOW), NOW);

        String svg = Svg.draw(Diagram.of(pipeline, deal));
        assertThat(svg)
                .contains(
                        "class=\"lacking\"",
                        "class=\"current\"",
                        "class=\"ahead\"",
                        "class=\"arrow blocked\"",
                        "Demo: The client has not been greeted.",
                        "fall-short",
                        "advance",
                        "lose")
                .doesNotContain("reopen");
        assertThat(parsed(svg).getElementsByTagName("desc").item(0).getTextContent())
                .contains("current · attempt\u00A02 · 1\u00A0missing");
        assertThat(Mermaid.write(Diagram.of(pipeline, deal)))
                .contains(
                        "class stage_stage_0 lacking",
                        "class stage_stage_1 current",
                        "class stage_stage_2, stage_stage_3, won, lost ahead",
                        "stage_stage_1 : The client has not been greeted.",
                        "open --> lost: lose")
                .doesNotContain("reopen");
    }

    @Test
    void a_deal_that_lacks_nothing_says_so() {
        Pipeline pipeline = new Pipeline(new PipelineRef("free", 1), "Free", List.of(stage(0), stage(1)));
        Diagram diagram = Diagram.of(pipeline, deal(pipeline, 1));
        assertThat(Svg.draw(diagram)).contains("Nothing is missing: the deal can go on.", "class=\"done\"");
        assertThat(Mermaid.write(diagram)).contains("class stage_stage_0 done").doesNotContain(" : ");
    }

    @Test
    void a_closed_deal_shows_how_it_ended() {
        Pipeline pipeline = pipeline(2);
        Deal won = SalesProcess.apply(deal(pipeline, 1), new DealEvent.DealWon("stage-1"), NOW);
        assertThat(Svg.draw(Diagram.of(pipeline, won)))
                .contains("class=\"won\"", "class=\"done\"")
                .doesNotContain("class=\"current\"", "advance", "lose", "reopen");
        assertThat(Mermaid.write(Diagram.of(pipeline, won)))
                .contains("class won won")
                .doesNotContain("lost");
        Deal lost = SalesProcess.apply(deal(pipeline, 1), new DealEvent.DealLost("stage-1"), NOW);
        assertThat(Svg.draw(Diagram.of(pipeline, lost)))
                .contains("class=\"lost\"", "lost here", "reopen")
                .doesNotContain("advance", "fall-short");
        assertThat(Mermaid.write(Diagram.of(pipeline, lost)))
                .contains("open --> lost", "lost --> open: reopen", "class lost lost");
    }

    @Test
    void only_so_many_remarks_are_written_out() {
        Pipeline pipeline = pipeline(50);
        assertThat(Svg.draw(Diagram.of(pipeline, deal(pipeline, 49)))).contains("And 30 more.");
    }

    @Test
    void keys_that_are_words_of_mermaid_are_none_there_and_its_marks_are_no_marks() {
        Stage stage = new Stage("end", "A; B #1 \"x\"", null, TargetDuration.ofDays(1), false, List.of());
        Diagram diagram = Diagram.of(new Pipeline(new PipelineRef("open", 1), "Open", List.of(stage)));
        assertThat(Mermaid.write(diagram)).contains("state \"A#59; B #35;1 'x'\" as stage_end");
    }

    private static Pipeline pipeline(int stages) {
        return new Pipeline(
                new PipelineRef("long", 1),
                "A pipeline with a title that is longer than the paper of a pipeline with a single stage is wide",
                IntStream.range(0, stages)
                        .mapToObj(i -> new Stage(
                                "stage-" + i,
                                TITLES.get(i % TITLES.size()),
                                null,
                                TargetDuration.ofDays(1),
                                false,
                                List.of(Criteria.of("greeted"))))
                        .toList());
    }

    private static Stage stage(int number) {
        return new Stage("stage-" + number, "Stage", null, TargetDuration.ofDays(1), false, List.of());
    }

    private static Deal deal(Pipeline pipeline, int advances) {
        DealEvent.DealOpened opened = SalesProcess.open(pipeline, new UUID(0, 1), null, null, null, NOW);
        Deal deal = SalesProcess.opened(new UUID(0, 2), pipeline.ref(), opened, NOW);
        for (int i = 0; i < advances; i++) {
            deal = SalesProcess.apply(deal, new DealEvent.DealAdvanced("stage-" + i, "stage-" + (i + 1), NOW), NOW);
        }
        return deal;
    }

    private static void apart(List<Box> boxes) {
        for (int i = 0; i < boxes.size(); i++) {
            for (Box other : boxes.subList(i + 1, boxes.size())) {
                assertThat(boxes.get(i).overlaps(other))
                        .as("%s and %s", boxes.get(i), other)
                        .isFalse();
            }
        }
    }

    /** The room that a text takes, by the same estimate by which it was laid out. */
    private static Box room(Element text) {
        int size = text.getAttribute("class").equals("title") ? 15 : 13;
        int width = Lettering.width(text.getTextContent(), size);
        int x = number(text, "x");
        boolean isRightToLeft = text.getAttribute("direction").equals("rtl");
        int left =
                switch (text.getAttribute("text-anchor")) {
                    case "middle" -> x - width / 2;
                    case "end" -> x - width;
                    default -> isRightToLeft ? x - width : x;
                };
        return new Box(left, number(text, "y") - size + 3, width, size);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static Element parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }
}
