package io.salesprocess.insight;

import io.salesprocess.access.Caller;
import io.salesprocess.insight.SalespeopleResponse.FiguresResponse;
import io.salesprocess.insight.chart.Chart;
import io.salesprocess.insight.chart.Figures;
import io.salesprocess.insight.link.InsightFilters;
import io.salesprocess.insight.link.InsightLinks;
import io.salesprocess.offering.OfferingResponse;
import io.salesprocess.offering.Offerings;
import io.salesprocess.platform.api.Outage;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.salesperson.Salespeople;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All insights together, as the page behind a link shows them: what the link's maker may see of the deals that its filters choose. It
 * knows names of salespeople, and nothing of prospects.
 */
@UseCase
public class InsightBoard {

    /** How many kinds of activities of each stage are in the table, and how many rows charts have. */
    private static final int MOST_KINDS = 20;

    private static final int MOST_ACTIVITIES = 10;
    private static final int MOST_PEOPLE = 15;
    private static final String USUAL_NAME = "Sales insights";

    private final InsightLinks links;
    private final Insights insights;
    private final Forecasts forecasts;
    private final InsightCharts charts;
    private final StageTitles titles;
    private final Salespeople salespeople;
    private final Offerings offerings;

    InsightBoard(
            InsightLinks links,
            Insights insights,
            Forecasts forecasts,
            InsightCharts charts,
            StageTitles titles,
            Salespeople salespeople,
            Offerings offerings) {
        this.links = links;
        this.insights = insights;
        this.forecasts = forecasts;
        this.charts = charts;
        this.titles = titles;
        this.salespeople = salespeople;
        this.offerings = offerings;
    }

    /**
     * What the page shows.
     *
     * @param filters in words
     * @param asOf the earliest moment that one of the figures is of; null while they are catching up
     * @param figures the key figures; none while they are catching up
     * @param charts none while they are catching up
     */
    public record Board(
            String name,
            List<Filter> filters,
            Instant asOf,
            Instant expiresAt,
            List<String> embedOn,
            List<KeyFigure> figures,
            List<Chart> charts) {

        /** Whether the figures are behind history by more than a request can wait for. */
        public boolean isCatchingUp() {
            return asOf == null;
        }
    }

    /** A filter of the link, in words. */
    public record Filter(String name, String value) {}

    /** A figure to look at first. @param note what it is made of */
    public record KeyFigure(String name, String value, String note) {}

    /** What a link shows now; one that is not valid any more is not found. */
    public Board open(String token) {
        InsightLinks.Opened link = links.open(token);
        InsightFilters filters = link.filters();
        Cohort cohort = new Cohort(
                filters.pipeline(),
                filters.ownerId(),
                filters.offeringId(),
                filters.source(),
                filters.openedFrom(),
                filters.openedTo());
        String name = link.name() == null ? USUAL_NAME : link.name();
        try {
            return board(link, name, cohort);
        } catch (ProblemException e) {
            if (!e.outage().equals(Optional.of(Outage.INSIGHTS))) {
                throw e;
            }
            return new Board(name, words(filters), null, link.expiresAt(), link.embedOn(), List.of(), List.of());
        }
    }

    private Board board(InsightLinks.Opened link, String name, Cohort cohort) {
        Caller maker = link.maker();
        FunnelResponse funnel = insights.funnel(maker, cohort);
        StageDurationsResponse durations = insights.stageDurations(maker, cohort);
        SalespeopleResponse people = insights.salespeople(maker, cohort, SalespeopleOrder.BY_NAME);
        ActivitiesResponse activities = insights.activities(maker, cohort, null, MOST_KINDS);
        ForecastResponse forecast = forecasts.forecast(maker, cohort, null);
        ValueWonResponse won = forecasts.valueWon(maker, cohort);
        List<Chart> all = List.of(
                charts.funnel(funnel),
                charts.stageDurations(durations),
                InsightCharts.forecast(forecast),
                InsightCharts.valueWon(won),
                charts.salespeople(people, false, MOST_PEOPLE),
                charts.activities(activities, MOST_ACTIVITIES));
        Instant asOf = Stream.of(
                        funnel.asOf(), durations.asOf(), people.asOf(), activities.asOf(), forecast.asOf(), won.asOf())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new Board(
                name, words(link.filters()), asOf, link.expiresAt(), link.embedOn(), figures(people, forecast), all);
    }

    private static List<KeyFigure> figures(SalespeopleResponse people, ForecastResponse forecast) {
        long open =
                people.salespeople().stream().mapToLong(FiguresResponse::open).sum();
        long won = people.salespeople().stream().mapToLong(FiguresResponse::won).sum();
        long lost =
                people.salespeople().stream().mapToLong(FiguresResponse::lost).sum();
        long closed = won + lost;
        List<KeyFigure> figures = new ArrayList<>();
        figures.add(new KeyFigure("Open deals", Figures.count(open), "in all stages"));
        figures.add(new KeyFigure("Won", Figures.count(won), "of " + Figures.counted(closed, "closed deal")));
        figures.add(new KeyFigure("Lost", Figures.count(lost), "and not reopened"));
        figures.add(new KeyFigure(
                "Win rate", closed == 0 ? "–" : Figures.percent((double) won / closed), "won among closed deals"));
        Map<String, BigInteger> value = new TreeMap<>();
        people.salespeople().stream()
                .flatMap(person -> person.valueWon().stream())
                .forEach(one -> value.merge(one.currency(), one.amount(), BigInteger::add));
        value.forEach((currency, amount) ->
                figures.add(new KeyFigure("Value won", Figures.roundMoney(amount, currency), "in won deals")));
        Map<String, BigInteger> expected = new TreeMap<>();
        forecast.months().stream()
                .filter(month -> month.currency() != null)
                .forEach(month -> expected.merge(month.currency(), month.weightedValue(), BigInteger::add));
        expected.forEach((currency, amount) -> figures.add(
                new KeyFigure("Forecast", Figures.roundMoney(amount, currency), "weighted, of open deals")));
        return figures;
    }

    private List<Filter> words(InsightFilters filters) {
        List<Filter> words = new ArrayList<>();
        if (filters.pipeline() != null) {
            words.add(new Filter("Pipeline", titles.ofPipeline(filters.pipeline())));
        }
        if (filters.ownerId() != null) {
            words.add(new Filter(
                    "Salesperson", salespeople.nameOf(filters.ownerId()).orElse("–")));
        }
        if (filters.offeringId() != null) {
            words.add(new Filter(
                    "Offering",
                    offerings
                            .find(filters.offeringId())
                            .map(OfferingResponse::name)
                            .orElse("–")));
        }
        if (filters.source() != null) {
            words.add(new Filter("Source", filters.source()));
        }
        if (filters.openedFrom() != null) {
            words.add(new Filter("Opened from", Figures.time(filters.openedFrom())));
        }
        if (filters.openedTo() != null) {
            words.add(new Filter("Opened before", Figures.time(filters.openedTo())));
        }
        return words;
    }
}
