package io.salesprocess.event.timer;

import java.time.Instant;
import java.util.UUID;

/**
 * When to look whether something has to be told.
 *
 * @param subjectId of the question, message, proposal or request for approval; of the deal for its payment plan
 * @param dueAt when it falls due; for a payment plan when the next instalment may
 * @param beganAt when it began to wait
 * @param toldFrom what fell due before is not told; null if everything is
 */
record Timer(UUID dealId, TimerKind kind, UUID subjectId, Instant dueAt, Instant beganAt, Instant toldFrom) {}
