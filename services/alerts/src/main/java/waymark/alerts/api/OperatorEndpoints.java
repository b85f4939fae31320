package waymark.alerts.api;

import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.alerts.raising.MissedDays;

/** What operators see, under {@code /actuator}. */
@Configuration(proxyBeanMethods = false)
class OperatorEndpoints {
    @Bean
    MissedEndpoint missedEndpoint(MissedDays days) {
        return new MissedEndpoint(days);
    }

    /** Deadlines missed, and those of them without an alert, of which there should be none; by authority. */
    @Endpoint(id = "missed")
    record MissedEndpoint(MissedDays days) {
        @ReadOperation
        Map<String, MissedDays.Count> count() {
            return days.count();
        }
    }
}
