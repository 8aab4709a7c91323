/**
 * What stands between the network and the resources: the gate before the HTTP server, and the filters behind it. {@link
 * io.salesprocess.platform.http.Doorway} has the order in which a request passes them.
 */
package io.salesprocess.platform.http;
