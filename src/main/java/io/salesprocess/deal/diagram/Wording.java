package io.salesprocess.deal.diagram;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterDirection;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/**
 * How much room words take in a picture, in ems of the font. The browser chooses the font, so this is an estimate, and rather too
 * much than too little.
 */
final class Wording {

    private static final double WIDE = 1.05;
    private static final double BROADEST = 1.12;
    private static final double BROAD = 0.98;
    private static final double CAPITAL = 0.76;
    private static final double NARROW = 0.36;
    private static final double USUAL = 0.64;

    private Wording() {}

    /** The width of the text, in ems. */
    static double width(String text) {
        return text.codePoints().mapToDouble(Wording::width).sum();
    }

    /**
     * The text in lines, broken where its script allows it, and within a word only if the word is longer than a line.
     *
     * @param widest how wide a line may be, in ems
     */
    static List<String> lines(String text, double widest) {
        String flat = text.replaceAll("\\s+", " ").strip();
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : pieces(flat, widest)) {
            if (line.length() > 0 && width(line + piece.stripTrailing()) > widest) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(piece);
        }
        lines.add(line.toString().strip());
        return lines;
    }

    /** Whether the text is read from right to left: its first letter is. */
    static boolean isRightToLeft(String text) {
        for (int c : text.codePoints().toArray()) {
            int direction = UCharacter.getDirection(c);
            if (direction == ECharacterDirection.LEFT_TO_RIGHT) {
                return false;
            }
            if (direction == ECharacterDirection.RIGHT_TO_LEFT
                    || direction == ECharacterDirection.RIGHT_TO_LEFT_ARABIC) {
                return true;
            }
        }
        return false;
    }

    /** What is not broken any further; none is wider than a line. */
    private static List<String> pieces(String text, double widest) {
        List<String> pieces = new ArrayList<>();
        BreakIterator words = BreakIterator.getLineInstance(ULocale.ROOT);
        words.setText(text);
        int start = words.first();
        for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
            String word = text.substring(start, end);
            if (width(word.stripTrailing()) <= widest) {
                pieces.add(word);
            } else {
                addCut(word, widest, pieces);
            }
        }
        return pieces;
    }

    private static void addCut(String word, double widest, List<String> pieces) {
        BreakIterator letters = BreakIterator.getCharacterInstance(ULocale.ROOT);
        letters.setText(word);
        int from = 0;
        int start = letters.first();
        for (int end = letters.next(); end != BreakIterator.DONE; start = end, end = letters.next()) {
            if (start > from && width(word.substring(from, end)) > widest) {
                pieces.add(word.substring(from, start));
                from = start;
            }
        }
        pieces.add(word.substring(from));
    }

    private static double width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        int eastAsian = UCharacter.getIntPropertyValue(c, UProperty.EAST_ASIAN_WIDTH);
        if (eastAsian == UCharacter.EastAsianWidth.WIDE || eastAsian == UCharacter.EastAsianWidth.FULLWIDTH) {
            return WIDE;
        }
        if (c == 'W') {
            return BROADEST;
        }
        if ("M@%\u2014\u03A9\u0428\u0429\u042E\u0416\u0444mw\u03C9\u0448\u0449\u044E\u0436".indexOf(c) >= 0) {
            return BROAD;
        }
        if ("iljtfI.,:;'!|()[]/ \u03B9".indexOf(c) >= 0) {
            return NARROW;
        }
        return Character.isUpperCase(c) ? CAPITAL : USUAL;
    }
}
