package io.salesprocess.event.timer;

import static io.salesprocess.testkit.Sales.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.history.StoredEvent;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 14: how long something may wait is counted as people work. */
@QuarkusTest
class TimerSettingTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Inject
    TimerSetting setting;

    @Inject
    TimerStore timers;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    private final UUID subject = UUID.randomUUID();
    private String pipeline;
    private UUID deal;
    private Instant started;

    /** As if timers had been there for years, as events of the past are followed. */
    @BeforeEach
    void open() {
        pipeline = Sales.countedPipeline(Sales.calendar());
        deal = created("/v1/deals", Map.of("prospectId", Sales.prospect(), "pipeline", pipeline));
        started = timers.startedAt();
        startAt(Instant.parse("2000-01-01T00:00:00Z"));
    }

    @AfterEach
    void forget() {
        startAt(started);
        sql.update("DELETE FROM timer WHERE deal_id = ?", deal);
    }

    /** Mornings of working days from 8 to 12. The clocks go forward on 2026-03-29, and back on 2026-10-25. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:17:00, 2026-11-25T09:17:00", // two working days later
        "2026-11-26T09:17:00, 2026-11-30T09:17:00", // over a weekend
        "2026-11-27T15:00:00, 2026-12-02T08:00:00", // after work on a Friday: begins on Monday
        "2026-11-28T10:00:00, 2026-12-02T08:00:00", // on a Saturday
        "2026-03-27T09:30:00, 2026-03-31T09:30:00", // over the night in which an hour is left out
        "2026-10-23T11:59:00, 2026-10-27T11:59:00" // over the night in which an hour comes twice
    })
    void a_question_is_late_two_working_days_later_to_the_minute(LocalDateTime asked, LocalDateTime late) {
        follow("question.asked", "{\"questionId\": \"" + subject + "\"}", instant(asked));

        assertThat(dueAt("question.unanswered")).isEqualTo(instant(late));
    }

    @Test
    void so_is_a_message_and_a_request_for_approval_one_working_day_later() {
        Instant friday = instant(LocalDateTime.parse("2026-11-27T09:30:00"));
        follow("message.left", "{\"messageId\": \"" + subject + "\"}", friday);
        follow("approval.requested", """
                {"approvalId": "%s", "by": {"identity": "ada", "salespersonId": null, "roles": []}, "requestedAt": "%s",
                "value": null}""".formatted(subject, friday), friday.plusSeconds(1));

        assertThat(dueAt("message.unanswered")).isEqualTo(instant(LocalDateTime.parse("2026-12-01T09:30:00")));
        assertThat(dueAt("approval.waiting")).isEqualTo(instant(LocalDateTime.parse("2026-11-30T09:30:00")));
    }

    @Test
    void a_day_without_a_calendar_has_24_hours() {
        pipeline = "standard";
        Instant friday = Instant.parse("2026-03-27T09:30:00Z");
        follow("question.asked", "{\"questionId\": \"" + subject + "\"}", friday);

        assertThat(dueAt("question.unanswered")).isEqualTo(Instant.parse("2026-03-29T09:30:00Z"));
    }

    @Test
    void what_fell_due_before_there_were_timers_is_not_told_and_what_falls_due_after_is() {
        startAt(instant(LocalDateTime.parse("2026-11-25T09:00:00")));
        follow(
                "question.asked",
                "{\"questionId\": \"" + subject + "\"}",
                instant(LocalDateTime.parse("2026-11-23T08:59:00")));
        follow(
                "message.left",
                "{\"messageId\": \"" + subject + "\"}",
                instant(LocalDateTime.parse("2026-11-23T09:01:00")));

        assertThat(sql.list("SELECT kind FROM timer WHERE deal_id = ?", row -> row.getString(1), deal))
                .containsExactly("message.unanswered");
    }

    @Test
    void events_can_be_followed_again() {
        String asked = "{\"questionId\": \"" + subject + "\"}";
        Instant at = instant(LocalDateTime.parse("2026-11-23T09:00:00"));
        follow("question.asked", asked, at);
        follow("question.asked", asked, at);

        assertThat(dueAt("question.unanswered")).isEqualTo(instant(LocalDateTime.parse("2026-11-25T09:00:00")));
    }

    @Test
    void a_duration_that_is_none_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Patience("P2D", "2 days", "P1D"))
                .withMessageStartingWith("salesprocess.timers.unanswered-message: A target duration has days");
    }

    private void follow(String type, String data, Instant at) {
        StoredEvent event = new StoredEvent(
                deal,
                2,
                type,
                at,
                new Actor(Actor.Kind.SYSTEM, "test", null),
                "one",
                null,
                null,
                1,
                new PipelineRef(pipeline, 1),
                data,
                null,
                null,
                null);
        transactions.run(() -> {
            setting.follow(List.of(event));
            return null;
        });
    }

    private Instant dueAt(String kind) {
        return sql.first(
                        "SELECT due_at FROM timer WHERE deal_id = ? AND kind = ?",
                        row -> Sql.instant(row, "due_at"),
                        deal,
                        kind)
                .orElseThrow();
    }

    private void startAt(Instant time) {
        sql.update("UPDATE timer_start SET at = ?", time);
    }

    private static Instant instant(LocalDateTime there) {
        return there.atZone(BERLIN).toInstant();
    }
}
