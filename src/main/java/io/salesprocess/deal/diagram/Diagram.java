package io.salesprocess.deal.diagram;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Refusal;
import io.salesprocess.deal.domain.SalesProcess;
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
 * What is in the picture of a pipeline, or of a deal's way through one: the stages in order, and an arrow for every transition
 * that the table has.
 *
 * @param title the pipeline's
 * @param stages in order
 * @param status of the deal; null in the picture of a pipeline
 * @param missing what the deal lacks to advance, a sentence for each criterion that does not hold; empty if nothing
 */
record Diagram(String title, List<Box> stages, DealStatus status, List<String> missing) {

    /** Transitions that lead from a stage to the next, or out of the last to {@code won}. */
    static final String ONWARDS = names(DealStatus.OPEN, Destination.NEXT_STAGE_OR_WON);

    /** Those that lead from a stage to itself. */
    static final String AGAIN = names(DealStatus.OPEN, Destination.SAME_STAGE);

    /** Those that lead from any stage to {@code lost}. */
    static final String CLOSING = names(DealStatus.OPEN, Destination.LOST);

    /** Those that lead from {@code lost} back to the stage where the deal stood. */
    static final String REOPENING = names(DealStatus.LOST, Destination.SAME_STAGE);

    /** How many sentences about what is missing are shown. */
    private static final int MOST_MISSING = 12;

    /** How far a deal has come with a stage. */
    enum Progress {
        DONE,
        CURRENT,
        AHEAD;

        /** The name of its style and of its class in Mermaid. */
        String word() {
            return HyphenatedEnums.nameOf(this);
        }
    }

    /**
     * A stage.
     *
     * @param progress null in the picture of a pipeline
     * @param notes a few words each, below the title
     */
    record Box(String title, Progress progress, List<String> notes) {}

    static Diagram of(Pipeline pipeline) {
        return new Diagram(
                pipeline.title(),
                pipeline.stages().stream()
                        .map(stage -> new Box(stage.title(), null, List.of()))
                        .toList(),
                null,
                List.of());
    }

    /** What is done, where the deal stands and what it lacks there, and what is ahead; decided by the table that decides. */
    static Diagram of(Pipeline pipeline, Deal deal) {
        List<Refusal.Unmet> unmet = SalesProcess.options(pipeline, deal).stream()
                .flatMap(option -> option.unmet().stream())
                .toList();
        int place = pipeline.upTo(deal.stage()).size() - 1;
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < pipeline.stages().size(); i++) {
            Stage stage = pipeline.stages().get(i);
            long lacking = unmet.stream()
                    .filter(one -> one.stage().equals(stage.key()))
                    .count();
            boxes.add(box(deal, stage, progress(deal, i, place), lacking));
        }
        return new Diagram(pipeline.title(), boxes, deal.status(), sentences(pipeline, unmet));
    }

    private static Progress progress(Deal deal, int stage, int place) {
        if (stage < place || deal.status() == DealStatus.WON) {
            return Progress.DONE;
        }
        return stage == place ? Progress.CURRENT : Progress.AHEAD;
    }

    private static Box box(Deal deal, Stage stage, Progress progress, long lacking) {
        List<String> notes = new ArrayList<>();
        if (progress == Progress.DONE) {
            notes.add("done");
        } else if (progress == Progress.CURRENT) {
            notes.add(deal.status() == DealStatus.LOST ? "lost here" : "current");
            if (deal.attempt() > 1) {
                notes.add("attempt " + deal.attempt());
            }
        }
        if (lacking > 0) {
            // What held when the stage was done may hold no longer (rule 3).
            notes.add(lacking + (progress == Progress.DONE ? " not met now" : " missing"));
        }
        return new Box(stage.title(), progress, notes);
    }

    private static List<String> sentences(Pipeline pipeline, List<Refusal.Unmet> unmet) {
        List<String> sentences = new ArrayList<>();
        unmet.stream()
                .limit(MOST_MISSING)
                .map(one -> pipeline.stage(one.stage()).title() + ": " + one.detail())
                .forEach(sentences::add);
        if (unmet.size() > MOST_MISSING) {
            sentences.add("And " + (unmet.size() - MOST_MISSING) + " more.");
        }
        return sentences;
    }

    /** The picture in the language of Mermaid. */
    String mermaid() {
        List<String> lines = new ArrayList<>();
        lines.add("stateDiagram-v2");
        lines.add("    direction LR");
        lines.add("    state \"open\" as open {");
        lines.add("        direction LR");
        for (int i = 0; i < stages.size(); i++) {
            Box stage = stages.get(i);
            String note = stage.notes().isEmpty() ? "" : " (" + String.join(", ", stage.notes()) + ")";
            lines.add("        state \"" + quotable(stage.title()) + note + "\" as " + id(i));
        }
        lines.add("        [*] --> " + id(0));
        for (int i = 0; i < stages.size(); i++) {
            lines.add("        " + id(i) + " --> " + id(i) + ": " + AGAIN);
            if (i + 1 < stages.size()) {
                lines.add("        " + id(i) + " --> " + id(i + 1) + ": " + ONWARDS);
            }
        }
        lines.add("        " + id(stages.size() - 1) + " --> [*]");
        lines.add("    }");
        lines.add("    [*] --> open");
        lines.add("    open --> won: " + ONWARDS);
        lines.add("    open --> lost: " + CLOSING);
        lines.add("    lost --> open: " + REOPENING);
        lines.add("    won --> [*]");
        if (status != null) {
            progress(lines);
        }
        return String.join("\n", lines) + "\n";
    }

    private void progress(List<String> lines) {
        if (!missing.isEmpty()) {
            lines.add("    note right of open");
            missing.forEach(sentence -> lines.add("        " + noteworthy(sentence)));
            lines.add("    end note");
        }
        lines.add("    classDef done fill:#e3f4e7,stroke:#2d8a47,color:#14202b");
        lines.add("    classDef current fill:#fff3cd,stroke:#9a6b00,stroke-width:3px,color:#14202b");
        lines.add("    classDef ahead fill:#f6f8fa,stroke:#8a97a5,color:#14202b,stroke-dasharray:4 3");
        for (int i = 0; i < stages.size(); i++) {
            lines.add("    class " + id(i) + " " + stages.get(i).progress().word());
        }
        if (status != DealStatus.OPEN) {
            lines.add("    class " + HyphenatedEnums.nameOf(status) + " current");
        }
    }

    /** A title must neither end the quotation that it stands in nor begin a line of its own. */
    private static String quotable(String title) {
        return title.replace('"', '\'').replaceAll("\\s+", " ");
    }

    /** Nor must a line of a note end the note. */
    private static String noteworthy(String sentence) {
        return "- " + quotable(sentence).replaceAll("(?i)end note", "end-note");
    }

    private static String names(DealStatus from, Destination destination) {
        return Arrays.stream(TransitionType.values())
                .filter(type -> type.from() == from && type.destination() == destination)
                .map(HyphenatedEnums::nameOf)
                .collect(Collectors.joining(", "));
    }

    /** Not the stage's key, which can be a word of the language or the name of another state. */
    private static String id(int stage) {
        return "s" + (stage + 1);
    }
}
