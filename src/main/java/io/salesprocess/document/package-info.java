/** The papers of a sale: welcome letters and contracts, from draft to signature. */
package io.salesprocess.document;
