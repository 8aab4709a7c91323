package io.salesprocess.platform.http;

/**
 * Tells addresses that are written in the one usual way. Others can mean different things to routes, to resources and to proxies
 * ({@code /v1;x/deals}, {@code /v1/../v1/deals}, {@code /%76%31/deals}), and so walk around whatever guards an address. Nothing that
 * the service hands out is written so.
 */
final class PlainPath {

    private static final int ESCAPE = 3;
    private static final int HEXADECIMAL = 16;

    /** What separates or ends parts of a path for one reader or another, and is nothing special to the rest. */
    private static final String SEPARATORS = "/\\;?#";

    private PlainPath() {}

    /** Whether a request target is a plain path, with or without a query. */
    static boolean isPlain(String target) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            return false;
        }
        int query = target.indexOf('?');
        int end = query < 0 ? target.length() : query;
        int begin = 1;
        for (int i = 1; i <= end; i++) {
            if (i == end || target.charAt(i) == '/') {
                if (!isSegment(target, begin, i, i == end)) {
                    return false;
                }
                begin = i + 1;
            }
        }
        return true;
    }

    private static boolean isSegment(String target, int begin, int end, boolean isLast) {
        int length = end - begin;
        if (length == 0) {
            return isLast;
        }
        if (target.charAt(begin) == '.' && (length == 1 || (length == 2 && target.charAt(begin + 1) == '.'))) {
            return false;
        }
        for (int i = begin; i < end; i++) {
            char c = target.charAt(i);
            if (SEPARATORS.indexOf(c) >= 0 || (c == '%' && !isNeeded(target, i, end))) {
                return false;
            }
        }
        return true;
    }

    /** An escape of something that cannot be written otherwise in a part of a path. */
    private static boolean isNeeded(String target, int percent, int end) {
        if (percent + ESCAPE > end) {
            return false;
        }
        int high = Character.digit(target.charAt(percent + 1), HEXADECIMAL);
        int low = Character.digit(target.charAt(percent + 2), HEXADECIMAL);
        char meant = (char) (high * HEXADECIMAL + low);
        boolean isUnreserved = (meant < 128 && Character.isLetterOrDigit(meant)) || "-._~".indexOf(meant) >= 0;
        return high >= 0 && low >= 0 && !isUnreserved && SEPARATORS.indexOf(meant) < 0;
    }
}
