package io.salesprocess.payment;

import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.NotZero;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.ConvertGroup;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payment plan to agree on. */
@Schema(name = "PaymentPlanRequest", description = "The value of the deal in instalments.")
record PaymentPlanRequest(
        @Schema(description = "In any order; they must add up to the deal's value. An empty list takes the plan away.")
        @NotNull
        @Size(max = PaymentPlanRequest.MOST)
        List<@NotNull @Valid InstalmentRequest> instalments) {

    /** Eight years of monthly rates. */
    static final int MOST = 100;

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;

    /** A part of the value. */
    @Schema(name = "InstalmentRequest", description = "A part of the value, and when it is due.")
    record InstalmentRequest(
            @Schema(description = "The last day on which it is in time, in UTC.", examples = "2026-12-31") @NotNull
            LocalDate dueOn,

            @Schema(description = "More than 0, in the deal's currency.")
            @NotNull
            @Valid
            @ConvertGroup(to = Amount.Settling.class)
            @NotZero
            Amount amount) {}

    /** What the instalments add up to, or null if there are none. Refused are different currencies, and sums too large to count. */
    Amount total() {
        if (instalments.isEmpty()) {
            return null;
        }
        String currency = instalments.get(0).amount().currency();
        long sum = 0;
        for (int i = 0; i < instalments.size(); i++) {
            InstalmentRequest one = instalments.get(i);
            if (one.dueOn().getYear() < FIRST_YEAR || one.dueOn().getYear() > LAST_YEAR) {
                throw ProblemException.invalid(FieldError.at(
                        "/instalments/" + i + "/dueOn", "must be a day from " + FIRST_YEAR + " to " + LAST_YEAR));
            }
            if (!Objects.equals(one.amount().currency(), currency)) {
                throw ProblemException.invalid(FieldError.at(
                        "/instalments/" + i + "/amount/currency", "must be that of the other instalments"));
            }
            sum += one.amount().amount();
            if (sum > Amount.MOST) {
                throw ProblemException.invalid(
                        FieldError.at("/instalments", "must not add up to more than " + Amount.MOST));
            }
        }
        return new Amount(sum, currency);
    }
}
