package io.salesprocess.intake;

import io.salesprocess.platform.contact.EmailAddress;
import io.salesprocess.platform.contact.TelephoneNumber;
import io.salesprocess.platform.contact.TelephoneNumbers;
import io.salesprocess.platform.database.RowMigration;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Writes down the addresses of submissions that were set aside, in the form in which those of prospects are stored. */
@Singleton
class SubmissionMigration implements RowMigration {

    private static final String FIND = """
            SELECT s.id, s.content -> 'prospect' ->> 'email' AS email, s.content -> 'prospect' ->> 'phone' AS phone, f.region
            FROM submission s JOIN form f ON f.key = s.form_key
            WHERE s.status = 'suspect' AND s.content IS NOT NULL AND s.email IS NULL AND s.phone IS NULL""";

    private static final String STORE =
            "UPDATE submission SET email = ?, phone = ? WHERE id = ? AND status = 'suspect' AND content IS NOT NULL";

    private final TelephoneNumbers numbers;

    SubmissionMigration(TelephoneNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public String time() {
        return "202611261303";
    }

    @Override
    public String getDescription() {
        return "write down addresses of what was set aside";
    }

    @Override
    public void change(Connection connection) throws SQLException {
        bringUpToDate(connection, numbers);
    }

    static void bringUpToDate(Connection connection, TelephoneNumbers numbers) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND);
                PreparedStatement store = connection.prepareStatement(STORE);
                ResultSet row = find.executeQuery()) {
            while (row.next()) {
                String region = row.getString("region");
                Optional<TelephoneNumber> number =
                        Optional.ofNullable(row.getString("phone")).flatMap(typed -> numbers.read(typed, region));
                store.setString(1, EmailAddress.normalize(row.getString("email")));
                store.setString(2, number.map(TelephoneNumber::number).orElse(null));
                store.setObject(3, row.getObject("id"));
                store.executeUpdate();
            }
        }
    }
}
