package io.salesprocess.event.kafka;

import java.util.List;

/** Where events are written to. */
interface EventTopic extends AutoCloseable {

    /**
     * An event on its way.
     *
     * @param key the deal's id: messages of one key keep their order
     * @param envelope the CloudEvent as JSON
     */
    record Message(String key, String envelope) {}

    /**
     * What came of it.
     *
     * @param acknowledged how many of the first messages are safely stored; others may be as well
     * @param failure why it is not all of them, or null
     */
    record Written(int acknowledged, Exception failure) {}

    /** Writes messages, and waits until they are acknowledged. A message is sent once those of its key before it are. */
    Written write(List<Message> messages);

    /** Sends nothing any more, also of what is being written by another thread. */
    @Override
    void close();
}
