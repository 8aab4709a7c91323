package io.salesprocess.proposal;

import io.salesprocess.deal.DealRows;
import jakarta.inject.Singleton;

/** The proposals there are. */
@Singleton
class Proposals implements DealRows<ProposalEntity> {}
