/** What the API does the same way at every address: bodies, merge patches, entity tags. */
package io.salesprocess.platform.http;
