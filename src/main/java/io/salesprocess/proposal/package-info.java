/** Proposals that go back and forth between salesperson and client, until one is accepted. */
package io.salesprocess.proposal;
