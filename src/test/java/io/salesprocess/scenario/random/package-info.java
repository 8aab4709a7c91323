/** Random calls over HTTP: against a model on deals of one caller each, and by a crowd on the same few deals. */
package io.salesprocess.scenario.random;
