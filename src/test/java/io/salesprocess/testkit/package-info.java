/** What tests of several packages share. */
package io.salesprocess.testkit;
