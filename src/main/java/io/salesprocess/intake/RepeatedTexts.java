package io.salesprocess.intake;

import io.quarkus.scheduler.Scheduled;
import io.salesprocess.platform.database.PlainTransactions;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.kernel.Sha256;
import io.salesprocess.prospect.Person;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Notices a text that comes from many addresses, as spam does. Only texts that are too long for two people to write alike count,
 * and of each only a digest is kept for two days. What differs from bot to bot does not: names, numbers, punctuation.
 */
@Singleton
class RepeatedTexts {

    private static final Duration MEMORY = Duration.ofDays(2);

    /** "A quote, please" is written by many; sixty letters in the same words are not. */
    private static final int SHORTEST = 60;

    private static final String NOTE = """
            WITH noted AS (
                INSERT INTO submission_text (digest, sender, received_at) VALUES (?, ?, ?)
                ON CONFLICT (digest, sender) DO UPDATE SET received_at = excluded.received_at)
            SELECT count(*) AS others FROM (
                SELECT FROM submission_text WHERE digest = ? AND sender <> ? AND received_at > ? LIMIT ?) found""";
    private static final String FORGET = "DELETE FROM submission_text WHERE received_at <= ?";

    private final Sql sql;
    private final PlainTransactions transactions;
    private final int limit;
    private final Clock clock;

    RepeatedTexts(
            Sql sql,
            PlainTransactions transactions,
            @ConfigProperty(name = "salesprocess.intake.repeated-text-limit") int limit,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.limit = limit;
        this.clock = clock;
    }

    /** Notes the longest text of a submission; whether as many others have sent the same lately as make it suspect. */
    boolean isSentByMany(SubmissionRequest request, Person person) {
        String text = Stream.concat(
                        Stream.ofNullable(request.message()),
                        request.answers().values().stream()
                                .filter(String.class::isInstance)
                                .map(String.class::cast))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        String sender = person.email() == null ? person.phone() : person.email();
        return text.length() >= SHORTEST
                && sender != null
                && essence(text, person)
                        .map(essence -> othersWith(Sha256.of(essence), Sha256.of(sender)) >= limit)
                        .orElse(false);
    }

    private int othersWith(byte[] digest, byte[] sender) {
        Instant now = clock.instant();
        return sql.first(
                        NOTE,
                        row -> row.getInt("others"),
                        digest,
                        sender,
                        now,
                        digest,
                        sender,
                        now.minus(MEMORY),
                        limit)
                .orElseThrow();
    }

    /** The words without those that name the sender; empty if it is too short to tell. */
    static Optional<String> essence(String text, Person person) {
        Set<String> own = new HashSet<>();
        Stream.of(person.name(), person.company())
                .filter(Objects::nonNull)
                .forEach(one -> own.addAll(Arrays.asList(words(one))));
        String essence =
                Arrays.stream(words(text)).filter(word -> !own.contains(word)).collect(Collectors.joining(" "));
        return essence.length() < SHORTEST ? Optional.empty() : Optional.of(essence);
    }

    private static String[] words(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}]+", " ")
                .strip()
                .split(" ");
    }

    @Scheduled(identity = "repeated-texts", every = "1h", delayed = "10m")
    void forget() {
        transactions.run(() -> sql.update(FORGET, clock.instant().minus(MEMORY)));
    }
}
