package io.salesprocess.proposal;

import io.salesprocess.deal.MoneyMapper;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.paper.PaperData.Item;
import io.salesprocess.paper.PaperData.ProposalFacts;
import io.salesprocess.paper.PaperData.Tax;
import io.salesprocess.paper.PaperStyle;
import io.salesprocess.paper.render.PaperLanguage;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What was agreed on a deal, for the documents that repeat it. */
@Singleton
public class AcceptedProposals {

    private static final String NONE = "0";

    private final ProposalStore proposals;

    AcceptedProposals(ProposalStore proposals) {
        this.proposals = proposals;
    }

    /** The last proposal that was accepted, as documents say it; null if there is none, or if the deal has got another value since. */
    public ProposalFacts facts(Deal deal, PaperStyle style) {
        return proposals.accepted(deal.id()).stream()
                .findFirst()
                .filter(proposal -> MoneyMapper.toDomain(proposal.amount()).equals(deal.value()))
                .map(proposal -> facts(proposal, style))
                .orElse(null);
    }

    static ProposalFacts facts(ProposalEntity proposal, PaperStyle style) {
        PaperLanguage language = style.language();
        String currency = proposal.currency;
        List<io.salesprocess.proposal.Item> items = proposal.items == null ? List.of() : proposal.items;
        List<Item> lines = new ArrayList<>();
        for (io.salesprocess.proposal.Item item : items) {
            lines.add(new Item(
                    Integer.toString(lines.size() + 1),
                    item.description(),
                    language.quantity(item.quantity()),
                    language.amount(item.unitPrice().amount(), currency),
                    item.discount().equals(NONE) ? "" : language.percent(new BigDecimal(item.discount())),
                    language.percent(new BigDecimal(item.taxRate())),
                    language.amount(item.net().amount(), currency)));
        }
        List<Tax> taxes = new ArrayList<>();
        for (io.salesprocess.proposal.Tax tax :
                proposal.taxes == null ? List.<io.salesprocess.proposal.Tax>of() : proposal.taxes) {
            if (tax.rate().equals(NONE)) {
                continue;
            }
            long net = items.stream()
                    .filter(item -> item.taxRate().equals(tax.rate()))
                    .mapToLong(item -> item.net().amount())
                    .sum();
            taxes.add(new Tax(
                    language.percent(new BigDecimal(tax.rate())),
                    language.money(net, currency),
                    language.money(tax.amount().amount(), currency)));
        }
        return new ProposalFacts(
                true,
                currency,
                items.stream().anyMatch(item -> !item.discount().equals(NONE)),
                lines,
                proposal.net == null ? null : language.money(proposal.net, currency),
                taxes,
                language.money(proposal.amount, currency),
                proposal.terms,
                proposal.validUntil == null ? null : style.until(proposal.validUntil));
    }
}
