/** People and companies: how they are recognised, what is known of them, and how all of it is erased. */
package io.salesprocess.prospect;
