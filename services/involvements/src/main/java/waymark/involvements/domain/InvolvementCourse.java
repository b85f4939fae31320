package waymark.involvements.domain;

import static waymark.casefile.course.Decision.accept;
import static waymark.casefile.course.Decision.refuse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import waymark.casefile.course.Breach;
import waymark.casefile.course.ClockMark;
import waymark.casefile.course.Decision;
import waymark.involvements.domain.Involvement.Closed;
import waymark.involvements.domain.Involvement.Entry;
import waymark.involvements.domain.Involvement.NotOpened;
import waymark.involvements.domain.Involvement.Open;
import waymark.involvements.domain.Involvement.Particulars;
import waymark.involvements.domain.Involvement.Voided;

/** Decides commands and folds events: the whole course of an involvement, from the referral to its closing and what may be put right later. */
public final class InvolvementCourse {
    public static final Involvement INITIAL = new NotOpened();

    private static final List<ClockMark> NO_CLOCKS = List.of();

    private final Codes codes;
    private final ReviewPolicy reviews;

    public InvolvementCourse(Codes codes, ReviewPolicy reviews) {
        this.codes = codes;
        this.reviews = reviews;
    }

    // Deciding

    public Decision<InvolvementEvent> decide(Involvement state, InvolvementCommand command) {
        return switch (command) {
            case InvolvementCommand.Open open -> open(state, open);
            case InvolvementCommand.TakeFromSource source -> take(state, source);
            case InvolvementCommand.Correct correct -> correct(state, correct);
            case InvolvementCommand.Reopen reopen -> reopen(state, reopen);
            case InvolvementCommand.MakeVoid voiding -> makeVoid(state, voiding);
            case InvolvementCommand.RecordCheck check -> whileOpen(state, open -> check(open, check));
            case InvolvementCommand.RecordEnquiry enquiry -> whileOpen(state, open -> enquiry(open, enquiry));
            case InvolvementCommand.HoldReview review -> whileOpen(state, open -> review(open, review));
            case InvolvementCommand.RecordConcern concern -> whileOpen(state, open -> concern(open, concern));
            case InvolvementCommand.ReferConcern referral -> whileOpen(state, open -> refer(open, referral));
            case InvolvementCommand.ChangeCircumstances change -> whileOpen(state, open -> change(open, change));
            case InvolvementCommand.Assign assign -> whileOpen(state, open -> assign(open, assign));
            case InvolvementCommand.Close close -> close(state, close);
            case InvolvementCommand.KeepBeside _ -> state instanceof NotOpened ? notOpened() : accept(List.of());
        };
    }

    private interface Deciding {
        Decision<InvolvementEvent> on(Open open);
    }

    private static Decision<InvolvementEvent> whileOpen(Involvement state, Deciding decide) {
        return switch (state) {
            case Open open -> decide.on(open);
            case Closed _ ->
                refuse(
                        "involvement.closed",
                        null,
                        "The involvement is closed. If it was closed by mistake, re-open it first.");
            case Voided _ -> voided();
            case NotOpened _ -> notOpened();
        };
    }

    private static Decision<InvolvementEvent> voided() {
        return refuse("involvement.voided", null, "The involvement was voided; nothing more can be recorded in it.");
    }

    private static Decision<InvolvementEvent> notOpened() {
        return refuse("involvement.not-opened", null, "There is no such involvement yet.");
    }

    private Decision<InvolvementEvent> open(Involvement state, InvolvementCommand.Open open) {
        if (!(state instanceof NotOpened)) {
            return refuse("involvement.opened-twice", null, "This involvement has been opened already.");
        }
        var rules = new Rules(open.today())
                .reference(open.reference())
                .opening(open.opening())
                .circumstances(open.circumstances())
                .check(
                        open.circumstances().senStatus() != SenStatus.EHCP || !Boolean.TRUE.equals(open.childLocated()),
                        "plan-and-located",
                        "childLocated",
                        "A child with an EHC plan who has been found is the SEND team's: tell them, and open nothing here.");
        return decided(rules, () -> marked(INITIAL, opened(open.reference(), open.opening(), open.circumstances())));
    }

