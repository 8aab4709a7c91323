package io.salesprocess.document;

import io.salesprocess.deal.DealRows;
import jakarta.inject.Singleton;

/** The documents there are. */
@Singleton
class Documents implements DealRows<DocumentEntity> {}
