package io.salesprocess.insight;

import io.salesprocess.insight.SalespeopleResponse.FiguresResponse;
import io.salesprocess.insight.SalespeopleResponse.ValueResponse;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * In which order salespeople are told of. What is not known comes last in either direction, and the name decides between
 * equals.
 */
public final class SalespeopleOrder {

    /** In the order of their names, and deals without an owner last. */
    public static final SalespeopleOrder BY_NAME = new SalespeopleOrder("name", false);

    private static final String NAME = "name";
    private static final String VALUE = "valueWon";
    private static final Pattern VALUE_IN = Pattern.compile(VALUE + "\\.([A-Z]{3})");

    private static final Map<String, Function<FiguresResponse, Double>> NUMBERS = numbers();

    private static final Comparator<FiguresResponse> NAMES = Comparator.comparing(
                    FiguresResponse::name, Comparator.nullsLast(String.CASE_INSENSITIVE_ORDER))
            .thenComparing(FiguresResponse::salespersonId, Comparator.nullsLast(Comparator.naturalOrder()));

    private final String key;
    private final boolean descending;

    private SalespeopleOrder(String key, boolean descending) {
        this.key = key;
        this.descending = descending;
    }

    /** The order of this name; {@code -} before it means descending, and null is the order of names. */
    public static SalespeopleOrder parse(String name) {
        if (name == null) {
            return BY_NAME;
        }
        boolean descending = name.startsWith("-");
        String key = descending ? name.substring(1) : name;
        if (!key.equals(NAME)
                && !key.equals(VALUE)
                && !NUMBERS.containsKey(key)
                && !VALUE_IN.matcher(key).matches()) {
            throw ProblemException.invalid(
                    FieldError.in(
                            "orderBy",
                            "must be name, " + String.join(", ", NUMBERS.keySet())
                                    + ", valueWon or valueWon with a currency (valueWon.EUR), with - before it for descending"));
        }
        return new SalespeopleOrder(key, descending);
    }

    List<FiguresResponse> sorted(List<FiguresResponse> salespeople) {
        return salespeople.stream().sorted(comparator(salespeople)).toList();
    }

    private Comparator<FiguresResponse> comparator(List<FiguresResponse> salespeople) {
        if (key.equals(NAME)) {
            return descending
                    ? by(FiguresResponse::name, String.CASE_INSENSITIVE_ORDER).thenComparing(NAMES)
                    : NAMES;
        }
        if (NUMBERS.containsKey(key)) {
            return by(NUMBERS.get(key), Comparator.naturalOrder()).thenComparing(NAMES);
        }
        String currency = key.equals(VALUE) ? mainCurrency(salespeople) : key.substring(VALUE.length() + 1);
        return by(figures -> valueIn(currency, figures), Comparator.<BigInteger>naturalOrder())
                .thenComparing(NAMES);
    }

    private <T> Comparator<FiguresResponse> by(Function<FiguresResponse, T> value, Comparator<T> order) {
        return Comparator.comparing(value, Comparator.nullsLast(descending ? order.reversed() : order));
    }

    /** Sums never go across currencies, so one decides: that of most won deals, the first of equals. */
    private static String mainCurrency(List<FiguresResponse> salespeople) {
        Map<String, Long> deals = new TreeMap<>();
        salespeople.stream()
                .flatMap(figures -> figures.valueWon().stream())
                .forEach(value -> deals.merge(value.currency(), value.deals(), Long::sum));
        long most = deals.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return deals.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static BigInteger valueIn(String currency, FiguresResponse figures) {
        return figures.valueWon().stream()
                .filter(value -> value.currency().equals(currency))
                .map(ValueResponse::amount)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Function<FiguresResponse, Double>> numbers() {
        Map<String, Function<FiguresResponse, Double>> numbers = new LinkedHashMap<>();
        numbers.put("open", figures -> (double) figures.open());
        numbers.put("won", figures -> (double) figures.won());
        numbers.put("lost", figures -> (double) figures.lost());
        numbers.put("winRate", FiguresResponse::winRate);
        numbers.put("winRateLow", FiguresResponse::winRateLow);
        numbers.put("winRateHigh", FiguresResponse::winRateHigh);
        numbers.put("medianTimeToWin", figures -> seconds(figures.medianTimeToWin()));
        numbers.put("fellShort", figures -> (double) figures.fellShort());
        numbers.put("answers", figures -> (double) figures.answers());
        numbers.put("medianTimeToAnswer", figures -> seconds(figures.medianTimeToAnswer()));
        return numbers;
    }

    private static Double seconds(String duration) {
        if (duration == null) {
            return null;
        }
        Duration length = Duration.parse(duration);
        return length.getSeconds() + length.getNano() / 1e9;
    }
}
