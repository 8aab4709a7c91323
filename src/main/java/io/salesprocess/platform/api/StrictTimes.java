package io.salesprocess.platform.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.salesprocess.platform.kernel.Rfc3339;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Times and days in JSON are texts of RFC 3339 and durations texts of ISO 8601, and none of them is anything else, such as numbers that count
 * from some epoch.
 */
final class StrictTimes extends SimpleModule {

    StrictTimes() {
        super("strict-times");
        addDeserializer(Instant.class, new Reader());
        addDeserializer(Duration.class, new DurationReader());
        addDeserializer(LocalDate.class, new DayReader());
    }

    private static final class DayReader extends StdScalarDeserializer<LocalDate> {
        DayReader() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return (LocalDate) context.handleUnexpectedToken(LocalDate.class, json);
            }
            try {
                return LocalDate.parse(json.getText());
            } catch (DateTimeParseException e) {
                return (LocalDate) context.handleWeirdStringValue(LocalDate.class, json.getText(), "not a day");
            }
        }
    }

    private static final class DurationReader extends StdScalarDeserializer<Duration> {
        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return (Duration) context.handleUnexpectedToken(Duration.class, json);
            }
            try {
                return Duration.parse(json.getText());
            } catch (DateTimeParseException e) {
                return (Duration) context.handleWeirdStringValue(Duration.class, json.getText(), "not a duration");
            }
        }
    }

    private static final class Reader extends StdScalarDeserializer<Instant> {
        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return (Instant) context.handleUnexpectedToken(Instant.class, json);
            }
            try {
                return Rfc3339.parse(json.getText());
            } catch (IllegalArgumentException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, json.getText(), "not a time");
            }
        }
    }
}
