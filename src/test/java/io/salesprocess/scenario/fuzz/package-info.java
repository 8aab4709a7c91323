/** Requests made from the OpenAPI document, good ones and hostile ones; answers are held to what the document says. */
package io.salesprocess.scenario.fuzz;
