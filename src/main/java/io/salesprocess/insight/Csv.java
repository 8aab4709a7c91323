package io.salesprocess.insight;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.salesprocess.platform.api.SpreadsheetText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A table for spreadsheets (RFC 4180), written row by row. Numbers are plain decimals, durations seconds, times RFC 3339 in UTC;
 * a text that a spreadsheet would run as a formula is made harmless, and what is null is an empty cell.
 *
 * @param <R> what a row is made of
 */
public final class Csv<R> {

    /** The media type. */
    public static final String TYPE = "text/csv";

    private final List<String> header = new ArrayList<>();
    private final List<Function<R, Object>> cells = new ArrayList<>();

    /** Adds a column on the right. */
    public Csv<R> column(String name, Function<R, Object> cell) {
        header.add(SpreadsheetText.harmless(name));
        cells.add(cell);
        return this;
    }

    /** The header and a line for each row. */
    public String of(List<R> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(header);
            rows.forEach(row -> csv.writeRecord(
                    cells.stream().map(cell -> text(cell.apply(row))).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).toPlainString();
        }
        if (value instanceof Duration duration) {
            BigDecimal seconds =
                    BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
            return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
        }
        return SpreadsheetText.harmless(value.toString());
    }
}
