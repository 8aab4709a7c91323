/** The pages that greet people in a browser: where to begin, and the guides. No package imports this one. */
package io.salesprocess.page;
