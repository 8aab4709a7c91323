package io.salesprocess.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StageOrderTest {

    @Test
    void stages_that_the_newest_version_no_longer_has_stand_where_they_stood() {
        assertThat(StageOrder.merge(
                        List.of(List.of("a", "c", "d"), List.of("a", "b", "c"), List.of("z", "a", "d", "e"))))
                .containsExactly("z", "a", "b", "c", "d", "e");
    }

    @Test
    void the_newest_version_decides_where_versions_disagree() {
        assertThat(StageOrder.merge(List.of(List.of("b", "a"), List.of("a", "b", "c"))))
                .containsExactly("b", "c", "a");
    }
}
