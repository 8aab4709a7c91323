package io.salesprocess.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void cells_can_be_added_up_and_cannot_run() {
        String csv = new Csv<Object>()
                .column("=value", value -> value)
                .column("other", value -> null)
                .of(Arrays.asList(
                        1e-7,
                        -2.5e9,
                        12L,
                        new BigDecimal("-12.340"),
                        Duration.ofDays(2).plusMillis(5),
                        Duration.ZERO,
                        null,
                        "=1+1",
                        "a,b \"c\"",
                        true));
        assertThat(csv.split("\r\n"))
                .containsExactly(
                        "'=value,other",
                        "0.00000010,",
                        "-2500000000,",
                        "12,",
                        "-12.340,",
                        "172800.005,",
                        "0,",
                        ",",
                        "'=1+1,",
                        "\"a,b \"\"c\"\"\",",
                        "true,");
    }

    @Test
    void without_rows_there_is_the_header() {
        assertThat(new Csv<String>().column("name", name -> name).of(List.of())).isEqualTo("name\r\n");
    }
}
