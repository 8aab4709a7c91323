package io.salesprocess.salesperson;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.sql.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The salespeople there are. */
@Singleton
public class Salespeople implements PanacheRepositoryBase<SalespersonEntity, UUID> {

    private static final String NEXT = """
            SELECT id FROM salesperson WHERE active ORDER BY id <= ?, id LIMIT 1""";

    private final Sql sql;

    Salespeople(Sql sql) {
        this.sql = sql;
    }

    /** Refuses an owner that does not exist or no longer takes deals; null is fine. */
    public void mustTakeDeals(UUID salespersonId, String pointer) {
        if (salespersonId != null && count("id = ?1 and active", salespersonId) == 0) {
            throw ProblemException.invalid(FieldError.at(pointer, "is not the id of an active salesperson"));
        }
    }

    /** Whose turn it is after this salesperson, in the order of ids; empty if nobody takes deals. */
    public Optional<UUID> nextAfter(UUID last) {
        UUID begin = last == null ? new UUID(0, 0) : last;
        return sql.first(NEXT, row -> row.getObject("id", UUID.class), begin);
    }

    List<SalespersonEntity> after(UUID id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }
}
