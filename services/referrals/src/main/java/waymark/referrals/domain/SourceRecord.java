package waymark.referrals.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;
import waymark.referrals.domain.CaseRecord.Entry;
import waymark.referrals.domain.ReferralCommand.TakeFromSource;
import waymark.referrals.domain.ReferralCommand.TakeFromSource.Said;
import waymark.referrals.domain.ReferralEvent.Allocated;
import waymark.referrals.domain.ReferralEvent.AssessmentCompleted;
import waymark.referrals.domain.ReferralEvent.ChildSeen;
import waymark.referrals.domain.ReferralEvent.Closed;
import waymark.referrals.domain.ReferralEvent.ConferenceHeld;
import waymark.referrals.domain.ReferralEvent.ContactReceived;
import waymark.referrals.domain.ReferralEvent.EnquiryConcluded;
import waymark.referrals.domain.ReferralEvent.ReferralMade;

/** What becomes of a case when another system says how it is: the events that make the difference, and a warning for each rule that the source breaks. */
final class SourceRecord {
    private static final String NEEDED = "referral.needed";

    private final ReferralCourse course;
    private final TakeFromSource source;
    private final List<Breach> warnings = new ArrayList<>();
    /** The number in the history of what the source said so far. */
    private final Map<Said, Integer> sequences = new HashMap<>();

    SourceRecord(ReferralCourse course, TakeFromSource source) {
        this.course = course;
        this.source = source;
    }

    Decision<ReferralEvent> taken(Referral state) {
        var unfolding = course.new Unfolding(state);
        if (state instanceof Referral.Opened opened && opened.standing() == Standing.VOIDED) {
            warn("voided", null, "The case was voided here; nothing is taken.");
            return new Decision.Accepted<>(List.of(), warnings);
        }
        if (unfolding.isOpened()) reopen(unfolding);
        for (var said : source.said()) bring(unfolding, said);
        noFurtherAction(unfolding.record());
        return new Decision.Accepted<>(unfolding.events(), warnings);
    }

    /** A closing that the source has no more was a mistake. */
    private void reopen(ReferralCourse.Unfolding unfolding) {
        boolean gone = source.saysClosing()
                && unfolding.record().has(Closed.class)
                && source.said().stream().noneMatch(said -> said.event() instanceof Closed);
        if (gone) unfolding.add(new ReferralEvent.Reopened(source.today(), List.of()));
    }

    private void bring(ReferralCourse.Unfolding unfolding, Said said) {
        if (!unfolding.isOpened()) {
            warn(
                    said.element(),
                    course.opening(said.event(), source.today(), source.now()).breaches());
            sequences.put(said, 1);
            unfolding.add(said.event());
            return;
        }
        var record = unfolding.record();
        var known = known(record, said);
        if (known != null) {
            sequences.put(said, known.sequence());
            var correction = Correcting.towards(known, said.event());
            if (correction != null) add(unfolding, said.element(), correction);
        } else if (said.event() instanceof ContactReceived) {
            warn(
                    "contact-unknown",
                    said.element(),
                    "The case began here with a referral, without the contact, and stays so.");
        } else if (said.event() instanceof ReferralMade && record.has(ReferralMade.class)) {
            throw new IllegalStateException("a referral that is known is matched");
        } else {
            sequences.put(said, record.events() + 1);
            add(unfolding, said.element(), answering(said));
        }
    }

    /** The event with the number of what it answers, where the source says which that is. */
    private ReferralEvent answering(Said said) {
        var answered = said.answers() == null ? null : sequences.get(said.answers());
        if (answered == null) return said.event();
        return switch (said.event()) {
            case AssessmentCompleted(var on, var _, var outcome, var factors, var clocks) ->
                new AssessmentCompleted(on, answered, outcome, factors, clocks);
            case EnquiryConcluded(var on, var _, var outcome, var clocks) ->
                new EnquiryConcluded(on, answered, outcome, clocks);
            case ConferenceHeld(var on, var _, var outcome, var clocks) ->
                new ConferenceHeld(on, answered, outcome, clocks);
            case ReferralEvent other -> other;
        };
    }

    /** Of several of a kind the first that the source says is the first that is known, and so on; of allocations the one that says the same. */
    private Entry known(CaseRecord record, Said said) {
        if (said.event() instanceof Allocated allocated) return allocation(record, allocated);
        var sameKind = source.said().stream()
                .filter(other -> isAlike(other.event(), said.event()))
                .toList();
        var entries = record.entries().stream()
                .filter(entry -> isAlike(entry.event(), said.event()))
                .toList();
        int place = sameKind.indexOf(said);
        return place < entries.size() ? entries.get(place) : null;
    }

    /** A visit under a plan is not the one of an assessment. */
    private static boolean isAlike(ReferralEvent one, ReferralEvent other) {
        return one.getClass().equals(other.getClass())
                && !(one instanceof ChildSeen seen
                        && other instanceof ChildSeen otherSeen
                        && otherSeen.occasion() != null
                        && seen.occasion() != otherSeen.occasion());
    }

    /** A source knows who has the case now: who had it before is no mistake. Only the day of the latest may be. */
    private static Entry allocation(CaseRecord record, Allocated said) {
        var latest = record.lastEntry(Allocated.class).orElse(null);
        return record.all(Allocated.class)
                .filter(entry -> ((Allocated) entry.event()).saysSame(said))
                .filter(entry -> entry.equals(latest) || entry.event().day().equals(said.allocatedOn()))
                .reduce((_, later) -> later)
                .orElse(null);
    }

    private void add(ReferralCourse.Unfolding unfolding, String element, ReferralEvent event) {
        var completed = ReferralCourse.completed(event, unfolding.record());
        var rules = course.rules(unfolding.opened(), completed, source.today(), source.now(), true);
        warn(element, rules.breaches());
        unfolding.add(completed);
    }

    /** That nothing follows closes nothing, and is not what the rest says. */
    private void noFurtherAction(CaseRecord record) {
        var referral = record.last(ReferralMade.class).orElse(null);
        if (referral == null || !Boolean.TRUE.equals(referral.noFurtherAction())) return;
        var element = source.said().stream()
                .filter(said -> said.event() instanceof ReferralMade)
                .map(Said::element)
                .findFirst()
                .orElse(null);
        if (!record.has(Closed.class)) {
            warn(
                    "no-further-action-open",
                    element,
                    "Nothing was to follow from the referral, and yet it is not closed.");
        }
        boolean more = record.has(ReferralEvent.AssessmentStarted.class)
                || record.has(ReferralEvent.StrategyDiscussionHeld.class)
                || record.has(ReferralEvent.ConferenceHeld.class);
        if (more) {
            warn(
                    "no-further-action-followed",
                    element,
                    "Nothing was to follow from the referral, and yet more is recorded.");
        }
    }

    /** What a source leaves out breaks no rule: it is not recorded. */
    private void warn(String element, List<Breach> breaches) {
        for (var breach : breaches) {
            if (!breach.rule().equals(NEEDED)) warnings.add(new Breach(breach.rule(), element, breach.reason()));
        }
    }

    private void warn(String rule, String element, String reason) {
        warnings.add(new Breach("referral." + rule, element, reason));
    }
}
