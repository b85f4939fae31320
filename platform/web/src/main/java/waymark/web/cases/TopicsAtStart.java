package waymark.web.cases;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ConfigurableApplicationContext;
import waymark.events.KafkaConnection;
import waymark.events.Topics;

/**
 * Makes a service's topics as soon as Kafka can be reached; the service itself starts and takes commands without it. Where a topic has another number of partitions, the service
 * ends: what it would publish would go to other partitions than what went before, and the order of a child's events would be lost.
 */
final class TopicsAtStart implements InitializingBean, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(TopicsAtStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaConnection kafka;
    private final List<String> topics;
    private final ConfigurableApplicationContext service;
    private final Thread thread = Thread.ofVirtual().name("topics").unstarted(this::ensure);

    TopicsAtStart(KafkaConnection kafka, List<String> topics, ConfigurableApplicationContext service) {
        this.kafka = kafka;
        this.topics = topics;
        this.service = service;
    }

    @Override
    public void afterPropertiesSet() {
        thread.start();
    }

    @Override
    public void destroy() {
        thread.interrupt();
    }

    private void ensure() {
        try (var admin = kafka.admin()) {
            while (true) {
                try {
                    Topics.ensure(admin, topics);
                    return;
                } catch (ExecutionException | KafkaException away) {
                    log.warn("the topics {} cannot be made yet: {}", topics, away.toString());
                    Thread.sleep(PAUSE);
                } catch (IllegalStateException otherPartitions) {
                    log.error("the service ends: {}", otherPartitions.getMessage());
                    Thread.ofPlatform().name("end").start(service::close);
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
