package waymark.reporting.api;

import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.events.CaseFold;
import waymark.events.DeadLetters.DeadLetter;
import waymark.reporting.events.DeadLetterBox;
import waymark.reporting.events.Facts;
import waymark.reporting.events.Rebuild;
import waymark.reporting.events.SelfCheck;

/** What operators see and do, under {@code /actuator}. */
@Configuration(proxyBeanMethods = false)
class OperatorEndpoints {
    @Bean
    ParkedEndpoint parkedEndpoint(Facts facts) {
        return new ParkedEndpoint(facts);
    }

    @Bean
    DeadLettersEndpoint deadLettersEndpoint(DeadLetterBox box) {
        return new DeadLettersEndpoint(box);
    }

    @Bean
    RebuildEndpoint rebuildEndpoint(Rebuild rebuild) {
        return new RebuildEndpoint(rebuild);
    }

    @Bean
    SelfCheckEndpoint selfCheckEndpoint(SelfCheck selfCheck) {
        return new SelfCheckEndpoint(selfCheck);
    }

    /** Ready for callers once everything that was on the topics at the start is in the figures. */
    @Bean
    HealthIndicator factsHealthIndicator(Facts facts) {
        return () -> (facts.ready() ? Health.up() : Health.outOfService())
                .withDetail("revision", facts.revision())
                .build();
    }

    /** @param facts of which the parked cases are listed */
    @Endpoint(id = "parked")
    record ParkedEndpoint(Facts facts) {
        @ReadOperation
        List<CaseFold.Parked> list() {
            return facts.parked();
        }
    }

    @Endpoint(id = "deadletters")
    record DeadLettersEndpoint(DeadLetterBox box) {
        @ReadOperation
        List<DeadLetter> list() throws Exception {
            return box.list();
        }

        @WriteOperation
        Map<String, Integer> replay() throws Exception {
            return Map.of("replayed", box.replay());
        }
    }

    @Endpoint(id = "rebuild")
    record RebuildEndpoint(Rebuild rebuild) {
        @ReadOperation
        Rebuild.Status status() {
            return rebuild.status();
        }

        @WriteOperation
        Rebuild.Status start() {
            return rebuild.start();
        }
    }

    @Endpoint(id = "selfcheck")
    record SelfCheckEndpoint(SelfCheck selfCheck) {
        @WriteOperation
        SelfCheck.Result run() throws Exception {
            return selfCheck.run();
        }
    }
}
