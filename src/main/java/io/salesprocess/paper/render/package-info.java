/**
 * From a template and data to pages: HTML by Qute, PDF by openhtmltopdf. It knows no HTTP and no database, fetches nothing, and makes
 * the same bytes of the same input.
 */
package io.salesprocess.paper.render;
