package waymark.reporting.events;

import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import waymark.events.KafkaConnection;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.FactTable;

/** Facts as they were known at an instant: one authority's recorded events folded anew, up to it. Takes seconds, so one at a time. */
public final class Past {
    private final KafkaConnection kafka;
    private final Collection<? extends Source<?, ?, ?>> sources;
    private final Semaphore turn = new Semaphore(1, true);

    public Past(KafkaConnection kafka, Collection<? extends Source<?, ?, ?>> sources) {
        this.kafka = kafka;
        this.sources = sources;
    }

    /** @param instant events recorded later are left out; within a case, recorded time never runs backwards */
    public <S extends FactShard<?>> FactTable<S> at(Source<?, ?, S> source, String authority, Instant instant)
            throws InterruptedException, ExecutionException {
        // With those that share its topic: an event goes to the kind that has its case, so each must be there.
        var sharing = sources.stream()
                .filter(one -> one.topic().equals(source.topic()))
                .toList();
        turn.acquire();
        try {
            return Folding.anew(
                            kafka,
                            sharing,
                            event -> event.authority().equals(authority)
                                    && !event.recordedAt().isAfter(instant),
                            records -> {},
                            Folding.Unreadable.KEPT_ALREADY)
                    .table(source);
        } finally {
            turn.release();
        }
    }
}
