package io.salesprocess.prospect;

import io.salesprocess.platform.contact.EmailAddress;
import io.salesprocess.platform.contact.TelephoneNumber;
import io.salesprocess.platform.contact.TelephoneNumbers;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Prospects as earlier versions of the service wrote them: their addresses are brought into the form in which they are compared,
 * and their words are written down for the search. It goes portion by portion and waits for nobody, as an instance of the earlier
 * version may serve meanwhile: rows that are locked are left for the next time.
 */
final class OlderProspects {

    private static final Logger LOG = Logger.getLogger(OlderProspects.class);

    private static final int PORTION = 500;

    /** More are not named in the log. */
    private static final int MOST_NAMED = 100;

    private static final String FIND = """
            SELECT id, version, name, email, phone, phone_extension, phone_as_given, company FROM prospect
            WHERE search_text IS NULL AND erased_at IS NULL AND id > ? ORDER BY id LIMIT %d
            FOR NO KEY UPDATE SKIP LOCKED""".formatted(PORTION);

    private static final String STORE = """
            UPDATE prospect p SET email = n.email, phone = n.phone, phone_extension = n.extension,
                version = n.version, search_text = n.words, search_grams = n.grams::int[], search_version = n.version
            FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS n (id, version, email, phone, extension, words, grams)
            WHERE p.id = n.id""";

    private static final String OTHERS = """
            SELECT p.id, CASE WHEN o.email = p.email THEN 'e-mail address' ELSE 'telephone number' END, min(o.id::text)
            FROM prospect p JOIN prospect o ON o.id <> p.id AND (o.email = p.email OR o.phone = p.phone)
            WHERE p.id = ANY (?) GROUP BY 1, 2 ORDER BY 1, 2""";

    private final TelephoneNumbers numbers;

    OlderProspects(TelephoneNumbers numbers) {
        this.numbers = numbers;
    }

    /** Takes all of them, each portion in a transaction of its own, and tells how many there were. */
    int bringUpToDate(Connection connection) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            List<UUID> changed = new ArrayList<>();
            int all = 0;
            List<Row> portion = find(connection, new UUID(0, 0));
            while (!portion.isEmpty()) {
                store(connection, portion);
                connection.commit();
                portion.stream().filter(Row::isChanged).map(Row::id).forEach(changed::add);
                all += portion.size();
                portion = find(connection, portion.get(portion.size() - 1).id());
            }
            report(connection, changed);
            connection.commit();
            return all;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(before);
        }
    }

    /**
     * A prospect as it is to be stored.
     *
     * @param isChanged whether an address has another form than before
     */
    private record Row(UUID id, long version, Person person, boolean isChanged) {}

    private List<Row> find(Connection connection, UUID after) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, after);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
            return rows;
        }
    }

    private Row row(ResultSet row) throws SQLException {
        Person before = new Person(
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("phone_extension"),
                row.getString("phone_as_given"),
                row.getString("company"));
        // What cannot be read any more stays, as people are recognised by it.
        Optional<TelephoneNumber> number =
                Optional.ofNullable(before.phone()).flatMap(phone -> numbers.read(phone, null));
        String email = EmailAddress.normalize(before.email());
        Person after = new Person(
                before.name(),
                email,
                number.map(TelephoneNumber::number).orElse(before.phone()),
                number.map(TelephoneNumber::extension).orElse(before.phoneExtension()),
                before.phoneAsGiven(),
                before.company());
        boolean isChanged = !Objects.equals(before, after);
        return new Row(row.getObject("id", UUID.class), row.getLong("version") + (isChanged ? 1 : 0), after, isChanged);
    }

    private static void store(Connection connection, List<Row> rows) throws SQLException {
        List<String> words =
                rows.stream().map(row -> SearchText.of(row.person())).toList();
        try (PreparedStatement store = connection.prepareStatement(STORE)) {
            store.setArray(
                    1, array(connection, "uuid", rows.stream().map(Row::id).toList()));
            store.setArray(
                    2,
                    array(connection, "bigint", rows.stream().map(Row::version).toList()));
            store.setArray(
                    3,
                    texts(
                            connection,
                            rows.stream().map(row -> row.person().email()).toArray()));
            store.setArray(
                    4,
                    texts(
                            connection,
                            rows.stream().map(row -> row.person().phone()).toArray()));
            store.setArray(
                    5,
                    texts(
                            connection,
                            rows.stream()
                                    .map(row -> row.person().phoneExtension())
                                    .toArray()));
            store.setArray(6, texts(connection, words.toArray()));
            store.setArray(
                    7, texts(connection, words.stream().map(SearchText::gramsOf).toArray()));
            store.executeUpdate();
        }
    }

    private static Array array(Connection connection, String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static Array texts(Connection connection, Object... values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    /** Says which prospects turn out to have an address of another one. They stay apart: people decide whether they are one. */
    private static void report(Connection connection, List<UUID> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        int found = 0;
        try (PreparedStatement others = connection.prepareStatement(OTHERS)) {
            others.setArray(1, array(connection, "uuid", changed));
            try (ResultSet row = others.executeQuery()) {
                while (row.next()) {
                    found++;
                    if (found <= MOST_NAMED) {
                        LOG.warnf(
                                "Prospect %s has the %s of prospect %s, now that both are stored in one form",
                                row.getString(1), row.getString(2), row.getString(3));
                    }
                }
            }
        }
        LOG.infof(
                "Addresses of %d prospects were brought into the form in which they are compared; %d of them have the"
                        + " address of another prospect, and stay apart (GET /v1/prospects/{id}/duplicates)",
                changed.size(), found);
    }
}
