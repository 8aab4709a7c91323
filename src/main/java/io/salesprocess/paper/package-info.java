/** What documents and proposals look like: templates in versions, the letterhead, and the pages that were made and kept. */
package io.salesprocess.paper;