    private Decision<InvolvementEvent> check(Open open, InvolvementCommand.RecordCheck check) {
        var rules = day(open, check.today(), "checkedOn", check.on())
                .needed("service", check.service())
                .check(
                        !check.known() || check.teamTold(),
                        "team-not-told",
                        "teamTold",
                        "The child is known to that service, so its team must be told. Tell them, then say so.");
        return decided(
                rules,
                () -> marked(
                        open,
                        clocks -> new InvolvementEvent.CheckRecorded(
                                check.on(), check.service(), check.known(), check.teamTold(), clocks)));
    }

    private Decision<InvolvementEvent> enquiry(Open open, InvolvementCommand.RecordEnquiry enquiry) {
        var rules = day(open, enquiry.today(), "enquiredOn", enquiry.on())
                .needed("agency", enquiry.agency())
                .listed("agency", enquiry.agency(), codes.agencies())
                .needed("result", enquiry.result())
                .listed("result", enquiry.result(), codes.enquiryResults());
        return decided(
                rules,
                () -> marked(
                        open,
                        clocks -> new InvolvementEvent.EnquiryRecorded(
                                enquiry.on(), enquiry.agency(), enquiry.result(), clocks)));
    }

    private Decision<InvolvementEvent> review(Open open, InvolvementCommand.HoldReview review) {
        var rules = day(open, review.today(), "reviewedOn", review.on());
        return decided(rules, () -> marked(open, clocks -> new InvolvementEvent.ReviewHeld(review.on(), clocks)));
    }

    private Decision<InvolvementEvent> concern(Open open, InvolvementCommand.RecordConcern concern) {
        var rules = day(open, concern.today(), "notedOn", concern.on()).needed("concern", concern.concern());
        if (concern.referredTo() != null || concern.referredOn() != null) {
            referral(rules, concern.referredTo(), concern.referredOn(), concern.on());
        }
        return decided(rules, () -> {
            var noted = marked(
                    open, clocks -> new InvolvementEvent.ConcernRecorded(concern.on(), concern.concern(), clocks));
            if (concern.referredTo() == null) return noted;
            var after = evolve(open, noted.getFirst());
            int number = open.particulars().events() + 1;
            return joined(
                    noted,
                    marked(
                            after,
                            clocks -> new InvolvementEvent.ConcernReferred(
                                    number, concern.referredTo(), concern.referredOn(), clocks)));
        });
    }

    private Decision<InvolvementEvent> refer(Open open, InvolvementCommand.ReferConcern referral) {
        var concern = open.particulars().entry(referral.concern());
        if (concern == null || concern.kind() != Entry.Kind.CONCERN) {
            return refuse("involvement.concern-unknown", "concern", "No concern was recorded under that number.");
        }
        var rules = referral(new Rules(referral.today()), referral.referredTo(), referral.referredOn(), concern.on());
        return decided(
                rules,
                () -> marked(
                        open,
                        clocks -> new InvolvementEvent.ConcernReferred(
                                referral.concern(), referral.referredTo(), referral.referredOn(), clocks)));
    }

    private static Rules referral(Rules rules, Object referredTo, LocalDate referredOn, LocalDate notedOn) {
        return rules.needed("referredTo", referredTo)
                .needed("referredOn", referredOn)
                .notInFuture("referredOn", referredOn)
                .notBefore("referred-before-noted", "referredOn", referredOn, notedOn, "the concern, noted on");
    }

    private Decision<InvolvementEvent> change(Open open, InvolvementCommand.ChangeCircumstances change) {
        var rules = day(open, change.today(), "changedOn", change.on())
                .circumstances(change.changes())
                .check(
                        !change.changes().equals(Circumstances.NOT_RECORDED),
                        "nothing-changed",
                        "schoolYear",
                        "Say at least one of school year, SEN status, social-care status and locality.");
        return decided(rules, () -> {
            var known = open.particulars().circumstancesOn(change.on());
            return known.with(change.changes()).equals(known)
                    ? List.of()
                    : marked(open, changed(change.on(), change.changes()));
        });
    }

