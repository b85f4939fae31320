package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import waymark.casefile.course.CourseRules;
import waymark.casefile.course.Forms;
import waymark.referrals.domain.CaseRecord.Entry;
import waymark.referrals.domain.ReferralEvent.AssessmentCompleted;
import waymark.referrals.domain.ReferralEvent.AssessmentStarted;
import waymark.referrals.domain.ReferralEvent.ChildInNeedPlanBegun;
import waymark.referrals.domain.ReferralEvent.ChildInNeedPlanEnded;
import waymark.referrals.domain.ReferralEvent.ChildInNeedPlanReviewed;
import waymark.referrals.domain.ReferralEvent.ConferenceHeld;
import waymark.referrals.domain.ReferralEvent.ContactReceived;
import waymark.referrals.domain.ReferralEvent.EnquiryConcluded;
import waymark.referrals.domain.ReferralEvent.ProtectionPlanBegun;
import waymark.referrals.domain.ReferralEvent.ProtectionPlanEnded;
import waymark.referrals.domain.ReferralEvent.ProtectionPlanReviewed;
import waymark.referrals.domain.ReferralEvent.ReferralMade;
import waymark.referrals.domain.ReferralEvent.StrategyDiscussionHeld;

/** The rules of days and codes. */
final class Rules extends CourseRules<Rules> {
    /** What cannot be before something else. */
    private record Order(
            Set<Class<? extends ReferralEvent>> later,
            Set<Class<? extends ReferralEvent>> earlier,
            String rule,
            String ofWhat) {}

    private static final List<Order> ORDERS = List.of(
            new Order(
                    Set.of(ReferralMade.class),
                    Set.of(ContactReceived.class),
                    "referred-before-contact",
                    "the contact, received on"),
            new Order(
                    Set.of(
                            ReferralEvent.NoFurtherActionDecided.class,
                            AssessmentStarted.class,
                            AssessmentCompleted.class,
                            ReferralEvent.ChildSeen.class,
                            StrategyDiscussionHeld.class,
                            ConferenceHeld.class,
                            ProtectionPlanBegun.class,
                            ChildInNeedPlanBegun.class,
                            ReferralEvent.Allocated.class,
                            ReferralEvent.Transferred.class,
                            ReferralEvent.Closed.class),
                    Set.of(ReferralMade.class),
                    "before-referral",
                    "the referral, made on"),
            new Order(
                    Set.of(AssessmentCompleted.class),
                    Set.of(AssessmentStarted.class),
                    "completed-before-start",
                    "the start of the assessment on"),
            new Order(
                    Set.of(EnquiryConcluded.class, ConferenceHeld.class),
                    Set.of(StrategyDiscussionHeld.class),
                    "before-discussion",
                    "the strategy discussion on"),
            new Order(
                    Set.of(ProtectionPlanBegun.class),
                    Set.of(ConferenceHeld.class),
                    "plan-before-conference",
                    "the conference on"),
            new Order(
                    Set.of(ProtectionPlanBegun.class, ChildInNeedPlanBegun.class),
                    Set.of(ProtectionPlanEnded.class),
                    "plan-before-last-ended",
                    "the end of the last plan on"),
            new Order(
                    Set.of(ChildInNeedPlanBegun.class),
                    Set.of(ChildInNeedPlanEnded.class),
                    "plan-before-last-ended",
                    "the end of the last plan on"),
            new Order(
                    Set.of(AssessmentStarted.class),
                    Set.of(AssessmentCompleted.class),
                    "started-before-completed",
                    "the completion of the last assessment on"),
            new Order(
                    Set.of(ProtectionPlanReviewed.class, ProtectionPlanEnded.class),
                    Set.of(ProtectionPlanBegun.class),
                    "before-plan",
                    "the beginning of the plan on"),
            new Order(
                    Set.of(ProtectionPlanEnded.class),
                    Set.of(ProtectionPlanReviewed.class),
                    "ended-before-review",
                    "the last review on"),
            new Order(
                    Set.of(ChildInNeedPlanReviewed.class, ChildInNeedPlanEnded.class),
                    Set.of(ChildInNeedPlanBegun.class),
                    "before-plan",
                    "the beginning of the plan on"),
            new Order(
                    Set.of(ChildInNeedPlanEnded.class),
                    Set.of(ChildInNeedPlanReviewed.class),
                    "ended-before-review",
                    "the last review on"));

