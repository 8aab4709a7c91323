package io.salesprocess.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.salesprocess.deal.ActorResponse;
import io.salesprocess.deal.history.StoredEvent;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event as other systems get it: CloudEvents 1.0. It holds ids and facts, never names, addresses or free text (rule 12):
 * the reason of a transition is not in it, and can be read at {@code href} as long as it has not been erased.
 */
@Schema(
        name = "CloudEvent",
        description = "An event of a deal's history in the JSON format of CloudEvents 1.0. It holds no personal data.")
public record CloudEvent(
        @Schema(enumeration = "1.0") String specversion,

        @Schema(
                description = "The same for every delivery of the event, and of no other event. Discard an id that was"
                        + " processed before.")
        UUID id,

        @Schema(enumeration = "/deals") String source,

        @Schema(
                description = "`io.salesprocess.`, the type in history, and the version of the schema.",
                examples = "io.salesprocess.deal.advanced.v1")
        String type,

        @Schema(description = "The id of the deal.") UUID subject,

        @Schema(description = "When it happened.") Instant time,

        @Schema(enumeration = "application/json") String datacontenttype,

        EventData data) {

    private static final String VERSION = "1.0";
    private static final String SOURCE = "/deals";
    private static final String JSON = "application/json";
    private static final String PREFIX = "io.salesprocess.";
    private static final String SUFFIX = ".v1";

    /**
     * The event as history has it, without the words of a reason.
     *
     * @param href where the event can be read in the deal's history, relative to the service's address
     */
    @Schema(
            name = "EventData",
            description = "The event as in the deal's history, without the text of its reason, which is free text.")
    public record EventData(
            @Schema(description = "Without gaps within the deal, from 1.", examples = "5")
            long sequence,

            @Schema(examples = "deal.advanced") String type,
            Instant at,
            ActorResponse actor,

            @Schema(description = "Where the deal stands after it.", examples = "qualification")
            String stage,

            @Schema(
                    description = "The stage or status that was left, if one was.",
                    nullable = true,
                    examples = "pre-qualification")
            String from,

            @Schema(
                    description = "The stage or status that was entered, if one was.",
                    nullable = true,
                    examples = "qualification")
            String to,

            @Schema(examples = "1") int attempt,

            @Schema(
                    description = "Salted SHA-256 of the reason, if one was given. `href` shows its text.",
                    nullable = true,
                    pattern = "^[0-9a-f]{64}$")
            String reasonDigest,

            EventPipeline pipeline,

            @Schema(
                    description = "The facts of the type: ids, enumerated values, counts, amounts.",
                    type = SchemaType.OBJECT)
            @JsonRawValue
            String data,

            @Schema(description = "The hash of the deal's event before.", pattern = "^[0-9a-f]{64}$")
            String previousHash,

            @Schema(description = "SHA-256 over the event and `previousHash`.", pattern = "^[0-9a-f]{64}$")
            String hash,

            @Schema(
                    description = "The event in the deal's history.",
                    examples = "/v1/deals/0198c9a4-7a51-7cc0-9d2c-8f3f4b2f4a11/history/5")
            String href) {}

    /** A version of a pipeline. */
    @Schema(name = "EventPipeline", description = "The version of the pipeline that the event obeyed.")
    public record EventPipeline(
            @Schema(examples = "standard") String key,

            @Schema(examples = "1") int version) {}

    /** The envelope of an event. */
    public static CloudEvent of(StoredEvent event) {
        EventData data = new EventData(
                event.sequence(),
                event.type(),
                event.at(),
                ActorResponse.of(event.actor()),
                event.stage(),
                event.from(),
                event.to(),
                event.attempt(),
                event.reasonDigest() == null ? null : HexFormat.of().formatHex(event.reasonDigest()),
                new EventPipeline(event.pipeline().key(), event.pipeline().version()),
                event.data(),
                HexFormat.of().formatHex(event.previousHash()),
                HexFormat.of().formatHex(event.hash()),
                "/v1/deals/" + event.dealId() + "/history/" + event.sequence());
        return new CloudEvent(
                VERSION, EventIds.of(event), SOURCE, typeOf(event.type()), event.dealId(), event.at(), JSON, data);
    }

    /** What a type of history is called in envelopes. */
    public static String typeOf(String typeInHistory) {
        return PREFIX + typeInHistory + SUFFIX;
    }
}
