package waymark.reporting.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import waymark.events.Topics;

/** One assessment's events as its service would publish them, with the marks of its clocks. */
public final class AssessmentStory {
    public static final String TOPIC = Topics.of("assessments");

    private record Run(String clock, int instance, String subject, LocalDate startedOn, LocalDate dueOn) {
        String mark(String action, String on) {
            return "{\"clock\":\"%s\",\"version\":1,\"action\":\"%s\",\"startedOn\":\"%s\",\"dueOn\":\"%s\",\"instance\":%d%s%s}"
                    .formatted(
                            clock,
                            action,
                            startedOn,
                            dueOn,
                            instance,
                            subject == null ? "" : ",\"subject\":\"" + subject + "\"",
                            on == null ? "" : ",\"on\":\"" + on + "\"");
        }
    }

    private final CaseStory story;
    private final Instant recordedAt;
    private final List<Run> running = new ArrayList<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final List<String> marks = new ArrayList<>();

    public AssessmentStory(String authority, UUID child, UUID caseId, Instant recordedAt) {
        story = new CaseStory(TOPIC, authority, child, caseId);
        this.recordedAt = recordedAt;
    }

    /** @param more fields of the data, each with a comma before it */
    public AssessmentStory requested(String on, String more) {
        start("ehc-decision", null, on, 42);
        start("ehc-not-issue", null, on, 112);
        start("ehc-plan", null, on, 140);
        return event("requested", "requestedOn", on, ",\"reference\":\"E-1\"" + more);
    }

    public AssessmentStory movedIn(String on, String more) {
        start("ehc-annual-review", null, on, 365);
        return event("moved-in", "transferredOn", on, ",\"reference\":\"E-1\",\"fromAuthority\":\"826\"" + more);
    }

    public AssessmentStory assessed(String on) {
        stop("ehc-decision", on);
        return event("decision-made", "decidedOn", on, ",\"decision\":\"assess\"");
    }

    public AssessmentStory notAssessed(String on) {
        stop("ehc-decision", on);
        lapseAll(on);
        return event("decision-made", "decidedOn", on, ",\"decision\":\"do-not-assess\"");
    }

    public AssessmentStory asked(String body, String on) {
        asked.put(body, next());
        start("ehc-advice", body, on, 42);
        return event("advice-requested", "requestedOn", on, ",\"body\":\"" + body + "\"");
    }

    public AssessmentStory received(String body, String on) {
        end("stop", on, run -> body.equals(run.subject));
        return event(
                "advice-received",
                "receivedOn",
                on,
                ",\"body\":\"%s\",\"request\":%d".formatted(body, asked.get(body)));
    }

    public AssessmentStory exception(String on) {
        running.stream()
                .filter(run -> run.clock.equals("ehc-plan"))
                .forEach(run -> marks.add(run.mark("excuse", null)));
        return event("exception-recorded", "recordedOn", on, ",\"clock\":\"ehc-plan\",\"code\":\"absent-from-area\"");
    }

    public AssessmentStory drafted(String on) {
        return event("draft-plan-sent", "sentOn", on, "");
    }

    public AssessmentStory issued(String on) {
        stop("ehc-plan", on);
        stop("ehc-order-plan", on);
        lapseAll(on);
        start("ehc-annual-review", null, on, 365);
        return event("plan-issued", "issuedOn", on, "");
    }

    public AssessmentStory notIssued(String on) {
        stop("ehc-not-issue", on);
        lapseAll(on);
        return event("plan-not-issued", "decidedOn", on, "");
    }

    public AssessmentStory withdrawn(String on) {
        lapseAll(on);
        return event("withdrawn", "withdrawnOn", on, "");
    }

    public AssessmentStory reviewed(String on) {
        stop("ehc-annual-review", on);
        start("ehc-annual-review", null, on, 365);
        start("ehc-review-decision", null, on, 28);
        start("ehc-amended-plan", null, on, 84);
        return event("review-held", "heldOn", on, "");
    }

    /** To amend the plan after the review of that sequence. */
    public AssessmentStory amending(String on, int review) {
        stop("ehc-review-decision", on);
        return event("review-decided", "decidedOn", on, ",\"review\":%d,\"decision\":\"amend\"".formatted(review));
    }

    public AssessmentStory amended(String on, int review) {
        stop("ehc-amended-plan", on);
        return event("plan-amended", "issuedOn", on, ",\"review\":" + review);
    }

    /** Registers an appeal about a refusal to assess. */
    public AssessmentStory appealed(String on) {
        asked.put("appeal", next());
        return event("appeal-registered", "registeredOn", on, ",\"about\":\"refusal-to-assess\"");
    }

    public AssessmentStory ordered(String on) {
        start("ehc-order-plan", null, on, 98);
        return event(
                "appeal-concluded",
                "concludedOn",
                on,
                ",\"appeal\":%d,\"about\":\"refusal-to-assess\",\"outcome\":\"ordered\""
                        .formatted(asked.get("appeal")));
    }

    public List<ProducerRecord<String, byte[]>> records() {
        return story.records();
    }

    public UUID caseId() {
        return story.caseId();
    }

    private int next() {
        return story.events().size() + 1;
    }

    private void start(String clock, String subject, String on, int days) {
        var day = LocalDate.parse(on);
        var run = new Run(clock, next(), subject, day, day.plusDays(days));
        running.add(run);
        marks.add(run.mark("start", null));
    }

    private void stop(String clock, String on) {
        end("stop", on, run -> run.clock.equals(clock));
    }

    private void lapseAll(String on) {
        end("lapse", on, run -> true);
    }

    private void end(String action, String on, Predicate<Run> which) {
        for (var run : running) if (which.test(run)) marks.add(run.mark(action, on));
        running.removeIf(which);
    }

    private AssessmentStory event(String type, String dayField, String on, String more) {
        var clocks = marks.isEmpty() ? "" : ",\"clocks\":[" + String.join(",", marks) + "]";
        story.and(type, on, recordedAt, "\"%s\":\"%s\"%s%s".formatted(dayField, on, more, clocks));
        marks.clear();
        return this;
    }
}
