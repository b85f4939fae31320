package waymark.referrals.domain;

import static waymark.casefile.course.Decision.accept;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import waymark.calendar.LondonTime;
import waymark.casefile.course.ClockRule.Sense;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.Clocks;
import waymark.casefile.course.Decision;
import waymark.casefile.course.Forms;
import waymark.referrals.domain.CaseRecord.Entry;
import waymark.referrals.domain.Referral.Next;
import waymark.referrals.domain.Referral.NotOpened;
import waymark.referrals.domain.Referral.Opened;
import waymark.referrals.domain.ReferralEvent.AssessmentCompleted;
import waymark.referrals.domain.ReferralEvent.ChildSeen;
import waymark.referrals.domain.ReferralEvent.Closed;
import waymark.referrals.domain.ReferralEvent.ConferenceHeld;
import waymark.referrals.domain.ReferralEvent.ContactDecided;
import waymark.referrals.domain.ReferralEvent.ContactReceived;
import waymark.referrals.domain.ReferralEvent.EnquiryConcluded;
import waymark.referrals.domain.ReferralEvent.ProtectionPlanBegun;
import waymark.referrals.domain.ReferralEvent.ReferralMade;

/** Decides commands and folds events: from the contact to the closing of the referral that came of it, and what may be put right later. */
public final class ReferralCourse {
    public static final Referral INITIAL = new NotOpened();

    private final Codes codes;
    private final Clocks<StepKind> clocks;

    public ReferralCourse(Codes codes, Clocks<StepKind> clocks) {
        this.codes = codes;
        this.clocks = clocks;
    }

    public Clocks<StepKind> clocks() {
        return clocks;
    }

    // Deciding

    public Decision<ReferralEvent> decide(Referral state, ReferralCommand command) {
        return switch (command) {
            case ReferralCommand.KeepBeside _ ->
                switch (state) {
                    case NotOpened _ -> notOpened();
                    case Opened _ -> accept(List.of());
                };
            case ReferralCommand.Happened happened -> record(state, happened);
            case ReferralCommand.TakeFromSource source -> new SourceRecord(this, source).taken(state);
        };
    }

    private Decision<ReferralEvent> record(Referral state, ReferralCommand.Happened happened) {
        var unfolding = new Unfolding(state);
        for (var event : happened.events()) {
            Rules rules;
            var completed = event;
            if (unfolding.isOpened()) {
                var opened = unfolding.opened();
                if (opened.standing() == Standing.VOIDED) {
                    return Decision.refuse(
                            "referral.voided", null, "The case was voided; nothing more can be recorded in it.");
                }
                completed = completed(event, opened.record());
                if (changesNothing(opened, completed)) continue;
                rules = rules(opened, completed, happened.today(), happened.now(), false);
            } else {
                rules = opening(event, happened.today(), happened.now());
            }
            if (!rules.breaches().isEmpty())
                return new Decision.Refused<>(rules.breaches().getFirst());
            unfolding.add(completed);
        }
        return accept(unfolding.events());
    }

    private static Decision<ReferralEvent> notOpened() {
        return Decision.refuse("referral.not-opened", null, "There is no such case yet.");
    }

    /** What speaks against beginning a case with an event. */
    Rules opening(ReferralEvent event, LocalDate today, Instant now) {
        var rules = new Rules(today, now);
        switch (event) {
            case ContactReceived received -> {
                rules.needed("receivedAt", received.receivedAt())
                        .momentNotInFuture("receivedAt", received.receivedAt());
                details(rules, event);
            }
            case ReferralMade made -> {
                rules.needed("referredOn", made.referredOn()).notInFuture("referredOn", made.referredOn());
                details(rules, event);
            }
            case ReferralEvent _ -> rules.check(false, "not-opened", null, "There is no such case yet.");
        }
        return rules;
    }

