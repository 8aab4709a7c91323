/** How JSON is read and written: strictly, and the same everywhere. */
package io.salesprocess.platform.json;
