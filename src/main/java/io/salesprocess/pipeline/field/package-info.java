/**
 * Custom fields: what an organisation adds to deals and prospects. Definitions and the index of values stand here; the values
 * themselves are kept with the deal or the prospect that they belong to.
 */
package io.salesprocess.pipeline.field;
