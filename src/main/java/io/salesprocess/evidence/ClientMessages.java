package io.salesprocess.evidence;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.platform.api.UseCase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The easy way for clients to leave messages, as pages for people show it. The secret of a link is all the right that it takes. */
@UseCase
public class ClientMessages {

    private final MessageService messages;

    ClientMessages(MessageService messages) {
        this.messages = messages;
    }

    /**
     * What the client of a link sees.
     *
     * @param salesperson the name of who answers, or null while nobody does
     * @param left what was left by the link, newest first
     */
    public record Conversation(String salesperson, List<Left> left) {}

    /** A message that was left; its text is null once erased. */
    public record Left(String text, Instant leftAt) {}

    /** What the client of a link sees; not found is a link that is unknown, expired or revoked. */
    public Conversation open(String token) {
        MessageService.LinkedDeal found = messages.open(token);
        return new Conversation(
                found.salesperson(),
                found.messages().stream()
                        .map(message -> new Left(message.text, message.leftAt))
                        .toList());
    }

    /**
     * Leaves a message. Until it is followed up, it keeps the deal from advancing (rule 3).
     *
     * @param sentAs the same if a page sends the same message again, which has no effect
     */
    public void leave(String token, String sentAs, String text) {
        messages.leave(token, sentAs, text);
    }

    /** Offers a link with this secret to who has just sent a form, once. */
    public void offer(String formKey, UUID dealId, String token) {
        messages.offerLink(new Actor(Actor.Kind.FORM, formKey, null), dealId, token);
    }
}
