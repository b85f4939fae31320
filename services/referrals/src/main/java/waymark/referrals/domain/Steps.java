package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import waymark.calendar.LondonTime;
import waymark.casefile.course.Step;
import waymark.referrals.domain.CaseRecord.Entry;
import waymark.referrals.domain.ReferralEvent.EnquiryConcluded;
import waymark.referrals.domain.ReferralEvent.StrategyDiscussionHeld;

/** What events are as steps of the course, which is all that clocks look at. */
final class Steps {
    private Steps() {}

    static LocalDate day(ReferralEvent event) {
        return switch (event) {
            case ReferralEvent.ContactReceived received -> dayOf(received.receivedAt());
            case ReferralEvent.ContactDecided decided -> dayOf(decided.decidedAt());
            case ReferralEvent.ReferralMade made -> made.referredOn();
            case ReferralEvent.NoFurtherActionDecided decided -> decided.decidedOn();
            case ReferralEvent.AssessmentStarted started -> started.startedOn();
            case ReferralEvent.ChildSeen seen -> seen.seenOn();
            case ReferralEvent.AssessmentCompleted completed -> completed.completedOn();
            case StrategyDiscussionHeld held -> held.heldOn();
            case EnquiryConcluded concluded -> concluded.concludedOn();
            case ReferralEvent.ConferenceHeld held -> held.heldOn();
            case ReferralEvent.ProtectionPlanBegun begun -> begun.begunOn();
            case ReferralEvent.ProtectionPlanReviewed reviewed -> reviewed.reviewedOn();
            case ReferralEvent.ProtectionPlanEnded ended -> ended.endedOn();
            case ReferralEvent.ChildInNeedPlanBegun begun -> begun.begunOn();
            case ReferralEvent.ChildInNeedPlanReviewed reviewed -> reviewed.reviewedOn();
            case ReferralEvent.ChildInNeedPlanEnded ended -> ended.endedOn();
            case ReferralEvent.Allocated allocated -> allocated.allocatedOn();
            case ReferralEvent.Transferred transferred -> transferred.transferredOn();
            case ReferralEvent.Closed closed -> closed.closedOn();
            case ReferralEvent.Reopened reopened -> reopened.reopenedOn();
            case ReferralEvent.EntryAnnulled annulled -> annulled.annulledOn();
            case ReferralEvent.Corrected _ -> null;
            case ReferralEvent.Voided voided -> voided.voidedOn();
        };
    }

    /** The field in which an event says its day or its instant. */
    static String dayField(ReferralEvent event) {
        return switch (event) {
            case ReferralEvent.ContactReceived _ -> "receivedAt";
            case ReferralEvent.ContactDecided _ -> "decidedAt";
            case ReferralEvent.ReferralMade _ -> "referredOn";
            case ReferralEvent.NoFurtherActionDecided _ -> "decidedOn";
            case ReferralEvent.AssessmentStarted _ -> "startedOn";
            case ReferralEvent.ChildSeen _ -> "seenOn";
            case ReferralEvent.AssessmentCompleted _ -> "completedOn";
            case StrategyDiscussionHeld _, ReferralEvent.ConferenceHeld _ -> "heldOn";
            case EnquiryConcluded _ -> "concludedOn";
            case ReferralEvent.ProtectionPlanBegun _, ReferralEvent.ChildInNeedPlanBegun _ -> "begunOn";
            case ReferralEvent.ProtectionPlanReviewed _, ReferralEvent.ChildInNeedPlanReviewed _ -> "reviewedOn";
            case ReferralEvent.ProtectionPlanEnded _, ReferralEvent.ChildInNeedPlanEnded _ -> "endedOn";
            case ReferralEvent.Allocated _ -> "allocatedOn";
            case ReferralEvent.Transferred _ -> "transferredOn";
            case ReferralEvent.Closed _ -> "closedOn";
            case ReferralEvent.Reopened _ -> "reopenedOn";
            case ReferralEvent.EntryAnnulled _ -> "annulledOn";
            case ReferralEvent.Corrected _ -> "on";
            case ReferralEvent.Voided _ -> "voidedOn";
        };
    }

    static List<Step<StepKind>> of(List<Entry> entries) {
        var steps = new ArrayList<Step<StepKind>>(entries.size());
        Integer firstAssessment = null;
        for (var entry : entries) {
            boolean started = entry.event() instanceof ReferralEvent.AssessmentStarted;
            if (started && firstAssessment == null) firstAssessment = entry.sequence();
            steps.add(of(entry, isOfAnother(entry, firstAssessment)));
        }
        return steps;
    }

