package io.salesprocess.intake;

import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The published versions of forms, which never change (rule 18). */
@Singleton
class FormVersions {

    private static final String INSERT =
            "INSERT INTO form_version (form_key, version, definition, published_at) VALUES (?, ?, ?::jsonb, ?)";
    private static final String FIND =
            "SELECT version, definition FROM form_version WHERE form_key = ? AND version = ?";

    private final Sql sql;
    private final Json json;

    FormVersions(Sql sql, Json json) {
        this.sql = sql;
        this.json = json;
    }

    void insert(FormBody form, Instant publishedAt) {
        sql.update(INSERT, form.key(), form.version(), json.write(form), publishedAt);
    }

    Optional<FormBody> find(String key, long version) {
        return sql.first(
                FIND,
                row -> json.read(row.getString("definition"), FormBody.class).withVersion(row.getLong("version")),
                key,
                version);
    }
}