    private Decision<InvolvementEvent> assign(Open open, InvolvementCommand.Assign assign) {
        var rules = day(open, assign.today(), "assignedOn", assign.on())
                .needed("officer", assign.officer())
                .officer(assign.officer());
        return decided(
                rules,
                () -> assign.officer().equals(open.particulars().officer())
                        ? List.of()
                        : marked(open, clocks -> new InvolvementEvent.Assigned(assign.on(), assign.officer(), clocks)));
    }

    private Decision<InvolvementEvent> close(Involvement state, InvolvementCommand.Close close) {
        return switch (state) {
            case Open open -> {
                var rules = new Rules(close.today())
                        .needed("closedOn", close.closure().closedOn())
                        .closure(
                                close.closure(),
                                open.particulars().opening().openedOn(),
                                open.particulars().lastStepOn(),
                                codes)
                        .outcomeBacked(close.closure());
                yield decided(rules, () -> marked(open, closed(close.closure())));
            }
            case Closed closed ->
                refuse(
                        "involvement.closed-twice",
                        null,
                        "The involvement was closed on %s already. Correct that closing, or re-open it first."
                                .formatted(closed.closure().closedOn()));
            case Voided _ -> voided();
            case NotOpened _ -> notOpened();
        };
    }

    private Decision<InvolvementEvent> reopen(Involvement state, InvolvementCommand.Reopen reopen) {
        return switch (state) {
            case Closed closed -> {
                var rules = new Rules(reopen.today())
                        .needed("reopenedOn", reopen.on())
                        .notInFuture("reopenedOn", reopen.on())
                        .notBefore(
                                "reopened-before-closed",
                                "reopenedOn",
                                reopen.on(),
                                closed.closure().closedOn(),
                                "the closing on");
                yield decided(
                        rules, () -> marked(closed, clocks -> new InvolvementEvent.Reopened(reopen.on(), clocks)));
            }
            case Open _ ->
                refuse("involvement.not-closed", null, "The involvement is open; there is no closing to annul.");
            case Voided _ -> voided();
            case NotOpened _ -> notOpened();
        };
    }

    private Decision<InvolvementEvent> makeVoid(Involvement state, InvolvementCommand.MakeVoid voiding) {
        return switch (state) {
            case Open _, Closed _ ->
                decided(
                        new Rules(voiding.today()).needed("reason", voiding.reason()),
                        () -> marked(
                                state,
                                clocks -> new InvolvementEvent.Voided(voiding.today(), voiding.reason(), clocks)));
            case Voided _ -> refuse("involvement.voided-twice", null, "The involvement was voided already.");
            case NotOpened _ -> notOpened();
        };
    }

    private Decision<InvolvementEvent> correct(Involvement state, InvolvementCommand.Correct correct) {
        return switch (state) {
            case Open open -> correct(correct, open, open.particulars(), null);
            case Closed closed -> correct(correct, closed, closed.particulars(), closed.closure());
            case Voided _ -> voided();
            case NotOpened _ -> notOpened();
        };
    }

