package io.salesprocess.platform.api;

/** Tells callers apart, so that one does not get at another's answers by guessing a key. */
public interface CallerId {

    /** The same for every request of a caller, and different from every other caller's. */
    String value();
}
