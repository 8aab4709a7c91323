package io.salesprocess.paper.render;

import java.util.AbstractList;
import java.util.List;

/** What one use of a template may cost: rounds of its loops, and characters of its output. Loops within loops add up quickly. */
final class Effort {

    static final int MOST_OUTPUT = 1_000_000;

    private static final long MOST_WORK = 32_000_000;
    private static final long MOST_ROUNDS = 20_000;

    private long roundsLeft;
    private long outputLeft = MOST_OUTPUT;

    /** @param length of the template: each round may run through all of it */
    Effort(int length) {
        roundsLeft = Math.min(MOST_ROUNDS, MOST_WORK / Math.max(1, length));
    }

    /** A list whose rounds are counted. */
    List<Object> limited(List<?> elements) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                round();
                return elements.get(index);
            }

            @Override
            public int size() {
                return elements.size();
            }
        };
    }

    void written(String text) {
        outputLeft -= text.length();
        if (outputLeft < 0) {
            throw new PaperRefusal(
                    "The document is too long: the template makes more than " + MOST_OUTPUT + " characters.");
        }
    }

    private void round() {
        if (--roundsLeft < 0) {
            throw new PaperRefusal("The template's loops run too often.");
        }
    }
}
