package io.salesprocess.deal.diagram;

import io.salesprocess.deal.diagram.Diagram.Look;
import io.salesprocess.deal.diagram.Diagram.Step;
import io.salesprocess.platform.api.HyphenatedEnums;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a diagram in the language of Mermaid. */
final class Mermaid {

    /** Colours that read well on a light and on a dark page. */
    private static final Map<Look, String> COLOURS = Map.of(
            Look.DONE, "fill:#cfe8d6,stroke:#2d8a47,color:#14202b",
            Look.LACKING, "fill:#fbe7b3,stroke:#a87400,color:#14202b",
            Look.CURRENT, "fill:#d3e5f7,stroke:#2f6fab,stroke-width:3px,color:#14202b",
            Look.AHEAD, "fill:#eef1f4,stroke:#7d8a97,stroke-dasharray:4 3,color:#14202b",
            Look.WON, "fill:#cfe8d6,stroke:#2d8a47,stroke-width:3px,color:#14202b",
            Look.LOST, "fill:#f6d5d1,stroke:#b5473a,stroke-width:3px,color:#14202b");

    /** More stages than these are drawn from top to bottom, because a row of them would be too small to read. */
    private static final int MOST_IN_A_ROW = 6;

    private static final Set<Look> OF_DEALS = Set.of(Look.DONE, Look.LACKING, Look.CURRENT, Look.AHEAD);

    private final Diagram diagram;
    private final List<String> lines = new ArrayList<>();

    private Mermaid(Diagram diagram) {
        this.diagram = diagram;
    }

    static String write(Diagram diagram) {
        return new Mermaid(diagram).write();
    }

    private String write() {
        List<Step> steps = diagram.steps();
        Step last = steps.get(steps.size() - 1);
        String direction = steps.size() > MOST_IN_A_ROW ? "TB" : "LR";
        lines.add("stateDiagram-v2");
        lines.add("    direction " + direction);
        lines.add("    state \"open\" as open {");
        lines.add("        direction " + direction);
        steps.forEach(this::state);
        lines.add("        [*] --> " + id(steps.get(0)));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!step.again().isEmpty()) {
                arrow("        ", id(step), id(step), step.again());
            }
            if (i + 1 < steps.size()) {
                arrow("        ", id(step), id(steps.get(i + 1)), step.onwards());
            }
        }
        arrow("        ", id(last), "[*]", last.onwards());
        lines.add("    }");
        lines.add("    [*] --> open");
        lines.add("    open --> won");
        ends();
        lines.add("    won --> [*]");
        looks();
        return String.join("\n", lines) + "\n";
    }

    private void state(Step step) {
        lines.add("        state \"" + title(step) + "\" as " + id(step));
        step.missing().forEach(missing -> lines.add("        " + id(step) + " : " + quotable(missing)));
    }

    private void ends() {
        if (showsLost()) {
            arrow("    ", "open", "lost", diagram.closing());
        }
        if (!diagram.reopening().isEmpty()) {
            arrow("    ", "lost", "open", diagram.reopening());
        }
    }

    private void looks() {
        if (diagram.steps().stream().noneMatch(step -> OF_DEALS.contains(step.look()))) {
            return;
        }
        Map<Look, List<String>> ids = new EnumMap<>(Look.class);
        diagram.steps().forEach(step -> ids.computeIfAbsent(step.look(), look -> new ArrayList<>())
                .add(id(step)));
        ids.computeIfAbsent(diagram.won(), look -> new ArrayList<>()).add("won");
        if (showsLost()) {
            ids.computeIfAbsent(diagram.lost(), look -> new ArrayList<>()).add("lost");
        }
        ids.forEach((look, which) -> {
            String name = HyphenatedEnums.nameOf(look);
            lines.add("    classDef " + name + " " + COLOURS.get(look));
            lines.add("    class " + String.join(", ", which) + " " + name);
        });
    }

    private boolean showsLost() {
        return !diagram.closing().isEmpty() || diagram.lost() == Look.LOST;
    }

    private void arrow(String indent, String from, String to, String label) {
        lines.add(indent + from + " --> " + to + (label.isEmpty() ? "" : ": " + label));
    }

    private static String title(Step step) {
        return quotable(step.title() + (step.note().isEmpty() ? "" : " (" + step.note() + ")"));
    }

    /**
     * A title must neither end the quotation that it stands in nor begin a line of its own, and what Mermaid takes for its own
     * marks is written as their codes.
     */
    private static String quotable(String title) {
        return title.replace("#", "#35;")
                .replace(";", "#59;")
                .replace("#35#59;", "#35;")
                .replace('"', '\'')
                .replaceAll("\\s+", " ");
    }

    /** A key alone could be a word of the language, such as {@code end} or {@code note}, or the name of another state. */
    private static String id(Step step) {
        return "stage_" + step.key().replace('-', '_');
    }
}
