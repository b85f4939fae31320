package waymark.alerts.notices;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.alerts.domain.Kind;
import waymark.alerts.domain.Severity;
import waymark.alerts.events.AlertKinds;
import waymark.calendar.BusinessClock;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseFiles;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.DeadLetters;
import waymark.events.GroupFollower;
import waymark.events.KafkaConnection;
import waymark.events.UnreadableEvent;
import waymark.web.Constants;

/**
 * Writes a notice for whoever has to be told of what happened to an alert, and commits how far it read only then. A notice's id is made from what it is about, so what is delivered
 * again changes nothing.
 */
final class NoticeReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NoticeReader.class);
    private static final String TYPES = AlertKinds.TOPIC + ".";
    /** What calls upon somebody else than before. */
    private static final List<String> CALLING = List.of("raised", "escalated", "handed-over", "reinstated");

    private static final String SETTINGS = "rules-changed";

    private final NoticeSettings settings;
    private final OfficeHours hours;
    private final Notices notices;
    private final Recipients recipients;
    private final CaseFiles<Alert, AlertCommand, AlertEvent> alerts;
    private final DeadLetters deadLetters;
    private final BusinessClock clock;
    private final JsonMapper json;
    private final MeterRegistry metrics;
    private final GroupFollower follower;

    NoticeReader(
            KafkaConnection kafka,
            NoticeSettings settings,
            Notices notices,
            Recipients recipients,
            CaseFiles<Alert, AlertCommand, AlertEvent> alerts,
            DeadLetters deadLetters,
            BusinessClock clock,
            JsonMapper json,
            MeterRegistry metrics) {
        follower = new GroupFollower(
                kafka, "alerts-notices", settings.notices().group(), List.of(AlertKinds.TOPIC), this::write);
        this.settings = settings;
        hours = settings.notices().hours();
        this.notices = notices;
        this.recipients = recipients;
        this.alerts = alerts;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.json = json;
        this.metrics = metrics;
    }

    void start() {
        follower.start();
    }

    @Override
    public void close() {
        follower.close();
    }

    private void write(ConsumerRecords<String, byte[]> records) throws InterruptedException, ExecutionException {
        if (records.isEmpty()) return;
        var batch = new Batch(clock.now());
        for (var message : records) {
            try {
                batch.add(CloudEventRecords.read(message));
            } catch (UnreadableEvent senseless) {
                keep(message, senseless);
            }
        }
        notices.add(batch.webhooks);
    }

    private void keep(ConsumerRecord<String, byte[]> message, UnreadableEvent unreadable)
            throws InterruptedException, ExecutionException {
        deadLetters.keep(message, unreadable.getMessage());
        log.atWarn()
                .addKeyValue("topic", message.topic())
                .addKeyValue("partition", message.partition())
                .addKeyValue("offset", message.offset())
                .log("a record was put to the dead letters: {}", unreadable.getMessage());
    }

    /** What some events lead to. E-mails are written one by one, since few are; webhooks' notices together. */
    private final class Batch {
        private final Instant now;
        private final List<Notice> webhooks = new ArrayList<>();
        private final Map<String, List<Recipient>> known = new HashMap<>();
        /** How many e-mails a person has of an hour. */
        private final Map<String, Long> counts = new HashMap<>();

        Batch(Instant now) {
            this.now = now;
        }

        void add(CaseEvent event) throws UnreadableEvent {
            if (!event.type().startsWith(TYPES)) return;
            var type = event.type().substring(TYPES.length());
            boolean isOld =
                    event.recordedAt().isBefore(now.minus(settings.notices().newest()));
            if (type.equals(SETTINGS) || isOld) return;
            var data = data(event);
            boolean hasWebhook = settings.webhooks().containsKey(event.authority());
            boolean isCalling = CALLING.contains(type);
            boolean isUrgent = type.equals("raised") && isUrgent(data);
            var team = text(data, "team");
            if (hasWebhook || (isCalling && !type.equals("raised"))) {
                var file = alerts.find(event.authority(), event.caseId());
                if (file.isEmpty()) return;
                if (hasWebhook) webhooks.add(webhook(event, type, file.get()));
                var alert = file.get().state();
                var warning = alert.about().warning();
                // Of what has ended nobody is called.
                isUrgent = alert.isOpen() && warning.severity() == Severity.URGENT && warning.toAcknowledge();
                team = warning.team();
            }
            if (!isUrgent || !isCalling) return;
            for (var recipient : called(event.authority(), team, text(data, "role"), text(data, "officer")))
                email(Notice.email(
                        event.authority(),
                        recipient.account(),
                        event.caseId(),
                        event.sequence(),
                        type,
                        event.recordedAt(),
                        hours.onOrAfter(now)));
        }

        private JsonNode data(CaseEvent event) throws UnreadableEvent {
            try {
                var data = json.readTree(event.data());
                if (data.isObject()) return data;
                throw new UnreadableEvent(event.caseId(), event.sequence(), "the data are not an object");
            } catch (JacksonException notJson) {
                throw new UnreadableEvent(event.caseId(), event.sequence(), "the data are not JSON");
            }
        }

        /** Its officer; where it is nobody's, or the officer's address is not known, everyone of its role. Of a team's, those who are told of that team's alone. */
        private List<Recipient> called(String authority, String team, String role, String officer) {
            var all = known.computeIfAbsent(authority, recipients::of).stream()
                    .filter(recipient -> recipient.isTold(team))
                    .toList();
            var own = all.stream()
                    .filter(recipient -> recipient.account().equals(officer))
                    .findFirst();
            var called = own.map(List::of)
                    .orElseGet(() -> all.stream()
                            .filter(recipient -> recipient.roles().contains(role))
                            .toList());
            if (called.isEmpty()) count("unaddressed");
            return called.stream().filter(Recipient::urgent).toList();
        }

        private void email(Notice notice) {
            var hour = "%s/%s/%d"
                    .formatted(
                            notice.authority(), notice.recipient(), notice.at().getEpochSecond() / 3_600);
            long count = counts.computeIfAbsent(hour, _ -> notices.ofHour(notice));
            if (count >= settings.notices().mostAnHour()) {
                count("left-to-digest");
            } else if (!notices.isThere(notice.id()) && isKept(notice)) {
                notices.add(List.of(notice));
                counts.put(hour, count + 1);
            }
        }
    }

    /** The store has an alert before the topic has; where it has not, it was erased. */
    private boolean isKept(Notice notice) {
        return alerts.find(notice.authority(), notice.alert()).isPresent();
    }

    private void count(String result) {
        metrics.counter("waymark.notices", "channel", "email", "result", result).increment();
    }

    private static boolean isUrgent(JsonNode data) {
        return Constants.code(Severity.URGENT).equals(text(data, "severity"))
                && data.path("toAcknowledge").asBoolean(false);
    }

    private static String text(JsonNode data, String field) {
        return data.path(field).isString() ? data.path(field).asString() : null;
    }

    /**
     * What a webhook is told. No name, no words that anybody wrote, no child, and not which case: whoever may open that asks for the alert.
     *
     * @param id of the event, the same in every attempt
     * @param sequence of the event among the alert's: what comes later may arrive sooner
     * @param level at which the alert stood then
     */
    record Posted(
            UUID id,
            String type,
            String authority,
            UUID alert,
            int sequence,
            String alertRef,
            Kind kind,
            String rule,
            String milestone,
            Severity severity,
            boolean toAcknowledge,
            int level,
            LocalDate dueOn,
            Instant dueAt,
            Instant raisedAt,
            LocalDate effectiveOn,
            Instant recordedAt) {}

    private Notice webhook(CaseEvent event, String type, CaseFile<Alert> file) {
        var about = file.state().about();
        var warning = about.warning();
        var posted = new Posted(
                event.id(),
                event.type(),
                event.authority(),
                event.caseId(),
                event.sequence(),
                warning.reference(),
                warning.kind(),
                warning.rule(),
                warning.milestone(),
                warning.severity(),
                warning.toAcknowledge(),
                levelAt(event.sequence(), file),
                warning.dueOn(),
                warning.dueAt(),
                about.raisedAt(),
                event.effectiveOn(),
                event.recordedAt());
        var now = clock.now();
        return Notice.webhook(
                event.authority(),
                event.caseId(),
                event.sequence(),
                type,
                json.writeValueAsString(posted),
                event.recordedAt(),
                now);
    }

    private int levelAt(int sequence, CaseFile<Alert> file) {
        return file.history().stream()
                .filter(entry -> entry.event().sequence() <= sequence)
                .map(entry -> json.readTree(entry.event().data()).path("level"))
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt)
                .reduce((_, later) -> later)
                .orElseGet(() -> Optional.ofNullable(file.state().about())
                        .map(Alert.Particulars::level)
                        .orElse(1));
    }
}
