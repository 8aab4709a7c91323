package io.salesprocess.platform.page;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much room words take, and where they are broken into lines. Which font draws them is not known here, so widths are
 * estimated by the kind of character, on the generous side.
 */
public final class Lettering {

    private static final String MORE = "…";

    private Lettering() {}

    /** The width of a text in pixels. */
    public static int width(String text, int size) {
        return (int) Math.ceil(text.codePoints().mapToDouble(Lettering::ems).sum() * size);
    }

    /**
     * The text in lines that are no wider than this: broken between words, and within a word that is too long.
     *
     * @param most how many lines there may be; the last one ends with an ellipsis if there would be more
     */
    public static List<String> lines(String text, int size, int width, int most) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : words(text.strip().replaceAll("\\s+", " "))) {
            if (!fits(line + word.stripTrailing(), size, width) && !line.isBlank()) {
                lines.add(line.strip());
                line = "";
            }
            while (!fits(word.stripTrailing(), size, width)) {
                int end = longestStart(word, size, width);
                lines.add(word.substring(0, end));
                word = word.substring(end);
            }
            line += word;
        }
        lines.add(line.strip());
        return shortened(lines, size, width, most);
    }

    /** Whether a text is read from right to left: its first letter that has a direction says so. */
    public static boolean isRightToLeft(String text) {
        for (int letter : text.codePoints().toArray()) {
            byte direction = Character.getDirectionality(letter);
            if (direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                return false;
            }
            if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
                return true;
            }
        }
        return false;
    }

    private static List<String> shortened(List<String> lines, int size, int width, int most) {
        if (lines.size() <= most) {
            return lines;
        }
        String last = lines.get(most - 1);
        while (!fits(last + MORE, size, width)) {
            last = last.substring(0, last.offsetByCodePoints(last.length(), -1));
        }
        List<String> kept = new ArrayList<>(lines.subList(0, most - 1));
        kept.add(last.strip() + MORE);
        return kept;
    }

    private static List<String> words(String text) {
        return parts(text, BreakIterator.getLineInstance(Locale.ROOT));
    }

    private static List<String> parts(String text, BreakIterator breaks) {
        List<String> parts = new ArrayList<>();
        breaks.setText(text);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            parts.add(text.substring(start, end));
        }
        return parts;
    }

    /** Where a word that is too long is cut: between what people see as letters, and after at least one of them. */
    private static int longestStart(String word, int size, int width) {
        int end = 0;
        for (String letter : parts(word, BreakIterator.getCharacterInstance(Locale.ROOT))) {
            if (end > 0 && !fits(word.substring(0, end) + letter, size, width)) {
                break;
            }
            end += letter.length();
        }
        return end;
    }

    private static boolean fits(String text, int size, int width) {
        return width(text, size) <= width || text.codePointCount(0, text.length()) <= 1;
    }

    private static double ems(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(letter) ? 1.05 : isNarrow(letter) ? 0.4 : isBroad(letter) ? 0.95 : 0.68;
        };
    }

    /** Ideographs, syllables of Japanese and Korean, full-width forms and pictographs fill a square. */
    private static boolean isWide(int letter) {
        return letter >= 0x1100 && letter <= 0x115F
                || letter >= 0x2E80 && letter <= 0xA4CF
                || letter >= 0xAC00 && letter <= 0xD7A3
                || letter >= 0xF900 && letter <= 0xFAFF
                || letter >= 0xFE30 && letter <= 0xFE6F
                || letter >= 0xFF00 && letter <= 0xFF60
                || letter >= 0xFFE0 && letter <= 0xFFE6
                || letter >= 0x1F000;
    }

    private static boolean isNarrow(int letter) {
        return " \u00A0ijlIftr.,:;'|!()[]-·".indexOf(letter) >= 0;
    }

    private static boolean isBroad(int letter) {
        return "mwMW%@&—…".indexOf(letter) >= 0 || letter > 0xFF && Character.isUpperCase(letter);
    }
}
