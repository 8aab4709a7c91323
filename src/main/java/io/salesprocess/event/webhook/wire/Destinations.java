package io.salesprocess.event.webhook.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Finds out where messages to a target may be sent. A name is looked up once, all its addresses are checked, and what is
 * returned are these addresses: whoever connects must not look the name up again, as it may lead elsewhere by then.
 */
public final class Destinations implements AutoCloseable {

    private final HostNames names;
    private final AddressRules rules;
    private final boolean isPlainAllowed;
    private final Map<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService lookups;

    /** @param isPlainAllowed whether messages may go unencrypted to any address */
    public Destinations(HostNames names, AddressRules rules, boolean isPlainAllowed) {
        this.names = names;
        this.rules = rules;
        this.isPlainAllowed = isPlainAllowed;
        // One thread for each host whose name server does not answer, so that none of them delays another.
        this.lookups = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "webhook-names");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The target must not be reached; the message says why. */
    public static final class Forbidden extends RuntimeException {
        Forbidden(String message) {
            super(message, null, false, false);
        }
    }

    /** The host has no addresses that anybody knows at the moment. */
    public static final class Unknown extends RuntimeException {
        Unknown(String host) {
            super("The host " + host + " could not be found.", null, false, false);
        }
    }

    /** The addresses of the target; fails with {@link Forbidden} or {@link Unknown}. */
    CompletionStage<List<InetAddress>> of(Target target) {
        return lookUp(target.host()).thenApply(addresses -> {
            objection(target, addresses).ifPresent(reason -> {
                throw new Forbidden(reason);
            });
            return addresses;
        });
    }

    /** What is wrong with these addresses of the target. */
    private Optional<String> objection(Target target, List<InetAddress> addresses) {
        if (!addresses.stream().allMatch(rules::mayReach)) {
            return Optional.of("must have a host with public addresses only");
        }
        boolean mayBePlain =
                target.isEncrypted() || isPlainAllowed || addresses.stream().allMatch(rules::isAllowedByOperator);
        return mayBePlain ? Optional.empty() : Optional.of("must begin with https://");
    }

    /** Checks a target whose name can be found; what cannot be found now is checked with each message. */
    public CompletionStage<Optional<String>> objection(Target target) {
        return lookUp(target.host())
                .thenApply(addresses -> objection(target, addresses))
                .exceptionally(unknown -> target.isEncrypted() || isPlainAllowed
                        ? Optional.empty()
                        : Optional.of("must begin with https://"));
    }

    /** Lookups of one host that come together are one. */
    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> other = underWay.putIfAbsent(host, mine);
        if (other != null) {
            return other;
        }
        lookups.execute(() -> {
            try {
                List<InetAddress> found = Arrays.asList(names.addressesOf(host));
                underWay.remove(host);
                mine.complete(found);
            } catch (UnknownHostException | RuntimeException e) {
                underWay.remove(host);
                mine.completeExceptionally(new Unknown(host));
            }
        });
        return mine;
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
