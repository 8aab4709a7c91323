package io.salesprocess.access;

import io.salesprocess.platform.idempotency.CallerId;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;

/** Who sent the current request, and what they may do. */
@RequestScoped
public class Access implements CallerId {

    private Caller caller = Caller.NOBODY;
    private Permission permission;

    void enter(Caller who, Permission needed) {
        caller = who;
        permission = needed;
    }

    public Caller caller() {
        return caller;
    }

    @Override
    public String value() {
        return caller.identity();
    }

    /** Whether the caller has a permission, on whatever deals. */
    public boolean may(Permission wanted) {
        return caller.may(wanted);
    }

    /** The deals on which the caller may use a permission. */
    public DealScope scope(Permission wanted) {
        return caller.scope(wanted);
    }

    /** The deals on which the caller may do what the current operation does. */
    public DealScope scope() {
        return caller.scope(permission);
    }

    /** Refuses a form that the caller may not submit, whether there is such a form or not. */
    public void maySubmit(String form) {
        if (caller.forms() != null && !caller.forms().contains(form)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "The key may not submit this form; it is not among the key's forms.");
        }
    }
}