    private Decision<InvolvementEvent> correct(
            InvolvementCommand.Correct correct, Involvement state, Particulars particulars, Closure closure) {
        var correction = correct.correction();
        boolean ofClosing = correction.closedOn() != null
                || correction.outcome() != null
                || correction.confirmedBy() != null
                || correction.confirmedOn() != null;
        if (closure == null && ofClosing) {
            return refuse("involvement.not-closed", null, "The involvement is open; there is no closing to correct.");
        }
        var rules = new Rules(correct.today());
        if (correction.entry() == null) {
            var opening = Corrections.opening(particulars.opening(), correction);
            rules.check(correction.entryOn() == null, "entry-needed", "entry", "Say which entry's day is corrected.")
                    .opening(opening)
                    .circumstances(Corrections.circumstances(correction));
            if (closure != null) {
                var corrected = Corrections.closure(closure, correction);
                rules.closure(corrected, opening.openedOn(), particulars.lastStepOn(), codes);
                if (correction.outcome() != null) rules.outcomeBacked(corrected);
            }
        } else {
            var entry = particulars.entry(correction.entry());
            if (entry == null) {
                return refuse(
                        "involvement.entry-unknown",
                        "entry",
                        "Nothing was recorded under that number that can be corrected.");
            }
            rules.check(
                            Corrections.onlyOfEntry(correction),
                            "entry-alone",
                            "entry",
                            "Correct the opening or the closing in a request without entry.")
                    .check(
                            entry.kind() == Entry.Kind.CIRCUMSTANCES
                                    || Corrections.circumstances(correction).equals(Circumstances.NOT_RECORDED),
                            "entry-has-no-circumstances",
                            "entry",
                            "The entry of that number is no change of circumstances; only its day can be corrected.")
                    .circumstances(Corrections.circumstances(correction))
                    .notInFuture("entryOn", correction.entryOn())
                    .notBefore(
                            "date-before-opening",
                            "entryOn",
                            correction.entryOn(),
                            particulars.opening().openedOn(),
                            "the opening on");
        }
        rules.check(
                Corrections.saysSomething(correction),
                "nothing-corrected",
                null,
                "Say at least one date or value as it should have been.");
        return decided(rules, () -> marked(state, clocks -> Corrections.withClocks(correction, clocks)));
    }

    // Taking what another system's register says

    /** What the register says is taken; the rules that it breaks become warnings. */
    private Decision<InvolvementEvent> take(Involvement state, InvolvementCommand.TakeFromSource source) {
        var rules = new Rules(source.today()).opening(source.opening());
        if (source.closure() != null) {
            rules.closure(source.closure(), source.opening().openedOn(), lastStepOn(state), codes);
        }
        var steps = new Steps(state);
        switch (state) {
            case NotOpened _ -> {
                steps.add(opened(source.reference(), source.opening(), source.circumstances()));
                if (source.officer() != null)
                    steps.add(assigned(source.opening().openedOn(), source.officer()));
                if (source.closure() != null) steps.add(closed(source.closure()));
            }
            case Open open -> {
                differences(steps, open.particulars(), null, source);
                if (source.closure() != null) steps.add(closed(source.closure()));
            }
            case Closed closed -> {
                differences(steps, closed.particulars(), closed.closure(), source);
                if (source.closure() == null && source.saysClosing()) {
                    steps.add(clocks -> new InvolvementEvent.Reopened(source.today(), clocks));
                }
            }
            case Voided _ ->
                rules.check(
                        false,
                        "voided",
                        null,
                        "The involvement was voided here; the register still has it. It stays voided.");
        }
        return new Decision.Accepted<>(steps.events, rules.breaches());
    }

    /**
     * A register has no days for changes of circumstances or officer: they count from the day on which they were first seen, or from the closing.
     */
    private void differences(
            Steps steps, Particulars known, Closure closure, InvolvementCommand.TakeFromSource source) {
        var correction = Corrections.between(known.opening(), source.opening(), closure, source.closure());
        if (Corrections.saysSomething(correction)) {
            steps.add(clocks -> Corrections.withClocks(correction, clocks));
        }
        var closing = source.closure() == null && !source.saysClosing() ? closure : source.closure();
        var firstSeen = closing == null ? source.today() : closing.closedOn();
        var changes = known.circumstances().differenceTo(known.circumstances().with(source.circumstances()));
        if (!changes.equals(Circumstances.NOT_RECORDED)) steps.add(changed(firstSeen, changes));
        if (source.officer() != null && !source.officer().equals(known.officer())) {
            steps.add(assigned(firstSeen, source.officer()));
        }
    }

    private final class Steps {
        private final List<InvolvementEvent> events = new ArrayList<>();
        private Involvement state;

        Steps(Involvement state) {
            this.state = state;
        }

