/** Pipelines and deals as pictures, drawn from the table of legal transitions. */
package io.salesprocess.deal.diagram;
