package io.salesprocess.platform.contact;

import com.ibm.icu.lang.UCharacter;

/** What addresses and numbers have in common: spaces, which people type without seeing which. */
final class Contacts {

    private static final int NARROW_NO_BREAK_SPACE = 0x202F;
    private static final int FIGURE_SPACE = 0x2007;
    private static final int NO_BREAK_SPACE = 0xA0;

    private Contacts() {}

    static boolean isNoBreakSpace(int c) {
        return c == NO_BREAK_SPACE || c == FIGURE_SPACE || c == NARROW_NO_BREAK_SPACE;
    }

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || UCharacter.isUWhiteSpace(c);
    }

    /** Without spaces of any kind around. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
