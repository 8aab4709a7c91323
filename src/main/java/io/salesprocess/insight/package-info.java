/** What the histories of all deals add up to: funnel and time in stage, kept ready by following history from behind. */
package io.salesprocess.insight;
