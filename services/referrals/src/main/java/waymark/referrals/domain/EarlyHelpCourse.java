package waymark.referrals.domain;

import static waymark.casefile.course.Decision.accept;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import waymark.casefile.course.ClockRule.Sense;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.Clocks;
import waymark.casefile.course.CourseRules;
import waymark.casefile.course.Decision;
import waymark.casefile.course.Forms;
import waymark.referrals.domain.EarlyHelp.Entry;
import waymark.referrals.domain.EarlyHelp.NotOpened;
import waymark.referrals.domain.EarlyHelp.Opened;
import waymark.referrals.domain.EarlyHelp.Standing;
import waymark.referrals.domain.EarlyHelpEvent.EarlyHelpClosed;
import waymark.referrals.domain.EarlyHelpEvent.EarlyHelpCorrected;
import waymark.referrals.domain.EarlyHelpEvent.EarlyHelpEntryAnnulled;
import waymark.referrals.domain.EarlyHelpEvent.EarlyHelpProgressed;
import waymark.referrals.domain.EarlyHelpEvent.EarlyHelpRequested;
import waymark.referrals.domain.EarlyHelpEvent.EarlyHelpResumed;
import waymark.referrals.domain.EarlyHelpEvent.FamilyContacted;
import waymark.referrals.domain.EarlyHelpEvent.SupportArranged;

/** Decides and folds a family's early help: request, the team, the family, support, closing, and the door that stays open afterwards. */
public final class EarlyHelpCourse {
    public static final EarlyHelp INITIAL = new NotOpened();
    private static final String OPEN_DOOR = "early-help-open-door";

    private final Codes codes;
    private final Clocks<EarlyHelpStep> clocks;

    public EarlyHelpCourse(Codes codes, Clocks<EarlyHelpStep> clocks) {
        this.codes = codes;
        this.clocks = clocks;
    }

    public Clocks<EarlyHelpStep> clocks() {
        return clocks;
    }

    public Decision<EarlyHelpEvent> decide(EarlyHelp state, EarlyHelpCommand command) {
        return switch (command) {
            case EarlyHelpCommand.KeepBeside _ ->
                switch (state) {
                    case NotOpened _ -> Decision.refuse("early-help.not-opened", null, "There is no such case yet.");
                    case Opened _ -> accept(List.of());
                };
            case EarlyHelpCommand.Happened(var today, var now, var event) -> {
                var rules = new Rules(today, now);
                switch (state) {
                    case NotOpened _ ->
                        rules.check(
                                event instanceof EarlyHelpRequested, "not-opened", null, "There is no such case yet.");
                    case Opened opened -> allowed(opened, event, rules);
                }
                if (rules.breaches().isEmpty()) said(state, event, rules);
                yield rules.breaches().isEmpty()
                        ? accept(marked(state, event))
                        : new Decision.Refused<>(rules.breaches().getFirst());
            }
        };
    }

    private void allowed(Opened opened, EarlyHelpEvent event, Rules rules) {
        boolean voided = opened.standing() == Standing.VOIDED;
        rules.check(!voided, "voided", null, "The case was voided; nothing more can be recorded in it.");
        if (voided) return;
        boolean open = opened.standing().isOpen();
        switch (event) {
            case EarlyHelpRequested _ -> rules.check(false, "opened-twice", null, "This case has been opened already.");
            case EarlyHelpProgressed _ ->
                rules.open(open)
                        .check(
                                opened.standing() == Standing.REQUESTED,
                                "progressed-already",
                                null,
                                "The request reached a team already. Correct that entry where it is wrong.");
            case FamilyContacted _ -> rules.open(open).progressed(opened);
            case SupportArranged _ -> rules.open(open).progressed(opened);
            case EarlyHelpClosed _ -> rules.open(open);
            case EarlyHelpResumed resumed -> resume(opened, resumed, rules);
            case EarlyHelpEvent.EarlyHelpReopened _ ->
                rules.check(!open, "not-closed", null, "The case is not closed; there is no closing to annul.");
            case EarlyHelpCorrected corrected -> correct(opened, corrected, rules);
            case EarlyHelpEntryAnnulled annulled -> annul(opened, annulled.entry(), rules);
            case EarlyHelpEvent.EarlyHelpVoided _ -> {
                // A case opened in error can always be voided.
            }
        }
    }

