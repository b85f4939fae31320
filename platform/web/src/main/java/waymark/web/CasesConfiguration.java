package waymark.web;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.casefile.Publication;
import waymark.events.ChildKeys;
import waymark.events.KafkaConnection;

/** The beans that a service needs to keep cases and publish their events. */
@Configuration(proxyBeanMethods = false)
class CasesConfiguration {
    @Bean
    MongoDatabase database(MongoClient client, @Value("${waymark.database:waymark}") String name) {
        return client.getDatabase(name);
    }

    /** Without the secret nobody could tell which child an event is about: there is no default. */
    @Bean
    ChildKeys childKeys(@Value("${waymark.child-key-secret}") String secret) {
        return new ChildKeys(secret.getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    RepublishEndpoint republishEndpoint(List<Publication> publications) {
        return new RepublishEndpoint(publications);
    }

    @Bean
    TopicsAtStart topicsAtStart(KafkaConnection kafka, List<Publication> publications) {
        return new TopicsAtStart(
                kafka, publications.stream().map(Publication::topic).distinct().toList());
    }

    @Bean
    Producer<String, byte[]> producer(KafkaConnection kafka, @Value("${spring.application.name}") String service) {
        return kafka.producer(service);
    }
}
