package io.salesprocess.insight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * What insights should say, worked out the slow way: every history is gone through event by event. Of the deals' own rows only the
 * source is taken, which history does not tell.
 */
final class PlainInsights {

    private static final String HISTORIES = """
            SELECT deal_id, type, at, e.stage, stage_from, e.pipeline_key, data, source
            FROM deal_event e JOIN deal d ON d.id = deal_id WHERE %s ORDER BY deal_id, e.sequence""";

    private final Map<UUID, PlainDeal> deals = new LinkedHashMap<>();

    /** What became of a deal. */
    static final class PlainDeal {
        final String pipeline;
        final String source;
        final Instant openedAt;
        final Map<String, PlainVisit> visits = new LinkedHashMap<>();
        final List<PlainActivity> activities = new ArrayList<>();
        final List<PlainEffort> efforts = new ArrayList<>();
        final Map<String, Instant> waiting = new HashMap<>();
        String owner;
        String offering;
        PlainVisit present;
        String status = "open";
        Instant closedAt;
        /** The salesperson for whom the deal counts once it is closed. */
        String closer;

        JsonNode value;

        PlainDeal(String pipeline, String source, Instant openedAt) {
            this.pipeline = pipeline;
            this.source = source;
            this.openedAt = openedAt;
        }

        void enter(String stage, Instant at, JsonNode data) {
            present = new PlainVisit(at);
            present.due(data);
            visits.put(stage, present);
        }

        void close(String as, Instant at) {
            status = as;
            closedAt = at;
            closer = owner;
        }

        /** The currency of its value, or null. */
        String currency() {
            return value.hasNonNull("currency") ? value.get("currency").asText() : null;
        }

        void reopen() {
            status = "open";
            closedAt = null;
        }

        void answer(Instant askedAt, Instant at) {
            Duration wait = Duration.between(askedAt, at);
            efforts.add(new PlainEffort(owner, wait.isNegative() ? Duration.ZERO : wait));
        }

        String countsFor() {
            return status.equals("open") ? owner : closer;
        }

        /** The kinds of activities that were done in the stay of this number. */
        Set<String> kinds(int stay) {
            Set<String> kinds = new HashSet<>();
            List<PlainVisit> stays = List.copyOf(visits.values());
            for (PlainActivity activity : activities) {
                int place = activity.stay;
                while (place > 0 && activity.at.isBefore(stays.get(place).enteredAt)) {
                    place--;
                }
                if (place == stay && (closedAt == null || !activity.at.isAfter(closedAt))) {
                    kinds.add(activity.kind);
                }
            }
            return kinds;
        }

        /** A stay in a stage that has another key from now on is one stay, in the new key. */
        void rename(JsonNode keys) {
            Map<String, PlainVisit> renamed = new LinkedHashMap<>();
            visits.forEach((stage, visit) -> renamed.put(keys.path(stage).asText(stage), visit));
            visits.clear();
            visits.putAll(renamed);
        }
    }

    /** @param stay the number of the one in which it was recorded */
    record PlainActivity(String kind, Instant at, int stay) {}

    /** @param waited null where the deal fell short */
    record PlainEffort(String owner, Duration waited) {}

    /** What became of it in a stage. */
    static final class PlainVisit {
        final Instant enteredAt;
        Instant leftAt;
        Instant dueAt;
        boolean lost;
        int fellShort;

        PlainVisit(Instant enteredAt) {
            this.enteredAt = enteredAt;
        }

        void end(Instant at, boolean byLosing) {
            leftAt = at;
            lost = byLosing;
        }

        void due(JsonNode data) {
            dueAt = Instant.parse(text(data, "dueAt"));
        }

        Duration duration() {
            Duration duration = Duration.between(enteredAt, leftAt);
            return duration.isNegative() ? Duration.ZERO : duration;
        }
    }

    static PlainInsights of(DataSource database) throws SQLException {
        return where(database, "true");
    }

    /** Of one pipeline, as it stood at a moment. */
    static PlainInsights of(DataSource database, String pipeline, Instant moment) throws SQLException {
        return where(database, "d.pipeline_key = '%s' AND at <= '%s'".formatted(pipeline, moment));
    }

