package io.salesprocess.access;

import io.salesprocess.platform.api.CallerId;
import jakarta.enterprise.context.RequestScoped;

/** Who sent the current request, and by which permission. Doors hand both to use cases as values. */
@RequestScoped
public class Access implements CallerId {

    private Caller caller = Caller.NOBODY;
    private Permission permission;

    void enter(Caller who, Permission needed) {
        caller = who;
        permission = needed;
    }

    /** The caller; {@link Caller#NOBODY} of operations that need no credentials. */
    public Caller caller() {
        return caller;
    }

    /** What the current operation needs, which the caller has; null if it needs no permission. */
    public Permission permission() {
        return permission;
    }

    @Override
    public String value() {
        return caller.identity();
    }
}