    private final Instant now;

    Rules(LocalDate today, Instant now) {
        super("referral", today);
        this.now = now;
    }

    @Override
    protected Rules self() {
        return this;
    }

    /** As {@link #needed(String, Object)}, where the field's name alone would not tell what to say. */
    Rules said(String field, Object value, String reason) {
        return check(value != null, "needed", field, reason);
    }

    Rules momentNotInFuture(String field, Instant at) {
        return check(
                at == null || !at.isAfter(now),
                "time-in-future",
                field,
                "That time has not come yet. Give the present time or an earlier one.");
    }

    Rules code(Forms.Form form, String field, String value) {
        return form(form, "code-form", field, value);
    }

    /** Of what begins a case. */
    Rules opening(String sex, String ethnicity) {
        return code(Forms.SEX, "sex", sex).code(Forms.ETHNICITY, "ethnicity", ethnicity);
    }

    /** The day of an entry, against today, the beginning of the case, its end, and whatever it follows. */
    Rules day(String field, Entry entry, CaseRecord record) {
        var day = entry.event().day();
        if (day == null) return needed(field, null);
        if (entry.event() instanceof ContactReceived received) return momentNotInFuture(field, received.receivedAt());
        if (entry.event() instanceof ReferralEvent.ContactDecided decided) decided(field, decided, record);
        else notInFuture(field, day);
        return order(field, entry, record);
    }

    private void decided(String field, ReferralEvent.ContactDecided decided, CaseRecord record) {
        momentNotInFuture(field, decided.decidedAt());
        record.last(ContactReceived.class)
                .ifPresent(contact -> check(
                        !decided.decidedAt().isBefore(contact.receivedAt()),
                        "decided-before-contact",
                        field,
                        "It was decided before the contact was received. Correct one of the two times."));
    }

    Rules order(String field, Entry entry, CaseRecord record) {
        var day = entry.event().day();
        notBefore("date-before-opening", field, day, record.openedOn(), "the beginning of the case on");
        for (var order : ORDERS) {
            if (!order.later().contains(entry.event().getClass())) continue;
            var earlier = earlier(order, entry, record);
            if (earlier != null)
                notBefore(order.rule(), field, day, earlier.event().day(), order.ofWhat());
        }
        if (entry.event() instanceof ReferralEvent.Closed) return closing(field, day, entry, record);
        record.last(ReferralEvent.Closed.class)
                .ifPresent(closed -> check(
                        !day.isAfter(closed.closedOn()),
                        "after-closing",
                        field,
                        "The day %s is after the closing on %s. Correct one of the two."
                                .formatted(day, closed.closedOn())));
        return this;
    }

    private Rules closing(String field, LocalDate day, Entry closing, CaseRecord record) {
        var last = record.entries().stream()
                .filter(entry -> entry.sequence() != closing.sequence())
                .map(entry -> entry.event().day())
                .max(LocalDate::compareTo);
        return notBefore("closed-before-step", field, day, last.orElse(null), "the last step of the case on");
    }

    /** The one that the entry answers, where it is of these kinds; else the latest of those recorded before. */
    private static Entry earlier(Order order, Entry entry, CaseRecord record) {
        var answered = Steps.answered(entry.event());
        Entry last = null;
        for (var other : record.entries()) {
            if (!order.earlier().contains(other.event().getClass())) continue;
            if (answered != null && answered == other.sequence()) return other;
            boolean later =
                    last == null || !other.event().day().isBefore(last.event().day());
            if (other.sequence() < entry.sequence() && later) last = other;
        }
        return last;
    }

    /** None broken yet, at the same time. */
    Rules afresh() {
        return new Rules(today(), now);
    }

    Rules allListed(String field, List<String> values, List<String> list) {
        Stream.ofNullable(values).flatMap(List::stream).forEach(value -> listed(field, value, list));
        return this;
    }
}
