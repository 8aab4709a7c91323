/** Time, which is injected everywhere and read here only. */
package io.salesprocess.platform.time;
