package io.salesprocess.platform.api;

import java.util.Optional;

/** What no text of a caller may hold, wherever it comes in. */
public final class Texts {

    private Texts() {}

    /** What is wrong with the text, or nothing. */
    public static Optional<String> objection(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                return Optional.of("must not hold control characters such as NUL");
            }
            if (isBidirectionalControl(c)) {
                return Optional.of("must not hold characters that reverse the direction of text");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return Optional.of("must not hold half a character (a lone surrogate)");
                }
                i++;
            }
        }
        return Optional.empty();
    }

    /** Those of ASCII but tab and line breaks, and those of Latin 1 (U+007F to U+009F), which terminals and logs obey too. */
    private static boolean isControl(char c) {
        return (c < ' ' && c != '\n' && c != '\r' && c != '\t') || (c >= '\u007F' && c <= '\u009F');
    }

    private static boolean isBidirectionalControl(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }
}
