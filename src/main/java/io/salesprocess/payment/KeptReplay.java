package io.salesprocess.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.salesprocess.access.Access;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.ReplayCheck;
import jakarta.inject.Singleton;

/**
 * Repeats the response to recording money that fits no deal. The money belongs to no prospect yet with whom a stored response could be
 * erased, so the record of the key has no words; they are read again, as long as they are there.
 */
@Singleton
class KeptReplay implements ReplayCheck {

    private final UnassignedPaymentService payments;
    private final Access access;
    private final Json json;

    KeptReplay(UnassignedPaymentService payments, Access access, Json json) {
        this.payments = payments;
        this.access = access;
        this.json = json;
    }

    @Override
    public void authorize(String location) {
        // Whoever may record money may see it, and that has been checked.
    }

    @Override
    public byte[] show(byte[] body) {
        UnassignedPaymentResponse first = json.read(new String(body, UTF_8), UnassignedPaymentResponse.class);
        return json.bytes(first.withWordsOf(payments.get(access.caller(), first.id())));
    }
}
