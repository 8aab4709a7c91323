package io.salesprocess.scenario.fuzz;

import io.salesprocess.scenario.random.Dice;
import io.salesprocess.testkit.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Who requests come from: mostly somebody who may everything, now and then somebody of each role, or nobody. */
final class Credentials {

    /** The header by which callers are known. */
    static final String HEADER = "Authorization";

    private static final String[] BAD = {
        "",
        " ",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic YTpi",
        "bearer",
        "Bearer spk_",
        "Bearer ' or 1=1",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
        "Bearer a.b.c",
        "Bearer " + "x".repeat(3_000),
        "ü",
        "Bearer a, Bearer b"
    };

    private final List<String> ofRoles;

    /** Makes a key of each role. */
    Credentials(UUID salesperson) {
        ofRoles = Stream.concat(
                        Stream.of("intake", "receptionist", "manager", "admin", "auditor")
                                .map(Keys::of),
                        Stream.of(Keys.of("salesperson", salesperson)))
                .toList();
    }

    /** Of somebody who may everything. */
    static Map.Entry<String, String> trusted() {
        return Map.entry(HEADER, Keys.bearer(Keys.trusted()));
    }

    /** What a request says of its caller; empty for nothing. */
    Optional<String> any(Dice dice) {
        return switch (dice.roll(100)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(dice.pick(BAD));
            default ->
                Optional.of(
                        dice.onceIn(6)
                                ? Keys.bearer(ofRoles.get(dice.roll(ofRoles.size())))
                                : trusted().getValue());
        };
    }
}
