/** What is remembered for a moment, so that much asked questions do not reach the database each time. */
package io.salesprocess.platform.cache;
