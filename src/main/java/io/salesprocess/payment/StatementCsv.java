package io.salesprocess.payment;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.SpreadsheetText;
import io.salesprocess.platform.kernel.Decimals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * The statement of a deal as CSV (RFC 4180): a line for each entry. Amounts are decimals of the currency with their sign, so that a
 * column can be added up; times are RFC 3339 in UTC; texts that a spreadsheet would run are made harmless.
 */
final class StatementCsv {

    private static final String[] HEADER = {
        "recordedAt",
        "at",
        "kind",
        "entryId",
        "paymentId",
        "method",
        "reference",
        "reason",
        "currency",
        "amount",
        "balance"
    };

    private StatementCsv() {}

    static String of(Statement statement) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(HEADER);
            statement.lines().forEach(line -> csv.writeRecord(cells(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String[] cells(Statement.Line line) {
        Entry entry = line.entry();
        String currency = entry.amount().currency();
        return new String[] {
            entry.recordedAt().toString(),
            entry.at().toString(),
            HyphenatedEnums.nameOf(entry.kind()),
            entry.id().toString(),
            entry.paymentId().toString(),
            SpreadsheetText.harmless(entry.method()),
            SpreadsheetText.harmless(entry.reference()),
            SpreadsheetText.harmless(entry.reason()),
            currency,
            Decimals.of(entry.signed(), currency),
            Decimals.of(line.balance(), currency)
        };
    }
}