    private static void resume(Opened opened, EarlyHelpResumed resumed, Rules rules) {
        rules.check(!opened.standing().isOpen(), "not-closed", null, "The family's early help has not ended.");
        opened.clocks().stream()
                .filter(run -> run.clock().equals(OPEN_DOOR) && run.endedOn() == null)
                .reduce((_, later) -> later)
                .ifPresent(door -> rules.check(
                        resumed.resumedOn() == null || !resumed.resumedOn().isAfter(door.dueOn()),
                        "door-closed",
                        "resumedOn",
                        "The door stood open until %s. Record a new request.".formatted(door.dueOn())));
    }

    private void correct(Opened opened, EarlyHelpCorrected corrected, Rules rules) {
        var entry = corrected.entry() == null ? null : entry(opened, corrected.entry());
        rules.check(
                entry != null,
                "entry-unknown",
                "entry",
                "Say by its number in the history which entry is put right; the request is number 1.");
        if (entry == null) return;
        boolean moment = EarlyHelpSteps.at(entry.event()) != null;
        boolean nothing = corrected.on() == null
                && corrected.at() == null
                && corrected.outcome() == null
                && corrected.source() == null
                && corrected.locality() == null
                && corrected.team() == null
                && corrected.service() == null;
        boolean fits = (corrected.on() == null || !moment)
                && (corrected.at() == null || moment)
                && (corrected.outcome() == null || entry.event() instanceof EarlyHelpClosed)
                && ((corrected.source() == null && corrected.locality() == null)
                        || entry.event() instanceof EarlyHelpRequested)
                && (corrected.team() == null || entry.event() instanceof EarlyHelpProgressed)
                && (corrected.service() == null || entry.event() instanceof SupportArranged);
        rules.check(!nothing, "nothing-corrected", null, "Say at least one day or value as it should have been.")
                .check(
                        fits,
                        "entry-without-field",
                        null,
                        "That entry has no such field: a time is corrected by at, a day by on, an outcome only of a closing, source and locality only of the request, the team only of its progress, the service only of support.");
        if (!rules.breaches().isEmpty()) return;
        if (evolve(opened, corrected.with(List.of())) instanceof Opened right) {
            rules.addNew(rules.outOfOrder(opened), rules.outOfOrder(right), moment ? "at" : "on");
        }
    }

    private static void annul(Opened opened, Integer number, Rules rules) {
        boolean request = number != null && number == 1;
        var entry = number == null || request ? null : entry(opened, number);
        rules.check(
                entry != null,
                "entry-unknown",
                "entry",
                request
                        ? "The case rests on the request. Void the case where it should never have been opened."
                        : "Say by its number in the history which entry did not happen; under that number nothing stands.");
        if (entry == null) return;
        rules.check(
                        !(entry.event() instanceof EarlyHelpClosed),
                        "closing-annulled",
                        "entry",
                        "A closing is annulled by re-opening the case.")
                .check(
                        !isRestedOn(entry, opened),
                        "entry-answered",
                        "entry",
                        "What was recorded since rests on it. Annul that first, a closing by re-opening the case.");
    }

    private static boolean isRestedOn(Entry entry, Opened opened) {
        return switch (entry.event()) {
            case EarlyHelpProgressed _ ->
                opened.last(FamilyContacted.class).isPresent()
                        || opened.last(SupportArranged.class).isPresent();
            case EarlyHelpResumed _ -> !opened.entries().getLast().equals(entry);
            case EarlyHelpEvent _ -> false;
        };
    }

