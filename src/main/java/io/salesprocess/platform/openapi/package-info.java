/** How the API describes itself. */
package io.salesprocess.platform.openapi;
