package io.salesprocess.pipeline.field;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists filtered by custom fields. */
@QuarkusTest
class FieldFiltersTest {

    private static final String[] WORDS = {
        "north", "south", "North", "100%", "a'b", "\u00fc\u4e2d\uD83D\uDE00", "x".repeat(2000)
    };
    private static final String[] OPTIONS = {"small", "medium", "large"};
    private static final String[] CURRENCIES = {"EUR", "USD"};
    private static final String[] SORTS = {"openedAt", "-openedAt", "value", "-value", "-updatedAt"};

    @Inject
    DataSource dataSource;

    /** Something with values, as the test remembers it. */
    private record Item(String id, Map<String, Object> values, Long worth) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void deals_are_those_that_a_plain_search_finds(long seed) {
        Random random = new Random(seed);
        UUID prospect = Sales.prospect();
        Map<String, String> keys = shared("deal");
        List<Item> deals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Map<String, Object> values = values(random, keys);
            Long worth = random.nextInt(3) == 0 ? null : (long) random.nextInt(5);
            Map<String, Object> body = new HashMap<>(Map.of("prospectId", prospect, "customFields", values));
            if (worth != null) {
                body.put("value", Map.of("amount", worth, "currency", "EUR"));
            }
            deals.add(new Item(Sales.created("/v1/deals", body).toString(), values, worth));
        }
        for (int i = 0; i < 60; i++) {
            Filter filter = filter(random, keys);
            String sort = SORTS[random.nextInt(SORTS.length)];
            List<String> expected = deals.stream()
                    .filter(deal -> filter.holds().test(deal.values()))
                    .sorted(order(sort, deals))
                    .map(Item::id)
                    .toList();
            List<String> found =
                    pages("/v1/deals", filter, 1 + random.nextInt(9), "prospectId", prospect, "sort", sort);
            assertThat(found)
                    .as("seed %s, %s, %s", seed, filter.parameters(), sort)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void prospects_are_those_that_a_plain_search_finds(long seed) {
        Random random = new Random(seed);
        String mark = unique("zyx").replace("-", "");
        Map<String, String> keys = shared("prospect");
        List<Item> prospects = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Map<String, Object> values = values(random, keys);
            UUID id = Sales.created(
                    "/v1/prospects",
                    Map.of("name", mark, "email", unique("a") + "@example.com", "customFields", values));
            prospects.add(new Item(id.toString(), values, null));
        }
        for (int i = 0; i < 40; i++) {
            Filter filter = filter(random, keys);
            List<String> expected = prospects.stream()
                    .filter(prospect -> filter.holds().test(prospect.values()))
                    .map(Item::id)
                    .toList();
            List<String> found = pages("/v1/prospects", filter, 1 + random.nextInt(9), "q", mark);
            assertThat(found).as("seed %s, %s", seed, filter.parameters()).isEqualTo(expected);
            if (!filter.parameters().isEmpty()) {
                assertThat(pages("/v1/prospects", filter, 200))
                        .as("seed %s, %s, without a text", seed, filter.parameters())
                        .containsAll(expected);
            }
        }
    }

    @Test
    void values_are_found_as_they_are_now() {
        String key = Fields.shared("deal", "filterWord", "text");
        String mark = unique("word");
        String id = Sales.created(
                        "/v1/deals", Map.of("prospectId", Sales.prospect(), "customFields", Map.of(key, mark)))
                .toString();
        found(key, mark).body("items.id", contains(id), "total", is(1));
        for (String pattern : List.of(mark.substring(1), mark + "%", mark.toUpperCase())) {
            found(key, pattern).body("items", hasSize(0));
        }
        change(id, Map.of(key, mark + "2"));
        found(key, mark).body("items", hasSize(0), "total", is(0));
        found(key, mark + "2").body("items.id", contains(id));
        change(id, CustomFieldsTest.cleared(key));
        found(key, mark + "2").body("items", hasSize(0));
    }

