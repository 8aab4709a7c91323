package io.salesprocess.access;

import io.salesprocess.platform.api.CallerId;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** Who sent the current request, and by which permission. Doors hand both to use cases as values. */
@RequestScoped
public class Access implements CallerId {

    private Caller caller = Caller.NOBODY;
    private Permission permission;
    private Supplier<Optional<Caller>> again = Optional::empty;

    void enter(Caller who, Permission needed, Supplier<Optional<Caller>> authenticatedAgain) {
        caller = who;
        permission = needed;
        again = authenticatedAgain;
    }

    /** The caller; {@link Caller#NOBODY} of operations that need no credentials. */
    public Caller caller() {
        return caller;
    }

    /** What the current operation needs, which the caller has; null if it needs no permission. */
    public Permission permission() {
        return permission;
    }

    /**
     * Authenticates the request's credentials again, also after the request has ended: for answers that are sent over a long time. Empty
     * once they are revoked or have expired, or lack the permission.
     */
    public Supplier<Optional<Caller>> again() {
        Supplier<Optional<Caller>> authenticated = again;
        Permission needed = permission;
        return () -> authenticated.get().filter(who -> needed == null || who.may(needed));
    }

    @Override
    public String value() {
        return caller.identity();
    }
}
