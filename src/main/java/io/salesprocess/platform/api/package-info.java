/** What use cases and doors exchange: expected versions, and the mark of a use case. Nothing here knows HTTP. */
package io.salesprocess.platform.api;