    /** Whether it starts or completes an assessment that is not the first. */
    private static boolean isOfAnother(Entry entry, Integer firstAssessment) {
        return switch (entry.event()) {
            case ReferralEvent.AssessmentStarted _ -> entry.sequence() != firstAssessment;
            case ReferralEvent.AssessmentCompleted completed ->
                completed.assessment() != null && !completed.assessment().equals(firstAssessment);
            case ReferralEvent _ -> false;
        };
    }

    private static Step<StepKind> of(Entry entry, boolean ofAnother) {
        var event = entry.event();
        return new Step<>(
                entry.sequence(), kind(event, ofAnother), event.day(), answered(event), null, null, at(event));
    }

    private static StepKind kind(ReferralEvent event, boolean ofAnother) {
        return switch (event) {
            case ReferralEvent.ContactReceived _ -> StepKind.CONTACT_RECEIVED;
            case ReferralEvent.ContactDecided _ -> StepKind.CONTACT_DECIDED;
            case ReferralEvent.ReferralMade made ->
                Boolean.TRUE.equals(made.noFurtherAction()) ? StepKind.REFERRED_WITHOUT_ACTION : StepKind.REFERRED;
            case ReferralEvent.NoFurtherActionDecided _ -> StepKind.NO_FURTHER_ACTION_DECIDED;
            case ReferralEvent.AssessmentStarted _ ->
                ofAnother ? StepKind.REASSESSMENT_STARTED : StepKind.ASSESSMENT_STARTED;
            case ReferralEvent.ChildSeen seen ->
                switch (seen.occasion()) {
                    case ASSESSMENT -> StepKind.SEEN_FOR_ASSESSMENT;
                    case CHILD_IN_NEED_PLAN -> StepKind.CHILD_IN_NEED_VISIT;
                    case PROTECTION_PLAN -> StepKind.PROTECTION_VISIT;
                };
            case ReferralEvent.AssessmentCompleted _ ->
                ofAnother ? StepKind.REASSESSMENT_COMPLETED : StepKind.ASSESSMENT_COMPLETED;
            case StrategyDiscussionHeld held ->
                held.outcome() == DiscussionOutcome.SECTION_47
                        ? StepKind.ENQUIRY_BEGUN
                        : StepKind.STRATEGY_DISCUSSION_HELD;
            case EnquiryConcluded concluded ->
                concluded.outcome() == EnquiryOutcome.NO_CONFERENCE_NEEDED
                        ? StepKind.CONFERENCE_NOT_NEEDED
                        : StepKind.CONFERENCE_CALLED;
            case ReferralEvent.ConferenceHeld _ -> StepKind.CONFERENCE_HELD;
            case ReferralEvent.ProtectionPlanBegun _ -> StepKind.PROTECTION_PLAN_BEGUN;
            case ReferralEvent.ProtectionPlanReviewed _ -> StepKind.PROTECTION_PLAN_REVIEWED;
            case ReferralEvent.ProtectionPlanEnded _ -> StepKind.PROTECTION_PLAN_ENDED;
            case ReferralEvent.ChildInNeedPlanBegun _ -> StepKind.CHILD_IN_NEED_PLAN_BEGUN;
            case ReferralEvent.ChildInNeedPlanReviewed _ -> StepKind.CHILD_IN_NEED_PLAN_REVIEWED;
            case ReferralEvent.ChildInNeedPlanEnded _ -> StepKind.CHILD_IN_NEED_PLAN_ENDED;
            case ReferralEvent.Allocated _ -> StepKind.ALLOCATED;
            case ReferralEvent.Transferred _ -> StepKind.TRANSFERRED;
            case ReferralEvent.Closed _ -> StepKind.CLOSED;
            case ReferralEvent.Reopened _,
                    ReferralEvent.EntryAnnulled _,
                    ReferralEvent.Corrected _,
                    ReferralEvent.Voided _ ->
                throw new IllegalArgumentException("no entry of its own: " + event.getClass());
        };
    }

    /** The number of the entry that an event answers or belongs to; null where it answers none in particular. */
    static Integer answered(ReferralEvent event) {
        return switch (event) {
            case ReferralEvent.AssessmentCompleted completed -> completed.assessment();
            case EnquiryConcluded concluded -> concluded.discussion();
            case ReferralEvent.ConferenceHeld held -> held.discussion();
            case ReferralEvent.ProtectionPlanBegun begun -> begun.conference();
            case ReferralEvent _ -> null;
        };
    }

    /** The instant of what has one. */
    static Instant at(ReferralEvent event) {
        return switch (event) {
            case ReferralEvent.ContactReceived received -> received.receivedAt();
            case ReferralEvent.ContactDecided decided -> decided.decidedAt();
            case ReferralEvent _ -> null;
        };
    }

    private static LocalDate dayOf(Instant at) {
        return at == null ? null : LondonTime.dateOf(at);
    }
}
