package io.salesprocess.bench.data;

/** Takes rows. */
@FunctionalInterface
interface Rows {

    /** One more row, its values in the order of the table's columns. */
    void add(Table table, Object... values);
}
