package io.salesprocess.insight.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.platform.page.Lettering;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Charts are XML that says what it shows, at any width, whatever the figures and names are. */
class ChartsTest {

    private static final List<Integer> WIDTHS = List.of(Chart.NARROWEST, 340, Chart.USUAL, 900, Chart.WIDEST);

    static Stream<String> names() {
        return SampleCharts.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_chart_has_a_title_a_description_and_a_role_at_any_width(String name) throws Exception {
        Chart chart = SampleCharts.all().get(name);
        for (int width : WIDTHS) {
            Element svg = parsed(chart.svg(width));
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getAttribute("viewBox")).startsWith("0 0 " + width + " ");
            assertThat(children(svg, "title")).containsExactly(chart.title());
            assertThat(children(svg, "desc")).containsExactly(chart.sentence());
            assertThat(chart.sentence()).endsWith(".");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothing_is_drawn_beside_the_paper_and_no_two_texts_cover_one_another(String name) throws Exception {
        for (int width : WIDTHS) {
            Element svg = parsed(SampleCharts.all().get(name).svg(width));
            int height = Integer.parseInt(svg.getAttribute("height"));
            List<Box> texts = new ArrayList<>();
            for (Element text : elements(svg, "text")) {
                Box box = Box.of(text);
                assertThat(box.left()).as("%s at %s", box, width).isGreaterThanOrEqualTo(0);
                assertThat(box.right()).as("%s at %s", box, width).isLessThanOrEqualTo(width + 1);
                assertThat(box.bottom()).as("%s at %s", box, width).isLessThanOrEqualTo(height);
                assertThat(texts).as("%s at %s", box, width).noneMatch(box::covers);
                texts.add(box);
            }
            for (Element bar : elements(svg, "rect")) {
                if (!bar.getAttribute("x").isEmpty()) {
                    assertThat(number(bar, "x") + number(bar, "width")).isLessThanOrEqualTo(width);
                    assertThat(number(bar, "width")).isPositive();
                    assertThat(number(bar, "y") + number(bar, "height")).isLessThanOrEqualTo(height);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_same_figures_give_the_same_bytes(String name) {
        assertThat(SampleCharts.all().get(name).svg(Chart.USUAL))
                .isEqualTo(SampleCharts.all().get(name).svg(Chart.USUAL));
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_row_of_a_table_has_a_cell_for_each_column(String name) {
        Table table = SampleCharts.all().get(name).table();
        assertThat(table.rows()).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.head()));
    }

    @Test
    void charts_of_one_page_share_no_id_and_bring_no_style() throws Exception {
        Set<String> ids = new HashSet<>();
        for (Map.Entry<String, Chart> chart : SampleCharts.all().entrySet()) {
            String svg = chart.getValue().inPage(340, chart.getKey());
            assertThat(svg).doesNotContain("<style", "class=\"paper\"");
            for (Element pattern : elements(parsed(svg), "pattern")) {
                assertThat(ids.add(pattern.getAttribute("id"))).isTrue();
            }
        }
    }

    @Test
    void without_figures_a_sentence_says_so() {
        for (Map.Entry<String, Chart> chart : SampleCharts.all().entrySet()) {
            boolean isEmpty = chart.getKey().endsWith("-empty");
            assertThat(chart.getValue().isEmpty()).as(chart.getKey()).isEqualTo(isEmpty);
            if (isEmpty) {
                assertThat(chart.getValue().sentence()).startsWith("No ");
                assertThat(chart.getValue().svg(Chart.USUAL))
                        .contains("role=\"img\"")
                        .doesNotContain("class=\"axis\"");
            }
        }
    }

    @Test
    void a_name_that_has_no_room_is_shortened_and_whole_in_the_title() throws Exception {
        Element svg = parsed(new SalespeopleChart(SampleCharts.people(4), 20).svg(Chart.NARROWEST));
        List<String> texts =
                elements(svg, "text").stream().map(Element::getTextContent).toList();
        assertThat(texts).anyMatch(text -> text.startsWith("Aleksandra") && text.endsWith("…"));
        assertThat(elements(svg, "title").stream().map(Element::getTextContent))
                .anyMatch(title ->
                        title.startsWith("Aleksandra Wiśniewska-Kowalczyk von und zu Hohenstein-Brandenburg: 78 of"));
    }

    @Test
    void marks_of_xml_in_names_are_no_marks() {
        String svg = new SalespeopleChart(SampleCharts.people(8), 20).svg(900);
        assertThat(svg)
                .contains("O&#39;Neill &amp; &lt;Sons&gt; &quot;Ltd&quot;")
                .doesNotContain("<Sons>");
    }

    @Test
    void two_of_two_does_not_stand_before_eighty_of_a_hundred() {
        List<String> order = new SalespeopleChart(SampleCharts.people(2), 20)
                .table().rows().stream().map(row -> row.get(0)).toList();
        assertThat(order).containsExactly("Grace Field", "Jörg Groß");
    }

    @Test
    void more_rows_than_a_chart_has_room_for_are_told_of_and_in_its_table() {
        SalespeopleChart chart = new SalespeopleChart(SampleCharts.people(60), 20);
        assertThat(chart.svg(Chart.USUAL)).contains("40 more are in the table.");
        assertThat(chart.table().rows()).hasSize(60);
    }

    @Test
    void association_is_not_called_cause() {
        assertThat(SampleCharts.all().get("activities").sentence())
                .contains("“call” in Qualification goes along with the largest gain: +31")
                .contains("This is association, not cause");
    }

    /** For people who look at charts: {@code -Dcharts.to=directory} writes them all. */
    @Test
    void charts_can_be_written_to_files() throws IOException {
        String directory = System.getProperty("charts.to");
        if (directory != null) {
            for (Map.Entry<String, Chart> chart : SampleCharts.all().entrySet()) {
                for (int width : WIDTHS) {
                    Files.writeString(
                            Path.of(directory, chart.getKey() + "-" + width + ".svg"),
                            chart.getValue().svg(width));
                }
            }
        }
    }

    /** The room of a text, by the same estimate by which it was laid out, less what that is too generous by. */
    private record Box(String text, double left, double top, double right, double bottom) {

        private static final double GENEROSITY = 0.85;

        static Box of(Element text) {
            int size = text.getAttribute("class").equals("title") ? 16 : Sheet.TEXT;
            double width = Lettering.width(text.getTextContent(), size) * GENEROSITY;
            double x = number(text, "x");
            boolean isRightToLeft = text.getAttribute("direction").equals("rtl");
            String anchor = text.getAttribute("text-anchor");
            double left =
                    switch (anchor) {
                        case "middle" -> x - width / 2;
                        case "end" -> isRightToLeft ? x : x - width;
                        default -> isRightToLeft ? x - width : x;
                    };
            double baseline = number(text, "y");
            return new Box(text.getTextContent(), left, baseline - size + 3, left + width, baseline + 2);
        }

        boolean covers(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    private static List<String> children(Element parent, String name) {
        List<String> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                found.add(child.getTextContent());
            }
        }
        return found;
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Element parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }
}
