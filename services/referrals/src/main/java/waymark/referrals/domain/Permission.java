package waymark.referrals.domain;

import waymark.referrals.domain.CaseRecord.Entry;
import waymark.referrals.domain.Referral.Opened;
import waymark.referrals.domain.Referral.Plan;
import waymark.referrals.domain.ReferralEvent.AssessmentCompleted;
import waymark.referrals.domain.ReferralEvent.ChildSeen.Occasion;
import waymark.referrals.domain.ReferralEvent.ContactDecided;
import waymark.referrals.domain.ReferralEvent.ContactReceived;
import waymark.referrals.domain.ReferralEvent.ReferralMade;

/** Whether the course has come to the point at which something can happen. What is refused here is refused whatever its day. */
final class Permission {
    private final Standing standing;
    private final CaseRecord record;
    private final Rules rules;
    private final boolean fromSource;

    /** @param fromSource a source may tell of what was before the closing after it told of the closing */
    Permission(Opened opened, Rules rules, boolean fromSource) {
        this.standing = opened.standing();
        this.record = opened.record();
        this.rules = rules;
        this.fromSource = fromSource;
    }

    /** Adds a breach to the rules where it cannot happen now. */
    void check(ReferralEvent event) {
        switch (event) {
            case ContactReceived _ -> refuse("opened-twice", "This case has been opened already.");
            case ContactDecided decided -> decideContact(decided);
            case ReferralMade _ -> refer();
            case ReferralEvent.NoFurtherActionDecided _ -> {
                open();
                rules.check(
                        !record.has(ReferralEvent.NoFurtherActionDecided.class),
                        "decided-already",
                        null,
                        "It was decided already that nothing follows. Close the case, or correct that entry.");
            }
            case ReferralEvent.AssessmentStarted _ -> {
                open();
                rules.check(
                                record.assessmentsUnderWay().isEmpty(),
                                "assessment-under-way",
                                null,
                                "An assessment is under way already. Complete it first, or correct its start.")
                        .check(
                                fromSource || !record.isWithoutAction(),
                                "no-further-action-decided",
                                null,
                                "It was decided that nothing follows. Annul that entry, or correct noFurtherAction of the referral, before an assessment starts.");
            }
            case ReferralEvent.ChildSeen seen -> see(seen);
            case AssessmentCompleted completed -> {
                open();
                rules.check(
                        completed.assessment() != null
                                && record.assessmentsUnderWay().stream()
                                        .anyMatch(started -> started.sequence() == completed.assessment()),
                        "assessment-not-started",
                        "assessment",
                        "No such assessment is under way. Record its start first.");
            }
            case ReferralEvent.StrategyDiscussionHeld _ -> open();
            case ReferralEvent.EnquiryConcluded concluded -> {
                open();
                rules.check(
                        concluded.discussion() != null
                                && record.enquiriesUnderWay().stream()
                                        .anyMatch(begun -> begun.sequence() == concluded.discussion()),
                        "enquiry-not-begun",
                        "discussion",
                        "No such enquiry is under way. Record the strategy discussion that began it; where there are several, say which by its number in the history.");
            }
            case ReferralEvent.ConferenceHeld held -> {
                open();
                rules.check(
                        held.discussion() != null
                                && record.awaitingConference().stream()
                                        .anyMatch(begun -> begun.sequence() == held.discussion()),
                        "conference-without-discussion",
                        "discussion",
                        "No strategy discussion is recorded whose enquiry awaits a conference. Record it first; where there are several, say which by its number in the history.");
            }
            case ReferralEvent.ProtectionPlanBegun begun -> beginProtection(begun);
            case ReferralEvent.ProtectionPlanReviewed reviewed ->
                protection(record.protectionPlan().isPresent() || record.wasOn(Plan.PROTECTION, reviewed.reviewedOn()));
            case ReferralEvent.ProtectionPlanEnded _ ->
                protection(record.protectionPlan().isPresent());
            case ReferralEvent.ChildInNeedPlanBegun _ -> {
                open();
                rules.check(
                        record.plan() == Plan.NONE,
                        "plan-in-force",
                        null,
                        "A plan is in force already. Record its end first.");
            }
            case ReferralEvent.ChildInNeedPlanReviewed reviewed ->
                childInNeed(record.childInNeedPlan().isPresent()
                        || record.wasOn(Plan.CHILD_IN_NEED, reviewed.reviewedOn()));
            case ReferralEvent.ChildInNeedPlanEnded _ ->
                childInNeed(record.childInNeedPlan().isPresent());
            case ReferralEvent.Allocated _, ReferralEvent.Transferred _ -> open();
            case ReferralEvent.Closed _ -> close();
            case ReferralEvent.Reopened _ ->
                rules.check(
                        standing == Standing.CLOSED,
                        "not-closed",
                        null,
                        "The case is not closed; there is no closing to annul.");
            case ReferralEvent.EntryAnnulled annulled -> annul(annulled.entry());
            case ReferralEvent.Corrected _, ReferralEvent.Voided _ -> {
                // What was recorded can always be put right, and a case opened in error be voided.
            }
        }
    }

