package io.salesprocess.platform.api;

/** A value and the version in which it was read or written. */
public record Versioned<T>(T value, long version) {}
