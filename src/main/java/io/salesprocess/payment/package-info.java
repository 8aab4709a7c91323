/** Money received for won deals, and money given back (rule 7). */
package io.salesprocess.payment;
