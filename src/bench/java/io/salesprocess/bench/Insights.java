package io.salesprocess.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is asked of all deals together: how long the answer takes, and whether it is right. */
final class Insights {

    /** Counted out from histories, event by event. */
    private static final String FUNNEL = """
            SELECT pipeline_key || ' ' || stage, concat_ws(' ', sum(entered), sum(advanced), sum(fell_short)) FROM (
                SELECT pipeline_key, stage, 1 AS entered, 0 AS advanced, 0 AS fell_short FROM deal_event
                    WHERE type IN ('deal.opened', 'deal.advanced')
                UNION ALL SELECT pipeline_key, stage_from, 0, 1, 0 FROM deal_event
                    WHERE type IN ('deal.advanced', 'deal.won')
                UNION ALL SELECT pipeline_key, stage, 0, 0, 1 FROM deal_event WHERE type = 'deal.fell-short'
            ) AS counted GROUP BY 1""";

    /** Taken from the states of all deals, visit by visit. */
    private static final String DURATIONS = """
            SELECT pipeline_key || ' ' || (visit ->> 'stage'), concat_ws(' ', count(*),
                extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY
                    (visit ->> 'leftAt')::timestamptz - (visit ->> 'enteredAt')::timestamptz)),
                extract(epoch FROM percentile_disc(0.9) WITHIN GROUP (ORDER BY
                    (visit ->> 'leftAt')::timestamptz - (visit ->> 'enteredAt')::timestamptz)))
            FROM deal, jsonb_array_elements(state -> 'visits') AS visit WHERE visit ->> 'leftAt' IS NOT NULL GROUP BY 1""";

    /** In made histories a deal keeps its owner, so the present one is who owned it when it was closed. */
    private static final String SALESPEOPLE = """
            SELECT coalesce(owner_id::text, 'null'), concat_ws(' ', count(*) FILTER (WHERE status = 'open'),
                count(*) FILTER (WHERE status = 'won'), count(*) FILTER (WHERE status = 'lost'),
                coalesce((extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY closed_at - opened_at)
                    FILTER (WHERE status = 'won')))::text, 'null'))
            FROM deal GROUP BY 1""";

    /** Stays that have ended, and those that did by advancing. */
    private static final String ENDED = """
            SELECT pipeline_key || ' ' || (visit ->> 'stage'), concat_ws(' ',
                count(*) FILTER (WHERE status = 'lost' OR visit ->> 'leftAt' IS NOT NULL),
                count(*) FILTER (WHERE visit ->> 'leftAt' IS NOT NULL AND (status <> 'lost' OR visit ->> 'stage' <> stage)))
            FROM deal, jsonb_array_elements(state -> 'visits') AS visit
            WHERE status = 'lost' OR visit ->> 'leftAt' IS NOT NULL GROUP BY 1""";

    private static final List<String> STAGE = List.of("/pipeline", "/stage");

    private static final int TIMES = 30;
    private static final Bar BAR = Bar.atMost(200, "ms");

    private final Site site;

    Insights(Site site) {
        this.site = site;
    }

    List<Figure> measure() {
        site.settle();
        return List.of(
                measure("funnel", "stages", STAGE, List.of("/entered", "/advanced", "/fellShort"), FUNNEL),
                measure("stage-durations", "stages", STAGE, List.of("/visits", "/median", "/p90"), DURATIONS),
                measure(
                        "salespeople",
                        "salespeople",
                        List.of("/salespersonId"),
                        List.of("/open", "/won", "/lost", "/medianTimeToWin"),
                        SALESPEOPLE),
                measure("activities", "stages", STAGE, List.of("/all/stays", "/all/advanced"), ENDED));
    }

    private Figure measure(String insight, String list, List<String> key, List<String> fields, String truth) {
        String question = "/v1/insights/" + insight;
        List<Double> millis = new ArrayList<>();
        JsonNode answer = null;
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            answer = site.service().get(question);
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        Map<String, String> wrong = differences(answered(answer.get(list), key, fields), counted(truth));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(question + " is not exact; answered and counted: " + wrong);
        }
        Spread spread = Spread.of(millis.stream());
        return new Figure(
                "%s over %,d deals".formatted(question, site.size()),
                "",
                "%.1f ms, exact".formatted(spread.median()),
                spread,
                BAR,
                "");
    }

    private static Map<String, String> differences(Map<String, String> answered, Map<String, String> counted) {
        Map<String, String> differences = new TreeMap<>();
        counted.forEach((stage, value) -> {
            if (!value.equals(answered.get(stage))) {
                differences.put(stage, answered.get(stage) + " <> " + value);
            }
        });
        return differences;
    }

    private static Map<String, String> answered(JsonNode lines, List<String> key, List<String> fields) {
        Map<String, String> answered = new TreeMap<>();
        for (JsonNode line : lines) {
            answered.put(texts(line, key), texts(line, fields));
        }
        return answered;
    }

    private static String texts(JsonNode line, List<String> pointers) {
        return pointers.stream()
                .map(pointer -> plain(line.at(pointer).asText()))
                .collect(Collectors.joining(" "));
    }

    /** Durations in seconds, to the microsecond, as the database writes them. */
    private static String plain(String value) {
        if (!value.startsWith("PT") && !value.matches("P\\d+D")) {
            return value;
        }
        Duration duration = Duration.parse(value);
        return "%d.%06d".formatted(duration.getSeconds(), duration.getNano() / 1_000);
    }

    private Map<String, String> counted(String truth) {
        Map<String, String> counted = new TreeMap<>();
        try (Connection connection = site.database().connect();
                PreparedStatement statement = connection.prepareStatement(truth);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                counted.put(row.getString(1), row.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return counted;
    }
}
