package io.salesprocess.prospect;

import io.salesprocess.platform.contact.TelephoneNumbers;
import io.salesprocess.platform.database.RowMigration;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** Brings addresses of prospects into the form in which they are compared, and writes down the words that are searched. */
@Singleton
class ProspectMigration implements RowMigration {

    private final TelephoneNumbers numbers;

    ProspectMigration(TelephoneNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public String time() {
        return "202611261302";
    }

    @Override
    public String getDescription() {
        return "bring prospects into one form";
    }

    @Override
    public void change(Connection connection) throws SQLException {
        new OlderProspects(numbers).bringUpToDate(connection);
        new OlderSuggestions(numbers).bringUpToDate(connection);
    }
}
