/** How submissions come in: forms, what prospects filled in, and who gets the deal. */
package io.salesprocess.intake;
