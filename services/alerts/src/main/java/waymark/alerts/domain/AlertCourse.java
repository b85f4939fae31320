package waymark.alerts.domain;

import static waymark.casefile.course.Decision.accept;
import static waymark.casefile.course.Decision.refuse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import waymark.alerts.domain.Alert.Acknowledged;
import waymark.alerts.domain.Alert.NotRaised;
import waymark.alerts.domain.Alert.Origin;
import waymark.alerts.domain.Alert.Particulars;
import waymark.alerts.domain.Alert.Raised;
import waymark.alerts.domain.Alert.Resolved;
import waymark.alerts.domain.Alert.Settled;
import waymark.alerts.domain.Alert.Warning;
import waymark.alerts.domain.Alert.Withdrawn;
import waymark.calendar.LondonTime;
import waymark.casefile.course.ClockMark;
import waymark.casefile.course.Decision;

/** The course of an alert: raised, acknowledged, resolved with what was done, or one level up where it was not; or it ends by itself. */
public final class AlertCourse {
    public static final Alert INITIAL = new NotRaised();
    public static final String RESPONSE = "alert-response";

    private AlertCourse() {}

    public static Decision<AlertEvent> decide(Alert state, AlertCommand command) {
        return switch (command) {
            case AlertCommand.Raise raise -> raise(state, raise);
            case AlertCommand.Note note -> note(state, note);
            case AlertCommand.Acknowledge acknowledge ->
                whileOpen(
                        state,
                        about -> state instanceof Acknowledged
                                ? nothing()
                                : accept(new AlertEvent.Acknowledged(acknowledge.now(), List.of())));
            case AlertCommand.Comment comment ->
                state instanceof NotRaised
                        ? unknown()
                        : accept(new AlertEvent.Commented(
                                LondonTime.dateOf(comment.now()), comment.ownAction(), List.of()));
            case AlertCommand.HandOver handOver -> whileOpen(state, about -> handOver(about, handOver));
            case AlertCommand.Reassign reassign -> reassign(state, reassign);
            case AlertCommand.Move move -> move(state, move);
            case AlertCommand.Resolve resolve -> whileOpen(state, about -> resolve(about, resolve));
            case AlertCommand.Escalate escalate ->
                whileOpen(
                        state,
                        about -> about.level() >= escalate.levels().top()
                                ? refuse(
                                        "alert.top-level",
                                        null,
                                        "The alert stands at the top level already. Hand it over to whoever can resolve it.")
                                : accept(escalated(about, escalate.levels(), false, escalate.now())));
            case AlertCommand.Overdue overdue -> overdue(state, overdue);
            case AlertCommand.Settle settle -> settle(state, settle);
            case AlertCommand.Withdraw withdraw -> withdraw(state, withdraw);
        };
    }

    @FunctionalInterface
    private interface OfOpen {
        Decision<AlertEvent> decide(Particulars about);
    }

    private static Decision<AlertEvent> whileOpen(Alert state, OfOpen decision) {
        if (state.isOpen()) return decision.decide(state.about());
        return state instanceof NotRaised
                ? unknown()
                : refuse("alert.ended", null, "The alert has ended. Add a comment, or raise another.");
    }

    private static Decision<AlertEvent> unknown() {
        return refuse("alert.not-raised", null, "There is no such alert yet.");
    }

    private static Decision<AlertEvent> nothing() {
        return accept(List.of());
    }

    private static Decision<AlertEvent> raise(Alert state, AlertCommand.Raise raise) {
        return switch (state) {
            case NotRaised _ -> accept(raised(raise));
            case Settled(var about, var _, var _) -> reinstated(about, raise);
            case Withdrawn(var about, var _, var _) -> reinstated(about, raise);
            case Raised _, Acknowledged _, Resolved _ -> nothing();
        };
    }

    private static Decision<AlertEvent> note(Alert state, AlertCommand.Note note) {
        var now = note.raise().now();
        if (!(state instanceof NotRaised)) return settle(state, new AlertCommand.Settle(note.why(), now));
        var raised = raised(note.raise());
        return accept(List.of(
                raised,
                new AlertEvent.Settled(
                        now, note.why(), ended(evolve(INITIAL, raised).about(), ClockMark.Action.LAPSE, now))));
    }

