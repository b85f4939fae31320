package waymark.web.cases;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.BusinessClock;
import waymark.casefile.Erasures;
import waymark.casefile.Publication;
import waymark.events.ChildKeys;
import waymark.events.KafkaConnection;
import waymark.web.Recorders;
import waymark.web.WaymarkSettings;
import waymark.web.audit.AuditTrail;
import waymark.web.audit.TeamsCases;

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
    Producer<String, byte[]> producer(KafkaConnection kafka, @Value("${spring.application.name}") String service) {
        return kafka.producer(service);
    }

    @Bean
    CasePlatform casePlatform(
            MongoDatabase database,
            Producer<String, byte[]> producer,
            ChildKeys childKeys,
            @Value("${waymark.sweep-every}") Duration sweepEvery,
            Recorders recorders,
            BusinessClock clock,
            MeterRegistry metrics,
            WaymarkSettings settings,
            JsonMapper json,
            AuditTrail audit,
            Environment environment) {
        return new CasePlatform(
                database,
                producer,
                childKeys,
                sweepEvery,
                recorders,
                clock,
                metrics,
                settings.folder(),
                json,
                audit,
                environment);
    }

    @Bean
    RepublishEndpoint republishEndpoint(List<KeptCases<?, ?, ?>> kinds) {
        return new RepublishEndpoint(publications(kinds));
    }

    @Bean
    TopicsAtStart topicsAtStart(
            KafkaConnection kafka, List<KeptCases<?, ?, ?>> kinds, ConfigurableApplicationContext service) {
        return new TopicsAtStart(
                kafka,
                Stream.concat(publications(kinds).stream().map(Publication::topic), Stream.of(Erasures.TOPIC))
                        .distinct()
                        .toList(),
                service);
    }

    @Bean
    TeamsCases teamsCases(List<KeptCases<?, ?, ?>> kinds) {
        return (caller, kind, caseId) -> kinds.stream()
                .filter(cases -> cases.name().equals(kind))
                .anyMatch(cases -> cases.isOfTheirs(caller, caseId));
    }

    private static List<Publication> publications(List<KeptCases<?, ?, ?>> kinds) {
        return kinds.stream().<Publication>map(KeptCases::publication).toList();
    }
}