    @Test
    void a_filter_narrows_and_never_widens_what_a_caller_sees() {
        String key = Fields.shared("deal", "filterWord", "text");
        String mark = unique("word");
        UUID salesperson = Sales.salesperson();
        Sales.created(
                "/v1/deals",
                Map.of(
                        "prospectId", Sales.prospect(),
                        "ownerId", Sales.salesperson(),
                        "customFields", Map.of(key, mark)));
        String own = Sales.created(
                        "/v1/deals",
                        Map.of(
                                "prospectId", Sales.prospect(),
                                "ownerId", salesperson,
                                "customFields", Map.of(key, mark)))
                .toString();
        String secret = Keys.of("salesperson", salesperson);
        caller(secret)
                .queryParam("field." + key, mark)
                .get("/v1/deals?count=true")
                .then()
                .body("items.id", contains(own), "total", is(1));
    }

    @ParameterizedTest
    @CsvSource({
        "field.noSuchField=1, field.noSuchField",
        "field.=1, field.",
        "field.a.b=1, field.a.b",
        "field.filterWord.from=a, field.filterWord.from",
        "field.filterWord.currency=EUR, field.filterWord.currency",
        "field.filterFlag.to=true, field.filterFlag.to",
        "field.filterFlag=yes, field.filterFlag",
        "field.filterNumber=x, field.filterNumber",
        "field.filterNumber=1e999999, field.filterNumber",
        "field.filterNumber.from=, field.filterNumber.from",
        "field.filterNumber.currency=EUR, field.filterNumber.currency",
        "field.filterDate=2026-02-30, field.filterDate",
        "field.filterMoney=1.5, field.filterMoney",
        "field.filterMoney.currency=DEM, field.filterMoney.currency",
        "field.filterNumber=1&field.filterNumber=2, field.filterNumber",
        "Field.filterNumber=1, Field.filterNumber"
    })
    void a_wrong_filter_is_refused_by_the_name_of_the_parameter(String query, String parameter) {
        for (String subject : List.of("deal", "prospect")) {
            shared(subject);
            get("/v1/" + subject + "s?" + query).statusCode(400).body("errors.parameter", hasItem(parameter));
        }
    }

    @Test
    void a_list_takes_ten_filters_and_not_one_more() {
        String key = Fields.shared("deal", "filterNumber", "number");
        StringBuilder query = new StringBuilder("/v1/deals?limit=1");
        for (int i = 0; i < 11; i++) {
            String other = Fields.shared("deal", "filterMany" + i, "number");
            query.append("&field.").append(other).append("=1");
        }
        get(query.toString()).statusCode(400);
        get(query.substring(0, query.lastIndexOf("&"))).statusCode(200);
        get("/v1/deals?field." + key + ".from=1&limit=1").statusCode(200);
        get("/v1/salespeople?field." + key + "=1").statusCode(400);
    }

