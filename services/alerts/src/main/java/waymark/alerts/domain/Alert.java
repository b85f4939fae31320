package waymark.alerts.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** An alert as it stands. */
public sealed interface Alert {
    record NotRaised() implements Alert {}

    /** Nobody has said that they have seen it. */
    record Raised(Particulars particulars) implements Alert {}

    record Acknowledged(Particulars particulars, Instant acknowledgedAt) implements Alert {}

    /** @param acknowledgedAt null where it was resolved without */
    record Resolved(Particulars particulars, Instant acknowledgedAt, Instant resolvedAt, Outcome outcome)
            implements Alert {}

    /** What it warned of was done or came to its end; it stays out of the timeliness figures. */
    record Settled(Particulars particulars, Instant settledAt, Settling why) implements Alert {}

    /** It no longer holds, and never should have been raised as things are known now. */
    record Withdrawn(Particulars particulars, Instant withdrawnAt, Withdrawal why) implements Alert {}

    /** What was done about it. */
    enum Outcome {
        ACTION_TAKEN,
        DONE_ALREADY,
        ACCEPTED_AS_IT_IS,
        RAISED_IN_ERROR
    }

    /** Why an alert resolved itself. */
    enum Settling {
        PROGRESS,
        CASE_ENDED,
        /** A later one says more. */
        SUPERSEDED,
        /** The measure is on track again. */
        BACK_ON_TRACK
    }

    /** Why an alert no longer holds. */
    enum Withdrawal {
        DATE_CORRECTED,
        CASE_VOIDED,
        RULE_CHANGED,
        /** The personal details of its case were erased, and what people wrote here with them. */
        CASE_ERASED
    }

    /**
     * @param warning what it says
     * @param events how many led here
     * @param raisedAt by the business clock
     * @param level who is called upon, from 1
     * @param role that owns it
     * @param officer staff number of who has it; null for anybody of the role
     * @param respondBy the last day on which a response at this level is in time; null where none is called for
     * @param run sequence of the event that began this level
     * @param runFrom its day
     * @param ownActions how many actions of their own the reviewing officer recorded
     * @param urgency 0 first: what lists are sorted by
     * @param handedOver true where somebody gave it to another at this level; otherwise null
     */
    record Particulars(
            Warning warning,
            int events,
            Instant raisedAt,
            int level,
            String role,
            String officer,
            LocalDate respondBy,
            int run,
            LocalDate runFrom,
            int ownActions,
            int urgency,
            Boolean handedOver) {
        Particulars next() {
            return new Particulars(
                    warning,
                    events + 1,
                    raisedAt,
                    level,
                    role,
                    officer,
                    respondBy,
                    run,
                    runFrom,
                    ownActions,
                    urgency,
                    handedOver);
        }

        Particulars at(int level, String role, String officer, LocalDate respondBy, LocalDate from) {
            return new Particulars(
                    warning,
                    events,
                    raisedAt,
                    level,
                    role,
                    officer,
                    respondBy,
                    events,
                    from,
                    ownActions,
                    urgency,
                    null);
        }

        Particulars handedOver(String role, String officer) {
            return with(warning, role, officer, true);
        }

        /** To whoever has its case now. */
        Particulars assigned(String role, String officer, String team) {
            return with(warning.in(team), role, officer, handedOver);
        }

        private Particulars with(Warning warning, String role, String officer, Boolean handedOver) {
            return new Particulars(
                    warning,
                    events,
                    raisedAt,
                    level,
                    role,
                    officer,
                    respondBy,
                    run,
                    runFrom,
                    ownActions,
                    urgency,
                    handedOver);
        }

        Particulars withOwnAction() {
            return new Particulars(
                    warning,
                    events,
                    raisedAt,
                    level,
                    role,
                    officer,
                    respondBy,
                    run,
                    runFrom,
                    ownActions + 1,
                    urgency,
                    handedOver);
        }
    }

    /** Who or what raised it. */
    enum Origin {
        RULE,
        PERSON
    }

    /**
     * What an alert says, fixed for ever but for the team, which is that of its case.
     *
     * @param rule id of the rule, or {@code reviewing-officer}
     * @param settings version of the authority's settings under which it was raised
     * @param concern of a reviewing officer's, else null
     * @param kind of the case; null where it is about no case
     * @param caseId null where it is about no case
     * @param caseReference how people call the case
     * @param milestone what of the rule: {@code missed}, {@code due-in-7d}
     * @param deadline the version of the deadline: another day is another deadline
     * @param clock id of the clock, or null
     * @param subject what the clock's run is about, as events have it; of a measure's, the measure; or null
     * @param dueOn the deadline's day, or null
     * @param dueAt the deadline's moment, of clocks that count hours; or null
     * @param since when it began to hold
     * @param late whether it was raised so long after that somebody has to know
     * @param toAcknowledge whether somebody must say that they have seen it, and respond in time
     */
    record Warning(
            String reference,
            Origin origin,
            String rule,
            int settings,
            Concern concern,
            Severity severity,
            Kind kind,
            UUID caseId,
            String caseReference,
            String team,
            String milestone,
            String deadline,
            String clock,
            String subject,
            LocalDate dueOn,
            Instant dueAt,
            Instant since,
            boolean late,
            boolean toAcknowledge) {
        private Warning in(String team) {
            return new Warning(
                    reference,
                    origin,
                    rule,
                    settings,
                    concern,
                    severity,
                    kind,
                    caseId,
                    caseReference,
                    team,
                    milestone,
                    deadline,
                    clock,
                    subject,
                    dueOn,
                    dueAt,
                    since,
                    late,
                    toAcknowledge);
        }
    }

    /** Null before it is raised. */
    default Particulars about() {
        return switch (this) {
            case NotRaised _ -> null;
            case Raised raised -> raised.particulars();
            case Acknowledged acknowledged -> acknowledged.particulars();
            case Resolved resolved -> resolved.particulars();
            case Settled settled -> settled.particulars();
            case Withdrawn withdrawn -> withdrawn.particulars();
        };
    }

    /** Whether somebody has still to respond. */
    default boolean isOpen() {
        return this instanceof Raised || this instanceof Acknowledged;
    }
}
