package io.salesprocess.platform.database.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What a backup says of itself.
 *
 * @param schema the version of the schema: the last migration
 * @param server the version of PostgreSQL that the rows come from
 * @param tables in the order in which they can be restored
 * @param sequences the last value of each
 */
record Manifest(String schema, String server, Map<String, Rows> tables, Map<String, Long> sequences) {

    static final String ENTRY = "manifest.properties";

    private static final String FORMAT = "1";
    private static final String SEPARATOR = ",";

    /** @param columns quoted where SQL needs it */
    record Rows(List<String> columns, long count) {}

    void write(OutputStream out) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("format", FORMAT);
        properties.setProperty("schema", schema);
        properties.setProperty("server", server);
        properties.setProperty("tables", String.join(SEPARATOR, tables.keySet()));
        properties.setProperty("sequences", String.join(SEPARATOR, sequences.keySet()));
        tables.forEach((table, rows) -> {
            properties.setProperty(table + ".columns", String.join(SEPARATOR, rows.columns()));
            properties.setProperty(table + ".rows", Long.toString(rows.count()));
        });
        sequences.forEach((sequence, value) -> properties.setProperty(sequence + ".value", Long.toString(value)));
        properties.store(out, "A backup of Sales Process");
    }

    static Manifest read(InputStream in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        if (!FORMAT.equals(properties.getProperty("format"))) {
            throw new BackupException("The backup has a format that this version of the service does not know.");
        }
        Map<String, Rows> tables = new LinkedHashMap<>();
        for (String table : names(properties, "tables")) {
            tables.put(
                    table,
                    new Rows(
                            names(properties, table + ".columns"),
                            Long.parseLong(properties.getProperty(table + ".rows"))));
        }
        Map<String, Long> sequences = new LinkedHashMap<>();
        for (String sequence : names(properties, "sequences")) {
            sequences.put(sequence, Long.valueOf(properties.getProperty(sequence + ".value")));
        }
        return new Manifest(properties.getProperty("schema"), properties.getProperty("server"), tables, sequences);
    }

    private static List<String> names(Properties properties, String name) {
        String value = properties.getProperty(name, "");
        return value.isEmpty() ? List.of() : List.of(value.split(SEPARATOR));
    }

    long rows() {
        return tables.values().stream().mapToLong(Rows::count).sum();
    }
}
