package io.salesprocess.event.webhook;

import io.salesprocess.event.webhook.wire.AddressRules;
import io.salesprocess.event.webhook.wire.Destinations;
import io.salesprocess.event.webhook.wire.Sender;
import io.salesprocess.platform.limit.Network;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes of the configuration what delivers messages. */
@Singleton
class WebhookProducer {

    @Produces
    @Singleton
    DeliverySettings settings(
            @ConfigProperty(name = "salesprocess.webhooks.deliver") boolean isOn,
            @ConfigProperty(name = "salesprocess.webhooks.every") Duration every,
            @ConfigProperty(name = "salesprocess.webhooks.timeout") Duration timeout,
            @ConfigProperty(name = "salesprocess.webhooks.concurrency") int mostEach,
            @ConfigProperty(name = "salesprocess.webhooks.max-concurrency") int mostInAll,
            @ConfigProperty(name = "salesprocess.webhooks.retry-after") List<Duration> pauses) {
        return new DeliverySettings(
                isOn, every, timeout, mostEach, mostInAll, new RetrySchedule(pauses, new SecureRandom()));
    }

    @Produces
    @Singleton
    Destinations destinations(
            @ConfigProperty(name = "salesprocess.webhooks.allowed-private-networks") Optional<List<String>> networks,
            @ConfigProperty(name = "salesprocess.webhooks.plain-http") boolean isPlainAllowed) {
        List<Network> allowed = networks.orElse(List.of()).stream()
                .map(String::strip)
                .map(Network::parse)
                .toList();
        return new Destinations(InetAddress::getAllByName, new AddressRules(allowed), isPlainAllowed);
    }

    @Produces
    @Singleton
    Sender sender(Vertx vertx, Destinations destinations, DeliverySettings settings) {
        return new Sender(vertx, destinations, settings.mostInAll(), settings.timeout());
    }

    void close(@Disposes Sender sender) {
        sender.close();
    }

    void close(@Disposes Destinations destinations) {
        destinations.close();
    }
}