    private void said(EarlyHelp state, EarlyHelpEvent event, Rules rules) {
        switch (event) {
            case EarlyHelpRequested requested ->
                rules.needed("requestedAt", requested.requestedAt())
                        .notYet("requestedAt", requested.requestedAt())
                        .needed("source", requested.source())
                        .listed("source", requested.source(), Codes.on(codes.sources(), event.day()))
                        .form(Forms.REFERENCE, "reference-form", "requestRef", requested.reference());
            case EarlyHelpCorrected corrected ->
                rules.listed("source", corrected.source(), Codes.all(codes.sources()))
                        .form(Forms.CODE, "code-form", "team", corrected.team())
                        .form(Forms.CODE, "code-form", "service", corrected.service());
            case EarlyHelpEntryAnnulled annulled ->
                rules.needed("annulledOn", annulled.annulledOn()).notInFuture("annulledOn", annulled.annulledOn());
            case EarlyHelpProgressed progressed ->
                rules.form(Forms.CODE, "code-form", "team", progressed.team()).day(state, event);
            case SupportArranged arranged ->
                rules.form(Forms.CODE, "code-form", "service", arranged.service())
                        .day(state, event);
            case EarlyHelpClosed closed ->
                rules.needed("outcome", closed.outcome()).day(state, event);
            case EarlyHelpEvent.EarlyHelpVoided voided ->
                rules.needed("reason", voided.reason())
                        .form(Forms.CODE, "code-form", "reason", voided.reason())
                        .needed("voidedOn", voided.voidedOn())
                        .notInFuture("voidedOn", voided.voidedOn());
            case FamilyContacted _, EarlyHelpResumed _, EarlyHelpEvent.EarlyHelpReopened _ -> rules.day(state, event);
        }
    }

    private EarlyHelpEvent marked(EarlyHelp before, EarlyHelpEvent event) {
        var known = before instanceof Opened opened ? opened.clocks() : List.<ClockRun>of();
        return switch (evolve(before, event.with(List.of()))) {
            case Opened after -> {
                var runs = after.standing() == Standing.VOIDED
                        ? List.<ClockRun>of()
                        : clocks.runs(after.steps(), List.of(), known);
                yield event.with(ClockRun.marks(known, runs));
            }
            case NotOpened _ -> throw new IllegalStateException("nothing opens a case but a request");
        };
    }

    // Folding

    public EarlyHelp evolve(EarlyHelp state, EarlyHelpEvent event) {
        return switch (state) {
            case NotOpened _ -> settled(1, List.of(entry(1, event)), false, List.of(), event);
            case Opened opened -> {
                int sequence = opened.events() + 1;
                boolean voided =
                        opened.standing() == Standing.VOIDED || event instanceof EarlyHelpEvent.EarlyHelpVoided;
                yield settled(sequence, changed(opened, sequence, event), voided, opened.clocks(), event);
            }
        };
    }

    private static List<Entry> changed(Opened opened, int sequence, EarlyHelpEvent event) {
        return switch (event) {
            case EarlyHelpCorrected corrected ->
                opened.entries().stream()
                        .map(entry -> corrected.entry() == entry.sequence()
                                ? new Entry(entry.sequence(), corrected(entry.event(), corrected))
                                : entry)
                        .toList();
            case EarlyHelpEntryAnnulled annulled ->
                opened.entries().stream()
                        .filter(entry -> annulled.entry() != entry.sequence())
                        .toList();
            case EarlyHelpEvent.EarlyHelpReopened _ -> {
                var closing = opened.last(EarlyHelpClosed.class).orElseThrow();
                yield opened.entries().stream()
                        .filter(entry -> entry.sequence() != closing.sequence())
                        .toList();
            }
            case EarlyHelpEvent.EarlyHelpVoided _ -> opened.entries();
            case EarlyHelpEvent _ -> EarlyHelp.with(opened.entries(), entry(sequence, event));
        };
    }