    /** What speaks against recording an event in a case, what the officer is told first standing first. */
    Rules rules(Opened opened, ReferralEvent event, LocalDate today, Instant now, boolean fromSource) {
        var rules = new Rules(today, now);
        new Permission(opened, rules, fromSource).check(event);
        var record = opened.record();
        switch (event) {
            case ReferralEvent.Corrected correction -> {
                Correcting.check(correction, record, rules);
                boolean ofClosing = record.lastEntry(Closed.class)
                        .map(closing -> Objects.equals(closing.sequence(), correction.entry()))
                        .orElse(false);
                if (ofClosing) rules.listed("outcome", correction.outcome(), Codes.all(codes.closureReasons()));
            }
            case ReferralEvent.Reopened reopened ->
                rules.needed("reopenedOn", reopened.reopenedOn())
                        .notInFuture("reopenedOn", reopened.reopenedOn())
                        .notBefore(
                                "reopened-before-closed",
                                "reopenedOn",
                                reopened.reopenedOn(),
                                record.last(Closed.class).map(Closed::closedOn).orElse(null),
                                "the closing on");
            case ReferralEvent.EntryAnnulled annulled ->
                rules.needed("annulledOn", annulled.annulledOn()).notInFuture("annulledOn", annulled.annulledOn());
            case ReferralEvent.Voided voided ->
                rules.needed("voidedOn", voided.voidedOn())
                        .notInFuture("voidedOn", voided.voidedOn())
                        .said("reason", voided.reason(), "Say why the case should never have been opened.")
                        .code(Forms.CODE, "reason", voided.reason());
            case ReferralEvent _ -> rules.day(Steps.dayField(event), new Entry(record.events() + 1, event), record);
        }
        details(rules, event);
        return rules;
    }

    /** What is to be said of some events beyond their day. */
    private void details(Rules rules, ReferralEvent event) {
        var on = event.day();
        switch (event) {
            case ContactReceived received ->
                rules.said("source", received.source(), "Say who told of the child, by the code of the source.")
                        .listed("source", received.source(), Codes.on(codes.sources(), on))
                        .opening(received.sex(), received.ethnicity())
                        .code(Forms.REFERENCE, "contactRef", received.reference());
            case ContactDecided decided ->
                rules.said("decision", decided.decision(), "Say what becomes of the contact.")
                        .check(
                                decided.openCase() == null || decided.decision() == ContactDecision.LINKED_TO_OPEN_CASE,
                                "not-linked",
                                "openCase",
                                "Only a contact that belongs to an open case names one. Leave it out, or decide the contact as linked-to-open-case.");
            case ReferralMade made ->
                rules.said("source", made.source(), "Say who referred the child, by the code of the source.")
                        .listed("source", made.source(), Codes.on(codes.sources(), on))
                        .said(
                                "primaryNeed",
                                made.primaryNeed(),
                                "Say the primary need by its code; N0 where it is not stated.")
                        .listed("primaryNeed", made.primaryNeed(), Codes.on(codes.needs(), on))
                        .opening(made.sex(), made.ethnicity())
                        .code(Forms.REFERENCE, "referralRef", made.reference());
            case AssessmentCompleted completed ->
                rules.said("outcome", completed.outcome(), "Say what the assessment came to.")
                        .allListed("factors", completed.factors(), Codes.on(codes.factors(), on));
            case ReferralEvent.StrategyDiscussionHeld held ->
                rules.said("outcome", held.outcome(), "Say whether an enquiry begins.");
            case EnquiryConcluded concluded ->
                rules.said("outcome", concluded.outcome(), "Say whether a conference is to be held.");
            case ConferenceHeld held -> rules.said("outcome", held.outcome(), "Say what the conference decided.");
            case ProtectionPlanBegun begun ->
                rules.said("category", begun.category(), "Say the category of abuse by its code.")
                        .listed("category", begun.category(), Codes.on(codes.categories(), on));
            case ReferralEvent.ProtectionPlanReviewed reviewed ->
                rules.listed("category", reviewed.category(), Codes.on(codes.categories(), on));
            case ReferralEvent.Allocated allocated ->
                rules.code(Forms.OFFICER, "worker", allocated.worker()).code(Forms.CODE, "team", allocated.team());
            case ReferralEvent.Transferred transferred ->
                rules.said("team", transferred.team(), "Say which team has the case from then on.")
                        .code(Forms.CODE, "team", transferred.team())
                        .code(Forms.OFFICER, "worker", transferred.worker());
            case Closed closed ->
                rules.said("reason", closed.reason(), "Say by its code why the case is closed.")
                        .listed("reason", closed.reason(), Codes.on(codes.closureReasons(), on));
            case ReferralEvent.Corrected correction ->
                rules.listed("source", correction.source(), Codes.all(codes.sources()))
                        .listed("primaryNeed", correction.primaryNeed(), Codes.all(codes.needs()))
                        .listed("category", correction.category(), Codes.all(codes.categories()))
                        .allListed("factors", correction.factors(), Codes.all(codes.factors()))
                        .opening(correction.sex(), correction.ethnicity());
            case ReferralEvent _ -> {
                // Its day says all.
            }
        }
    }