    private void decideContact(ContactDecided decided) {
        boolean belongsToNone =
                decided.decision() == ContactDecision.LINKED_TO_OPEN_CASE && decided.openCase() == null && !fromSource;
        rules.check(
                        record.has(ContactReceived.class),
                        "no-contact",
                        null,
                        "The case began with a referral; there is no contact to decide.")
                .check(
                        !record.has(ContactDecided.class),
                        "decided-already",
                        null,
                        "The contact was decided already. Correct that entry where it is wrong, or annul it and decide again.")
                .check(
                        decided.decision() == ContactDecision.REFERRAL || !record.has(ReferralMade.class),
                        "referred-already",
                        "decision",
                        "A referral was made of it already, so it can only be decided as a referral.")
                .check(
                        !belongsToNone,
                        "no-open-case",
                        "decision",
                        "The child has no open case that the contact could belong to.");
    }

    private void refer() {
        rules.check(!record.has(ReferralMade.class), "referred-already", null, "A referral was made of it already.")
                .check(
                        record.isToBeReferred() || record.has(ReferralMade.class),
                        "contact-not-referral",
                        null,
                        "The contact was not decided as a referral. Decide it first, or correct the decision.");
    }

    private void see(ReferralEvent.ChildSeen seen) {
        open();
        switch (seen.occasion()) {
            case ASSESSMENT -> {
                // A child may be seen before anything else is begun.
            }
            case CHILD_IN_NEED_PLAN ->
                rules.check(
                        record.wasOn(Plan.CHILD_IN_NEED, seen.seenOn()),
                        "no-child-in-need-plan",
                        "occasion",
                        "No child-in-need plan was in force on that day.");
            case PROTECTION_PLAN ->
                rules.check(
                        record.wasOn(Plan.PROTECTION, seen.seenOn()),
                        "no-protection-plan",
                        "occasion",
                        "No protection plan was in force on that day.");
        }
    }

    private void beginProtection(ReferralEvent.ProtectionPlanBegun begun) {
        open();
        rules.check(
                        record.protectionPlan().isEmpty(),
                        "plan-in-force",
                        null,
                        "A protection plan is in force already. Record its end first.")
                .check(
                        begun.conference() != null
                                && record.awaitingPlan().stream()
                                        .anyMatch(conference -> conference.sequence() == begun.conference()),
                        "plan-without-conference",
                        "conference",
                        "No conference is recorded that decided on a plan. Record it first, with its outcome.");
    }

    private void close() {
        open();
        rules.check(
                        record.protectionPlan().isEmpty(),
                        "closed-with-plan",
                        null,
                        "A protection plan is in force. Record its end before the case is closed.")
                .check(
                        record.assessmentsUnderWay().isEmpty(),
                        "assessment-under-way",
                        null,
                        "An assessment is under way. Complete it before the case is closed, or annul its start.")
                .check(
                        record.awaitingConference().isEmpty(),
                        "conference-awaited",
                        null,
                        "A section 47 enquiry awaits its conference. Conclude the enquiry, or record the conference, before the case is closed.");
    }

