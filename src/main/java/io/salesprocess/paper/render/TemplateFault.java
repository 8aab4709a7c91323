package io.salesprocess.paper.render;

/**
 * What is wrong with a template, and where.
 *
 * @param line from 1 on
 */
public record TemplateFault(int line, String detail) {}
