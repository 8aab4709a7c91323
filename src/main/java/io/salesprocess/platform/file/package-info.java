/** Files that hold secrets. */
package io.salesprocess.platform.file;
