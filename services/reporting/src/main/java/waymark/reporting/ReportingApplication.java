package waymark.reporting;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.BusinessClock;
import waymark.events.ChildKeys;
import waymark.events.DeadLetters;
import waymark.events.KafkaConnection;
import waymark.reporting.domain.alerts.AlertEvent;
import waymark.reporting.domain.alerts.AlertFacts;
import waymark.reporting.domain.alerts.Alerts;
import waymark.reporting.domain.cme.InvolvementEvent;
import waymark.reporting.domain.cme.InvolvementFacts;
import waymark.reporting.domain.cme.Involvements;
import waymark.reporting.domain.ehc.AssessmentEvent;
import waymark.reporting.domain.ehc.AssessmentFacts;
import waymark.reporting.domain.ehc.Assessments;
import waymark.reporting.domain.social.EarlyHelpCases;
import waymark.reporting.domain.social.EarlyHelpEvent;
import waymark.reporting.domain.social.EarlyHelpFacts;
import waymark.reporting.domain.social.ReferralEvent;
import waymark.reporting.domain.social.ReferralFacts;
import waymark.reporting.domain.social.Referrals;
import waymark.reporting.events.AlertEvents;
import waymark.reporting.events.AssessmentEvents;
import waymark.reporting.events.Chronology;
import waymark.reporting.events.DeadLetterBox;
import waymark.reporting.events.EarlyHelpEvents;
import waymark.reporting.events.FactReader;
import waymark.reporting.events.Facts;
import waymark.reporting.events.InvolvementEvents;
import waymark.reporting.events.Past;
import waymark.reporting.events.Rebuild;
import waymark.reporting.events.ReferralEvents;
import waymark.reporting.events.SelfCheck;
import waymark.reporting.events.Source;
import waymark.web.WaymarkService;
import waymark.web.WaymarkSettings;
import waymark.web.access.CaseServices;
import waymark.web.access.ResourceServer;
import waymark.web.audit.KeepsAudit;

/** Every figure, read off facts in memory, on port 8085. */
@WaymarkService
@ResourceServer
@KeepsAudit
@ComponentScan(basePackages = "waymark.reporting.api")
@Import(CaseServices.class)
public class ReportingApplication {
    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "reporting");
        System.setProperty("spring.config.location", "classpath:/reporting/");
        SpringApplication.run(ReportingApplication.class, arguments);
    }

    /** One bean for each kind of case that is reported on. */
    @Bean
    Source<InvolvementFacts, InvolvementEvent, Involvements> involvements() {
        return InvolvementEvents.SOURCE;
    }

    @Bean
    Source<AssessmentFacts, AssessmentEvent, Assessments> assessments() {
        return AssessmentEvents.SOURCE;
    }

    @Bean
    Source<ReferralFacts, ReferralEvent, Referrals> referrals() {
        return ReferralEvents.SOURCE;
    }

    @Bean
    Source<EarlyHelpFacts, EarlyHelpEvent, EarlyHelpCases> earlyHelp() {
        return EarlyHelpEvents.SOURCE;
    }

    @Bean
    Source<AlertFacts, AlertEvent, Alerts> alerts() {
        return AlertEvents.SOURCE;
    }

    @Bean
    Facts facts(List<Source<?, ?, ?>> sources) {
        return new Facts(sources);
    }

    @Bean
    Producer<String, byte[]> deadLetterProducer(KafkaConnection kafka) {
        return kafka.producer("reporting");
    }

    @Bean
    DeadLetters deadLetters(Producer<String, byte[]> producer) {
        return new DeadLetters(producer, "reporting");
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    FactReader factReader(
            KafkaConnection kafka,
            List<Source<?, ?, ?>> sources,
            Facts facts,
            WaymarkSettings settings,
            @Value("${waymark.reporting.save-every}") Duration saveEvery,
            DeadLetters deadLetters,
            BusinessClock clock,
            MeterRegistry metrics) {
        return new FactReader(
                kafka, sources, facts, settings.folder().resolve("reporting"), saveEvery, deadLetters, clock, metrics);
    }

    @Bean
    Past past(KafkaConnection kafka, List<Source<?, ?, ?>> sources) {
        return new Past(kafka, sources);
    }

    /** The children's keys are made from person numbers under the same secret as where cases are kept. */
    @Bean
    ChildKeys childKeys(@Value("${waymark.child-key-secret}") String secret) {
        return new ChildKeys(secret.getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    Chronology chronology(KafkaConnection kafka, Facts facts, ChildKeys childKeys, JsonMapper json) {
        return new Chronology(kafka, facts, childKeys, json);
    }

    @Bean
    Rebuild rebuild(KafkaConnection kafka, List<Source<?, ?, ?>> sources, FactReader reader) {
        return new Rebuild(kafka, sources, reader);
    }

    @Bean
    DeadLetterBox deadLetterBox(KafkaConnection kafka, List<Source<?, ?, ?>> sources, DeadLetters deadLetters) {
        return new DeadLetterBox(kafka, sources, deadLetters);
    }

    @Bean(destroyMethod = "close")
    SelfCheck selfCheck(
            KafkaConnection kafka,
            List<Source<?, ?, ?>> sources,
            Facts facts,
            FactReader reader,
            @Value("${waymark.reporting.self-check.every}") Duration every,
            @Value("${waymark.reporting.self-check.most-cases}") int most,
            MeterRegistry metrics) {
        var selfCheck = new SelfCheck(kafka, sources, facts, reader, most, new Random(), metrics);
        selfCheck.start(every);
        return selfCheck;
    }
}