    private Opened settled(
            int events, List<Entry> entries, boolean voided, List<ClockRun> before, EarlyHelpEvent event) {
        var runs = ClockRun.after(before, event.clocks());
        var request = (EarlyHelpRequested) entries.getFirst().event();
        var standing = voided ? Standing.VOIDED : standing(entries);
        ClockRun first = null;
        for (var run : runs) {
            boolean counts = standing.isOpen() && run.endedOn() == null && run.sense() == Sense.AT_MOST;
            boolean sooner =
                    first == null || ReferralCourse.lastInstant(run).isBefore(ReferralCourse.lastInstant(first));
            if (counts && sooner) first = run;
        }
        return new Opened(
                standing,
                request.day(),
                request.requestedAt(),
                standing == Standing.CLOSED
                        ? EarlyHelp.last(entries, EarlyHelpClosed.class)
                                .map(entry -> entry.event().day())
                                .orElseThrow()
                        : null,
                request.source(),
                request.locality(),
                EarlyHelp.last(entries, EarlyHelpProgressed.class)
                        .map(entry -> ((EarlyHelpProgressed) entry.event()).team())
                        .orElse(null),
                request.children(),
                entries,
                events,
                runs,
                first == null ? null : first.clock(),
                first == null ? Referral.Next.NEVER : first.dueOn(),
                first == null ? Referral.Next.NEVER_AT : ReferralCourse.lastInstant(first));
    }

    /** The latest of closing and resuming tells; within what is open the furthest step does, where support counts that was arranged since the family came back. */
    private static Standing standing(List<Entry> entries) {
        var closed = EarlyHelp.last(entries, EarlyHelpClosed.class);
        var resumed = EarlyHelp.last(entries, EarlyHelpResumed.class);
        boolean isClosed = closed.isPresent()
                && (resumed.isEmpty() || resumed.get().sequence() < closed.get().sequence());
        if (isClosed) return Standing.CLOSED;
        var back = resumed.map(EarlyHelpSteps::of);
        boolean supported = entries.stream()
                .filter(entry -> entry.event() instanceof SupportArranged)
                .map(EarlyHelpSteps::of)
                .anyMatch(support -> back.isEmpty() || support.isAfter(back.get()));
        if (supported) return Standing.SUPPORTED;
        return EarlyHelp.last(entries, EarlyHelpProgressed.class).isPresent()
                ? Standing.PROGRESSED
                : Standing.REQUESTED;
    }

    private static EarlyHelpEvent corrected(EarlyHelpEvent event, EarlyHelpCorrected to) {
        return switch (event) {
            case EarlyHelpRequested was ->
                new EarlyHelpRequested(
                        was.reference(),
                        or(to.at(), was.requestedAt()),
                        was.children(),
                        or(to.source(), was.source()),
                        or(to.locality(), was.locality()),
                        was.contact(),
                        was.replaces(),
                        List.of());
            case EarlyHelpProgressed was ->
                new EarlyHelpProgressed(or(to.at(), was.progressedAt()), or(to.team(), was.team()), List.of());
            case FamilyContacted was -> new FamilyContacted(or(to.at(), was.contactedAt()), List.of());
            case SupportArranged was ->
                new SupportArranged(or(to.on(), was.arrangedOn()), or(to.service(), was.service()), List.of());
            case EarlyHelpClosed was ->
                new EarlyHelpClosed(or(to.on(), was.closedOn()), or(to.outcome(), was.outcome()), List.of());
            case EarlyHelpResumed was -> new EarlyHelpResumed(or(to.on(), was.resumedOn()), List.of());
            case EarlyHelpEvent same -> same;
        };
    }

    private static Entry entry(int sequence, EarlyHelpEvent event) {
        return new Entry(sequence, event.with(List.of()));
    }

    private static Entry entry(Opened opened, int sequence) {
        return opened.entries().stream()
                .filter(entry -> entry.sequence() == sequence)
                .findFirst()
                .orElse(null);
    }

