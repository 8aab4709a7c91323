package io.salesprocess.testkit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Everything that is logged meanwhile, with stack traces and what is attached to each line. */
public final class LogCapture extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Formatter formatter = new PatternFormatter("%c %s %X%e");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    public LogCapture() {
        setLevel(Level.ALL);
        root.addHandler(this);
    }

    /** All of it. */
    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(formatter.format(ExtLogRecord.wrap(record)));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
