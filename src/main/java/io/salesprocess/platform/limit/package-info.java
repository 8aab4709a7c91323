/** How much one caller may ask for: buckets that each instance keeps for itself, and whose they are. */
package io.salesprocess.platform.limit;
