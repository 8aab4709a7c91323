package io.salesprocess.paper;

import io.salesprocess.paper.render.Paper;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of pages that were made. */
@Singleton
class PaperStore {

    private static final String INSERT = """
            INSERT INTO paper (id, deal_id, made_at, inputs, html_sha256, pdf_sha256, html, pdf)
            VALUES (?, ?, ?, decode(?, 'hex'), ?, ?, ?, ?)""";
    private static final String HTML = "SELECT html FROM paper WHERE id = ? AND html IS NOT NULL";
    private static final String PDF = "SELECT pdf FROM paper WHERE id = ? AND pdf IS NOT NULL";
    private static final String DELETE = "DELETE FROM paper WHERE id = ?";
    private static final String ERASE = """
            UPDATE paper SET html = NULL, pdf = NULL, erased_at = ?
            WHERE deal_id = ANY(string_to_array(?, ' ')::uuid[]) AND erased_at IS NULL""";

    private final Sql sql;

    PaperStore(Sql sql) {
        this.sql = sql;
    }

    void insert(UUID id, UUID dealId, Instant at, String inputs, byte[] htmlHash, byte[] pdfHash, Paper paper) {
        sql.update(INSERT, id, dealId, at, inputs, htmlHash, pdfHash, paper.html(), paper.pdf());
    }

    /** The bytes; empty once they are erased. */
    Optional<byte[]> bytes(UUID id, boolean asPdf) {
        return sql.first(asPdf ? PDF : HTML, row -> row.getBytes(1), id);
    }

    void delete(UUID id) {
        sql.update(DELETE, id);
    }

    void erase(List<UUID> dealIds, Instant at) {
        sql.update(ERASE, at, dealIds.stream().map(UUID::toString).collect(Collectors.joining(" ")));
    }
}
