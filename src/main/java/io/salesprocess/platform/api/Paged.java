package io.salesprocess.platform.api;

/** A body that is a page of a list; the header {@code Link} names the next one as well. */
public interface Paged {

    /** The cursor of the next page, or null on the last. */
    String next();
}
