package io.salesprocess.paper;

import io.salesprocess.paper.render.Paper;

/**
 * Pages that have been made for a request. Doors hand them on and do not look into them.
 *
 * @param inputs the hash of everything that they were made of
 */
public record Printed(String inputs, Paper paper) {

    /** None yet. */
    public static final Printed NOTHING = new Printed("", null);
}
