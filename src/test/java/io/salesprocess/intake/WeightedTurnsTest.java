package io.salesprocess.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WeightedTurnsTest {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);
    private static final Map<UUID, String> NAMES = Map.of(A, "A", B, "B", C, "C");

    private static String turns(int number, Share... shares) {
        WeightedTurns turns = new WeightedTurns(List.of(shares));
        return LongStream.range(0, number)
                .mapToObj(turn -> NAMES.get(turns.at(turn).orElseThrow()))
                .collect(Collectors.joining());
    }

    @Test
    void turns_are_spread_evenly_and_repeat() {
        assertThat(turns(12, new Share(A, 3), new Share(B, 2), new Share(C, 1))).isEqualTo("ABACBAABACBA");
        assertThat(turns(7, new Share(A, 5), new Share(B, 1), new Share(C, 1))).isEqualTo("AABACAA");
    }

    @Test
    void without_weights_all_take_turns_in_the_order_of_the_list() {
        assertThat(turns(6, new Share(B, null), new Share(A, null), new Share(C, null)))
                .isEqualTo("BACBAC");
    }

    @Test
    void equal_weights_are_the_same_as_none() {
        assertThat(turns(6, new Share(A, 100), new Share(B, 100))).isEqualTo("ABABAB");
    }

    @Test
    void in_each_round_everyone_has_as_many_turns_as_their_weight() {
        List<Share> shares = IntStream.rangeClosed(1, 20)
                .mapToObj(weight -> new Share(new UUID(1, weight), weight))
                .toList();
        WeightedTurns turns = new WeightedTurns(shares);
        Map<UUID, Integer> taken = new HashMap<>();
        LongStream.range(1_000_020, 1_000_230)
                .forEach(turn -> taken.merge(turns.at(turn).orElseThrow(), 1, Integer::sum));
        shares.forEach(share -> assertThat(taken).containsEntry(share.salespersonId(), share.weight()));
    }

    @Test
    void nobody_has_a_turn_if_there_is_nobody() {
        assertThat(new WeightedTurns(List.of()).at(7)).isEmpty();
    }
}
