package io.salesprocess.salesperson;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The salespeople there are. */
@Singleton
public class Salespeople implements PanacheRepositoryBase<SalespersonEntity, UUID> {

    /** Refuses an owner that does not exist or no longer takes deals; null is fine. */
    public void mustTakeDeals(UUID salespersonId, String pointer) {
        if (salespersonId != null && count("id = ?1 and active", salespersonId) == 0) {
            throw ProblemException.invalid(FieldError.at(pointer, "is not the id of an active salesperson"));
        }
    }

    /** Whose turn it is after this salesperson, in the order of ids; empty if nobody takes deals. */
    public Optional<UUID> nextAfter(UUID last) {
        UUID begin = last == null ? new UUID(0, 0) : last;
        return firstActive("id > ?1 and active order by id", begin)
                .or(() -> firstActive("active and id <= ?1 order by id", begin));
    }

    List<SalespersonEntity> after(UUID id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }

    private Optional<UUID> firstActive(String condition, UUID begin) {
        return find(condition, begin).page(0, 1).firstResultOptional().map(found -> found.id);
    }
}
