/** Salespeople: those who own deals. */
package io.salesprocess.salesperson;
