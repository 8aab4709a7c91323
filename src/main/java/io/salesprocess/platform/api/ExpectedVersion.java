package io.salesprocess.platform.api;

import java.util.Set;

/**
 * The versions of which a caller expects a resource to have one, before it is changed.
 *
 * @param accepted the versions; null accepts any
 * @param isMissing whether the caller named none although the operation needs one
 */
public record ExpectedVersion(Set<String> accepted, boolean isMissing) {

    /** Accepts the resource in whatever version. */
    public static final ExpectedVersion ANY = new ExpectedVersion(null, false);

    /** The caller had to name a version and did not. */
    public static final ExpectedVersion MISSING = new ExpectedVersion(null, true);

    /** Accepts these versions only. */
    public static ExpectedVersion oneOf(Set<String> versions) {
        return new ExpectedVersion(Set.copyOf(versions), false);
    }

    /** Refuses a change if no version was named but one is needed (428), or if another version was named (412). */
    public void check(long present) {
        if (isMissing) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag that you read, so that you do not overwrite another caller's change.");
        }
        if (accepted != null && !accepted.contains(Long.toString(present))) {
            throw ProblemException.of(
                    ProblemType.STALE_VERSION, "If-Match does not name the current version, which is " + present + ".");
        }
    }
}
