package io.salesprocess.pipeline.domain;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One step of a pipeline.
 *
 * @param key the name that the API uses, such as {@code pre-qualification}; never {@code won} or {@code lost}
 * @param title the name that people read
 * @param description what happens in the stage
 * @param targetDuration how long one attempt at the stage should take at most; a deal that takes longer is overdue
 * @param reception whether receptionists work in it
 * @param exitCriteria what must hold before the stage can be left (rule 2)
 */
public record Stage(
        String key,
        String title,
        String description,
        TargetDuration targetDuration,
        boolean reception,
        List<ExitCriterion> exitCriteria) {

    /** The longest key. */
    public static final int LONGEST_KEY = 63;

    /** How many exit criteria a stage can have. */
    public static final int MOST_CRITERIA = 20;

    private static final Pattern KEY = Pattern.compile("(?!.{64})[a-z0-9]+(-[a-z0-9]+)*");

    /** Where a transition that closes the deal leads; a stage of that name could not be told from it. */
    private static final Set<String> CLOSED = Set.of("won", "lost");

    public Stage {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(targetDuration, "targetDuration");
        if (!KEY.matcher(key).matches() || isReserved(key)) {
            throw new IllegalArgumentException(
                    "A stage's key is made of at most 63 lower-case letters and digits, in words"
                            + " joined by hyphens, and is not won or lost.");
        }
        exitCriteria = List.copyOf(exitCriteria);
    }

    /** Whether the key is the name of something else that a transition can lead to. */
    public static boolean isReserved(String key) {
        return CLOSED.contains(key);
    }
}
