package io.salesprocess.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.platform.openapi.Contract;
import io.salesprocess.platform.openapi.Contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Calls every operation as everybody, and compares what happens with the table that readers are shown. With
 * {@code -Daccess.update=true} the table is written anew.
 */
@QuarkusTest
class AccessMatrixTest {

    private static final Path PAGE = Path.of("docs", "access.md");
    private static final String BEGIN = "<!-- table: who may call what -->\n";
    private static final String END = "<!-- end of table -->";
    private static final String UPDATE = "access.update";

    @Test
    void everybody_gets_exactly_what_the_table_says() throws IOException {
        Contract contract = new Contract();
        MatrixWorld world = new MatrixWorld();
        List<String> rows = new ArrayList<>(List.of(heading(), line()));
        for (Operation operation : contract.operations().values()) {
            StringBuilder row =
                    new StringBuilder("| `%s %s` |".formatted(operation.method().toUpperCase(), operation.path()));
            for (MatrixWorld.Who who : MatrixWorld.Who.values()) {
                row.append(' ')
                        .append(cell(world.call(operation, who), operation, who))
                        .append(" |");
            }
            rows.add(row.toString());
        }
        String table = String.join("\n", rows) + "\n";
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
            return;
        }
        assertThat(table)
                .as(
                        "If the change of rights is meant, run ./mvnw test -Dtest=%s -D%s=true, look at the table and"
                                + " commit it",
                        getClass().getSimpleName(), UPDATE)
                .isEqualTo(page.substring(from, to));
    }

    /** What every caller may, whatever the roles. */
    private static final Set<String> ANY_CALLER = Set.of("getMe");

    @Test
    void every_operation_says_which_permission_it_needs_or_that_it_needs_none() {
        Contract contract = new Contract();
        assertThat(contract.operations()).isNotEmpty();
        assertThat(contract.operations().values())
                .allSatisfy(operation -> assertThat(operation.description().has("x-permission"))
                        .as(operation.id())
                        .isEqualTo(contract.needsCredentials(operation) && !ANY_CALLER.contains(operation.id())));
        assertThat(contract.operations().values())
                .filteredOn(operation -> !contract.needsCredentials(operation))
                .extracting(Operation::id)
                .containsExactlyInAnyOrder("leaveMessage", "getLeftMessage");
    }

    /** Whoever gets past all gates may get a conflict there; what is malformed or breaks has shown nothing. */
    private static String cell(int status, Operation operation, MatrixWorld.Who who) {
        assertThat(status)
                .as("%s as %s got as far as the gates", operation.id(), who)
                .isNotIn(400, 405, 406, 413, 415, 429)
                .isLessThan(500);
        return switch (status) {
            case 401, 403, 404 -> Integer.toString(status);
            default -> "yes";
        };
    }

    private static String heading() {
        StringBuilder heading = new StringBuilder("| operation |");
        for (MatrixWorld.Who who : MatrixWorld.Who.values()) {
            heading.append(' ').append(who.title()).append(" |");
        }
        return heading.toString();
    }

    private static String line() {
        return "| --- |" + " --- |".repeat(MatrixWorld.Who.values().length);
    }
}
