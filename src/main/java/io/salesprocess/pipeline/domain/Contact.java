package io.salesprocess.pipeline.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The conversation with the client, as far as criteria ask for it.
 *
 * @param greetings greetings given
 * @param messageChannelOffered whether the client has been given a way to leave messages
 * @param openQuestions questions without an answer, oldest first
 * @param openMessages messages that nobody has followed up yet, oldest first
 */
public record Contact(int greetings, boolean messageChannelOffered, List<UUID> openQuestions, List<UUID> openMessages) {

    static final Contact NONE = new Contact(0, false, List.of(), List.of());

    public Contact {
        openQuestions = List.copyOf(openQuestions);
        openMessages = List.copyOf(openMessages);
    }

    public Contact greeted() {
        return new Contact(greetings + 1, messageChannelOffered, openQuestions, openMessages);
    }

    public Contact offeredMessageChannel() {
        return new Contact(greetings, true, openQuestions, openMessages);
    }

    public Contact withoutMessageChannel() {
        return new Contact(greetings, false, openQuestions, openMessages);
    }

    public Contact asked(UUID question) {
        return new Contact(greetings, messageChannelOffered, plus(openQuestions, question), openMessages);
    }

    public Contact answered(UUID question) {
        return new Contact(greetings, messageChannelOffered, minus(openQuestions, question), openMessages);
    }

    public Contact leftMessage(UUID message) {
        return new Contact(greetings, messageChannelOffered, openQuestions, plus(openMessages, message));
    }

    public Contact followedUp(UUID message) {
        return new Contact(greetings, messageChannelOffered, openQuestions, minus(openMessages, message));
    }

    private static List<UUID> plus(List<UUID> ids, UUID id) {
        List<UUID> more = new ArrayList<>(ids);
        more.add(id);
        return more;
    }

    private static List<UUID> minus(List<UUID> ids, UUID id) {
        return ids.stream().filter(other -> !other.equals(id)).toList();
    }
}
