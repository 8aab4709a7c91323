package io.salesprocess.access;

import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * The authenticated sender of a request.
 *
 * @param id of the key, or the token's subject; never a name
 * @param identity the same for every request of one caller, and different from every other caller's; a rotated key keeps it
 * @param salespersonId the salesperson that the caller is or acts for, or null
 * @param forms the keys of the forms that the caller may submit; null for every form
 */
public record Caller(Kind kind, String id, String identity, Set<Role> roles, UUID salespersonId, Set<String> forms) {

    /** Who needs no credentials, because the address itself is a secret. */
    public static final Caller NOBODY = new Caller(Kind.NOBODY, "", "nobody", Set.of(), null, Set.of());

    /** Who fills in the page of a form. */
    public static Caller visitorOf(String form) {
        return new Caller(Kind.NOBODY, "", "visitor", Set.of(Role.INTAKE), null, Set.of(form));
    }

    /** How a caller has made itself known. */
    public enum Kind {
        NOBODY,
        API_KEY,
        USER
    }

    /** Whether one of the roles has the permission, on whatever deals. */
    public boolean may(Permission permission) {
        return roles.stream().anyMatch(role -> role.reach(permission) != null);
    }

    /** Refuses a caller without the permission; returns the deals on which the caller may use it. */
    public DealScope require(Permission permission) {
        if (!may(permission)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "The caller's roles do not include the permission " + permission.slug() + ".");
        }
        return scope(permission);
    }

    /** Refuses a form that the caller may not submit, whether there is such a form or not. */
    public void requireForm(String form) {
        require(Permission.SUBMIT_FORMS);
        if (forms != null && !forms.contains(form)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "The key may not submit this form; it is not among the key's forms.");
        }
    }

    /** The deals on which the caller may use the permission; none without it. */
    public DealScope scope(Permission permission) {
        Set<Reach> reaches = EnumSet.noneOf(Reach.class);
        for (Role role : roles) {
            Reach reach = role.reach(permission);
            if (reach != null) {
                reaches.add(reach);
            }
        }
        return new DealScope(reaches, salespersonId);
    }
}
