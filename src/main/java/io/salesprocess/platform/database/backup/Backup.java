package io.salesprocess.platform.database.backup;

import io.salesprocess.platform.kernel.PrivateFiles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes the rows of all tables to a file, as they were at one moment, while the service goes on. The file is a ZIP archive with an
 * entry in the text format of {@code COPY} for each table.
 */
final class Backup {

    private Backup() {}

    /** Writes a new file; it has its name only once it is complete and on disk. */
    static Manifest write(Connection connection, Path file) throws SQLException, IOException {
        if (Files.exists(file)) {
            throw new BackupException(file + " exists; it has been left as it is. Name another file.");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        PrivateFiles.write(unfinished, "");
        try {
            Manifest manifest;
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(unfinished))) {
                manifest = write(connection, zip);
            }
            try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Manifest write(Connection connection, ZipOutputStream zip) throws SQLException, IOException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        String schema = Tables.schemaVersion(connection);
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        Map<String, Manifest.Rows> tables = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> table : Tables.columns(connection).entrySet()) {
            zip.putNextEntry(new ZipEntry(table.getKey()));
            long rows = copy.copyOut(
                    "COPY " + table.getKey() + " (" + String.join(", ", table.getValue()) + ") TO STDOUT",
                    new Unclosed(zip));
            zip.closeEntry();
            tables.put(table.getKey(), new Manifest.Rows(table.getValue(), rows));
        }
        Map<String, Long> sequences = new LinkedHashMap<>();
        for (String sequence : Tables.sequences(connection)) {
            String last = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM " + sequence;
            sequences.put(sequence, Long.valueOf(Tables.texts(connection, last).get(0)));
        }
        Manifest manifest = new Manifest(
                schema, Tables.texts(connection, "SHOW server_version").get(0), tables, sequences);
        zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
        manifest.write(new Unclosed(zip));
        zip.closeEntry();
        connection.rollback();
        return manifest;
    }

    /** What is written to an entry does not end the archive. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
