package io.salesprocess.deal.migration;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.migration.MigratedDeal.Outcome;
import io.salesprocess.deal.migration.MigrationPreview.RefusedDeal;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Deadline;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Previews and starts the migration of running deals to another version of their pipeline (rule 4), and tells how far one has
 * come. {@link MigrationWorker} carries it out. A retired pipeline takes no new deals, but its running deals can be migrated.
 */
@UseCase
class Migrations {

    private static final int MOST_LISTED = 100;

    /** What one statement of a preview looks at. */
    private static final int PORTION = 5_000;

    /** How long a preview may take all in all; a million deals take some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MigrationStore store;
    private final OutcomeStore outcomes;
    private final Deals deals;
    private final Pipelines pipelines;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Migrations(
            MigrationStore store,
            OutcomeStore outcomes,
            Deals deals,
            Pipelines pipelines,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.outcomes = outcomes;
        this.deals = deals;
        this.pipelines = pipelines;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Which deals would be moved now, and which would be refused. Nothing is locked or written. */
    MigrationPreview preview(Caller caller, String key, MigrationRequest request) {
        caller.require(Permission.MIGRATE_DEALS);
        DealCommand.Migrate command = check(key, request);
        PipelineRef from = new PipelineRef(key, request.from());
        return Deadline.within(PATIENCE, () -> preview(from, command));
    }

    /** Starts a migration; refused while another one from the same version is running. */
    Migration start(Caller caller, String key, MigrationRequest request) {
        caller.require(Permission.MIGRATE_DEALS);
        check(key, request);
        UUID id = ids.next();
        store.insert(id, key, request, Deals.actor(caller), clock.instant());
        audit.record(caller, AuditAction.MIGRATION_STARTED, id);
        return store.find(key, id).orElseThrow();
    }

    Migration get(Caller caller, String key, UUID id) {
        caller.require(Permission.READ_MIGRATIONS);
        return store.find(key, id).orElseThrow(ProblemException::notFound);
    }

    /** One migration of a pipeline more than the page has, newest first. */
    List<Migration> list(Caller caller, String key, PageRequest page) {
        caller.require(Permission.READ_MIGRATIONS);
        mustExist(key);
        return store.before(key, page.beforeId(), page.limit() + 1);
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, String key, int limit) {
        caller.require(Permission.READ_MIGRATIONS);
        return store.count(key, limit);
    }

    /** One outcome more than the page has, in the order of the deals' ids. */
    List<MigratedDeal> deals(Caller caller, String key, UUID id, Outcome outcome, PageRequest page) {
        get(caller, key, id);
        return outcomes.after(id, outcome, page.afterId(), page.limit() + 1);
    }

    /** How many outcomes there are, but no more than the limit. */
    long countDeals(Caller caller, String key, UUID id, Outcome outcome, int limit) {
        get(caller, key, id);
        return outcomes.count(id, outcome, limit);
    }

    private void mustExist(String key) {
        if (pipelines.newest(key).isEmpty()) {
            throw ProblemException.notFound();
        }
    }

    private DealCommand.Migrate check(String key, MigrationRequest request) {
        mustExist(key);
        Faults faults = new Faults();
        Optional<Pipeline> from = version(key, request.from(), "/from", faults);
        Optional<Pipeline> to = version(key, request.to(), "/to", faults);
        if (request.from().equals(request.to())) {
            faults.add(FieldError.at("/to", "must be another version than from"));
        }
        request.stageMapping().forEach((before, after) -> {
            String pointer = "/stageMapping" + FieldError.step(before);
            if (from.isPresent() && !has(from.get(), before)) {
                faults.add(FieldError.at(pointer, "is not a stage of version " + request.from()));
            }
            if (to.isPresent() && !has(to.get(), after)) {
                faults.add(FieldError.at(pointer, "must be a stage of version " + request.to()));
            }
        });
        faults.throwIfAny();
        return new DealCommand.Migrate(request.from(), to.orElseThrow(), request.stageMapping());
    }

    private Optional<Pipeline> version(String key, int version, String pointer, Faults faults) {
        Optional<Pipeline> found = pipelines.find(new PipelineRef(key, version));
        if (found.isEmpty()) {
            faults.add(FieldError.at(pointer, "is not a version of this pipeline"));
        }
        return found;
    }

    private static Optional<String> objection(DealCommand.Migrate command, List<String> visited) {
        return visited.isEmpty()
                ? Optional.of("The state of the deal is damaged; its history tells how it was.")
                : Deals.objection(command, visited);
    }

    private static boolean has(Pipeline pipeline, String key) {
        return pipeline.stages().stream().map(Stage::key).anyMatch(stage -> stage.equals(key));
    }

    private MigrationPreview preview(PipelineRef from, DealCommand.Migrate command) {
        // Deals that have been in the same stages are told the same, and there are few such ways.
        Map<List<String>, Optional<String>> objections = new HashMap<>();
        List<RefusedDeal> refused = new ArrayList<>();
        long found = 0;
        long movable = 0;
        List<Deals.Passed> portion = deals.pass(from, PageRequest.BEFORE_ALL, PORTION);
        while (!portion.isEmpty()) {
            for (Deals.Passed deal : portion) {
                if (deal.isWanted()) {
                    found++;
                    Optional<String> reason =
                            objections.computeIfAbsent(deal.visited(), visited -> objection(command, visited));
                    movable += reason.isEmpty() ? 1 : 0;
                    reason.filter(words -> refused.size() < MOST_LISTED)
                            .ifPresent(words -> refused.add(new RefusedDeal(deal.id(), words)));
                }
            }
            portion = portion.size() < PORTION
                    ? List.of()
                    : deals.pass(from, portion.get(portion.size() - 1).id(), PORTION);
        }
        return new MigrationPreview(found, movable, refused);
    }
}
