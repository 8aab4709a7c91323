package io.salesprocess.insight.chart;

import java.util.List;

/**
 * The figures of a chart, for people who want to read them.
 *
 * @param caption what they are
 * @param head the columns; the first one says what a row is about
 * @param rows as many cells in each as there are columns
 */
public record Table(String caption, List<String> head, List<List<String>> rows) {

    public Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
