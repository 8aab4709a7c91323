package io.salesprocess.platform.api;

/** What answers quote of a request. A caller's text can be as long as a body, and is multiplied by escaping. */
final class Excerpt {

    private static final String CUT = "…";

    /** Outside of ASCII a character takes up to three bytes; control characters and surrogates six, as escapes. */
    private static final int ASCII_END = 0x7f;

    private static final int LONGEST_ESCAPE = 6;
    private static final int LONGEST_ENCODED = 3;

    private Excerpt() {}

    /** The text, or its beginning and an ellipsis. No character is cut in half. */
    static String of(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + CUT;
    }

    /** How many bytes the text takes in JSON, at most. */
    static int size(String text) {
        if (text == null) {
            return 0;
        }
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < ' ' || Character.isSurrogate(c) ? LONGEST_ESCAPE : c < ASCII_END ? 2 : LONGEST_ENCODED;
        }
        return bytes;
    }
}
