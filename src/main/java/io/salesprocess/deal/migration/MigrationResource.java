package io.salesprocess.deal.migration;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.migration.MigratedDeal.Outcome;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Moving running deals to another version of their pipeline (rule 4). */
@Path("/v1/pipelines/{key}/migrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Pipelines")
public class MigrationResource {

    private final Migrations migrations;
    private final Access access;
    private final Writes writes;

    MigrationResource(Migrations migrations, Access access, Writes writes) {
        this.migrations = migrations;
        this.access = access;
        this.writes = writes;
    }

    /** The migrations of a pipeline, the newest first. */
    @GET
    @Needs(Permission.READ_MIGRATIONS)
    @Operation(
            operationId = "listMigrations",
            summary = "List migrations",
            description = "The migrations of the pipeline, newest first.")
    public Page<MigrationResponse> list(@PathParam("key") String key, @BeanParam PageRequest page) {
        return Page.of(
                        migrations.list(access.caller(), key, page),
                        page.limit(),
                        MigrationResponse::of,
                        migration -> Cursor.of(migration.id()))
                .counted(page, most -> migrations.count(access.caller(), key, most));
    }

    /**
     * Starts a migration, or with {@code dryRun} previews it. Refused are unknown versions, stages that a version does not have,
     * and a second migration from the same version at the same time.
     */
    @POST
    @Needs(Permission.MIGRATE_DEALS)
    @Operation(
            operationId = "migrateDeals",
            summary = "Migrate running deals",
            description =
                    "Moves every open deal of version `from` to version `to`, in the background; closed deals keep their"
                            + " version. A deal stays in its stage and attempt, and what is done stays done. A stage keeps its key"
                            + " unless `stageMapping` gives it another. A deal is refused if its stage is not in the other version, or"
                            + " if a stage that is done would have to be done again. Stages that the other version has before the"
                            + " deal's stage and that the deal has never been in count as done with 0 attempts, but their exit criteria"
                            + " must hold before the deal can `advance`. `dueAt` stays, unless the stage has another target"
                            + " duration; then it counts from the move. With `dryRun=true` the response says which deals would be moved.")
    @APIResponse(
            responseCode = "202",
            description = "The migration has started; read it at `Location` to see how far it has come.",
            content = @Content(schema = @Schema(implementation = MigrationResponse.class)))
    @APIResponse(
            responseCode = "200",
            description = "With `dryRun`: what the migration would do now.",
            content = @Content(schema = @Schema(implementation = MigrationPreview.class)))
    @Problems(ProblemType.CONFLICT)
    public Response migrate(
            @PathParam("key") String key,
            @Parameter(
                            description = "Say which deals would be moved, and change nothing.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("dryRun")
                    @DefaultValue("false")
                    boolean dryRun,
            @Valid @NotNull MigrationRequest body) {
        if (dryRun) {
            return writes.preview(() ->
                    Response.ok(migrations.preview(access.caller(), key, body)).build());
        }
        return writes.once(body, () -> {
            Migration started = migrations.start(access.caller(), key, body);
            return WriteResult.accepted(
                    "/v1/pipelines/" + key + "/migrations/" + started.id(), MigrationResponse.of(started));
        });
    }

    /** How far a migration has come. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_MIGRATIONS)
    @Operation(
            operationId = "getMigration",
            summary = "Read a migration",
            description = "How far the migration has come.")
    public MigrationResponse get(@PathParam("key") String key, @PathParam("id") UUID id) {
        return MigrationResponse.of(migrations.get(access.caller(), key, id));
    }

    /** What became of each deal. */
    @GET
    @Path("/{id}/deals")
    @Needs(Permission.READ_MIGRATIONS)
    @Operation(
            operationId = "listMigratedDeals",
            summary = "List the deals of a migration",
            description = "What became of each deal so far, in the order of their ids.")
    public Page<MigratedDeal> deals(
            @PathParam("key") String key,
            @PathParam("id") UUID id,
            @Parameter(
                            description = "Only deals that were moved, or only deals that were refused.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"moved", "refused"}))
                    @QueryParam("outcome")
                    Outcome outcome,
            @BeanParam PageRequest page) {
        return Page.of(
                        migrations.deals(access.caller(), key, id, outcome, page),
                        page.limit(),
                        Function.identity(),
                        deal -> Cursor.of(deal.dealId()))
                .counted(page, most -> migrations.countDeals(access.caller(), key, id, outcome, most));
    }
}
