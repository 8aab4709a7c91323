package io.salesprocess.prospect;

import io.salesprocess.platform.contact.EmailAddress;
import io.salesprocess.platform.contact.TelephoneNumber;
import io.salesprocess.platform.contact.TelephoneNumbers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Suggestions of earlier versions, whose addresses are brought into the form in which those of prospects are stored. */
final class OlderSuggestions {

    private static final String FIND =
            "SELECT id, prospect_id, field, value FROM prospect_suggestion WHERE field IN ('email', 'phone') ORDER BY id";

    /** One that is there already in the new form says it all. */
    private static final String DROP = """
            DELETE FROM prospect_suggestion s WHERE s.id = ? AND EXISTS (SELECT FROM prospect_suggestion o
                WHERE o.prospect_id = s.prospect_id AND o.field = s.field AND o.value = ?)""";

    private static final String STORE = "UPDATE prospect_suggestion SET value = ? WHERE id = ?";

    private final TelephoneNumbers numbers;

    OlderSuggestions(TelephoneNumbers numbers) {
        this.numbers = numbers;
    }

    private record Change(UUID id, String value) {}

    void bringUpToDate(Connection connection) throws SQLException {
        for (Change change : changes(connection)) {
            if (execute(connection, DROP, change.id(), change.value()) == 0) {
                execute(connection, STORE, change.value(), change.id());
            }
        }
    }

    private List<Change> changes(Connection connection) throws SQLException {
        List<Change> changes = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement(FIND);
                ResultSet row = find.executeQuery()) {
            while (row.next()) {
                String before = row.getString("value");
                String after = row.getString("field").equals("email")
                        ? EmailAddress.normalize(before)
                        : numbers.read(before, null).map(TelephoneNumber::text).orElse(before);
                if (after != null && !after.equals(before)) {
                    changes.add(new Change(row.getObject("id", UUID.class), after));
                }
            }
        }
        return changes;
    }

    private static int execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
