package waymark.alerts.api;

import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.alerts.events.Watches;
import waymark.alerts.raising.MissedDays;
import waymark.events.CaseFold;

/** What operators see, under {@code /actuator}. */
@Configuration(proxyBeanMethods = false)
class OperatorEndpoints {
    @Bean
    ParkedEndpoint parkedEndpoint(Watches watches) {
        return new ParkedEndpoint(watches);
    }

    @Bean
    MissedEndpoint missedEndpoint(MissedDays days) {
        return new MissedEndpoint(days);
    }

    /** @param watches of which the parked cases are listed */
    @Endpoint(id = "parked")
    record ParkedEndpoint(Watches watches) {
        @ReadOperation
        List<CaseFold.Parked> list() {
            return watches.parked();
        }
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
