package io.salesprocess.event;

import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.deal.history.PlacedEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A request that waits for news, and is answered once. */
final class WaitingReader implements FeedWatch.Listener {

    private final EventFilter filter;
    private final int limit;
    private final Consumer<EventFeed.Batch> answer;
    private final AtomicBoolean isAnswered = new AtomicBoolean();
    private volatile HistoryPosition position;

    WaitingReader(EventFilter filter, HistoryPosition position, int limit, Consumer<EventFeed.Batch> answer) {
        this.filter = filter;
        this.position = position;
        this.limit = limit;
        this.answer = answer;
    }

    @Override
    public EventFilter filter() {
        return filter;
    }

    @Override
    public void hear(List<News> all, HistoryPosition last) {
        List<PlacedEvent> wanted = all.stream()
                .filter(news -> news.position().compareTo(position) > 0 && news.passes(filter))
                .map(News::placed)
                .toList();
        if (wanted.isEmpty()) {
            position = last;
        } else if (wanted.size() > limit) {
            List<PlacedEvent> first = wanted.subList(0, limit);
            answer(new EventFeed.Batch(first, first.get(limit - 1).position(), false));
        } else {
            answer(new EventFeed.Batch(wanted, last, true));
        }
    }

    @Override
    public void readAlone() {
        giveUp();
    }

    @Override
    public void end() {
        giveUp();
    }

    /** There was nothing so far. */
    void giveUp() {
        answer(new EventFeed.Batch(List.of(), position, true));
    }

    private void answer(EventFeed.Batch batch) {
        if (isAnswered.compareAndSet(false, true)) {
            answer.accept(batch);
        }
    }
}
