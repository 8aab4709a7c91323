/** Pages for people: their common layout and style, the pages that explain problems, and problems as pages. */
package io.salesprocess.platform.page;
