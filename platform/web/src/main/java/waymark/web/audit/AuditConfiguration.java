package waymark.web.audit;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of a service in which people's records are read. */
@Configuration(proxyBeanMethods = false)
@Import(AuditController.class)
class AuditConfiguration {
    @Bean
    AuditTrail auditTrail(
            MongoDatabase database, @Value("${spring.application.name}") String service, MeterRegistry metrics) {
        return new AuditTrail(database, service, Clock.systemUTC(), metrics);
    }
}