    private static PlainInsights where(DataSource database, String condition) throws SQLException {
        PlainInsights plain = new PlainInsights();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HISTORIES.formatted(condition))) {
            while (row.next()) {
                plain.take(row);
            }
        }
        return plain;
    }

    Collection<PlainDeal> deals() {
        return deals.values();
    }

    private void take(ResultSet row) throws SQLException {
        UUID id = row.getObject("deal_id", UUID.class);
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        JsonNode data = json(row.getString("data"));
        PlainDeal deal = deals.get(id);
        switch (row.getString("type")) {
            case "deal.opened" -> {
                deal = new PlainDeal(row.getString("pipeline_key"), row.getString("source"), at);
                deal.owner = text(data, "ownerId");
                deal.offering = text(data, "offeringId");
                deal.value = data.path("value");
                deal.enter(row.getString("stage"), at, data);
                deals.put(id, deal);
            }
            case "deal.advanced" -> {
                deal.present.end(at, false);
                deal.enter(row.getString("stage"), at, data);
            }
            case "deal.migrated" -> {
                deal.rename(data.path("stageMapping"));
                deal.present.due(data);
            }
            case "deal.won" -> {
                deal.present.end(at, false);
                deal.close("won", at);
            }
            case "deal.lost" -> {
                deal.present.end(at, true);
                deal.close("lost", at);
            }
            case "deal.reopened" -> {
                deal.reopen();
                deal.present.end(null, false);
                deal.present.due(data);
            }
            case "deal.fell-short" -> {
                deal.present.fellShort++;
                deal.efforts.add(new PlainEffort(deal.owner, null));
                deal.present.due(data);
            }
            case "deal.owner-assigned" -> deal.owner = text(data, "ownerId");
            case "deal.offering-selected" -> deal.offering = text(data, "offeringId");
            case "deal.value-changed" -> deal.value = data.path("value");
            case "activity.recorded" ->
                deal.activities.add(new PlainActivity(
                        text(data, "kind"), Instant.parse(text(data, "happenedAt")), deal.visits.size() - 1));
            case "question.asked" -> deal.waiting.put(text(data, "questionId"), at);
            case "question.answered" -> deal.answer(deal.waiting.get(text(data, "questionId")), at);
            case "message.left" -> deal.waiting.put(text(data, "messageId"), at);
            case "message.followed-up" -> deal.answer(deal.waiting.get(text(data, "messageId")), at);
            default -> {
                // Nothing that insights tell of.
            }
        }
    }

    /** The line of a funnel as the API writes it. */
    String funnel(Predicate<PlainDeal> chosen, String pipeline, String stage) {
        List<PlainVisit> visits = visits(chosen, pipeline, stage);
        long advanced = visits.stream()
                .filter(visit -> visit.leftAt != null && !visit.lost)
                .count();
        return "%s %s: entered %d, advanced %d, fell short %d, lost %d, still there %d, conversion %s"
                .formatted(
                        pipeline,
                        stage,
                        visits.size(),
                        advanced,
                        visits.stream().mapToInt(visit -> visit.fellShort).sum(),
                        visits.stream().filter(visit -> visit.lost).count(),
                        visits.stream().filter(visit -> visit.leftAt == null).count(),
                        visits.isEmpty() ? "null" : Double.toString((double) advanced / visits.size()));
    }

    /** The line of stage durations. */
    String durations(Predicate<PlainDeal> chosen, String pipeline, String stage) {
        List<Duration> durations = visits(chosen, pipeline, stage).stream()
                .filter(visit -> visit.leftAt != null)
                .map(PlainVisit::duration)
                .sorted()
                .toList();
        return "%s %s: visits %d, median %s, p90 %s, total %s, overdue %d"
                .formatted(
                        pipeline,
                        stage,
                        durations.size(),
                        percentile(durations, 0.5),
                        percentile(durations, 0.9),
                        durations.stream().reduce(Duration.ZERO, Duration::plus),
                        visits(chosen, pipeline, stage).stream()
                                .filter(visit -> visit.leftAt != null && visit.leftAt.isAfter(visit.dueAt))
                                .count());
    }

    /** The lines of salespeople; those of whom nothing is to be told have none. */
    List<String> salespeople(Predicate<PlainDeal> chosen, Predicate<String> salesperson) {
        List<PlainDeal> among = deals.values().stream().filter(chosen).toList();
        Set<String> owners = new HashSet<>();
        for (PlainDeal deal : among) {
            owners.add(deal.countsFor());
            deal.efforts.forEach(effort -> owners.add(effort.owner));
        }
        return owners.stream()
                .filter(salesperson)
                .map(owner -> salesperson(owner, among))
                .toList();
    }

    private static String salesperson(String owner, List<PlainDeal> among) {
        List<PlainDeal> own = among.stream()
                .filter(deal -> Objects.equals(owner, deal.countsFor()))
                .toList();
        List<PlainDeal> won =
                own.stream().filter(deal -> deal.status.equals("won")).toList();
        long lost = own.stream().filter(deal -> deal.status.equals("lost")).count();
        Map<String, Long> values = new TreeMap<>();
        won.stream()
                .filter(deal -> deal.value.hasNonNull("amount"))
                .forEach(deal -> values.merge(
                        deal.value.path("currency").asText(),
                        deal.value.path("amount").asLong(),
                        Long::sum));
        List<PlainEffort> efforts = among.stream()
                .flatMap(deal -> deal.efforts.stream())
                .filter(effort -> Objects.equals(owner, effort.owner))
                .toList();
        List<Duration> waits = efforts.stream()
                .map(PlainEffort::waited)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return "%s: open %d, won %d, lost %d, rate %s, values %s, to win %s, fell short %d, answers %d, to answer %s"
                .formatted(
                        owner,
                        own.size() - won.size() - lost,
                        won.size(),
                        lost,
                        won.size() + lost == 0 ? "null" : Double.toString((double) won.size() / (won.size() + lost)),
                        values,
                        percentile(
                                won.stream()
                                        .map(deal -> Duration.between(deal.openedAt, deal.closedAt))
                                        .map(time -> time.isNegative() ? Duration.ZERO : time)
                                        .sorted()
                                        .toList(),
                                0.5),
                        efforts.size() - waits.size(),
                        waits.size(),
                        percentile(waits, 0.5));
    }

    /** The lines of kinds of activities in stages where any was done in a stay that has ended. */
    List<String> activities(Predicate<PlainDeal> chosen, String pipeline, String stage) {
        long stays = 0;
        long advanced = 0;
        Map<String, Long> staysWith = new TreeMap<>();
        Map<String, Long> advancedWith = new TreeMap<>();
        for (PlainDeal deal : deals.values()) {
            int place = List.copyOf(deal.visits.keySet()).indexOf(stage);
            if (!chosen.test(deal) || !deal.pipeline.equals(pipeline) || place < 0) {
                continue;
            }
            PlainVisit visit = deal.visits.get(stage);
            if (visit.leftAt == null) {
                continue;
            }
            int isAdvanced = visit.lost ? 0 : 1;
            stays++;
            advanced += isAdvanced;
            for (String kind : deal.kinds(place)) {
                staysWith.merge(kind, 1L, Long::sum);
                advancedWith.merge(kind, (long) isAdvanced, Long::sum);
            }
        }
        List<String> lines = new ArrayList<>();
        for (String kind : staysWith.keySet()) {
            lines.add("%s %s: with %d of %d, without %d of %d"
                    .formatted(
                            stage,
                            kind,
                            advancedWith.get(kind),
                            staysWith.get(kind),
                            advanced - advancedWith.get(kind),
                            stays - staysWith.get(kind)));
        }
        return lines;
    }

    /** The first in order whose place, by the number of all, is not below the fraction. */
    private static Duration percentile(List<Duration> sorted, double fraction) {
        for (int i = 0; i < sorted.size(); i++) {
            if ((i + 1.0) / sorted.size() >= fraction) {
                return sorted.get(i);
            }
        }
        return null;
    }

    private List<PlainVisit> visits(Predicate<PlainDeal> chosen, String pipeline, String stage) {
        List<PlainVisit> visits = new ArrayList<>();
        for (PlainDeal deal : deals.values()) {
            if (chosen.test(deal) && deal.pipeline.equals(pipeline) && deal.visits.containsKey(stage)) {
                visits.add(deal.visits.get(stage));
            }
        }
        return visits;
    }

    /** The stages that any of the deals has come to, and the deals that have. */
    Map<String, List<PlainDeal>> byStage(String pipeline) {
        Map<String, List<PlainDeal>> byStage = new TreeMap<>();
        for (PlainDeal deal : deals.values()) {
            if (deal.pipeline.equals(pipeline)) {
                deal.visits.keySet().forEach(stage -> byStage.computeIfAbsent(stage, key -> new ArrayList<>())
                        .add(deal));
            }
        }
        return byStage;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode data, String field) {
        return data.hasNonNull(field) ? data.get(field).asText() : null;
    }
}
