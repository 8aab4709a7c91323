package io.salesprocess.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards and alert rules for operators name what the service says, and the rules fire when they should. */
class DashboardsTest {

    private static final Path DOCS = Path.of("docs");
    private static final Path RULES = DOCS.resolve("prometheus/alerts.yaml");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:salesprocess|http_server|agroal|jvm|process)_[a-z0-9_]+\\b");

    /** Metrics of the runtime that operations.md leaves to the documentation of Micrometer. */
    private static final Set<String> OF_THE_RUNTIME = Set.of(
            "jvm_memory_max_bytes",
            "jvm_threads_live_threads",
            "process_files_open_files",
            "process_start_time_seconds",
            "process_uptime_seconds");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void dashboards_and_rules_name_only_documented_metrics() throws IOException {
        Set<String> named = families(String.join("\n", queries()));
        named.addAll(families(Files.readString(RULES)));
        named.removeAll(documented());
        assertThat(OF_THE_RUNTIME).containsAll(named);
    }

    @Test
    void every_metric_of_the_service_is_in_a_dashboard() throws IOException {
        assertThat(families(String.join("\n", queries())))
                .containsAll(documented().stream()
                        .filter(metric -> metric.startsWith("salesprocess_"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "process"})
    void panels_of_a_dashboard_have_a_title_and_do_not_overlap(String name) throws IOException {
        Set<String> taken = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard(name).path("panels")) {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(ids.add(panel.path("id").intValue())).isTrue();
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").intValue() + place.path("w").intValue()).isLessThanOrEqualTo(24);
            for (int x = 0; x < place.path("w").intValue(); x++) {
                for (int y = 0; y < place.path("h").intValue(); y++) {
                    String cell = place.path("x").intValue() + x + " "
                            + (place.path("y").intValue() + y);
                    assertThat(taken.add(cell)).as(panel.path("title").asText()).isTrue();
                }
            }
        }
        assertThat(ids).isNotEmpty();
    }

    @Test
    void every_rule_says_what_it_means_and_what_to_do() throws IOException {
        assertThat(rules()).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning");
            assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(rule.path("annotations").path("description").asText()).isNotBlank();
        });
    }

    @Test
    void every_rule_is_tested() throws IOException {
        String tests = Files.readString(DOCS.resolve("prometheus/alerts-test.yaml"));
        assertThat(rules()).allSatisfy(rule -> assertThat(tests)
                .contains(rule.path("alert").asText()));
    }

    @Test
    void prometheus_takes_the_rules_and_they_fire_when_they_should() throws Exception {
        promtool("check", "rules", "alerts.yaml");
        promtool("test", "rules", "alerts-test.yaml");
    }

    private static void promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(DOCS.resolve("prometheus").toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: promtool is not installed");
            return;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private static Set<String> documented() throws IOException {
        return families(Files.readString(DOCS.resolve("operations.md")));
    }

    /** The metrics that a text names, without what histograms and summaries append to their names. */
    private static Set<String> families(String text) {
        return METRIC.matcher(text)
                .results()
                .map(found -> found.group().replaceAll("_(count|sum|max|bucket)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (String name : List.of("service", "process")) {
            dashboard(name).findValuesAsText("expr").forEach(queries::add);
        }
        return queries;
    }

    private JsonNode dashboard(String name) throws IOException {
        return json.readTree(DOCS.resolve("grafana/" + name + ".json").toFile());
    }

    private static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        JsonNode groups = new YAMLMapper().readTree(RULES.toFile()).path("groups");
        groups.forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }
}
