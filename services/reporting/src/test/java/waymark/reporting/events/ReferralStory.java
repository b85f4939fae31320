package waymark.reporting.events;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import waymark.calendar.LondonTime;
import waymark.calendar.WorkingDays;
import waymark.events.CaseEvent;

/** One contact's or referral's events as their service would publish them, with the marks of its clocks; a family's early help too. */
public final class ReferralStory {
    public static final String TOPIC = ReferralEvents.TOPIC;

    private static final WorkingDays WORKING = WorkingDays.englandAndWales();

    /** @param dueAt null of a clock that counts days */
    private record Run(
            String clock, int instance, LocalDate startedOn, LocalDate dueOn, Instant startedAt, Instant dueAt) {
        String mark(String action, LocalDate on, Instant at) {
            return "{\"clock\":\"%s\",\"version\":1,\"action\":\"%s\",\"startedOn\":\"%s\",\"dueOn\":\"%s\",\"instance\":%d%s%s%s}"
                    .formatted(
                            clock,
                            action,
                            startedOn,
                            dueOn,
                            instance,
                            on == null ? "" : ",\"on\":\"" + on + "\"",
                            dueAt == null ? "" : ",\"startedAt\":\"%s\",\"dueAt\":\"%s\"".formatted(startedAt, dueAt),
                            dueAt == null || at == null ? "" : ",\"at\":\"" + at + "\"");
        }
    }

    private final CaseStory story;
    private final List<Run> running = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private Instant recordedAt;

    public ReferralStory(String authority, UUID child, UUID caseId, Instant recordedAt) {
        story = new CaseStory(TOPIC, authority, child, caseId);
        this.recordedAt = recordedAt;
    }

    /** What comes next is recorded then. */
    public ReferralStory recorded(Instant at) {
        recordedAt = at;
        return this;
    }

    /**
     * @param at on a clock in London
     * @param more fields of the data, each with a comma before it
     */
    public ReferralStory contact(LocalDateTime at, String reference, String more) {
        var moment = LondonTime.at(at);
        hours("contact-24-hours", moment, 24);
        days("contact-working-day", at.toLocalDate(), WORKING.plus(at.toLocalDate(), 1));
        return event(
                "contact-received",
                at.toLocalDate(),
                "\"reference\":\"%s\",\"receivedAt\":\"%s\"%s".formatted(reference, moment, more));
    }

    public ReferralStory decided(LocalDateTime at, String decision) {
        var moment = LondonTime.at(at);
        end("stop", at.toLocalDate(), moment, run -> run.clock.startsWith("contact-"));
        return event(
                "contact-decided",
                at.toLocalDate(),
                "\"decidedAt\":\"%s\",\"decision\":\"%s\"".formatted(moment, decision));
    }

    /** As belonging to an open case. */
    public ReferralStory linked(LocalDateTime at, UUID openCase) {
        var moment = LondonTime.at(at);
        end("stop", at.toLocalDate(), moment, run -> run.clock.startsWith("contact-"));
        return event(
                "contact-decided",
                at.toLocalDate(),
                "\"decidedAt\":\"%s\",\"decision\":\"linked-to-open-case\",\"openCase\":\"%s\""
                        .formatted(moment, openCase));
    }

    public ReferralStory referred(LocalDate on, String more) {
        if (!more.contains("\"noFurtherAction\":true")) days("assessment", on, WORKING.plus(on, 45));
        return event("referral-made", on, "\"referredOn\":\"%s\"%s".formatted(on, more));
    }

    public ReferralStory started(LocalDate on) {
        return event("assessment-started", on, "\"startedOn\":\"%s\"".formatted(on));
    }

    public ReferralStory completed(LocalDate on, String outcome) {
        end("stop", on, null, run -> run.clock.equals("assessment"));
        return event("assessment-completed", on, "\"completedOn\":\"%s\",\"outcome\":\"%s\"".formatted(on, outcome));
    }

    /** Its number in the history. */
    public int enquiryBegun(LocalDate on) {
        days("conference", on, WORKING.plus(on, 15));
        event("strategy-discussion-held", on, "\"heldOn\":\"%s\",\"outcome\":\"section-47\"".formatted(on));
        return events().size();
    }

    public ReferralStory concluded(LocalDate on, int discussion, String outcome) {
        if (outcome.equals("no-conference-needed")) end("lapse", on, null, run -> run.instance == discussion);
        return event(
                "enquiry-concluded",
                on,
                "\"concludedOn\":\"%s\",\"discussion\":%d,\"outcome\":\"%s\"".formatted(on, discussion, outcome));
    }

