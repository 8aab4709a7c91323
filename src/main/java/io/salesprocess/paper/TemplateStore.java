package io.salesprocess.paper;

import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of templates. They are inserted and read; the database refuses to change them. */
@Singleton
class TemplateStore {

    private static final String COLUMNS =
            "SELECT id, kind, pipeline_key, locale, version, shipped, body, created_at FROM template";
    private static final String FIND = COLUMNS + " WHERE id = ?";
    private static final String NEWEST = COLUMNS
            + " WHERE kind = ? AND locale = ? AND (pipeline_key = ? OR pipeline_key IS NULL)"
            + " ORDER BY pipeline_key IS NULL, version DESC LIMIT 1";
    private static final String NEWEST_OF = COLUMNS
            + " WHERE kind = ? AND locale = ? AND pipeline_key IS NOT DISTINCT FROM ? ORDER BY version DESC LIMIT 1";
    private static final String INSERT = """
            INSERT INTO template (id, kind, pipeline_key, locale, version, body, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private final Sql sql;

    TemplateStore(Sql sql) {
        this.sql = sql;
    }

    Optional<TemplateResponse> find(UUID id) {
        return sql.first(FIND, TemplateStore::template, id);
    }

    /** The newest version for deals of a pipeline: its own, or else the one for all. */
    Optional<TemplateResponse> newest(PaperKind kind, PaperLanguage language, String pipeline) {
        return sql.first(NEWEST, TemplateStore::template, kind.slug(), language.tag(), pipeline);
    }

    /** The newest version that was published for exactly this pipeline, or for all if it is null. */
    Optional<TemplateResponse> newestOf(PaperKind kind, PaperLanguage language, String pipeline) {
        return sql.first(NEWEST_OF, TemplateStore::template, kind.slug(), language.tag(), pipeline);
    }

    List<TemplateResponse> after(Condition shown, UUID id, int limit) {
        List<Object> parameters = new ArrayList<>(shown.parameters());
        Collections.addAll(parameters, id, limit);
        return sql.list(
                COLUMNS + " WHERE " + shown.sql() + " AND id > ? ORDER BY id LIMIT ?",
                TemplateStore::template,
                parameters.toArray());
    }

    long count(Condition shown, int limit) {
        List<Object> parameters = new ArrayList<>(shown.parameters());
        parameters.add(limit);
        return sql.count("SELECT FROM template WHERE " + shown.sql() + " LIMIT ?", parameters.toArray());
    }

    void insert(UUID id, TemplateRequest template, int version, Instant at) {
        sql.update(
                INSERT,
                id,
                template.kind().slug(),
                template.pipeline(),
                template.locale().tag(),
                version,
                template.text(),
                at);
    }

    private static TemplateResponse template(ResultSet row) throws SQLException {
        String shipped = row.getString("shipped");
        return new TemplateResponse(
                row.getObject("id", UUID.class),
                HyphenatedEnums.valueOf(PaperKind.class, row.getString("kind")),
                row.getString("pipeline_key"),
                PaperLanguage.of(row.getString("locale")),
                row.getInt("version"),
                shipped != null,
                Sql.instant(row, "created_at"),
                shipped == null ? row.getString("body") : read(shipped));
    }

    private static String read(String shipped) {
        try (InputStream file = TemplateStore.class.getResourceAsStream("/paper/templates/" + shipped + ".html")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