    private static boolean changesNothing(Opened opened, ReferralEvent event) {
        return switch (event) {
            case ReferralEvent.Allocated allocated -> isAllocatedSo(opened, allocated);
            // Decided as a referral before, of which none is recorded yet: that is now.
            case ContactDecided decided ->
                decided.decision() == ContactDecision.REFERRAL
                        && opened.record().isToBeReferred();
            case ReferralEvent _ -> false;
        };
    }

    private static boolean isAllocatedSo(Opened opened, ReferralEvent.Allocated allocated) {
        var present = opened.present();
        var last = opened.record().last(ReferralEvent.Allocated.class);
        return opened.standing() == Standing.OPEN
                && allocated.worker() != null
                && allocated.worker().equals(present.worker())
                && (allocated.team() == null || allocated.team().equals(present.team()))
                && allocated.allocatedOn() != null
                && last.isPresent()
                && !allocated.allocatedOn().isBefore(last.get().allocatedOn());
    }

    /** What is asked, with what follows from the case: the only assessment or enquiry under way, the plan under which a child is seen, who told of it. */
    static ReferralEvent completed(ReferralEvent asked, CaseRecord record) {
        return switch (asked) {
            case ReferralMade made -> {
                var contact = record.last(ContactReceived.class);
                yield new ReferralMade(
                        made.referredOn() == null
                                ? contact.map(ContactReceived::day).orElse(null)
                                : made.referredOn(),
                        made.reference(),
                        made.source() == null
                                ? contact.map(ContactReceived::source).orElse(null)
                                : made.source(),
                        made.primaryNeed(),
                        made.noFurtherAction(),
                        made.locality(),
                        made.sex(),
                        made.ethnicity(),
                        made.replaces(),
                        made.clocks());
            }
            case ChildSeen(var on, var occasion, var clocks)
            when occasion == null -> new ChildSeen(on, occasion(record, on), clocks);
            case AssessmentCompleted(var on, var assessment, var outcome, var factors, var clocks)
            when assessment == null ->
                new AssessmentCompleted(on, only(record.assessmentsUnderWay()), outcome, factors, clocks);
            case EnquiryConcluded(var on, var discussion, var outcome, var clocks)
            when discussion == null -> new EnquiryConcluded(on, only(record.enquiriesUnderWay()), outcome, clocks);
            case ConferenceHeld(var on, var discussion, var outcome, var clocks)
            when discussion == null -> new ConferenceHeld(on, only(record.awaitingConference()), outcome, clocks);
            case ProtectionPlanBegun(var on, var category, var conference, var clocks)
            when conference == null -> new ProtectionPlanBegun(on, category, only(record.awaitingPlan()), clocks);
            case ReferralEvent _ -> asked;
        };
    }

    private static ChildSeen.Occasion occasion(CaseRecord record, LocalDate on) {
        if (record.wasOn(Referral.Plan.PROTECTION, on)) return ChildSeen.Occasion.PROTECTION_PLAN;
        return record.wasOn(Referral.Plan.CHILD_IN_NEED, on)
                ? ChildSeen.Occasion.CHILD_IN_NEED_PLAN
                : ChildSeen.Occasion.ASSESSMENT;
    }

    private static Integer only(List<Entry> entries) {
        return entries.size() == 1 ? entries.getFirst().sequence() : null;
    }

    // Clocks

    /** The event with what it does to clocks, by comparing how they ought to stand after it with how they stand before. */
    private ReferralEvent marked(Referral before, ReferralEvent event) {
        return switch (before) {
            case NotOpened _ -> event.with(ClockRun.marks(List.of(), runs(CaseRecord.begun(event), List.of())));
            case Opened opened -> {
                boolean voided = event instanceof ReferralEvent.Voided;
                var after = voided ? List.<ClockRun>of() : runs(changed(opened.record(), event), opened.clocks());
                yield event.with(ClockRun.marks(opened.clocks(), after));
            }
        };
    }

    /** The runs that follow from what is recorded; those known before keep their version. */
    public List<ClockRun> runs(CaseRecord record, List<ClockRun> known) {
        return clocks.runs(record.steps(), List.of(), known);
    }

