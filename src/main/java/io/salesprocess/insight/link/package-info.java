/** Links to pages of insights: made, listed and revoked, and opened by those who have one. */
package io.salesprocess.insight.link;
