package io.salesprocess.deal.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.deal.diagram.Diagram.Box;
import io.salesprocess.deal.diagram.Diagram.Progress;
import io.salesprocess.deal.domain.DealStatus;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** However many stages there are and whatever their titles: nothing overlaps in a picture. */
class LayoutTest {

    private static final List<List<String>> TITLES = List.of(
            List.of("Pre-qualification", "Qualification of the product's background and history", "W".repeat(100)),
            List.of("Προεπιλογή", "Αξιολόγηση του ιστορικού του προϊόντος και του κοινού στο οποίο απευθύνεται"),
            List.of("التأهيل المسبق", "تأهيل العميل المحتمل وجمع المعلومات عن خلفية المنتج وتاريخه والجمهور المستهدف"),
            List.of("资格预审", "收集有关潜在客户产品背景、历史、目标受众以及可能存在的问题的全部信息，并由销售人员进行整理和确认"));

    record Case(int stages, List<String> titles, boolean ofDeal) {}

    static Stream<Case> cases() {
        return Stream.of(1, 2, 3, 4, 5, 9, 20, 50).flatMap(stages -> TITLES.stream()
                .flatMap(titles -> Stream.of(new Case(stages, titles, false), new Case(stages, titles, true))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothing_overlaps(Case one) throws Exception {
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Svg.draw(diagram(one)).getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        Rectangle2D paper = new Rectangle2D.Double(
                0, 0, Double.parseDouble(svg.getAttribute("width")), Double.parseDouble(svg.getAttribute("height")));
        List<Rectangle2D> boxes = boxes(svg);
        List<Rectangle2D> texts = texts(svg);
        assertThat(boxes).hasSize(one.stages() + 2);
        assertThat(boxes).allMatch(paper::contains);
        assertThat(texts).allMatch(paper::contains);
        disjoint(boxes);
        disjoint(texts);
        for (Rectangle2D text : texts) {
            assertThat(boxes).allSatisfy(box -> assertThat(box.contains(text) || !box.intersects(text))
                    .as(text + " in or beside " + box)
                    .isTrue());
        }
    }

    @Test
    void a_title_is_broken_where_its_script_allows_it_and_loses_nothing() {
        for (List<String> titles : TITLES) {
            for (String title : titles) {
                List<String> lines = Wording.lines(title, 11);
                assertThat(String.join("", lines).replace(" ", "")).isEqualTo(title.replace(" ", ""));
                assertThat(lines).allMatch(line -> Wording.width(line) <= 11);
            }
        }
        assertThat(Wording.lines("Qualification of the product", 11))
                .containsExactly("Qualification of", "the product");
        assertThat(Wording.lines("资格预审资格预审，资格预审", 9)).containsExactly("资格预审资格预", "审，资格预审");
        assertThat(Wording.lines(" \n", 9)).containsExactly("");
    }

    @Test
    void letters_decide_about_the_direction_of_a_title() {
        assertThat(Wording.isRightToLeft("1. التحويل")).isTrue();
        assertThat(Wording.isRightToLeft("שלב")).isTrue();
        assertThat(Wording.isRightToLeft("Stage التحويل")).isFalse();
        assertThat(Wording.isRightToLeft("42")).isFalse();
    }

    private static Diagram diagram(Case one) {
        int place = one.stages() / 2;
        List<Box> boxes = IntStream.range(0, one.stages())
                .mapToObj(i -> new Box(
                        one.titles().get(i % one.titles().size()),
                        !one.ofDeal()
                                ? null
                                : i < place ? Progress.DONE : i == place ? Progress.CURRENT : Progress.AHEAD,
                        one.ofDeal() && i == place ? List.of("current", "attempt 12", "20 missing") : List.of()))
                .toList();
        return new Diagram(
                one.titles().get(1),
                boxes,
                one.ofDeal() ? DealStatus.OPEN : null,
                one.ofDeal() ? List.of(one.titles().get(1) + ": The client has not been greeted.") : List.of());
    }

    private static List<Rectangle2D> boxes(Element svg) {
        List<Rectangle2D> boxes = new ArrayList<>();
        for (Element rect : elements(svg, "rect")) {
            if (!List.of("paper", "frame").contains(rect.getAttribute("class"))) {
                boxes.add(new Rectangle2D.Double(
                        number(rect, "x"), number(rect, "y"), number(rect, "width"), number(rect, "height")));
            }
        }
        return boxes;
    }

    private static List<Rectangle2D> texts(Element svg) {
        List<Rectangle2D> texts = new ArrayList<>();
        for (Element text : elements(svg, "text")) {
            double size = text.getAttribute("class").equals("title") ? 15 : 13;
            double width = Wording.width(text.getTextContent()) * size;
            double x = number(text, "x");
            double left =
                    switch (text.getAttribute("text-anchor")) {
                        case "middle" -> x - width / 2;
                        case "end" -> x - width;
                        default -> x;
                    };
            texts.add(new Rectangle2D.Double(left, number(text, "y") - size * 0.8, width, size));
        }
        return texts;
    }

    private static void disjoint(List<Rectangle2D> all) {
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(all.get(i).intersects(all.get(j)))
                        .as(all.get(i) + " and " + all.get(j))
                        .isFalse();
            }
        }
    }

    private static List<Element> elements(Element svg, String name) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < svg.getElementsByTagName(name).getLength(); i++) {
            elements.add((Element) svg.getElementsByTagName(name).item(i));
        }
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