    /** @param discussion 0 where none is known */
    public ReferralStory conference(LocalDate on, int discussion) {
        end("stop", on, null, run -> run.clock.equals("conference") && run.instance == discussion);
        var of = discussion == 0 ? "" : ",\"discussion\":" + discussion;
        return event("conference-held", on, "\"heldOn\":\"%s\",\"outcome\":\"protection-plan\"%s".formatted(on, of));
    }

    public ReferralStory planBegun(LocalDate on, String category) {
        days("protection-visit", on, on.plusWeeks(4));
        return event("protection-plan-begun", on, "\"begunOn\":\"%s\",\"category\":\"%s\"".formatted(on, category));
    }

    public ReferralStory visited(LocalDate on) {
        end("stop", on, null, run -> run.clock.equals("protection-visit"));
        days("protection-visit", on, on.plusWeeks(4));
        return event("child-seen", on, "\"seenOn\":\"%s\",\"occasion\":\"protection-plan\"".formatted(on));
    }

    public ReferralStory planEnded(LocalDate on) {
        end("lapse", on, null, run -> run.clock.startsWith("protection-"));
        return event("protection-plan-ended", on, "\"endedOn\":\"%s\"".formatted(on));
    }

    public ReferralStory allocated(LocalDate on, String worker, String team) {
        return event(
                "allocated",
                on,
                "\"allocatedOn\":\"%s\",\"worker\":\"%s\",\"team\":\"%s\"".formatted(on, worker, team));
    }

    public ReferralStory closed(LocalDate on, String reason) {
        end("lapse", on, null, run -> true);
        return event("closed", on, "\"closedOn\":\"%s\",\"reason\":\"%s\"".formatted(on, reason));
    }

    public ReferralStory voided(LocalDate on) {
        running.clear();
        return event("voided", on, "\"voidedOn\":\"%s\",\"reason\":\"opened-in-error\"".formatted(on));
    }

    /** @param data without its braces */
    public ReferralStory corrected(LocalDate on, String data) {
        return event("corrected", on, data);
    }

    // Early help

    public ReferralStory requested(LocalDateTime at, String more) {
        var moment = LondonTime.at(at);
        hours("early-help-progress", moment, 24);
        hours("early-help-progress-at-most", moment, 72);
        return event(
                "early-help-requested",
                at.toLocalDate(),
                "\"reference\":\"EH-1\",\"requestedAt\":\"%s\"%s".formatted(moment, more));
    }

    public ReferralStory progressed(LocalDateTime at, String team) {
        var moment = LondonTime.at(at);
        end("stop", at.toLocalDate(), moment, run -> run.clock.startsWith("early-help-progress"));
        hours("early-help-contact", moment, 24);
        days("early-help-support", at.toLocalDate(), at.toLocalDate().plusDays(5));
        return event(
                "early-help-progressed",
                at.toLocalDate(),
                "\"progressedAt\":\"%s\",\"team\":\"%s\"".formatted(moment, team));
    }

    public ReferralStory familyContacted(LocalDateTime at) {
        var moment = LondonTime.at(at);
        end("stop", at.toLocalDate(), moment, run -> run.clock.equals("early-help-contact"));
        return event("family-contacted", at.toLocalDate(), "\"contactedAt\":\"%s\"".formatted(moment));
    }

    public ReferralStory helpClosed(LocalDate on, String outcome) {
        end("lapse", on, null, run -> true);
        return event("early-help-closed", on, "\"closedOn\":\"%s\",\"outcome\":\"%s\"".formatted(on, outcome));
    }

    /** Of a type that nobody knows yet. */
    public ReferralStory somethingNew(LocalDate on) {
        return event("named-later", on, "\"namedOn\":\"%s\"".formatted(on));
    }

    public List<CaseEvent> events() {
        return story.events();
    }

    public List<ProducerRecord<String, byte[]>> records() {
        return story.records();
    }

    public UUID caseId() {
        return story.caseId();
    }

    private int next() {
        return events().size() + 1;
    }

    private void hours(String clock, Instant at, int hours) {
        var dueAt = at.plus(Duration.ofHours(hours));
        start(new Run(clock, next(), LondonTime.dateOf(at), LondonTime.dateOf(dueAt), at, dueAt));
    }

    private void days(String clock, LocalDate on, LocalDate dueOn) {
        start(new Run(clock, next(), on, dueOn, null, null));
    }

    private void start(Run run) {
        running.add(run);
        marks.add(run.mark("start", null, null));
    }

    private void end(String action, LocalDate on, Instant at, Predicate<Run> which) {
        for (var run : running) if (which.test(run)) marks.add(run.mark(action, on, at));
        running.removeIf(which);
    }

    private ReferralStory event(String type, LocalDate on, String data) {
        var clocks = marks.isEmpty() ? "" : ",\"clocks\":[" + String.join(",", marks) + "]";
        story.and(type, on.toString(), recordedAt, data + clocks);
        marks.clear();
        return this;
    }
}
