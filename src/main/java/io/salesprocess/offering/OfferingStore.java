package io.salesprocess.offering;

import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.kernel.Amount;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of offerings. */
@Singleton
class OfferingStore {

    private static final String COLUMNS =
            "SELECT id, name, kind, description, price_amount, price_currency, tax_rate, created_at, version FROM offering";
    private static final String FIND = COLUMNS + " WHERE id = ?";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String FIND_ALL = COLUMNS + " WHERE id = ANY(string_to_array(?, ' ')::uuid[])";
    private static final String AFTER = COLUMNS + " WHERE id > ? ORDER BY id LIMIT ?";
    private static final String INSERT = """
            INSERT INTO offering (name, kind, description, price_amount, price_currency, tax_rate, id, created_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)""";
    private static final String UPDATE = """
            UPDATE offering SET name = ?, kind = ?, description = ?, price_amount = ?, price_currency = ?, tax_rate = ?,
                version = version + 1 WHERE id = ?""";

    private final Sql sql;

    OfferingStore(Sql sql) {
        this.sql = sql;
    }

    Optional<Versioned<OfferingResponse>> find(UUID id) {
        return sql.first(FIND, OfferingStore::offering, id);
    }

    /** The same, and no other transaction changes it until this one ends. */
    Optional<Versioned<OfferingResponse>> lock(UUID id) {
        return sql.first(LOCK, OfferingStore::offering, id);
    }

    List<Versioned<OfferingResponse>> findAll(Collection<UUID> ids) {
        String wanted = ids.stream()
                .filter(Objects::nonNull)
                .distinct()
                .map(UUID::toString)
                .collect(Collectors.joining(" "));
        return sql.list(FIND_ALL, OfferingStore::offering, wanted);
    }

    /** How many rows there are; counting ends at the limit. */
    long count(int limit) {
        return sql.count("SELECT FROM offering LIMIT ?", limit);
    }

    List<OfferingResponse> after(UUID id, int limit) {
        return sql.list(AFTER, row -> offering(row).value(), id, limit);
    }

    void insert(UUID id, OfferingRequest offering, Instant createdAt) {
        List<Object> parameters = columns(offering);
        Collections.addAll(parameters, id, createdAt);
        sql.update(INSERT, parameters.toArray());
    }

    void update(UUID id, OfferingRequest offering) {
        List<Object> parameters = columns(offering);
        parameters.add(id);
        sql.update(UPDATE, parameters.toArray());
    }

    private static List<Object> columns(OfferingRequest offering) {
        List<Object> columns = new ArrayList<>();
        Collections.addAll(
                columns,
                offering.name(),
                HyphenatedEnums.nameOf(offering.kind()),
                offering.description(),
                offering.price() == null ? null : offering.price().amount(),
                offering.price() == null ? null : offering.price().currency(),
                offering.taxRate() == null ? null : Rate.plain(new BigDecimal(offering.taxRate())));
        return columns;
    }

    private static Versioned<OfferingResponse> offering(ResultSet row) throws SQLException {
        String currency = row.getString("price_currency");
        return new Versioned<>(
                new OfferingResponse(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        HyphenatedEnums.valueOf(OfferingRequest.Kind.class, row.getString("kind")),
                        row.getString("description"),
                        currency == null ? null : new Amount(row.getLong("price_amount"), currency),
                        row.getString("tax_rate"),
                        Sql.instant(row, "created_at")),
                row.getLong("version"));
    }
}
