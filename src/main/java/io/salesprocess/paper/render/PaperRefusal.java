package io.salesprocess.paper.render;

/** A document cannot be made of this input. The message says why, in words for the caller; it carries no stack trace. */
public final class PaperRefusal extends RuntimeException {

    public PaperRefusal(String message) {
        super(message, null, false, false);
    }
}
