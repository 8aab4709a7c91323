package io.salesprocess.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Role;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Fact.Greeter;
import io.salesprocess.pipeline.domain.Outcome;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Use cases called without HTTP: they check permissions, reach and versions themselves, whatever door is in front of them. */
@QuarkusTest
class EvidenceWithoutDoorTest {

    private static final Caller MANAGER = caller(Role.MANAGER, null);

    @Inject
    GreetingService greetings;

    @Inject
    ActivityService activities;

    @Inject
    SheetService sheets;

    @Inject
    Assessments assessments;

    @Inject
    Deals deals;

    @Inject
    Transactions transactions;

    @Test
    void a_use_case_records_on_a_deal_and_tells_its_version() {
        UUID deal = Sales.deal();
        long before = deals.get(MANAGER, deal).sequence();
        Recorded<GreetingEntity> recorded =
                transactions.run(() -> greetings.record(MANAGER, deal, version(before), greeting()));
        assertThat(recorded.deal().sequence()).isEqualTo(before + 1);
        assertThat(greetings.get(MANAGER, deal, recorded.row().id).row().channel)
                .isEqualTo("phone");
    }

    @Test
    void a_caller_without_the_permission_is_refused_although_no_door_has_looked() {
        UUID deal = Sales.deal();
        refused(ProblemType.FORBIDDEN, () -> greet(caller(Role.AUDITOR, null), deal, ExpectedVersion.ANY));
        refused(
                ProblemType.FORBIDDEN,
                () -> transactions.run(() -> activities.record(
                        caller(Role.AUDITOR, null),
                        deal,
                        ExpectedVersion.ANY,
                        new ActivityRequest("call", Outcome.NEUTRAL, null, null))));
        refused(
                ProblemType.FORBIDDEN,
                () -> transactions.run(() -> sheets.update(
                        caller(Role.AUDITOR, null), deal, ExpectedVersion.ANY, assessments, before -> before)));
    }

    @Test
    void a_deal_that_the_caller_may_not_see_is_not_found() {
        UUID deal = Sales.deal();
        refused(ProblemType.NOT_FOUND, () -> greet(caller(Role.ADMIN, null), deal, ExpectedVersion.ANY));
        refused(ProblemType.NOT_FOUND, () -> greet(Caller.NOBODY, deal, ExpectedVersion.ANY));
    }

    @Test
    void a_salesperson_needs_to_own_the_deal() {
        UUID deal = Sales.deal();
        refused(
                ProblemType.FORBIDDEN,
                () -> greet(caller(Role.SALESPERSON, Sales.salesperson()), deal, ExpectedVersion.ANY));
    }

    @Test
    void another_version_than_expected_is_refused_and_leaves_no_row() {
        UUID deal = Sales.deal();
        long present = deals.get(MANAGER, deal).sequence();
        refused(ProblemType.STALE_VERSION, () -> greet(MANAGER, deal, version(present + 1)));
        assertThat(greetings.list(MANAGER, deal, new UUID(0, 0), 10)).isEmpty();
    }

    @Test
    void outside_of_a_transaction_nothing_is_written() {
        UUID deal = Sales.deal();
        assertThatThrownBy(() -> greetings.record(MANAGER, deal, ExpectedVersion.ANY, greeting()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(greetings.list(MANAGER, deal, new UUID(0, 0), 10)).isEqualTo(List.of());
    }

    private void greet(Caller caller, UUID deal, ExpectedVersion version) {
        transactions.run(() -> greetings.record(caller, deal, version, greeting()));
    }

    private static void refused(ProblemType type, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.type())
                .isEqualTo(type));
    }

    private static GreetingRequest greeting() {
        return new GreetingRequest(Greeter.SALESPERSON, "phone", null);
    }

    private static ExpectedVersion version(long version) {
        return ExpectedVersion.oneOf(Set.of(Long.toString(version)), Set.of());
    }

    private static Caller caller(Role role, UUID salesperson) {
        return new Caller(Caller.Kind.API_KEY, "test", "key:test", Set.of(role), salesperson, null);
    }
}