    private static <T> T or(T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** The rules of days: each step is not before the request, nor before the last closing where it follows one. */
    private static final class Rules extends CourseRules<Rules> {
        private static final Set<Class<? extends EarlyHelpEvent>> AFTER_TEAM =
                Set.of(FamilyContacted.class, SupportArranged.class);
        private static final Set<Class<? extends EarlyHelpEvent>> AFTER_CLOSING =
                Set.of(EarlyHelpResumed.class, EarlyHelpEvent.EarlyHelpReopened.class);

        private final Instant now;

        Rules(LocalDate today, Instant now) {
            super("early-help", today);
            this.now = now;
        }

        @Override
        protected Rules self() {
            return this;
        }

        Rules open(boolean open) {
            return check(
                    open,
                    "closed",
                    null,
                    "Early help has ended. Re-open the case where it was closed by mistake, resume it while the door is open, or record a new request.");
        }

        Rules progressed(Opened opened) {
            return check(
                    opened.last(EarlyHelpProgressed.class).isPresent(),
                    "not-progressed",
                    null,
                    "The request has not reached a team yet. Record that first.");
        }

        Rules notYet(String field, Instant at) {
            return check(
                    at == null || !at.isAfter(now),
                    "time-in-future",
                    field,
                    "That time has not come yet. Give the present time or an earlier one.");
        }

        Rules day(EarlyHelp state, EarlyHelpEvent event) {
            return state instanceof Opened opened
                    ? day(EarlyHelpSteps.dayField(event), new Entry(opened.events() + 1, event), opened)
                    : this;
        }

        Rules day(String field, Entry entry, Opened opened) {
            var event = entry.event();
            var at = EarlyHelpSteps.at(event);
            if (event.day() == null) return needed(field, null);
            if (at == null) notInFuture(field, event.day());
            else notYet(field, at);
            if (event instanceof EarlyHelpRequested) return this;
            notBefore("date-before-request", field, event.day(), opened.requestedOn(), "the request on");
            check(
                    at == null || !at.isBefore(opened.openedAt()) || event.day().isBefore(opened.requestedOn()),
                    "time-before-request",
                    field,
                    "That was before the request was made. Correct one of the two times.");
            if (AFTER_TEAM.contains(event.getClass())) {
                after("before-progress", field, entry, opened, EarlyHelpProgressed.class, "the team's receipt on");
            }
            if (AFTER_CLOSING.contains(event.getClass())) {
                after("before-closing", field, entry, opened, EarlyHelpClosed.class, "the closing on");
            }
            if (event instanceof EarlyHelpClosed) {
                var last = opened.entries().stream()
                        .filter(other -> other.sequence() < entry.sequence())
                        .map(other -> other.event().day())
                        .max(LocalDate::compareTo);
                notBefore("closed-before-step", field, event.day(), last.orElse(null), "the last step on");
            }
            return this;
        }

        /** By their times where both have one, else by their days. */
        private void after(
                String rule,
                String field,
                Entry entry,
                Opened opened,
                Class<? extends EarlyHelpEvent> earlier,
                String ofWhat) {
            var other = opened.entries().stream()
                    .filter(one -> earlier.isInstance(one.event()) && one.sequence() < entry.sequence())
                    .reduce((_, later) -> later)
                    .map(Entry::event)
                    .orElse(null);
            if (other == null) return;
            notBefore(rule, field, entry.event().day(), other.day(), ofWhat);
            var at = EarlyHelpSteps.at(entry.event());
            var otherAt = EarlyHelpSteps.at(other);
            boolean momentsKnown =
                    at != null && otherAt != null && entry.event().day().equals(other.day());
            check(
                    !momentsKnown || !at.isBefore(otherAt),
                    rule,
                    field,
                    "That was before %s %s, at an earlier time of that day. Correct one of the two."
                            .formatted(ofWhat, other.day()));
        }

        /** What is out of its order, or yet to come. */
        Rules outOfOrder(Opened opened) {
            var rules = new Rules(today(), now);
            for (var entry : opened.entries()) rules.day(EarlyHelpSteps.dayField(entry.event()), entry, opened);
            return rules;
        }
    }
}
