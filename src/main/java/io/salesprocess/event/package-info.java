/**
 * How other systems hear of events: as CloudEvents, in commit order, from a feed that they ask or a stream that they listen to. All of it
 * follows history; nothing is written a second time.
 */
package io.salesprocess.event;
