package waymark.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of case events, one per service, each with its dead letters beside it. */
public final class Topics {
    /** Fixed for ever: a child's events from all services meet in one partition number only while every topic has as many. */
    public static final int PARTITIONS = 12;

    /** A topic that exists is known to every broker by then. */
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(10);

    private static final Map<String, String> KEPT_AS_LONG_AS_THE_RECORDS =
            Map.of("retention.ms", "-1", "retention.bytes", "-1");

    private Topics() {}

    public static String of(String service) {
        return "waymark." + service;
    }

    public static String deadLettersOf(String topic) {
        return topic + ".dead-letters";
    }

    /**
     * Makes the topics that are not there yet, with the broker's own replication.
     *
     * @throws IllegalStateException where a topic is there with another number of partitions
     */
    public static void ensure(Admin admin, List<String> topics) throws InterruptedException, ExecutionException {
        var wanted = topics.stream()
                .flatMap(topic -> Stream.of(topic, deadLettersOf(topic)))
                .toList();
        Set<String> present = admin.listTopics().names().get();
        var missing = wanted.stream()
                .filter(topic -> !present.contains(topic))
                .map(topic -> new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                        .configs(KEPT_AS_LONG_AS_THE_RECORDS))
                .toList();
        // Those made here have as many partitions as was asked; others may have been made a moment ago, and are listed
        // only by and by.
        var others = new ArrayList<>(wanted.stream().filter(present::contains).toList());
        for (var created : admin.createTopics(missing).values().entrySet()) {
            try {
                created.getValue().get();
            } catch (ExecutionException raced) {
                if (!(raced.getCause() instanceof TopicExistsException)) throw raced;
                others.add(created.getKey());
            }
        }
        described(admin, others).forEach((topic, description) -> {
            if (description.partitions().size() != PARTITIONS) {
                throw new IllegalStateException("topic %s has %d partitions but must have %d"
                        .formatted(topic, description.partitions().size(), PARTITIONS));
            }
        });
    }

    private static Map<String, TopicDescription> described(Admin admin, List<String> topics)
            throws InterruptedException, ExecutionException {
        long until = System.nanoTime() + KNOWN_WITHIN.toNanos();
        while (true) {
            try {
                return admin.describeTopics(topics).allTopicNames().get();
            } catch (ExecutionException notYet) {
                boolean comes = notYet.getCause() instanceof UnknownTopicOrPartitionException;
                if (!comes || System.nanoTime() - until > 0) throw notYet;
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }
}
