package io.salesprocess.paper.render;

/**
 * A document as it is read.
 *
 * @param pages of the PDF
 */
public record Paper(byte[] html, byte[] pdf, int pages) {}
