/** Charts as SVG, drawn from plain records: they know neither how figures are made nor who asked for them. */
package io.salesprocess.insight.chart;