    private void annul(Integer number) {
        var entry = number == null ? null : record.entry(number).orElse(null);
        rules.check(
                entry != null && number != 1,
                "entry-unknown",
                "entry",
                number != null && number == 1
                        ? "The case rests on its first entry. Void the case where it should never have been opened."
                        : "Say by its number in the history which entry did not happen; under that number nothing stands.");
        if (entry == null) return;
        var event = entry.event();
        rules.check(
                        !(event instanceof ReferralEvent.Closed),
                        "closing-annulled",
                        "entry",
                        "A closing is annulled by re-opening the case.")
                .check(
                        record.entries().stream().noneMatch(other -> number.equals(Steps.answered(other.event()))),
                        "entry-answered",
                        "entry",
                        "Another entry rests on it. Annul that one first.")
                .check(
                        noneRestsOn(entry),
                        "entry-answered",
                        "entry",
                        "What was recorded since rests on it. Annul that first, or re-open the case.")
                .check(
                        !(event instanceof ReferralMade)
                                || record.entries().getLast().equals(entry),
                        "entry-answered",
                        "entry",
                        "What was recorded since rests on the referral. Annul that first, or void the case.")
                .check(
                        !(event instanceof ContactDecided) || !record.has(ReferralMade.class),
                        "entry-answered",
                        "entry",
                        "The referral rests on the decision. Annul the referral first.");
    }

    /** The reviews, visits and end of a plan rest on its beginning; the closing rests on what had to end before it. */
    private boolean noneRestsOn(Entry entry) {
        for (var later : record.entries()) {
            if (later.sequence() <= entry.sequence()) continue;
            if (later.event().getClass().equals(entry.event().getClass())) return true;
            if (restsOn(later.event(), entry.event())) return false;
        }
        return true;
    }

    private static boolean restsOn(ReferralEvent later, ReferralEvent earlier) {
        return switch (earlier) {
            case AssessmentCompleted _ -> later instanceof ReferralEvent.Closed;
            case ReferralEvent.ProtectionPlanEnded _ ->
                later instanceof ReferralEvent.Closed
                        || later instanceof ReferralEvent.ProtectionPlanBegun
                        || later instanceof ReferralEvent.ChildInNeedPlanBegun;
            case ReferralEvent.ChildInNeedPlanEnded _ -> later instanceof ReferralEvent.ChildInNeedPlanBegun;
            case ReferralEvent.ProtectionPlanBegun _ ->
                later instanceof ReferralEvent.ProtectionPlanReviewed
                        || later instanceof ReferralEvent.ProtectionPlanEnded
                        || isVisit(later, Occasion.PROTECTION_PLAN);
            case ReferralEvent.ChildInNeedPlanBegun _ ->
                later instanceof ReferralEvent.ChildInNeedPlanReviewed
                        || later instanceof ReferralEvent.ChildInNeedPlanEnded
                        || isVisit(later, Occasion.CHILD_IN_NEED_PLAN);
            case ReferralEvent _ -> false;
        };
    }

    private static boolean isVisit(ReferralEvent event, Occasion under) {
        return event instanceof ReferralEvent.ChildSeen seen && seen.occasion() == under;
    }

    private void protection(boolean inForce) {
        open();
        rules.check(inForce, "no-protection-plan", null, "No protection plan is in force. Record its beginning first.");
    }

    private void childInNeed(boolean inForce) {
        open();
        rules.check(
                inForce,
                "no-child-in-need-plan",
                null,
                "No child-in-need plan is in force. Record its beginning first.");
    }

    private void open() {
        if (!record.has(ReferralMade.class)) {
            refuse("no-referral", "No referral was made of this contact, so nothing can be recorded of one.");
        } else if (standing == Standing.CLOSED && !fromSource) {
            refuse(
                    "closed",
                    "The case is closed. Re-open it where it was closed by mistake; what is new is a new contact or referral.");
        }
    }

    private void refuse(String rule, String reason) {
        rules.check(false, rule, null, reason);
    }
}
