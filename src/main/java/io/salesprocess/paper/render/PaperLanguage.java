package io.salesprocess.paper.render;

import com.fasterxml.jackson.annotation.JsonValue;
import io.salesprocess.platform.kernel.Currencies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A language of documents, and how money, numbers and dates are written in it. Written out here, because what a Java runtime knows of
 * locales changes from version to version, and the same input must give the same bytes.
 */
@Schema(name = "PaperLanguage", description = "The language of a document.")
public enum PaperLanguage {
    EN(",", ".", new String[] {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    }),
    DE(".", ",", new String[] {
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember"
    });

    private static final String NO_BREAK = "\u00a0";

    private final String grouping;
    private final String point;
    private final String[] months;

    PaperLanguage(String grouping, String point, String[] months) {
        this.grouping = grouping;
        this.point = point;
        this.months = months;
    }

    /** The language's code in BCP 47, such as {@code en}. */
    @JsonValue
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language with this code; {@link IllegalArgumentException} if there is none. */
    public static PaperLanguage of(String tag) {
        return valueOf(tag.toUpperCase(Locale.ROOT));
    }

    /** An amount in the currency's minor unit, with the code of the currency: {@code EUR 1,234.50}, {@code 1.234,50 EUR}. */
    public String money(long amount, String currency) {
        String number = number(BigDecimal.valueOf(amount, Currencies.digits(currency)));
        return this == DE ? number + NO_BREAK + currency : currency + NO_BREAK + number;
    }

    /** The same without the currency, for columns. */
    public String amount(long amount, String currency) {
        return number(BigDecimal.valueOf(amount, Currencies.digits(currency)));
    }

    /** A number with as many decimals as it has. */
    public String number(BigDecimal number) {
        String plain = number.abs().toPlainString();
        int dot = plain.indexOf('.');
        String whole = dot < 0 ? plain : plain.substring(0, dot);
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                grouped.append(grouping);
            }
            grouped.append(whole.charAt(i));
        }
        if (dot >= 0) {
            grouped.append(point).append(plain, dot + 1, plain.length());
        }
        // The sign that every font has, and that can be copied into a spreadsheet.
        return number.signum() < 0 ? "-" + grouped : grouped.toString();
    }

    /** A share as per cent, with no more decimals than it needs: {@code 19%}, {@code 7,5 %}. */
    public String percent(BigDecimal share) {
        BigDecimal percent = share.movePointRight(2).stripTrailingZeros();
        String number = number(percent.scale() < 0 ? percent.setScale(0, RoundingMode.UNNECESSARY) : percent);
        return this == DE ? number + NO_BREAK + "%" : number + "%";
    }

    /** A quantity without trailing zeros. */
    public String quantity(BigDecimal quantity) {
        BigDecimal stripped = quantity.stripTrailingZeros();
        return number(stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped);
    }

    /** A date in words: {@code 26 November 2026}, {@code 26. November 2026}. */
    public String date(LocalDate date) {
        return date.getDayOfMonth() + (this == DE ? "." : "") + NO_BREAK + months[date.getMonthValue() - 1] + " "
                + date.getYear();
    }

    String of() {
        return this == DE ? "von" : "of";
    }
}
