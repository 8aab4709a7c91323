package io.salesprocess.prospect;

/** A prospect and the version in which it is shown. */
record Shown(ProspectResponse prospect, long version) {}
