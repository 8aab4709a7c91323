/**
 * Who is calling, by API key or access token, and what they may do: roles, permissions, and which deals exist for them. What
 * an operation needs stands at its resource method; what a role may stands in {@link io.salesprocess.access.Role}.
 */
package io.salesprocess.access;
