package io.salesprocess.platform.api;

import java.util.Optional;

/** What no text of a caller may hold, wherever it comes in, and what counts as text at all. */
public final class Texts {

    /** Letters and a symbol by their category, of which nothing is drawn. */
    private static final String FILLERS = "\u115F\u1160\u2800\u3164\uFFA0";

    private Texts() {}

    /** How many characters a text has, as documents of the API count them: code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Whether nothing of the text can be seen: it holds only spaces of all kinds, line breaks and invisible characters. */
    public static boolean isBlank(CharSequence text) {
        return text.codePoints().noneMatch(Texts::isVisible);
    }

    private static boolean isVisible(int c) {
        return !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.CONTROL
                && FILLERS.indexOf(c) < 0;
    }

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

    /** The text without the characters that there are objections to. */
    public static String permitted(String text) {
        if (objection(text).isEmpty()) {
            return text;
        }
        StringBuilder permitted = new StringBuilder();
        text.codePoints()
                .mapToObj(Character::toString)
                .filter(one -> objection(one).isEmpty())
                .forEach(permitted::append);
        return permitted.toString();
    }

    /** Those of ASCII but tab and line breaks, and those of Latin 1 (U+007F to U+009F), which terminals and logs obey too. */
    private static boolean isControl(char c) {
        return (c < ' ' && c != '\n' && c != '\r' && c != '\t') || (c >= '\u007F' && c <= '\u009F');
    }

    private static boolean isBidirectionalControl(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }
}
