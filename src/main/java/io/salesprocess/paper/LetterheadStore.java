package io.salesprocess.paper;

import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;

/** The letterhead's row. */
@Singleton
class LetterheadStore {

    private static final String READ = "SELECT details, logo_type, logo, version FROM letterhead";
    private static final String LOCK = READ + " FOR NO KEY UPDATE";
    private static final String UPDATE = """
            UPDATE letterhead SET details = ?::jsonb, logo_type = ?, logo = ?, version = version + 1""";

    private final Sql sql;
    private final Json json;

    LetterheadStore(Sql sql, Json json) {
        this.sql = sql;
        this.json = json;
    }

    Versioned<LetterheadBody> read() {
        return sql.first(READ, this::letterhead).orElseThrow();
    }

    /** The same, and no other transaction changes it until this one ends. */
    Versioned<LetterheadBody> lock() {
        return sql.first(LOCK, this::letterhead).orElseThrow();
    }

    void update(LetterheadBody letterhead, byte[] logo) {
        sql.update(
                UPDATE,
                json.write(letterhead.with(null)),
                logo == null ? null : letterhead.logo().mediaType(),
                logo);
    }

    private Versioned<LetterheadBody> letterhead(ResultSet row) throws SQLException {
        LetterheadBody details = json.read(row.getString("details"), LetterheadBody.class);
        byte[] logo = row.getBytes("logo");
        LetterheadBody whole = logo == null
                ? details
                : details.with(new LetterheadBody.LogoBody(
                        row.getString("logo_type"), Base64.getEncoder().encodeToString(logo)));
        return new Versioned<>(whole, row.getLong("version"));
    }
}