        void add(Clocked event) {
            var marked = marked(state, event);
            events.addAll(marked);
            for (var happened : marked) state = evolve(state, happened);
        }
    }

    // Folding

    public Involvement evolve(Involvement state, InvolvementEvent event) {
        return switch (event) {
            case InvolvementEvent.Opened opened -> begun(opened);
            case InvolvementEvent.CheckRecorded check ->
                entered(state, event, Entry.Kind.CHECK, check.checkedOn(), null);
            case InvolvementEvent.EnquiryRecorded enquiry ->
                entered(state, event, Entry.Kind.ENQUIRY, enquiry.enquiredOn(), null);
            case InvolvementEvent.ReviewHeld review ->
                entered(state, event, Entry.Kind.REVIEW, review.reviewedOn(), null);
            case InvolvementEvent.ConcernRecorded concern ->
                entered(state, event, Entry.Kind.CONCERN, concern.notedOn(), null);
            case InvolvementEvent.ConcernReferred referred ->
                entered(state, event, Entry.Kind.CONCERN_REFERRAL, referred.referredOn(), null);
            case InvolvementEvent.CircumstancesChanged changed ->
                entered(
                        state,
                        event,
                        Entry.Kind.CIRCUMSTANCES,
                        changed.changedOn(),
                        Corrections.circumstances(changed));
            case InvolvementEvent.Assigned assigned ->
                entered(
                        withParticulars(state, particulars(state).withOfficer(assigned.officer())),
                        event,
                        Entry.Kind.ASSIGNMENT,
                        assigned.assignedOn(),
                        null);
            case InvolvementEvent.Closed closed ->
                new Closed(
                        particulars(state).next(),
                        new Closure(
                                closed.closedOn(),
                                closed.outcome(),
                                closed.confirmedBy(),
                                closed.confirmedOn(),
                                closed.acceptedByReceivingTeam(),
                                closed.approvedByManager()));
            case InvolvementEvent.Reopened reopened ->
                new Open(
                        particulars(state).next().with(Entry.Kind.REOPENING, reopened.reopenedOn(), null),
                        started(event, null));
            case InvolvementEvent.Corrected corrected -> corrected(state, corrected);
            case InvolvementEvent.Voided _ -> new Voided(particulars(state).next());
        };
    }

    private static Open begun(InvolvementEvent.Opened opened) {
        var circumstances = Corrections.circumstances(opened);
        var particulars = new Particulars(
                1, opened.reference(), Corrections.opening(opened), circumstances, circumstances, List.of(), null);
        return new Open(particulars, started(opened, null));
    }

    private static Involvement entered(
            Involvement state, InvolvementEvent event, Entry.Kind kind, LocalDate on, Circumstances changes) {
        return clocked(withParticulars(state, particulars(state).next().with(kind, on, changes)), event);
    }

    private static Involvement corrected(Involvement state, InvolvementEvent.Corrected correction) {
        var before = particulars(state).next();
        var after = correction.entry() == null
                ? before.withOpening(
                        Corrections.opening(before.opening(), correction),
                        before.atOpening().with(Corrections.circumstances(correction)))
                : before.changing(correction.entry(), entry -> Corrections.entry(entry, correction));
        return switch (state) {
            case Closed closed -> new Closed(after, Corrections.closure(closed.closure(), correction));
            case Open _, Voided _, NotOpened _ -> clocked(withParticulars(state, after), correction);
        };
    }

    private static Involvement clocked(Involvement state, InvolvementEvent event) {
        return switch (state) {
            case Open open -> new Open(open.particulars(), started(event, open.review()));
            case Closed _, Voided _, NotOpened _ -> state;
        };
    }

    /** The review clock that an event starts, else the one that runs on. */
    private static ClockMark started(InvolvementEvent event, ClockMark running) {
        return event.clocks().stream()
                .filter(mark ->
                        mark.action() == ClockMark.Action.START && mark.clock().equals(ReviewPolicy.CLOCK))
                .findFirst()
                .orElse(running);
    }

