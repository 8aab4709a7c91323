package io.salesprocess.scenario.random;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A deal that many callers are at, and what they have told each other of it. */
final class SharedDeal {

    final String id;
    final String form;
    final String email;
    final List<String> questions = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> letters = new CopyOnWriteArrayList<>();
    final List<String> contracts = new CopyOnWriteArrayList<>();
    final List<String> proposals = new CopyOnWriteArrayList<>();
    final List<String> payments = new CopyOnWriteArrayList<>();
    final Queue<String> submissions = new ConcurrentLinkedQueue<>();

    // What was acknowledged, by what it is recognised by: two callers may have been told of one effect.
    final Map<String, Long> paid = new ConcurrentHashMap<>();
    final Map<String, Long> refunded = new ConcurrentHashMap<>();
    final Map<String, Long> reversed = new ConcurrentHashMap<>();
    final Map<String, String> advances = new ConcurrentHashMap<>();

    final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong number = new AtomicLong();

    SharedDeal(String id, String form, String email) {
        this.id = id;
        this.form = form;
        this.email = email;
    }

    String path(String below) {
        return "/v1/deals/" + id + below;
    }

    /** A number that two callers get. */
    long pairNumber() {
        return number.getAndIncrement() / 2;
    }

    UUID uuid() {
        return UUID.fromString(id);
    }
}
