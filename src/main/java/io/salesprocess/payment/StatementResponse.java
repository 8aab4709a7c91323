package io.salesprocess.payment;

import io.salesprocess.deal.MoneyMapper;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.SignedAmount;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The statement of a deal as JSON. */
@Schema(
        name = "Statement",
        description =
                "Every entry of a deal in the order in which they were recorded, and what they add up to. Sums are null where no"
                        + " currency or no value is known yet. `ETag` is the deal's version.")
record StatementResponse(
        UUID dealId,

        @Schema(description = "What the sale is worth; null while unknown.", nullable = true)
        Amount value,

        List<Line> entries,

        @Schema(description = "All payments together.", nullable = true)
        Amount payments,

        @Schema(description = "All refunds together.", nullable = true)
        Amount refunds,

        @Schema(description = "All reversals together.", nullable = true)
        Amount reversals,

        @Schema(description = "Payments less refunds less reversals.", nullable = true)
        SignedAmount collected,

        @Schema(description = "What the value still lacks.", nullable = true)
        Amount outstanding,

        @Schema(description = "What was paid beyond the value.", nullable = true)
        Amount overpaid,

        @Schema(description = "The payment plan, the oldest instalment first; empty if there is none.")
        List<PaymentPlanResponse.InstalmentResponse> instalments) {

    /** An entry with the balance after it. */
    @Schema(name = "StatementLine", description = "An entry, and what had been collected once it was recorded.")
    record Line(
            UUID id,
            EntryKind kind,

            @Schema(description = "The payment that a refund or a reversal takes back; the `id` of a payment itself.")
            UUID paymentId,

            Amount amount,
            SignedAmount balance,

            @Schema(
                    description =
                            "How the payment was made. Words are null if there were none, or after the prospect has been"
                                    + " erased.",
                    nullable = true,
                    examples = "bank-transfer")
            String method,

            @Schema(nullable = true, examples = "INV-2026-0042")
            String reference,

            @Schema(nullable = true) String reason,

            @Schema(description = "When the payment was received; of refunds and reversals, when they were recorded.")
            Instant at,

            @Schema(description = "When the service was told.")
            Instant recordedAt) {}

    static StatementResponse of(StatementService.Account account) {
        Statement statement = account.statement();
        long collected = statement.collected();
        long value = statement.value() == null ? 0 : statement.value().amount();
        String valued = statement.value() == null ? null : statement.currency();
        return new StatementResponse(
                statement.dealId(),
                MoneyMapper.toJson(statement.value()),
                statement.lines().stream().map(StatementResponse::line).toList(),
                amount(statement.sum(EntryKind.PAYMENT), statement.currency()),
                amount(statement.sum(EntryKind.REFUND), statement.currency()),
                amount(statement.sum(EntryKind.REVERSAL), statement.currency()),
                statement.currency() == null ? null : new SignedAmount(collected, statement.currency()),
                amount(Math.max(0, value - collected), valued),
                amount(Math.max(0, collected - value), valued),
                account.plan().parts().stream()
                        .map(PaymentPlanResponse::instalment)
                        .toList());
    }

    private static Amount amount(long amount, String currency) {
        return currency == null ? null : new Amount(amount, currency);
    }

    private static Line line(Statement.Line line) {
        Entry entry = line.entry();
        return new Line(
                entry.id(),
                entry.kind(),
                entry.paymentId(),
                entry.amount(),
                new SignedAmount(line.balance(), entry.amount().currency()),
                entry.method(),
                entry.reference(),
                entry.reason(),
                entry.at(),
                entry.recordedAt());
    }
}
