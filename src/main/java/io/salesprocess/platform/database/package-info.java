/** Access to the database: transactions, statements, time limits, and what happens when it is away. */
package io.salesprocess.platform.database;
