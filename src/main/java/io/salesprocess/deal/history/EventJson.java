package io.salesprocess.deal.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.EventTypes;
import io.salesprocess.platform.json.StrictJson;

/** The facts of events as history keeps them. */
final class EventJson {

    private static final ObjectMapper MAPPER = StrictJson.mapper();

    private EventJson() {}

    static String write(DealEvent event) {
        try {
            return MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event could not be written.", e);
        }
    }

    static DealEvent read(String type, String data) {
        try {
            return MAPPER.readerFor(EventTypes.typeOf(type)).readValue(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event could not be read.", e);
        }
    }
}
