package io.salesprocess.deal.diagram;

import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.TransitionType;
import io.salesprocess.deal.domain.TransitionType.Destination;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.platform.api.HyphenatedEnums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is in the picture of a pipeline: its stages in a row, and an arrow for every transition that the table has.
 *
 * @param title the pipeline's
 * @param stages in order
 * @param onwards names of the transitions that lead from a stage to the next, or out of the last to {@code won}
 * @param again names of those that lead from a stage to itself
 * @param closing names of those that lead from any stage to {@code lost}
 * @param reopening names of those that lead from {@code lost} back to the stage where the deal stood
 */
record Diagram(String title, List<Stage> stages, String onwards, String again, String closing, String reopening) {

    static Diagram of(Pipeline pipeline) {
        return new Diagram(
                pipeline.title(),
                pipeline.stages(),
                names(DealStatus.OPEN, Destination.NEXT_STAGE_OR_WON),
                names(DealStatus.OPEN, Destination.SAME_STAGE),
                names(DealStatus.OPEN, Destination.LOST),
                names(DealStatus.LOST, Destination.SAME_STAGE));
    }

    /** The picture in the language of Mermaid. */
    String mermaid() {
        List<String> lines = new ArrayList<>();
        lines.add("stateDiagram-v2");
        lines.add("    direction LR");
        lines.add("    state \"open\" as open {");
        lines.add("        direction LR");
        for (Stage stage : stages) {
            lines.add("        state \"" + quotable(stage.title()) + "\" as " + id(stage));
        }
        lines.add("        [*] --> " + id(stages.get(0)));
        for (int i = 0; i < stages.size(); i++) {
            lines.add("        " + id(stages.get(i)) + " --> " + id(stages.get(i)) + ": " + again);
            if (i + 1 < stages.size()) {
                lines.add("        " + id(stages.get(i)) + " --> " + id(stages.get(i + 1)) + ": " + onwards);
            }
        }
        lines.add("        " + id(stages.get(stages.size() - 1)) + " --> [*]: " + onwards);
        lines.add("    }");
        lines.add("    [*] --> open");
        lines.add("    open --> won");
        lines.add("    open --> lost: " + closing);
        lines.add("    lost --> open: " + reopening);
        lines.add("    won --> [*]");
        return String.join("\n", lines) + "\n";
    }

    /** A title must neither end the quotation that it stands in nor begin a line of its own. */
    private static String quotable(String title) {
        return title.replace('"', '\'').replaceAll("\\s+", " ");
    }

    private static String names(DealStatus from, Destination destination) {
        return Arrays.stream(TransitionType.values())
                .filter(type -> type.from() == from && type.destination() == destination)
                .map(HyphenatedEnums::nameOf)
                .collect(Collectors.joining(", "));
    }

    private static String id(Stage stage) {
        return stage.key().replace('-', '_');
    }
}
