package waymark.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of case events, one per service, each with its dead letters beside it. */
public final class Topics {
    /** Fixed for ever: a child's events from all services meet in one partition number only while every topic has as many. */
    public static final int PARTITIONS = 12;

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
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException raced) {
                if (!(raced.getCause() instanceof TopicExistsException)) throw raced;
            }
        }
        // Those made just now may not be known to every broker yet, and have as many partitions as was asked.
        admin.describeTopics(wanted.stream().filter(present::contains).toList())
                .allTopicNames()
                .get()
                .forEach((topic, description) -> {
                    if (description.partitions().size() != PARTITIONS) {
                        throw new IllegalStateException("topic %s has %d partitions but must have %d"
                                .formatted(topic, description.partitions().size(), PARTITIONS));
                    }
                });
    }
}
