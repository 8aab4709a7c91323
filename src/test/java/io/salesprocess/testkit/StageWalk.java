package io.salesprocess.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Walks through a history by what events say of stages, and notes every step that the rules do not know (rules 1, 4, 6 and 7). It
 * reads events alone and takes them at their word from one to the next, so that one wrong step is one violation.
 */
final class StageWalk {

    /** Besides payments, what a closed deal still takes. */
    private static final Set<String> AFTER_CLOSING = Set.of(
            "deal.owner-assigned",
            "question.asked",
            "question.answered",
            "message-link.offered",
            "message-link.revoked",
            "message.left",
            "message.followed-up",
            "activity.recorded",
            "document-link.offered",
            "document-link.revoked",
            "prospect.erased",
            "prospect.merged",
            "prospect.unmerged");

    private static final Set<String> REMINDERS = Set.of(
            "stage.overdue",
            "question.unanswered",
            "message.unanswered",
            "proposal.expired",
            "payment.overdue",
            "approval.waiting");

    private final Map<String, List<String>> pipelines;
    private final List<String> visited = new ArrayList<>();
    private List<String> stages;
    private final List<String> violations = new ArrayList<>();
    private PastEvent before;
    private String status = "open";

    /** @param pipelines the stages of every version, in order, by key and version with a space between */
    StageWalk(Map<String, List<String>> pipelines) {
        this.pipelines = pipelines;
    }

    List<String> violations() {
        return violations;
    }

    /** Where the deal stands now: status, stage and attempt. */
    String position() {
        return before == null ? "nowhere" : status + " " + before.stage() + " " + before.attempt();
    }

    void take(PastEvent event) {
        if (before == null) {
            stages = pipelines.get(event.pipeline());
            visited.add(event.stage());
            must(event, "first", event.type().equals("deal.opened"));
            must(event, "in the first stage", event.stage().equals(stages.get(0)) && event.attempt() == 1);
            must(event, "without from and to", event.from() == null && event.to() == null);
        } else {
            must(
                    event,
                    "in the pipeline of the deal",
                    event.pipeline().equals(before.pipeline()) || event.type().equals("deal.migrated"));
            must(event, "next in number", event.sequence() == before.sequence() + 1);
            next(event);
        }
        before = event;
    }

    private void next(PastEvent event) {
        switch (event.type()) {
            case "deal.advanced" -> {
                isStep(event, "open", before.stage(), event.stage());
                must(event, "one stage on", place(event.stage()) == place(before.stage()) + 1 && event.attempt() == 1);
                visited.add(event.stage());
            }
            case "deal.migrated" -> migrated(event);
            case "deal.won" -> {
                isStep(event, "open", before.stage(), "won");
                must(event, "out of the last stage", place(before.stage()) == stages.size() - 1);
                staysAt(event, 0);
                status = "won";
            }
            case "deal.lost" -> {
                isStep(event, "open", before.stage(), "lost");
                must(event, "with a reason", event.hasReason());
                staysAt(event, 0);
                status = "lost";
            }
            case "deal.fell-short" -> {
                isStep(event, "open", null, null);
                must(event, "with a reason", event.hasReason());
                staysAt(event, 1);
            }
            case "deal.reopened" -> {
                isStep(event, "lost", "lost", before.stage());
                must(event, "with a reason", event.hasReason());
                staysAt(event, 1);
                status = "open";
            }
            default -> {
                must(event, "the only opening", !event.type().equals("deal.opened"));
                must(event, "possible while the deal is " + status, isTaken(event.type()));
                must(event, "without from and to", event.from() == null && event.to() == null);
                must(event, "told after it fell due", !REMINDERS.contains(event.type()) || isPast(event, "dueAt"));
                staysAt(event, 0);
            }
        }
    }

    private static boolean isPast(PastEvent event, String time) {
        return Instant.parse(event.text(time)).isBefore(event.at());
    }

    /** On in another version: in the same stage, whatever it is called there, with nothing to be done again. */
    private void migrated(PastEvent event) {
        String key = before.pipeline().split(" ")[0];
        must(event, "a step of a deal that is open", status.equals("open"));
        must(event, "from the version before", before.pipeline().equals(key + " " + event.text("fromVersion")));
        must(event, "to the version that it says", event.pipeline().equals(key + " " + event.text("toVersion")));
        must(event, "to another version", !event.pipeline().equals(before.pipeline()));
        visited.replaceAll(
                stage -> event.data().path("stageMapping").path(stage).asText(stage));
        stages = pipelines.get(event.pipeline());
        String stage = visited.get(visited.size() - 1);
        boolean isRenamed = !stage.equals(before.stage());
        must(event, "in stage " + stage, event.stage().equals(stage) && stages.contains(stage));
        must(event, "from the old key", Objects.equals(event.from(), isRenamed ? before.stage() : null));
        must(event, "to the new key", Objects.equals(event.to(), isRenamed ? stage : null));
        must(event, "in the same attempt", event.attempt() == before.attempt());
        must(event, "without stages that become one", Set.copyOf(visited).size() == visited.size());
        must(event, "without a stage to be done again", visited.stream().noneMatch(done -> place(done) > place(stage)));
    }

    private boolean isTaken(String type) {
        if (type.startsWith("payment.")) {
            return status.equals("won");
        }
        if (type.equals("payment-plan.changed")) {
            return !status.equals("lost");
        }
        return status.equals("open") || AFTER_CLOSING.contains(type);
    }

    private void isStep(PastEvent event, String needed, String from, String to) {
        must(event, "a step of a deal that is " + needed, status.equals(needed));
        must(event, "from " + from + " to " + to, Objects.equals(event.from(), from) && Objects.equals(event.to(), to));
    }

    private void staysAt(PastEvent event, int moreAttempts) {
        must(event, "in stage " + before.stage(), event.stage().equals(before.stage()));
        int attempt = before.attempt() + moreAttempts;
        must(event, "in attempt " + attempt, event.attempt() == attempt);
    }

    private int place(String stage) {
        return stages.indexOf(stage);
    }

    private void must(PastEvent event, String be, boolean is) {
        if (!is) {
            violations.add(
                    "event " + event.sequence() + ", " + event.type() + " after " + position() + ", is not " + be);
        }
    }
}
