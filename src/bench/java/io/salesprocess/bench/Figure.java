package io.salesprocess.bench;

/**
 * A line of the table.
 *
 * @param floor what it is compared with, for people; empty if nothing
 * @param service what the service did, for people
 * @param measured what the bar is set for; null if it could not be measured
 * @param bar null if there is none
 * @param surroundings the disk and the neighbours meanwhile; empty if unknown
 */
record Figure(String name, String floor, String service, Spread measured, Bar bar, String surroundings) {}
