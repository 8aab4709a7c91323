package io.salesprocess.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Whoever sent a request.
 *
 * @param id of the key, or the token's subject; never a name
 * @param identity the same for every request of one caller, and different from every other caller's; a rotated key keeps it
 * @param salespersonId the salesperson that the caller is or acts for, or null
 * @param forms the keys of the forms that the caller may submit; null for every form
 */
public record Caller(Kind kind, String id, String identity, Set<Role> roles, UUID salespersonId, Set<String> forms) {

    /** Who needs no credentials, because the address itself is a secret. */
    static final Caller NOBODY = new Caller(Kind.NOBODY, "", "nobody", Set.of(), null, Set.of());

    /** How a caller has made itself known. */
    public enum Kind {
        NOBODY,
        API_KEY,
        USER
    }

    /** Whether one of the roles has the permission, on whatever deals. */
    boolean may(Permission permission) {
        return roles.stream().anyMatch(role -> role.reach(permission) != null);
    }

    DealScope scope(Permission permission) {
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
