package io.salesprocess.platform.api;

import java.util.regex.Pattern;

/**
 * Text for cells of a table that people open in a spreadsheet. A text that a spreadsheet would run as a formula gets an apostrophe in
 * front, and so does one that begins with an apostrophe itself: who takes one apostrophe away from the front of a text that
 * begins with one has every text as it was.
 */
public final class SpreadsheetText {

    /** Also the wide forms, which some spreadsheets take for the narrow ones, and what they skip before looking. */
    private static final Pattern RUNS =
            Pattern.compile("[=+\\-@\\t\\r\\n'\\uFF1D\\uFF0B\\uFF0D\\uFF20].*", Pattern.DOTALL);

    private SpreadsheetText() {}

    /** The text as it can stand in a cell; null stays null. */
    public static String harmless(String text) {
        return text != null && RUNS.matcher(text).matches() ? "'" + text : text;
    }
}
