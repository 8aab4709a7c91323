package io.salesprocess.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.salesprocess.platform.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Tells the same content from another: a digest of a canonical form, in which each value has its type and its length, so that no two
 * contents have one form. Numbers are equal by their value, and what is empty is the same as what is absent.
 */
final class Fingerprint {

    private final MessageDigest digest = Sha256.start();

    private Fingerprint() {}

    static byte[] of(JsonNode content) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(content);
        return fingerprint.digest.digest();
    }

    private void add(JsonNode value) {
        if (value.isObject()) {
            addObject(value);
        } else if (value.isArray()) {
            begin('a', value.size());
            value.forEach(this::add);
        } else if (value.isNumber()) {
            // With an exponent where there is one: written out, a number can be longer than any text.
            addText('n', value.decimalValue().stripTrailingZeros().toString());
        } else if (value.isTextual()) {
            addText('t', value.textValue());
        } else {
            addText('w', value.asText());
        }
    }

    private void addObject(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!isEmpty(object.get(name))) {
                names.add(name);
            }
        });
        Collections.sort(names);
        begin('o', names.size());
        for (String name : names) {
            addText('t', name);
            add(object.get(name));
        }
    }

    private static boolean isEmpty(JsonNode value) {
        if (value.isObject()) {
            for (JsonNode member : value) {
                if (!isEmpty(member)) {
                    return false;
                }
            }
            return true;
        }
        return value.isNull()
                || (value.isArray() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty());
    }

    private void addText(char type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        begin(type, bytes.length);
        digest.update(bytes);
    }

    private void begin(char type, int length) {
        digest.update((byte) type);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }
}
