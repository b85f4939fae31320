package waymark.web.cases;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import waymark.events.KafkaConnection;
import waymark.events.Topics;

/** Makes a service's topics as soon as Kafka can be reached; the service itself starts and takes commands without it. */
final class TopicsAtStart implements InitializingBean, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(TopicsAtStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaConnection kafka;
    private final List<String> topics;
    private final Thread thread = Thread.ofVirtual().name("topics").unstarted(this::ensure);

    TopicsAtStart(KafkaConnection kafka, List<String> topics) {
        this.kafka = kafka;
        this.topics = topics;
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
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
