package io.salesprocess.platform.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.StrictJson;
import io.salesprocess.platform.api.Texts;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Looks through every body before anything is made of it: its size, its encoding, and, in JSON, characters that no text may
 * hold and numbers that nothing could store. It knows the place of each, which a reader of single values does not. Readers
 * call it; as an interceptor around them it would have the framework parse the annotations of the operation each time.
 */
@Singleton
public class BodyCheck {

    /** The largest body, in bytes. */
    public static final int LARGEST = 256 * 1024;

    private static final int MOST_DIGITS = 36;

    private final JsonFactory factory;

    BodyCheck(ObjectMapper mapper) {
        this.factory = mapper.getFactory();
    }

    /** A whole body, of whatever kind. */
    byte[] bytes(InputStream in) throws IOException {
        byte[] body = in.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw tooLarge();
        }
        return body;
    }

    /**
     * A whole body that is JSON.
     *
     * @param required whether there must be one; many clients name a media type even when they send nothing
     */
    public byte[] json(InputStream in, boolean required) throws IOException {
        byte[] body = bytes(in);
        checkEncoding(body);
        if (mayBeUtf16(body)) {
            throw notUtf8();
        }
        if (required || body.length > 0) {
            checkJson(body);
        }
        return body;
    }

    private static ProblemException tooLarge() {
        return ProblemException.of(ProblemType.CONTENT_TOO_LARGE, "Bodies may have up to " + LARGEST + " bytes.");
    }

    private static void checkEncoding(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    /** ASCII in UTF-16 or UTF-32 is UTF-8 as well, but with NULs, and would be read as what it was meant to be. */
    private static boolean mayBeUtf16(byte[] body) {
        for (byte one : body) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    private static ProblemException notUtf8() {
        return ProblemException.of(ProblemType.MALFORMED_REQUEST, "The body is not text in UTF-8.");
    }

    private void checkJson(byte[] body) throws IOException {
        Faults errors = new Faults();
        try (JsonParser json = factory.createParser(body)) {
            int values = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                checkToken(token, json, errors);
                if (errors.isFull()) {
                    // Each further place would cost a pointer as long as the names that lead to it.
                    throw ProblemException.invalid(errors);
                }
                if (json.getParsingContext().inRoot()) {
                    values++;
                }
            }
            if (values != 1) {
                throw ProblemException.of(
                        ProblemType.MALFORMED_REQUEST, "The body holds " + values + " JSON values; one is needed.");
            }
        } catch (StreamConstraintsException e) {
            throw ProblemException.of(
                    ProblemType.MALFORMED_REQUEST,
                    "The body nests deeper than " + StrictJson.DEEPEST
                            + " levels, or holds an overlong number or name.");
        } catch (JsonProcessingException e) {
            throw ProblemException.of(
                    ProblemType.MALFORMED_REQUEST,
                    "The body is not well-formed JSON with each field once; see line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ".");
        }
        errors.throwIfAny();
    }

    private static void checkToken(JsonToken token, JsonParser json, Faults errors) throws IOException {
        if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
            Texts.objection(json.getText()).ifPresent(objection -> errors.add(FieldError.at(place(json), objection)));
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT && isBeyondStoring(json.getText())) {
            errors.add(FieldError.at(place(json), "is a number out of range"));
        }
    }

    private static String place(JsonParser json) {
        return json.getParsingContext().pathAsPointer().toString();
    }

    private static boolean isBeyondStoring(String number) {
        int mark = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (mark < 0) {
            return isTooLongWrittenOut(new BigDecimal(number));
        }
        String exponent = number.substring(mark + 1).replaceFirst("^[+-]?0*", "");
        return exponent.length() > 3 || isTooLongWrittenOut(new BigDecimal(number));
    }

    /** The database writes numbers out, and what it keeps must be readable again. */
    private static boolean isTooLongWrittenOut(BigDecimal number) {
        int whole = Math.max(1, number.precision() - number.scale());
        return whole + Math.max(0, number.scale()) > MOST_DIGITS;
    }
}
