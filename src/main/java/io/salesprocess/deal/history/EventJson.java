package io.salesprocess.deal.history;

import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.EventTypes;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.StrictJson;

/** The facts of events as history keeps them. */
final class EventJson {

    private static final Json JSON = new Json(StrictJson.mapper());

    private EventJson() {}

    static String write(DealEvent event) {
        return JSON.write(event);
    }

    static DealEvent read(String type, String data) {
        return JSON.read(data, EventTypes.typeOf(type));
    }
}
