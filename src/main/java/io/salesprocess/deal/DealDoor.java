package io.salesprocess.deal;

import io.salesprocess.access.Access;
import io.salesprocess.access.Caller;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What resources below {@code /v1/deals/{id}} have in common: it translates between requests and use cases, and nothing else. */
@Singleton
public class DealDoor {

    private final Access access;
    private final Deals deals;
    private final Writes writes;
    private final Versions versions;

    DealDoor(Access access, Deals deals, Writes writes, Versions versions) {
        this.access = access;
        this.deals = deals;
        this.writes = writes;
        this.versions = versions;
    }

    /** A representation with an id of its own. */
    public interface Identified {
        UUID id();
    }

    /** Who sent the request. */
    public Caller caller() {
        return access.caller();
    }

    /** The version that {@code If-Match} names. */
    public ExpectedVersion version() {
        return versions.expected();
    }

    /**
     * A page of rows, of which one more than the limit was read.
     *
     * @param count how many rows there are on all pages; asked if the caller wants to know
     */
    public <E, R extends Identified> Page<R> page(
            List<E> rows, PageRequest page, Function<E, R> representation, LongSupplier count) {
        return Page.of(
                        rows.stream().map(representation).toList(),
                        page.limit(),
                        Function.<R>identity(),
                        shown -> Cursor.of(shown.id()))
                .counted(page, most -> count.getAsLong());
    }

    /** What has been read, with the deal's version as its tag, or 304. */
    public Response read(Object representation, Deal deal) {
        return versions.ok(representation, deal.sequence());
    }

    /** Does the work of a {@code POST} on a deal once. A retry needs the operation's permission on the deal again. */
    public Response once(UUID dealId, Object request, Supplier<WriteResult> work) {
        return writes.once(request, location -> deals.mayChange(access.caller(), access.permission(), dealId), work);
    }

    /** Creates something below a deal; {@code 201} with its address. */
    public <E, R extends Identified> Response create(
            UUID dealId, String kind, Object request, Supplier<Recorded<E>> work, Function<E, R> representation) {
        return once(dealId, request, () -> {
            Recorded<E> made = work.get();
            R shown = representation.apply(made.row());
            return created("/v1/deals/" + dealId + "/" + kind + "/" + shown.id(), shown, made.deal());
        });
    }

    /** Takes a step of something below a deal; {@code 200} with what it has become. */
    public <E> Response step(UUID dealId, Object request, Supplier<Recorded<E>> work, Function<E, ?> representation) {
        return once(dealId, request, () -> ok(work.get(), representation));
    }

    /** Changes a part of a deal; {@code 200} with what it has become. */
    public <E> Response change(Supplier<Recorded<E>> work, Function<E, ?> representation) {
        return writes.change(() -> ok(work.get(), representation));
    }

    /** Changes something of a deal of which nothing is to be told. */
    public Response change(Supplier<WriteResult> work) {
        return writes.change(work);
    }

    /** The result of a change that created something. */
    public static WriteResult created(String address, Object representation, Deal deal) {
        return WriteResult.created(address, representation)
                .tagged(deal.sequence())
                .about(deal.prospectId());
    }

    private static <E> WriteResult ok(Recorded<E> changed, Function<E, ?> representation) {
        return WriteResult.ok(representation.apply(changed.row()))
                .tagged(changed.deal().sequence())
                .about(changed.deal().prospectId());
    }
}