    private static AlertEvent raised(AlertCommand.Raise raise) {
        var warning = raise.warning();
        var respondBy = warning.toAcknowledge() ? raise.levels().respondBy(1, raise.now()) : null;
        return new AlertEvent.Raised(
                warning.reference(),
                warning.origin(),
                warning.rule(),
                warning.settings(),
                warning.concern(),
                warning.severity(),
                warning.kind(),
                warning.caseId(),
                warning.caseReference(),
                warning.team(),
                warning.milestone(),
                warning.deadline(),
                warning.clock(),
                warning.subject(),
                warning.dueOn(),
                warning.dueAt(),
                warning.since(),
                warning.late(),
                warning.toAcknowledge(),
                raise.now(),
                1,
                raise.role(),
                raise.officer(),
                respondBy,
                started(1, raise.now(), respondBy));
    }

    private static Decision<AlertEvent> reinstated(Particulars about, AlertCommand.Raise raise) {
        var respondBy = about.warning().toAcknowledge() ? raise.levels().respondBy(about.level(), raise.now()) : null;
        // Above the first level it goes on with whoever was called upon there.
        boolean first = about.level() == 1;
        return accept(new AlertEvent.Reinstated(
                raise.now(),
                respondBy,
                first ? raise.role() : about.role(),
                first ? raise.officer() : about.officer(),
                raise.warning().team(),
                started(about.events() + 1, raise.now(), respondBy)));
    }

    private static Decision<AlertEvent> handOver(Particulars about, AlertCommand.HandOver handOver) {
        if (handOver.role() == null && handOver.officer() == null) {
            return refuse("alert.to-whom", "officer", "Say to whom: a role, a member of staff, or both.");
        }
        var role = handOver.role() == null ? about.role() : handOver.role();
        boolean same = role.equals(about.role()) && Objects.equals(handOver.officer(), about.officer());
        return same
                ? refuse(
                        "alert.same-hands",
                        "officer",
                        "They have it already. Choose somebody else, or write a comment instead.")
                : accept(new AlertEvent.HandedOver(
                        LondonTime.dateOf(handOver.now()), role, handOver.officer(), null, null, List.of()));
    }

    private static Decision<AlertEvent> reassign(Alert state, AlertCommand.Reassign reassign) {
        if (!state.isOpen()) return nothing();
        var about = state.about();
        if (about.warning().origin() == Origin.PERSON) return nothing();
        // Whom people gave it to, or the next level has been called upon, keeps it; the team is the case's.
        boolean follows = about.level() == 1 && about.handedOver() == null;
        var role = follows ? reassign.role() : about.role();
        var officer = follows ? reassign.officer() : about.officer();
        return assigned(about, role, officer, reassign.team(), reassign.now());
    }

    private static Decision<AlertEvent> move(Alert state, AlertCommand.Move move) {
        var about = state.about();
        return about == null ? nothing() : assigned(about, about.role(), about.officer(), move.team(), move.now());
    }

    private static Decision<AlertEvent> assigned(
            Particulars about, String role, String officer, String team, Instant now) {
        boolean same = Objects.equals(role, about.role())
                && Objects.equals(officer, about.officer())
                && Objects.equals(team, about.warning().team());
        return same
                ? nothing()
                : accept(new AlertEvent.HandedOver(LondonTime.dateOf(now), role, officer, team, true, List.of()));
    }

    private static Decision<AlertEvent> resolve(Particulars about, AlertCommand.Resolve resolve) {
        if (resolve.outcome() == null) return refuse("alert.outcome-needed", "outcome", "Say what came of it.");
        return accept(new AlertEvent.Resolved(
                resolve.now(), resolve.outcome(), ended(about, ClockMark.Action.STOP, resolve.now())));
    }

    private static Decision<AlertEvent> overdue(Alert state, AlertCommand.Overdue overdue) {
        if (!state.isOpen()) return nothing();
        var about = state.about();
        boolean stillDue = about.level() == overdue.level()
                && about.respondBy() != null
                && LondonTime.dateOf(overdue.now()).isAfter(about.respondBy())
                && about.level() < overdue.levels().top();
        return stillDue ? accept(escalated(about, overdue.levels(), true, overdue.now())) : nothing();
    }

    private static AlertEvent escalated(Particulars about, Levels levels, boolean byTime, Instant now) {
        int level = about.level() + 1;
        var respondBy = levels.respondBy(level, now);
        var clocks = new ArrayList<>(ended(about, ClockMark.Action.LAPSE, now));
        clocks.addAll(started(about.events() + 1, now, respondBy));
        return new AlertEvent.Escalated(now, level, levels.role(level), respondBy, byTime, clocks);
    }

    /** What a person raised, people end. */
    private static Decision<AlertEvent> settle(Alert state, AlertCommand.Settle settle) {
        if (!state.isOpen() || state.about().warning().origin() == Origin.PERSON) return nothing();
        return accept(new AlertEvent.Settled(
                settle.now(), settle.why(), ended(state.about(), ClockMark.Action.LAPSE, settle.now())));
    }

