package io.salesprocess.prospect;

import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Locks on e-mail addresses and telephone numbers, held until the transaction ends. Everything that recognises, adds or changes a
 * person takes them first, so that two requests at once do not both find an address free. Rows alone could not prevent that, and
 * a unique constraint would tell callers of people whom they may not see.
 */
@Singleton
class ContactLocks {

    /** In the order of the text, so that two transactions do not wait for each other. */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(hashtextextended(address, 0))
            FROM (SELECT unnest(string_to_array(?, ' ')) AS address) AS given""";

    private final Sql sql;

    ContactLocks(Sql sql) {
        this.sql = sql;
    }

    /** Waits for the locks. */
    void take(String... addresses) {
        Transactions.mustBeThere();
        sql.list(LOCK, row -> true, sorted(addresses));
    }

    /** The same, together with the next statement. */
    void takeLater(String... addresses) {
        Transactions.mustBeThere();
        sql.updateLater(LOCK, sorted(addresses));
    }

    private static String sorted(String... addresses) {
        return Stream.of(addresses).filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining(" "));
    }
}
