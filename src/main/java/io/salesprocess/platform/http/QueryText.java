package io.salesprocess.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** Tells queries that are percent-encoded UTF-8. The framework would put another character in place of what is not. */
final class QueryText {

    private static final int ESCAPE = 3;
    private static final int HEXADECIMAL = 16;

    private QueryText() {}

    /** The names of parameters whose name or value is not, as far as they can be read. */
    static Set<String> illFormed(String rawQuery) {
        Set<String> names = new LinkedHashSet<>();
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            ByteBuffer decoded = decode(name);
            if (!isText(decoded) || !isText(decode(equals < 0 ? "" : pair.substring(equals + 1)))) {
                names.add(
                        decoded == null
                                ? name
                                : StandardCharsets.UTF_8
                                        .decode(decoded.rewind())
                                        .toString());
            }
        }
        return names;
    }

    private static boolean isText(ByteBuffer decoded) {
        try {
            return decoded != null && StandardCharsets.UTF_8.newDecoder().decode(decoded) != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The bytes of a part, or null if an escape is not well-formed. */
    private static ByteBuffer decode(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.put(bytes[i] == '+' ? (byte) ' ' : bytes[i]);
                continue;
            }
            if (i + ESCAPE > bytes.length) {
                return null;
            }
            int high = Character.digit(bytes[i + 1], HEXADECIMAL);
            int low = Character.digit(bytes[i + 2], HEXADECIMAL);
            if (high < 0 || low < 0) {
                return null;
            }
            decoded.put((byte) (high * HEXADECIMAL + low));
            i += ESCAPE - 1;
        }
        return decoded.flip();
    }
}
