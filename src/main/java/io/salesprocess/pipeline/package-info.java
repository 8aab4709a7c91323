/** Published pipelines: where they are kept, and how callers read them. */
package io.salesprocess.pipeline;