    /** With the case's personal details, whatever was raised about it ends. */
    private static Decision<AlertEvent> withdraw(Alert state, AlertCommand.Withdraw withdraw) {
        if (!state.isOpen()) return nothing();
        boolean isPeoples = state.about().warning().origin() == Origin.PERSON;
        if (isPeoples && withdraw.why() != Alert.Withdrawal.CASE_ERASED) return nothing();
        return accept(new AlertEvent.Withdrawn(
                withdraw.now(), withdraw.why(), ended(state.about(), ClockMark.Action.LAPSE, withdraw.now())));
    }

    private static List<ClockMark> started(int instance, Instant now, LocalDate respondBy) {
        if (respondBy == null) return List.of();
        return List.of(new ClockMark(
                RESPONSE, 1, ClockMark.Action.START, LondonTime.dateOf(now), respondBy, instance, null, null));
    }

    private static List<ClockMark> ended(Particulars about, ClockMark.Action how, Instant now) {
        if (about.respondBy() == null) return List.of();
        var today = LondonTime.dateOf(now);
        return List.of(new ClockMark(RESPONSE, 1, how, about.runFrom(), about.respondBy(), about.run(), null, today));
    }

    public static Alert evolve(Alert state, AlertEvent event) {
        var about = state.about() == null ? null : state.about().next();
        return switch (event) {
            case AlertEvent.Raised raised -> new Raised(particulars(raised));
            case AlertEvent.Acknowledged acknowledged -> new Acknowledged(about, acknowledged.acknowledgedAt());
            case AlertEvent.Commented commented -> with(state, commented.ownAction() ? about.withOwnAction() : about);
            case AlertEvent.HandedOver over ->
                over.byAssignment() == null
                        // Whoever gets it has not seen it.
                        ? new Raised(about.handedOver(over.role(), over.officer()))
                        : with(state, about.assigned(over.role(), over.officer(), over.team()));
            // Whoever is called upon next has not seen it.
            case AlertEvent.Escalated up ->
                new Raised(about.at(up.level(), up.role(), null, up.respondBy(), LondonTime.dateOf(up.escalatedAt())));
            case AlertEvent.Resolved resolved ->
                new Resolved(
                        about,
                        state instanceof Acknowledged seen ? seen.acknowledgedAt() : null,
                        resolved.resolvedAt(),
                        resolved.outcome());
            case AlertEvent.Settled settled -> new Settled(about, settled.settledAt(), settled.why());
            case AlertEvent.Withdrawn withdrawn -> new Withdrawn(about, withdrawn.withdrawnAt(), withdrawn.why());
            case AlertEvent.Reinstated again -> {
                var on = LondonTime.dateOf(again.reinstatedAt());
                yield new Raised(
                        again.role() == null
                                ? about.at(about.level(), about.role(), about.officer(), again.respondBy(), on)
                                : about.assigned(again.role(), again.officer(), again.team())
                                        .at(about.level(), again.role(), again.officer(), again.respondBy(), on));
            }
        };
    }

    private static Particulars particulars(AlertEvent.Raised raised) {
        var warning = new Warning(
                raised.reference(),
                raised.origin(),
                raised.rule(),
                raised.settings(),
                raised.concern(),
                raised.severity(),
                raised.kind(),
                raised.caseId(),
                raised.caseReference(),
                raised.team(),
                raised.milestone(),
                raised.deadline(),
                raised.clock(),
                raised.subject(),
                raised.dueOn(),
                raised.dueAt(),
                raised.since(),
                raised.late(),
                raised.toAcknowledge());
        return new Particulars(
                warning,
                1,
                raised.raisedAt(),
                raised.level(),
                raised.role(),
                raised.officer(),
                raised.respondBy(),
                1,
                LondonTime.dateOf(raised.raisedAt()),
                0,
                raised.severity().urgency(),
                null);
    }

    private static Alert with(Alert state, Particulars about) {
        return switch (state) {
            case NotRaised not -> not;
            case Raised _ -> new Raised(about);
            case Acknowledged(var _, var at) -> new Acknowledged(about, at);
            case Resolved(var _, var acknowledgedAt, var at, var outcome) ->
                new Resolved(about, acknowledgedAt, at, outcome);
            case Settled(var _, var at, var why) -> new Settled(about, at, why);
            case Withdrawn(var _, var at, var why) -> new Withdrawn(about, at, why);
        };
    }
}