    /** What is to be done next: by whichever clock's day is due first, else by how far the case has come. */
    private Next next(Standing standing, CaseRecord record, List<ClockRun> runs) {
        ClockRun first = null;
        for (var run : runs) {
            var rule = clocks.rule(run.clock(), run.version());
            // Of a referral that its source made of an undated contact nothing is left to decide.
            boolean counts = run.endedOn() == null
                    && rule.sense() == Sense.AT_MOST
                    && standing
                            == (rule.stops().contains(StepKind.CONTACT_DECIDED) ? Standing.RECEIVED : Standing.OPEN);
            if (counts && (first == null || isSooner(run, first))) first = run;
        }
        if (first != null) return new Next(toStop(first, record), first.clock(), first.dueOn(), lastInstant(first));
        var step = switch (standing) {
            case RECEIVED -> NextStep.DECIDE_CONTACT;
            case OPEN -> NextStep.PLAN_OR_CLOSE;
            case DECIDED -> record.isToBeReferred() ? NextStep.RECORD_REFERRAL : null;
            case CLOSED, VOIDED -> null;
        };
        return new Next(step, null, Next.NEVER, Next.NEVER_AT);
    }

    private static boolean isSooner(ClockRun run, ClockRun other) {
        return lastInstant(run).isBefore(lastInstant(other));
    }

    /** The last instant in time, to the second, so that as text instants stand in their order. */
    static Instant lastInstant(ClockRun run) {
        return run.dueAt() == null
                ? LondonTime.startOf(run.dueOn().plusDays(1)).minusSeconds(1)
                : run.dueAt().truncatedTo(ChronoUnit.SECONDS);
    }

    private NextStep toStop(ClockRun run, CaseRecord record) {
        var stops = clocks.rule(run.clock(), run.version()).stops();
        if (stops.contains(StepKind.CONTACT_DECIDED)) return NextStep.DECIDE_CONTACT;
        if (stops.contains(StepKind.CONFERENCE_HELD)) return NextStep.HOLD_CONFERENCE;
        if (stops.contains(StepKind.REASSESSMENT_COMPLETED)) return NextStep.COMPLETE_ASSESSMENT;
        if (stops.contains(StepKind.ASSESSMENT_COMPLETED)) {
            return record.assessmentsUnderWay().isEmpty() ? NextStep.START_ASSESSMENT : NextStep.COMPLETE_ASSESSMENT;
        }
        boolean visit = stops.contains(StepKind.PROTECTION_VISIT) || stops.contains(StepKind.CHILD_IN_NEED_VISIT);
        return visit ? NextStep.VISIT : NextStep.REVIEW_PLAN;
    }

    // Folding

    public Referral evolve(Referral state, ReferralEvent event) {
        return switch (state) {
            case NotOpened _ -> settled(CaseRecord.begun(event), false, List.of(), event);
            case Opened opened ->
                settled(
                        changed(opened.record(), event),
                        opened.standing() == Standing.VOIDED || event instanceof ReferralEvent.Voided,
                        opened.clocks(),
                        event);
        };
    }

    private Opened settled(CaseRecord record, boolean voided, List<ClockRun> before, ReferralEvent event) {
        var runs = ClockRun.after(before, event.clocks());
        var standing = voided ? Standing.VOIDED : record.standing();
        return new Opened(standing, record.openedOn(), record.present(), record, runs, next(standing, record, runs));
    }

    private static CaseRecord changed(CaseRecord record, ReferralEvent event) {
        return switch (event) {
            case ReferralEvent.Corrected correction ->
                record.entry(correction.entry())
                        .map(entry -> record.next(
                                record.replacing(entry.sequence(), Correcting.corrected(entry.event(), correction))))
                        .orElseThrow();
            case ReferralEvent.EntryAnnulled annulled -> record.next(record.without(annulled.entry()));
            case ReferralEvent.Reopened _ ->
                record.next(record.lastEntry(Closed.class)
                        .map(closing -> record.without(closing.sequence()))
                        .orElse(record.entries()));
            case ReferralEvent.Voided _ -> record.next(record.entries());
            case ReferralEvent _ -> record.with(event);
        };
    }

    /** Events one after the other, each marked by how the case stands after those before it. */
    final class Unfolding {
        private final List<ReferralEvent> events = new ArrayList<>();
        private Referral state;

        Unfolding(Referral state) {
            this.state = state;
        }

        void add(ReferralEvent event) {
            var marked = marked(state, event);
            events.add(marked);
            state = evolve(state, marked);
        }

        boolean isOpened() {
            return state instanceof Opened;
        }

        /** Only of a case that is opened. */
        Opened opened() {
            return (Opened) state;
        }

        CaseRecord record() {
            return opened().record();
        }

        List<ReferralEvent> events() {
            return List.copyOf(events);
        }
    }
}
