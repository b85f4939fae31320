package waymark.alerts;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.alerts.domain.RuleSettings;
import waymark.alerts.events.Agenda;
import waymark.alerts.events.AlertKinds;
import waymark.alerts.events.ErasedCases;
import waymark.alerts.events.ErasureReader;
import waymark.alerts.events.RuleBook;
import waymark.alerts.events.WatchReader;
import waymark.alerts.events.Watches;
import waymark.alerts.notices.NoticesConfiguration;
import waymark.alerts.raising.MissedDays;
import waymark.alerts.raising.MissedDaysGauge;
import waymark.alerts.raising.Ticker;
import waymark.calendar.BusinessClock;
import waymark.events.DeadLetters;
import waymark.events.KafkaConnection;
import waymark.web.WaymarkService;
import waymark.web.access.CaseServices;
import waymark.web.access.ResourceServer;
import waymark.web.cases.CasePlatform;
import waymark.web.cases.KeepsCases;
import waymark.web.cases.KeptCases;

/** Alerts, on port 8084. */
@WaymarkService
@ResourceServer
@KeepsCases
@ComponentScan(basePackages = "waymark.alerts.api")
@Import({CaseServices.class, NoticesConfiguration.class})
public class AlertsApplication {
    public static void main(String[] arguments) {
        new AlertsService().startAlone(arguments);
    }

    @Bean
    KeptCases<Alert, AlertCommand, AlertEvent> alerts(CasePlatform platform) {
        return new KeptCases<>(platform, AlertKinds.alerts());
    }

    @Bean
    KeptCases<RuleSettings, RuleSettings.Set, RuleSettings.Event> settings(CasePlatform platform) {
        return new KeptCases<>(platform, AlertKinds.settings());
    }

    @Bean
    Watches watches(MongoDatabase database) {
        return new Watches(database);
    }

    @Bean
    ErasedCases erasedCases(MongoDatabase database) {
        return new ErasedCases(database);
    }

    @Bean
    Agenda agenda() {
        return new Agenda();
    }

    @Bean
    RuleBook ruleBook(KeptCases<RuleSettings, RuleSettings.Set, RuleSettings.Event> settings) {
        return new RuleBook(settings.files());
    }

    @Bean
    DeadLetters deadLetters(Producer<String, byte[]> producer) {
        return new DeadLetters(producer, "alerts");
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    WatchReader watchReader(
            KafkaConnection kafka,
            @Value("${waymark.alerts.group}") String group,
            Watches watches,
            Agenda agenda,
            RuleBook rules,
            DeadLetters deadLetters,
            BusinessClock clock,
            MeterRegistry metrics) {
        return new WatchReader(kafka, group, watches, agenda, rules, deadLetters, clock, metrics);
    }

    @Bean
    MissedDays missedDays(
            Watches watches,
            RuleBook rules,
            KeptCases<Alert, AlertCommand, AlertEvent> alerts,
            ErasedCases erasedCases,
            BusinessClock clock) {
        return new MissedDays(watches, rules, alerts.files(), erasedCases, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    MissedDaysGauge missedDaysGauge(
            MissedDays days, @Value("${waymark.alerts.count-missed-every}") Duration every, MeterRegistry metrics) {
        return new MissedDaysGauge(days, every, metrics);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ErasureReader erasureReader(
            KafkaConnection kafka,
            @Value("${waymark.alerts.group}") String group,
            KeptCases<Alert, AlertCommand, AlertEvent> alerts,
            ErasedCases erasedCases,
            DeadLetters deadLetters,
            BusinessClock clock) {
        return new ErasureReader(kafka, group + "-erasures", alerts.files(), erasedCases, deadLetters, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Ticker ticker(
            Watches watches,
            Agenda agenda,
            WatchReader reader,
            RuleBook rules,
            KeptCases<Alert, AlertCommand, AlertEvent> alerts,
            ErasedCases erasedCases,
            BusinessClock clock,
            @Value("${waymark.alerts.tick-every}") Duration every,
            MeterRegistry metrics) {
        return new Ticker(watches, agenda, reader, rules, alerts.files(), erasedCases, clock, every, metrics);
    }
}
