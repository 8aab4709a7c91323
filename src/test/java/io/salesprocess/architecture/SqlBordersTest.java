package io.salesprocess.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * SQL obeys the same borders as imports: a table is named in the package that owns it, and nowhere else. The test reads the
 * statements in the source, so a statement that is put together at run time is seen in its parts.
 */
class SqlBordersTest {

    private static final Path SOURCE = Path.of("src", "main", "java", "io", "salesprocess");
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile(
            "\\b(?:FROM|JOIN|INTO|UPDATE|TRUNCATE|TABLE|USING)\\s+(?:ONLY\\s+)?([a-z_][a-z0-9_]*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ENTITY = Pattern.compile("@Table\\(name = \"([a-z_]+)\"\\)");
    private static final Pattern CREATED =
            Pattern.compile("CREATE (?:TABLE|(?:OR REPLACE )?VIEW) ([a-z_]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DROPPED =
            Pattern.compile("DROP (?:TABLE|VIEW) (?:IF EXISTS )?([a-z_]+)", Pattern.CASE_INSENSITIVE);

    /** Who owns what; a package owns its sub-packages' tables as well. */
    private static final Map<String, String> OWNERS = Map.ofEntries(
            entry("activity", "evidence"),
            entry("api_key", "access"),
            entry("api_key_form", "access"),
            entry("approval", "evidence"),
            entry("assessment", "evidence"),
            entry("audit_entry", "audit"),
            entry("calendar", "pipeline/calendar"),
            entry("custom_field", "pipeline/field"),
            entry("custom_value", "pipeline/field"),
            entry("deal", "deal"),
            entry("deal_event", "deal/history"),
            entry("deal_event_reason", "deal/history"),
            entry("deal_migration", "deal/migration"),
            entry("deal_migration_outcome", "deal/migration"),
            entry("deal_outline", "deal"),
            entry("deal_source", "deal"),
            entry("deal_visit", "deal"),
            entry("document", "document"),
            entry("document_link", "document"),
            entry("follower_position", "deal/history"),
            entry("follower_progress", "deal/history"),
            entry("form", "intake"),
            entry("form_turn", "intake"),
            entry("form_turn_slot", "intake"),
            entry("form_version", "intake"),
            entry("greeting", "evidence"),
            entry("history_era", "deal/history"),
            entry("idempotency_record", "platform"),
            entry("insight_activity", "insight"),
            entry("insight_count", "insight"),
            entry("insight_deal", "insight"),
            entry("insight_duration", "insight"),
            entry("insight_past", "insight"),
            entry("insight_past_count", "insight"),
            entry("insight_past_time_left", "insight"),
            entry("insight_value_won", "insight"),
            entry("insight_effort", "insight"),
            entry("insight_score", "insight"),
            entry("insight_time", "insight"),
            entry("insight_value", "insight"),
            entry("insight_visit", "insight"),
            entry("merged_deal", "deal"),
            entry("kafka_topic", "event/kafka"),
            entry("ledger_entry", "payment"),
            entry("ledger_method_total", "payment"),
            entry("ledger_total", "payment"),
            entry("ledger_words", "payment"),
            entry("message", "evidence"),
            entry("message_link", "evidence"),
            entry("offering", "offering"),
            entry("page_secret", "page"),
            entry("letterhead", "paper"),
            entry("paper", "paper"),
            entry("payment", "payment"),
            entry("payment_assignment", "payment"),
            entry("payment_instalment", "payment"),
            entry("pipeline_stage", "pipeline"),
            entry("pipeline_state", "pipeline"),
            entry("pipeline_version", "pipeline"),
            entry("proposal", "proposal"),
            entry("prospect", "prospect"),
            entry("prospect_merge", "prospect"),
            entry("prospect_suggestion", "prospect"),
            entry("qualification", "evidence"),
            entry("question", "evidence"),
            entry("refund", "payment"),
            entry("salesperson", "salesperson"),
            entry("shared_insight", "insight/link"),
            entry("submission", "intake"),
            entry("submission_text", "intake"),
            entry("survey", "evidence"),
            entry("survey_given", "evidence"),
            entry("template", "paper"),
            entry("timer", "event/timer"),
            entry("timer_start", "event/timer"),
            entry("unassigned_payment", "payment"),
            entry("unassigned_payment_words", "payment"),
            entry("webhook", "event/webhook"),
            entry("webhook_delivery", "event/webhook"),
            entry("webhook_message", "event/webhook"));

    /** Tables that only instances of an earlier version use, in a rolling upgrade. */
    private static final Set<String> RETIRED = Set.of("form_turn", "payment", "refund");

    /** Views that an owner offers to other packages. */
    private static final Map<String, Set<String>> OFFERED = Map.of(
            "deal_outline", Set.of("insight"),
            "deal_source", Set.of("insight"),
            "deal_visit", Set.of("insight"),
            "follower_progress", Set.of("insight"),
            "pipeline_stage", Set.of("insight"));

    @Test
    void every_table_has_an_owner_that_names_it() throws IOException {
        assertThat(OWNERS.keySet()).isEqualTo(schema());
        Map<String, Set<String>> named = named();
        assertThat(named.keySet()).doesNotContainAnyElementsOf(RETIRED);
        OWNERS.forEach((table, owner) -> assertThat(
                        RETIRED.contains(table) ? Set.of(owner) : named.getOrDefault(table, Set.of()))
                .as("packages that name the table %s", table)
                .anyMatch(name -> isWithin(name, owner)
                        || OFFERED.getOrDefault(table, Set.of()).contains(name)));
    }

    /** Backups leave them out, and they are emptied to be worked out again. */
    @Test
    void tables_whose_names_begin_with_insight_hold_only_what_follows_from_history() {
        assertThat(OWNERS.entrySet().stream()
                        .filter(table -> table.getKey().startsWith("insight_"))
                        .map(Map.Entry::getValue))
                .containsOnly("insight");
    }

    @Test
    void nobody_names_a_table_of_another_package() throws IOException {
        List<String> trespasses = new ArrayList<>();
        named().forEach((table, packages) -> {
            String owner = OWNERS.get(table);
            for (String name : packages) {
                boolean isOffered = OFFERED.getOrDefault(table, Set.of()).contains(name);
                if (owner != null && !isWithin(name, owner) && !isOffered) {
                    trespasses.add(name + " names " + table + ", which belongs to " + owner);
                }
            }
        });
        assertThat(trespasses).isEmpty();
    }

    @Test
    void a_table_has_one_mapping() throws IOException {
        Map<String, Set<String>> entities = new TreeMap<>();
        Map<String, Set<String>> statements = new TreeMap<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            ENTITY.matcher(text).results().forEach(found -> add(entities, found.group(1), file.toString()));
            tables(text).forEach(table -> add(statements, table, file.toString()));
        }
        assertThat(entities).isNotEmpty();
        assertThat(entities.keySet()).doesNotContainAnyElementsOf(statements.keySet());
    }

    private static boolean isWithin(String name, String owner) {
        return name.equals(owner) || name.startsWith(owner + "/");
    }

    /** The packages that name a table, by table. */
    private static Map<String, Set<String>> named() throws IOException {
        Map<String, Set<String>> named = new TreeMap<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            String name = SOURCE.relativize(file.getParent()).toString().replace('\\', '/');
            tables(text).forEach(table -> add(named, table, name));
            ENTITY.matcher(text).results().forEach(found -> add(named, found.group(1), name));
        }
        return named;
    }

    private static Set<String> tables(String source) {
        Set<String> tables = new TreeSet<>();
        LITERAL.matcher(source)
                .results()
                .map(literal -> literal.group(1) == null ? literal.group(2) : literal.group(1))
                .flatMap(sql -> NAMED.matcher(sql).results())
                // Prose says "from" as well, but not in capitals.
                .filter(found ->
                        found.group().startsWith(found.group().substring(0, 4).toUpperCase(Locale.ROOT)))
                .map(found -> found.group(1))
                .filter(OWNERS::containsKey)
                .forEach(tables::add);
        return tables;
    }

    /** The tables and views that are left after all migrations. */
    private static Set<String> schema() throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.sorted().toList()) {
                String sql = Files.readString(file);
                CREATED.matcher(sql).results().map(SqlBordersTest::name).forEach(tables::add);
                DROPPED.matcher(sql).results().map(SqlBordersTest::name).forEach(tables::remove);
            }
        }
        return tables;
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static void add(Map<String, Set<String>> map, String key, String value) {
        map.computeIfAbsent(key, unknown -> new TreeSet<>()).add(value);
    }
}