    @Test
    void the_index_holds_what_the_rows_say() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet wrong = statement.executeQuery("""
                        WITH rows AS (SELECT 'deal' AS subject, id, custom_fields FROM deal
                                UNION ALL SELECT 'prospect', id, custom_fields FROM prospect),
                            told AS (SELECT r.id AS subject_id, f.id AS field_id, custom_value_word(f.type, e.value) AS word,
                                custom_value_amount(f.type, e.value) AS amount FROM rows r, jsonb_each(r.custom_fields) e,
                                custom_field f WHERE f.subject = r.subject AND f.key = e.key)
                        SELECT count(*) FROM (SELECT * FROM told WHERE num_nonnulls(word, amount) = 1) t
                        FULL JOIN custom_value v USING (subject_id, field_id)
                        WHERE (t.word, t.amount) IS DISTINCT FROM (v.word, v.amount)""")) {
            wrong.next();
            assertThat(wrong.getLong(1)).isZero();
        }
    }

    /** Query parameters, and what they are to find. */
    private record Filter(Map<String, String> parameters, Predicate<Map<String, Object>> holds) {}

    private static Map<String, String> shared(String subject) {
        Map<String, String> keys = new TreeMap<>();
        keys.put("text", Fields.shared(subject, "filterWord", "text"));
        keys.put("number", Fields.shared(subject, "filterNumber", "number"));
        keys.put("money", Fields.shared(subject, "filterMoney", "money"));
        keys.put("date", Fields.shared(subject, "filterDate", "date"));
        keys.put("choice", Fields.shared(subject, "filterChoice", "choice", OPTIONS));
        keys.put("boolean", Fields.shared(subject, "filterFlag", "boolean"));
        return keys;
    }

    private static Map<String, Object> values(Random random, Map<String, String> keys) {
        Map<String, Object> values = new TreeMap<>();
        keys.forEach((type, key) -> {
            if (random.nextInt(4) > 0) {
                values.put(key, value(random, type));
            }
        });
        return values;
    }

    private static Object value(Random random, String type) {
        return switch (type) {
            case "text" -> WORDS[random.nextInt(WORDS.length)];
            case "number" -> BigDecimal.valueOf(random.nextInt(-50, 50), 1);
            case "money" ->
                Map.of("amount", random.nextInt(10), "currency", CURRENCIES[random.nextInt(CURRENCIES.length)]);
            case "date" -> "2026-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
            case "choice" -> OPTIONS[random.nextInt(OPTIONS.length)];
            default -> random.nextBoolean();
        };
    }

    private static Filter filter(Random random, Map<String, String> keys) {
        Map<String, String> parameters = new TreeMap<>();
        Predicate<Map<String, Object>> holds = values -> true;
        for (Map.Entry<String, String> field : keys.entrySet()) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            String type = field.getKey();
            String key = field.getValue();
            boolean ordered = type.equals("number") || type.equals("money") || type.equals("date");
            if (ordered && random.nextBoolean()) {
                Object from = plain(value(random, type));
                parameters.put("field." + key + ".from", written(from));
                holds = holds.and(values -> values.containsKey(key) && compare(plain(values.get(key)), from) >= 0);
            }
            if (ordered && random.nextBoolean()) {
                Object to = plain(value(random, type));
                parameters.put("field." + key + ".to", written(to));
                holds = holds.and(values -> values.containsKey(key) && compare(plain(values.get(key)), to) <= 0);
            }
            if (!ordered || random.nextInt(3) == 0) {
                Object value = plain(value(random, type));
                parameters.put("field." + key, written(value));
                holds = holds.and(values -> values.containsKey(key) && compare(plain(values.get(key)), value) == 0);
            }
            if (type.equals("money") && random.nextBoolean()) {
                String currency = CURRENCIES[random.nextInt(CURRENCIES.length)];
                parameters.put("field." + key + ".currency", currency);
                holds = holds.and(values -> values.get(key) instanceof Map<?, ?> money
                        && money.get("currency").equals(currency));
            }
        }
        return new Filter(parameters, holds);
    }

    /** Of money, the amount. */
    private static Object plain(Object value) {
        return value instanceof Map<?, ?> money
                ? new BigDecimal(money.get("amount").toString())
                : value;
    }

    private static String written(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object one, Object other) {
        return ((Comparable) one).compareTo(other);
    }

    private static Comparator<Item> order(String sort, List<Item> opened) {
        Comparator<Item> order = sort.endsWith("value")
                ? Comparator.<Item>comparingLong(deal -> deal.worth() == null ? -1 : deal.worth())
                        .thenComparing(Item::id)
                : Comparator.comparingInt(opened::indexOf);
        return sort.startsWith("-") ? order.reversed() : order;
    }

    private static List<String> pages(String list, Filter filter, int limit, Object... more) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request =
                    caller().queryParams(filter.parameters()).queryParam("limit", limit);
            for (int i = 0; i < more.length; i += 2) {
                request.queryParam((String) more[i], more[i + 1]);
            }
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            Response page = request.get(list);
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            ids.addAll(page.path("items.id"));
            cursor = page.path("next");
        } while (cursor != null);
        return ids;
    }

    private static io.restassured.response.ValidatableResponse found(String key, String value) {
        return caller().queryParam("field." + key, value)
                .get("/v1/deals?count=true")
                .then()
                .statusCode(200);
    }

    private static void change(String deal, Map<String, Object> values) {
        caller().header("If-Match", "*")
                .body(Map.of("customFields", values))
                .patch("/v1/deals/" + deal)
                .then()
                .statusCode(200);
    }
}
