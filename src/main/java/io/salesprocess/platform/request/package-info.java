/** What goes with a request from its arrival to its answer: what it is called, and how much time it has. */
package io.salesprocess.platform.request;
