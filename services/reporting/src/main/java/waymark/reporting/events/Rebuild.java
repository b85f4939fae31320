package waymark.reporting.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.events.KafkaConnection;

/** Makes the table anew from the topics beside the running one, then lets it take its place. One at a time. */
public final class Rebuild {
    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

    /**
     * How the last one went.
     *
     * @param state none, running, done or failed
     * @param records read so far
     * @param revision of the table that took over; 0 until then
     */
    public record Status(String state, Instant since, long records, double seconds, long revision) {}

    private final KafkaConnection kafka;
    private final Collection<? extends Source<?, ?, ?>> sources;
    private final FactReader reader;
    private final LongAdder records = new LongAdder();
    private volatile Status status = new Status("none", null, 0, 0, 0);

    public Rebuild(KafkaConnection kafka, Collection<? extends Source<?, ?, ?>> sources, FactReader reader) {
        this.kafka = kafka;
        this.sources = sources;
        this.reader = reader;
    }

    public Status status() {
        var last = status;
        return last.state.equals("running") ? at("running", last.since, 0) : last;
    }

    /** Begins one unless one is running; {@link #status} tells how it goes. */
    public synchronized Status start() {
        if (status.state.equals("running")) return status();
        records.reset();
        var since = Instant.now();
        status = at("running", since, 0);
        Thread.ofPlatform().name("rebuild").daemon().start(() -> run(since));
        return status();
    }

    private void run(Instant since) {
        try {
            var folding = Folding.anew(kafka, sources, event -> true, records::add, Folding.Unreadable.KEPT_ALREADY);
            status = at("done", since, reader.succeed(folding).get());
        } catch (ExecutionException | RuntimeException failed) {
            log.warn("the table could not be made anew; the running one stays", failed);
            status = at("failed", since, 0);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Status at(String state, Instant since, long revision) {
        double seconds = Duration.between(since, Instant.now()).toMillis() / 1000.0;
        return new Status(state, since, records.sum(), seconds, revision);
    }
}
