/** E-mail addresses and telephone numbers as people write them, in the one form in which they are stored and compared. */
package io.salesprocess.platform.contact;
