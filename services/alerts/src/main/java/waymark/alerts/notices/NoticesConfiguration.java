package waymark.alerts.notices;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.json.JsonMapper;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.calendar.BusinessClock;
import waymark.events.DeadLetters;
import waymark.events.KafkaConnection;
import waymark.web.CodeLists;
import waymark.web.WaymarkSettings;
import waymark.web.cases.KeptCases;

/** The beans of what goes out. A mail server is set as {@code spring.mail.host}; without one, e-mails are files in the service's folder. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticeSettings.class)
@ImportAutoConfiguration(MailSenderAutoConfiguration.class)
@Import({RecipientsController.class, NoticesController.class})
public class NoticesConfiguration {
    @Bean
    Notices notices(MongoDatabase database, MeterRegistry metrics) {
        var notices = new Notices(database);
        Gauge.builder("waymark.notices.dead", notices, Notices::dead)
                .description("Notices that failed at every attempt; an administrator can have them sent again")
                .register(metrics);
        return notices;
    }

    /** Where the demonstration's people sign in, they are written to. */
    @Bean
    Recipients recipients(
            MongoDatabase database,
            WaymarkSettings settings,
            @Value("${waymark.services.identity:}") String demonstration,
            Environment environment) {
        var recipients = new Recipients(database);
        if (settings.signIn().issuer().equals(demonstration)) {
            new CodeLists(environment, "waymark.alerts.code-lists")
                    .rows(
                            "demonstration-people.csv",
                            row -> new Recipient(
                                    row.getField("authority"),
                                    row.getField("account"),
                                    row.getField("account").toLowerCase(Locale.ROOT) + "@demonstration.invalid",
                                    codes(row.getField("roles")),
                                    codes(row.getField("teams")),
                                    true,
                                    true))
                    .forEach(recipients::add);
        }
        return recipients;
    }

    private static Set<String> codes(String text) {
        return text.isBlank() ? Set.of() : Set.of(text.strip().split(" +"));
    }

    @Bean
    Mailbox mailbox(ObjectProvider<JavaMailSender> server, WaymarkSettings settings) {
        var present = server.getIfAvailable();
        return present == null
                ? Mailbox.folder(settings.folder().resolve("mail"))
                : (_, message) -> present.send(message);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    NoticeReader noticeReader(
            KafkaConnection kafka,
            NoticeSettings settings,
            Notices notices,
            Recipients recipients,
            KeptCases<Alert, AlertCommand, AlertEvent> alerts,
            DeadLetters deadLetters,
            BusinessClock clock,
            JsonMapper json,
            MeterRegistry metrics) {
        return new NoticeReader(
                kafka, settings, notices, recipients, alerts.files(), deadLetters, clock, json, metrics);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    NoticeSender emailSender(
            NoticeSettings settings,
            Notices notices,
            Recipients recipients,
            KeptCases<Alert, AlertCommand, AlertEvent> alerts,
            Mailbox mailbox,
            BusinessClock clock,
            MeterRegistry metrics) {
        var delivery = new EmailDelivery(notices, recipients, alerts.files(), mailbox, settings);
        return new NoticeSender(delivery, notices, settings.notices(), clock, metrics);
    }

    @Bean(destroyMethod = "close")
    WebhookDelivery webhookDelivery(NoticeSettings settings) {
        return new WebhookDelivery(settings.webhooks());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    NoticeSender webhookSender(
            WebhookDelivery delivery,
            NoticeSettings settings,
            Notices notices,
            BusinessClock clock,
            MeterRegistry metrics) {
        return new NoticeSender(delivery, notices, settings.notices(), clock, metrics);
    }
}
