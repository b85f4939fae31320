package waymark.reporting.domain.social;

import static waymark.reporting.domain.Days.NONE;
import static waymark.reporting.domain.social.Details.or;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.Moments;
import waymark.reporting.domain.course.ClockRun;
import waymark.reporting.domain.course.Step;

/**
 * What reporting holds of a contact and the referral that came of it: the entries of the case as they stand, with corrections worked in and without what was
 * annulled. {@link Referrals} keeps it in columns.
 *
 * @param contact null where none was recorded
 * @param referral null where none came of it
 * @param steps the other entries in the order in which they were recorded, but for allocations
 */
public record ReferralFacts(
        Opening contact,
        Opening referral,
        List<Step> steps,
        List<Allocation> allocations,
        boolean voided,
        List<ClockRun> runs)
        implements Fact {
    static final Details NOTHING = new Details(null, null, null, null, null, null, null);
    private static final ReferralFacts BEFORE = new ReferralFacts(null, null, List.of(), List.of(), false, List.of());

    @Override
    public boolean counts() {
        return !voided;
    }

    /** None where it is not closed. */
    int closedOn() {
        var closed = ReferralCourse.last(ReferralCourse.CLOSED, steps);
        return closed == null ? NONE : closed.on();
    }

    /** Null where it is not closed, or no reason was recorded. */
    String closingReason() {
        var closed = ReferralCourse.last(ReferralCourse.CLOSED, steps);
        return closed == null ? null : closed.code();
    }

    /** What became of the contact; null until that is decided. */
    String decision() {
        var decided = ReferralCourse.last(ReferralCourse.CONTACT_DECIDED, steps);
        return decided == null ? null : decided.code();
    }

    int referredOn() {
        return referral == null ? NONE : referral.on();
    }

    /** The referral's where there is one that says it. */
    String source() {
        return or(ofReferral().source(), ofContact().source());
    }

    String primaryNeed() {
        return ofReferral().primaryNeed();
    }

    /** The contact's where there is one that says it, as of sex and ethnicity. */
    String locality() {
        return or(ofContact().locality(), ofReferral().locality());
    }

    String sex() {
        return or(ofContact().sex(), ofReferral().sex());
    }

    String ethnicity() {
        return or(ofContact().ethnicity(), ofReferral().ethnicity());
    }

    String referralReference() {
        return ofReferral().reference();
    }

    /** Of the case: that of its first event. */
    String reference() {
        return or(ofContact().reference(), ofReferral().reference());
    }

    /** Whether it was decided that nothing would follow from the referral. */
    boolean withoutAction() {
        return Boolean.TRUE.equals(ofReferral().noFurtherAction())
                || ReferralCourse.last(ReferralCourse.NO_FURTHER_ACTION_DECIDED, steps) != null;
    }

    private Details ofContact() {
        return contact == null ? NOTHING : contact.details();
    }

    private Details ofReferral() {
        return referral == null ? NOTHING : referral.details();
    }

    /** How the case stood by what happened up to a day. */
    String statusOn(int day) {
        if (voided) return "voided";
        boolean referred = referral != null && referral.on() <= day;
        for (var step : steps) if (step.what().equals(ReferralCourse.CLOSED) && step.on() <= day) return "closed";
        if (referred) return "open";
        for (var step : steps) {
            if (step.what().equals(ReferralCourse.CONTACT_DECIDED) && step.on() <= day) return "decided";
        }
        return contact != null && contact.on() <= day ? "received" : null;
    }

    // Folding

    static ReferralFacts evolve(ReferralFacts before, ReferralEvent event, int sequence, long recordedAt) {
        if (before == null
                && !(event instanceof ReferralEvent.ContactReceived)
                && !(event instanceof ReferralEvent.ReferralMade)) {
            throw new IllegalStateException("a case must begin with a contact or a referral");
        }
        var fact = before == null ? BEFORE : before;
        return fact.after(event, sequence, recordedAt).marked(event);
    }

    private ReferralFacts after(ReferralEvent event, int sequence, long recordedAt) {
        return switch (event) {
            case ReferralEvent.ContactReceived(var on, var at, var details, var marks) ->
                with(new Opening(sequence, on, at, details), referral, steps);
            case ReferralEvent.ReferralMade(var on, var details, var marks) ->
                with(contact, new Opening(sequence, on, recordedAt, details), steps);
            case ReferralEvent.Happened(var what, var on, var of, var code, var marks) ->
                with(contact, referral, and(steps, new Step(sequence, what, on, of, code, NONE)));
            case ReferralEvent.Allocated(var on, var worker, var team, var keepsTeam, var marks) ->
                with(and(allocations, new Allocation(sequence, on, worker, team, keepsTeam)));
            case ReferralEvent.Reopened reopened -> {
                var closed = ReferralCourse.last(ReferralCourse.CLOSED, steps);
                yield closed == null ? this : without(closed.sequence());
            }
            case ReferralEvent.EntryAnnulled(var entry, var marks) -> without(entry);
            case ReferralEvent.Corrected corrected -> corrected(corrected);
            case ReferralEvent.Voided gone -> new ReferralFacts(contact, referral, steps, allocations, true, runs);
        };
    }

    private ReferralFacts without(int entry) {
        return with(
                        contact == null || contact.sequence() == entry ? null : contact,
                        referral == null || referral.sequence() == entry ? null : referral,
                        steps.stream().filter(step -> step.sequence() != entry).toList())
                .with(allocations.stream()
                        .filter(allocation -> allocation.sequence() != entry)
                        .toList());
    }

    private ReferralFacts corrected(ReferralEvent.Corrected by) {
        var ofContact = contact != null && contact.sequence() == by.entry()
                ? by.at() == Moments.NONE
                        ? contact.corrected(contact.on(), contact.at(), by.details())
                        : contact.corrected(by.atDay(), by.at(), by.details())
                : contact;
        var ofReferral = referral != null && referral.sequence() == by.entry()
                ? referral.corrected(by.on() == NONE ? referral.on() : by.on(), referral.at(), by.details())
                : referral;
        return with(ofContact, ofReferral, each(steps, step -> corrected(step, by)))
                .with(each(allocations, one -> corrected(one, by)));
    }

    private static Step corrected(Step step, ReferralEvent.Corrected by) {
        if (step.sequence() != by.entry()) return step;
        // Only a contact's decision has a moment, and it has no day beside it.
        int day = step.what().equals(ReferralCourse.CONTACT_DECIDED) ? by.atDay() : by.on();
        var code = ReferralCourse.hasOutcome(step.what())
                ? or(by.outcome(), step.code())
                : ReferralCourse.hasCategory(step.what()) ? or(by.category(), step.code()) : step.code();
        return new Step(step.sequence(), step.what(), day == NONE ? step.on() : day, step.of(), code, NONE);
    }

    private static Allocation corrected(Allocation allocation, ReferralEvent.Corrected by) {
        return allocation.sequence() != by.entry() || by.on() == NONE
                ? allocation
                : new Allocation(by.entry(), by.on(), allocation.worker(), allocation.team(), allocation.keepsTeam());
    }

    private ReferralFacts marked(ReferralEvent event) {
        return event.marks().isEmpty()
                ? this
                : new ReferralFacts(contact, referral, steps, allocations, voided, ClockRun.after(runs, event.marks()));
    }

    private ReferralFacts with(Opening newContact, Opening newReferral, List<Step> newSteps) {
        return new ReferralFacts(newContact, newReferral, newSteps, allocations, voided, runs);
    }

    private ReferralFacts with(List<Allocation> others) {
        return new ReferralFacts(contact, referral, steps, others, voided, runs);
    }

    private static <T> List<T> and(List<T> list, T more) {
        var all = new ArrayList<>(list);
        all.add(more);
        return List.copyOf(all);
    }

    private static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
        return list.stream().map(change).toList();
    }
}
