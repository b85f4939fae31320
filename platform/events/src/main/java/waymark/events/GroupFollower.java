package waymark.events;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows topics with its group in a thread of its own, as {@link GroupReader} reads them, and begins anew where Kafka or whatever the batches go to was away. */
public final class GroupFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupFollower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConnection kafka;
    private final String name;
    private final String group;
    private final List<String> topics;
    private final TopicReader.Batch batch;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile GroupReader reader;
    /** In nanoseconds of {@link System#nanoTime}; the beginning counts as well. */
    private volatile long caughtUpAt = System.nanoTime();

    /**
     * @param name of the thread, and of the client at the broker
     * @param group of the instances that share the reading
     * @param batch is handed empty ones too
     */
    public GroupFollower(
            KafkaConnection kafka, String name, String group, List<String> topics, TopicReader.Batch batch) {
        this.kafka = kafka;
        this.name = name;
        this.group = group;
        this.topics = topics;
        this.batch = batch;
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** As {@link GroupReader#caughtUp}; none while it cannot read. */
    public Set<Integer> caughtUp() {
        var present = reader;
        return present == null ? Set.of() : present.caughtUp();
    }

    /** For how long it has not had all of its share {@link #caughtUp}: next to nothing while all is well, and longer and longer where a batch fails again and again. */
    public Duration behindFor() {
        return Duration.ofNanos(System.nanoTime() - caughtUpAt);
    }

    @Override
    public void close() {
        closing.countDown();
        var present = reader;
        if (present != null) present.close();
        try {
            if (!thread.join(PATIENCE)) thread.interrupt();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try {
                readOn();
            } catch (Exception away) {
                if (closing.getCount() == 0) return;
                log.warn("{} cannot go on now, and will try again: {}", name, away.toString());
                pause();
            }
        }
    }

    private void readOn() throws Exception {
        try (var admin = kafka.admin()) {
            Topics.ensure(admin, topics);
        }
        var share = new GroupReader(kafka, name, group, topics);
        reader = share;
        if (closing.getCount() == 0) share.close();
        share.readOn(records -> {
            batch.read(records);
            if (share.isCaughtUp()) caughtUpAt = System.nanoTime();
        });
    }

    private void pause() {
        try {
            var _ = closing.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }
}
