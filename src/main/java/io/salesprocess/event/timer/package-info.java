/**
 * Timers: what should have happened by a time and has not is told to the deal once, as an event of its history. What may have to be
 * told is found by following history; whether it has to be is for the deal to say.
 */
package io.salesprocess.event.timer;
