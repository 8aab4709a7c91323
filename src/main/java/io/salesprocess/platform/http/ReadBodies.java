package io.salesprocess.platform.http;

/** Tells which bodies are read at all, by the head of the request. Others are not kept in memory. */
public interface ReadBodies {

    /**
     * Whether anything reads the body of such a request.
     *
     * @param credentials the header {@code Authorization}, or null
     */
    boolean isRead(String method, String path, String credentials);
}
