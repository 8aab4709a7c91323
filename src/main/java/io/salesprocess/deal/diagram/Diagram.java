package io.salesprocess.deal.diagram;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Refusal.Unmet;
import io.salesprocess.deal.domain.SalesProcess;
import io.salesprocess.deal.domain.StageVisit;
import io.salesprocess.deal.domain.TransitionType;
import io.salesprocess.deal.domain.TransitionType.Destination;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.page.Lettering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is in a picture: stages in order, and an arrow for every transition that the table has. The picture of a pipeline has all
 * of them; that of a deal those that its status allows, and what they lack.
 *
 * @param title the pipeline's
 * @param description all of it in a sentence, for people who cannot see it
 * @param steps the stages in order
 * @param won how the end {@code won} looks
 * @param lost how the end {@code lost} looks
 * @param closing names of the transitions that lead from any stage to {@code lost}
 * @param reopening names of those that lead from {@code lost} back to the stage where the deal stood
 * @param remarks what an open deal still lacks, in sentences; none for a pipeline
 */
record Diagram(
        String title,
        String description,
        List<Step> steps,
        Look won,
        Look lost,
        String closing,
        String reopening,
        List<String> remarks) {

    /** How many remarks a picture has room for. */
    private static final int MOST_REMARKS = 20;

    /** Keeps what follows a title that is read from right to left from being drawn into it. */
    private static final String LEFT_TO_RIGHT_MARK = "\u200E";

    /** How a box is drawn. */
    enum Look {
        STAGE,
        DONE,
        /** Done, but something that it needed is missing by now (rule 3). */
        LACKING,
        CURRENT,
        AHEAD,
        WON,
        LOST
    }

    /**
     * A stage.
     *
     * @param note how far the deal has come there; empty for a pipeline
     * @param onwards names of the transitions that lead to the next stage, or out of the last to {@code won}
     * @param again names of those that lead from the stage to itself
     * @param isBlocked whether something is missing, here or in an earlier stage, before the deal can go on
     * @param missing what is missing here, in sentences
     */
    record Step(
            String key,
            String title,
            String note,
            Look look,
            String onwards,
            String again,
            boolean isBlocked,
            List<String> missing) {}

    /** The picture of a pipeline. */
    static Diagram of(Pipeline pipeline) {
        String onwards = names(DealStatus.OPEN, Destination.NEXT_STAGE_OR_WON);
        String again = names(DealStatus.OPEN, Destination.SAME_STAGE);
        List<Step> steps = pipeline.stages().stream()
                .map(stage -> new Step(stage.key(), stage.title(), "", Look.STAGE, onwards, again, false, List.of()))
                .toList();
        String description = "Stages in order: "
                + pipeline.stages().stream().map(Stage::title).collect(Collectors.joining(", ")) + ".";
        return new Diagram(
                pipeline.title(),
                description,
                steps,
                Look.WON,
                Look.LOST,
                names(DealStatus.OPEN, Destination.LOST),
                names(DealStatus.LOST, Destination.SAME_STAGE),
                List.of());
    }

    /** The picture of a deal that follows this version of its pipeline. */
    static Diagram of(Pipeline pipeline, Deal deal) {
        List<SalesProcess.Option> options = SalesProcess.options(pipeline, deal);
        List<Unmet> unmet =
                options.stream().flatMap(option -> option.unmet().stream()).toList();
        List<String> remarks = remarks(pipeline, deal, unmet);
        List<Step> steps = steps(pipeline, deal, options, unmet);
        return new Diagram(
                pipeline.title(),
                description(steps, deal, remarks),
                steps,
                deal.status() == DealStatus.WON ? Look.WON : Look.AHEAD,
                deal.status() == DealStatus.LOST ? Look.LOST : Look.AHEAD,
                names(options, Destination.LOST),
                deal.status() == DealStatus.LOST ? names(options, Destination.SAME_STAGE) : "",
                remarks);
    }

    private static List<Step> steps(
            Pipeline pipeline, Deal deal, List<SalesProcess.Option> options, List<Unmet> unmet) {
        boolean isOpen = deal.status() == DealStatus.OPEN;
        List<Step> steps = new ArrayList<>();
        Look look = Look.DONE;
        for (Stage stage : pipeline.stages()) {
            boolean isLast = stage.key().equals(deal.stage());
            List<String> missing = unmet.stream()
                    .filter(one -> one.stage().equals(stage.key()))
                    .map(Unmet::detail)
                    .toList();
            Look own =
                    isLast && deal.status() != DealStatus.WON ? Look.CURRENT : missing.isEmpty() ? look : Look.LACKING;
            steps.add(new Step(
                    stage.key(),
                    stage.title(),
                    note(own, deal, stage, missing.size()),
                    own,
                    isLast ? names(options, Destination.NEXT_STAGE_OR_WON) : "",
                    isLast && isOpen ? names(options, Destination.SAME_STAGE) : "",
                    isLast && !unmet.isEmpty(),
                    missing));
            look = isLast ? Look.AHEAD : look;
        }
        return steps;
    }

    private static String note(Look look, Deal deal, Stage stage, int missing) {
        int attempts = deal.visits().stream()
                .filter(visit -> visit.stage().equals(stage.key()))
                .mapToInt(StageVisit::attempts)
                .max()
                .orElse(0);
        String place =
                switch (look) {
                    case DONE, LACKING -> "done";
                    case CURRENT -> deal.status() == DealStatus.LOST ? "lost here" : "current";
                    default -> "ahead";
                };
        return place
                + (attempts > 1 ? " · attempt\u00A0" + attempts : "")
                + (missing > 0 ? " · " + missing + "\u00A0missing" : "");
    }

    private static List<String> remarks(Pipeline pipeline, Deal deal, List<Unmet> unmet) {
        if (deal.status() != DealStatus.OPEN) {
            return List.of();
        }
        if (unmet.isEmpty()) {
            return List.of("Nothing is missing: the deal can go on.");
        }
        List<String> remarks = new ArrayList<>();
        for (Unmet one : unmet.subList(0, Math.min(MOST_REMARKS, unmet.size()))) {
            String title = pipeline.stage(one.stage()).title();
            remarks.add(title + (Lettering.isRightToLeft(title) ? LEFT_TO_RIGHT_MARK : "") + ": " + one.detail());
        }
        if (unmet.size() > MOST_REMARKS) {
            remarks.add("And " + (unmet.size() - MOST_REMARKS) + " more.");
        }
        return remarks;
    }

    private static String description(List<Step> steps, Deal deal, List<String> remarks) {
        String stages = steps.stream()
                .map(step -> step.title() + " (" + step.note() + ")")
                .collect(Collectors.joining(", "));
        return "The deal is " + HyphenatedEnums.nameOf(deal.status()) + ". Stages in order: " + stages + "."
                + (remarks.isEmpty() ? "" : " " + String.join(" ", remarks));
    }

    private static String names(DealStatus from, Destination destination) {
        return Arrays.stream(TransitionType.values())
                .filter(type -> type.from() == from && type.destination() == destination)
                .map(HyphenatedEnums::nameOf)
                .collect(Collectors.joining(", "));
    }

    private static String names(List<SalesProcess.Option> options, Destination destination) {
        return options.stream()
                .map(SalesProcess.Option::type)
                .filter(type -> type.destination() == destination)
                .map(HyphenatedEnums::nameOf)
                .collect(Collectors.joining(", "));
    }
}
