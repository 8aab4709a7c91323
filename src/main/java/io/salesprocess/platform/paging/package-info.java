/** Lists, page by page, each page found by the key of the one before it. */
package io.salesprocess.platform.paging;
