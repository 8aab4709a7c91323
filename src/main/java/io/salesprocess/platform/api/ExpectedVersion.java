package io.salesprocess.platform.api;

import java.util.Set;

/**
 * The versions of which a caller expects a resource to have one, before it is changed.
 *
 * @param accepted the versions; null accepts any
 * @param weak versions that were named by weak tags, which no change accepts
 * @param isMissing whether the caller named none although the operation needs one
 */
public record ExpectedVersion(Set<String> accepted, Set<String> weak, boolean isMissing) {

    /** Accepts the resource in whatever version. */
    public static final ExpectedVersion ANY = new ExpectedVersion(null, Set.of(), false);

    /** The caller had to name a version and did not. */
    public static final ExpectedVersion MISSING = new ExpectedVersion(null, Set.of(), true);

    /** Accepts these versions only. */
    public static ExpectedVersion oneOf(Set<String> versions, Set<String> weak) {
        return new ExpectedVersion(Set.copyOf(versions), Set.copyOf(weak), false);
    }

    /** Refuses a change if no version was named but one is needed (428), or if another version was named (412). */
    public void check(long present) {
        if (isMissing) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag that you read, so that you do not overwrite another caller's change.");
        }
        String version = Long.toString(present);
        if (accepted == null || accepted.contains(version)) {
            return;
        }
        throw ProblemException.of(
                ProblemType.STALE_VERSION,
                weak.contains(version)
                        ? "If-Match names the current version by a weak ETag, W/\"" + version
                                + "\", and weak ones never match."
                                + " A proxy that compresses responses may have added W/. Send \"" + version + "\"."
                        : "If-Match does not name the current version, which is " + version + ".");
    }
}
