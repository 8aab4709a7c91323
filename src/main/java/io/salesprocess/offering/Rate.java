package io.salesprocess.offering;

import java.math.BigDecimal;

/** How rates are written, such as those of taxes and discounts: as decimals, {@code 0.19} for 19 %. */
public final class Rate {

    /** What the rate of a tax has to look like. */
    public static final String TAX = "[0-9](\\.[0-9]{1,6})?";

    /** Said of one that looks otherwise. */
    public static final String NOT_A_TAX = "must be a decimal with one digit and up to 6 decimals, such as 0.19";

    private Rate() {}

    /** The shortest way to write it: {@code 0.190} becomes {@code 0.19}. */
    public static String plain(BigDecimal rate) {
        return rate.signum() == 0 ? "0" : rate.stripTrailingZeros().toPlainString();
    }
}
