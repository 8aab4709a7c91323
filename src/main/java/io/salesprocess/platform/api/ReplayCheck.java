package io.salesprocess.platform.api;

/** What is checked before a response is repeated: rights can be taken away between a request and its retry. */
@FunctionalInterface
public interface ReplayCheck {

    /** The permission of the operation, which has been checked already, is enough. */
    ReplayCheck NONE = location -> {};

    /**
     * Refuses a caller who may no longer have the response.
     *
     * @param location the address of what was created, or null
     */
    void authorize(String location);

    /**
     * What of the response the caller may have now.
     *
     * @param body the JSON of the first time
     */
    default byte[] show(byte[] body) {
        return body;
    }
}
