package io.salesprocess.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ParametersTest {

    private static final String STATEMENT = """
            SELECT ?::text AS parameters_test, ?::uuid, ?::timestamptz, ?::integer, ?::bigint, ?::boolean, ?::bytea""";

    private static final String PREPARED_AT =
            "SELECT name || prepare_time FROM pg_prepared_statements WHERE statement LIKE '%parameters_test%'"
                    + " AND statement NOT LIKE '%pg_prepared_statements%'";

    private static final Object[] VALUES = {"a", UUID.randomUUID(), Instant.EPOCH, 1, 1L, true, new byte[] {1}};

    @Inject
    Sql sql;

    @Test
    void a_statement_stays_prepared_whichever_of_its_parameters_are_null() {
        QuarkusTransaction.requiringNew().run(() -> {
            // The driver leaves the first few to themselves.
            for (int i = 0; i < 10; i++) {
                run(VALUES);
            }
            List<String> prepared = prepared();
            assertThat(prepared).hasSize(1);
            for (int i = 0; i < VALUES.length; i++) {
                Object[] values = VALUES.clone();
                values[i] = null;
                run(values);
                run(VALUES);
            }
            run(new Object[VALUES.length]);
            assertThat(prepared()).isEqualTo(prepared);
        });
    }

    @Test
    void nulls_arrive_as_nulls() {
        run(VALUES);
        assertThat(run(new Object[VALUES.length])).containsOnlyNulls();
    }

    private List<String> prepared() {
        return sql.list(PREPARED_AT, row -> row.getString(1));
    }

    private List<Object> run(Object... values) {
        return sql.first(
                        STATEMENT,
                        row -> {
                            Object[] read = new Object[values.length];
                            for (int i = 0; i < read.length; i++) {
                                read[i] = row.getObject(i + 1);
                            }
                            return new ArrayList<>(Arrays.asList(read));
                        },
                        values)
                .orElseThrow();
    }
}
