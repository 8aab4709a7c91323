package io.salesprocess.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has to go when there is no room for all. */
class CrowdTest {

    private record Guest(String address, long since, long part) implements Crowd.Member {}

    @Test
    void those_who_have_waited_longest_go_first() {
        Guest late = new Guest("a", 3, 1);
        Guest early = new Guest("a", 1, 1);
        Guest middle = new Guest("a", 2, 1);
        assertThat(Crowd.inOrderOfLeaving(List.of(late, early, middle), one -> true, Guest::part))
                .containsExactly(early, middle, late);
    }

    @Test
    void an_address_that_takes_more_than_others_makes_room_by_itself() {
        Guest small = new Guest("a", 1, 10);
        Guest large = new Guest("b", 2, 8);
        Guest another = new Guest("b", 3, 8);
        assertThat(Crowd.inOrderOfLeaving(List.of(small, large, another), one -> true, Guest::part))
                .containsExactly(large, another, small);
    }

    @Test
    void who_must_not_go_stays() {
        Guest stays = new Guest("a", 1, 10);
        Guest goes = new Guest("b", 2, 1);
        assertThat(Crowd.inOrderOfLeaving(List.of(stays, goes), one -> one != stays, Guest::part))
                .containsExactly(goes);
    }
}
