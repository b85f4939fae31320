package waymark.reporting.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import waymark.calendar.LondonTime;
import waymark.events.CaseEvent;
import waymark.events.Topics;

/** One alert's events as their service would publish them. Moments are RFC 3339. */
public final class AlertStory {
    public static final String TOPIC = Topics.of("alerts");

    private final UUID child;
    private final UUID caseId = UUID.randomUUID();
    private final String raisedAt;
    private final String about;
    private CaseStory story;

    private AlertStory(UUID child, String raisedAt, String about, boolean late) {
        this.child = child;
        this.raisedAt = raisedAt;
        this.about = about;
        story = story(late);
    }

    /** @param more fields, such as the day by which to respond */
    public static AlertStory raised(String at, String more) {
        return about(at, "involvement", UUID.randomUUID(), more);
    }

    public static AlertStory about(String at, String kind, UUID caseId, String more) {
        var about =
                "\"rule\":\"cme-review\",\"milestone\":\"missed\",\"kind\":\"%s\",\"caseId\":\"%s\",\"caseReference\":\"CME-1\"%s"
                        .formatted(kind, caseId, more.isEmpty() ? "" : "," + more);
        return new AlertStory(UUID.randomUUID(), at, about, false);
    }

    public static AlertStory aboutMeasure(String at, String measure) {
        var about = "\"rule\":\"measure-off-track\",\"milestone\":\"red\",\"subject\":\"%s\"".formatted(measure);
        return new AlertStory(null, at, about, false);
    }

    private CaseStory story(boolean late) {
        var data =
                "\"reference\":\"ALERT-1\",\"origin\":\"rule\",\"settings\":0,\"severity\":\"urgent\",\"since\":\"%s\",\"raisedAt\":\"%s\",\"late\":%b,\"toAcknowledge\":%b,\"level\":1,\"role\":\"cme-officer\",%s"
                        .formatted(raisedAt, raisedAt, late, about.contains("respondBy"), about);
        return new CaseStory(TOPIC, "825", child, caseId).and("raised", day(raisedAt), Instant.parse(raisedAt), data);
    }

    /** Of one to which nothing has happened yet. */
    public AlertStory late() {
        story = story(true);
        return this;
    }

    public AlertStory acknowledged(String at) {
        return event("acknowledged", at, "\"acknowledgedAt\":\"%s\"".formatted(at));
    }

    public AlertStory handedOver(String on, String role) {
        story.and(
                "handed-over",
                on,
                LondonTime.startOf(LocalDate.parse(on)),
                "\"handedOverOn\":\"%s\",\"role\":\"%s\"".formatted(on, role));
        return this;
    }

    public AlertStory escalated(String at, int level, String role, String respondBy, boolean byTime) {
        return event(
                "escalated",
                at,
                "\"escalatedAt\":\"%s\",\"level\":%d,\"role\":\"%s\",\"respondBy\":\"%s\",\"byTime\":%b"
                        .formatted(at, level, role, respondBy, byTime));
    }

    public AlertStory resolved(String at, String outcome) {
        return event("resolved", at, "\"resolvedAt\":\"%s\",\"outcome\":\"%s\"".formatted(at, outcome));
    }

    public AlertStory settled(String at) {
        return event("settled", at, "\"settledAt\":\"%s\",\"why\":\"progress\"".formatted(at));
    }

    public AlertStory withdrawn(String at) {
        return event("withdrawn", at, "\"withdrawnAt\":\"%s\",\"why\":\"date-corrected\"".formatted(at));
    }

    public AlertStory reinstated(String at, String respondBy) {
        return event("reinstated", at, "\"reinstatedAt\":\"%s\",\"respondBy\":\"%s\"".formatted(at, respondBy));
    }

    /** For another role than it was raised for. */
    public AlertStory reinstatedFor(String role, String at, String respondBy) {
        return event(
                "reinstated",
                at,
                "\"reinstatedAt\":\"%s\",\"respondBy\":\"%s\",\"role\":\"%s\"".formatted(at, respondBy, role));
    }

    public UUID caseId() {
        return caseId;
    }

    public List<CaseEvent> events() {
        return story.events();
    }

    public List<ProducerRecord<String, byte[]>> records() {
        return story.records();
    }

    private AlertStory event(String type, String at, String data) {
        story.and(type, day(at), Instant.parse(at), data);
        return this;
    }

    private static String day(String at) {
        return LondonTime.dateOf(Instant.parse(at)).toString();
    }
}