    private static Particulars particulars(Involvement state) {
        return switch (state) {
            case Open open -> open.particulars();
            case Closed closed -> closed.particulars();
            case Voided voided -> voided.particulars();
            case NotOpened _ -> throw new IllegalStateException("an involvement's first event must be its opening");
        };
    }

    private static LocalDate lastStepOn(Involvement state) {
        return state instanceof NotOpened ? null : particulars(state).lastStepOn();
    }

    private static Involvement withParticulars(Involvement state, Particulars particulars) {
        return switch (state) {
            case Open open -> new Open(particulars, open.review());
            case Closed closed -> new Closed(particulars, closed.closure());
            case Voided _ -> new Voided(particulars);
            case NotOpened _ -> state;
        };
    }

    // Clocks

    /** The event with what it does to the review clock, by comparing how the clock ought to stand after it with how it stands before. */
    private List<InvolvementEvent> marked(Involvement before, Clocked event) {
        var running = before instanceof Open open ? open.review() : null;
        return switch (evolve(before, event.with(NO_CLOCKS))) {
            case Open after -> {
                var due = reviews.from(
                        after.particulars().reviewCountedFrom(),
                        after.particulars().circumstances());
                yield List.of(event.with(due.equals(running) ? NO_CLOCKS : List.of(due)));
            }
            case Closed _, Voided _, NotOpened _ ->
                List.of(event.with(running == null ? NO_CLOCKS : List.of(stop(running))));
        };
    }

    /** An event but for what it does to clocks, which follows from the state after it. */
    private interface Clocked {
        InvolvementEvent with(List<ClockMark> clocks);
    }

    private static ClockMark stop(ClockMark running) {
        return new ClockMark(
                running.clock(), running.version(), ClockMark.Action.STOP, running.startedOn(), running.dueOn());
    }

    // Small words

    private interface Happening {
        List<InvolvementEvent> events();
    }

    private static Decision<InvolvementEvent> decided(Rules rules, Happening happening) {
        List<Breach> breaches = rules.breaches();
        return breaches.isEmpty() ? accept(happening.events()) : new Decision.Refused<>(breaches.getFirst());
    }

    private static Rules day(Open open, LocalDate today, String field, LocalDate day) {
        return new Rules(today)
                .needed(field, day)
                .notInFuture(field, day)
                .notBefore(
                        "date-before-opening",
                        field,
                        day,
                        open.particulars().opening().openedOn(),
                        "the opening on");
    }

    private static Clocked opened(String reference, Opening opening, Circumstances circumstances) {
        return clocks -> new InvolvementEvent.Opened(
                reference,
                opening.openedOn(),
                opening.referredBy(),
                circumstances.schoolYear(),
                circumstances.senStatus(),
                circumstances.socialCareStatus(),
                circumstances.locality(),
                opening.meetsS436A(),
                opening.reason(),
                opening.sex(),
                opening.ethnicity(),
                opening.missingSince(),
                opening.lastSchool(),
                opening.lastDayAttended(),
                opening.groundForLeavingRoll(),
                opening.schoolMadeEnquiries(),
                opening.previousInvolvement(),
                opening.replaces(),
                clocks);
    }

    private static Clocked closed(Closure closure) {
        return clocks -> new InvolvementEvent.Closed(
                closure.closedOn(),
                closure.outcome(),
                closure.confirmedBy(),
                closure.confirmedOn(),
                closure.acceptedByReceivingTeam(),
                closure.approvedByManager(),
                clocks);
    }

    private static Clocked changed(LocalDate on, Circumstances changes) {
        return clocks -> new InvolvementEvent.CircumstancesChanged(
                on, changes.schoolYear(), changes.senStatus(), changes.socialCareStatus(), changes.locality(), clocks);
    }

    private static Clocked assigned(LocalDate on, String officer) {
        return clocks -> new InvolvementEvent.Assigned(on, officer, clocks);
    }

    private static List<InvolvementEvent> joined(List<InvolvementEvent> some, List<InvolvementEvent> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
