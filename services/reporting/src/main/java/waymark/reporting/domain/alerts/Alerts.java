package waymark.reporting.domain.alerts;

import static waymark.reporting.domain.Days.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.alerts.AlertFacts.Held;
import waymark.reporting.domain.course.References;
import waymark.reporting.domain.course.Spans;

/** The facts of alerts in columns; a code is its number in the dictionary, shared by all shards. */
public final class Alerts extends FactShard<AlertFacts> {
    static final Dictionary ORIGINS = new Dictionary("rule", "person");
    static final Dictionary RULES = new Dictionary();
    static final Dictionary CONCERNS = new Dictionary(
            "delay-in-finding-placement",
            "premature-return-home",
            "delay-in-family-finding",
            "effect-of-another-child-in-placement",
            "delay-in-reallocating-social-worker",
            "plan-not-shared-with-child",
            "delay-in-education-provision",
            "officer-not-consulted-on-significant-change",
            "permanence-plan-not-clear-by-second-review");
    static final Dictionary SEVERITIES = new Dictionary("urgent", "important", "routine");
    static final Dictionary KINDS = new Dictionary("involvement", "assessment", "referral", "early-help");
    static final Dictionary TEAMS = new Dictionary();
    static final Dictionary ROLES = new Dictionary();
    static final Dictionary MILESTONES = new Dictionary();
    private static final int MISSED = MILESTONES.numberOf("missed");
    static final Dictionary MEASURES = new Dictionary();
    static final Dictionary OUTCOMES = new Dictionary(
            "action-taken",
            "done-already",
            "accepted-as-it-is",
            "raised-in-error",
            "progress",
            "case-ended",
            "superseded",
            "back-on-track",
            "date-corrected",
            "case-voided",
            "rule-changed",
            "case-erased");
    private static final Dictionary SPANS = new Dictionary(AlertFacts.OPEN);

    private static final int HELD_WIDTH = 3;

    private final References references;
    private final References caseReferences;
    private char[] origin = {};
    private char[] rule = {};
    private char[] concern = {};
    private char[] severity = {};
    private char[] kind = {};
    private UUID[] about = {};
    private char[] team = {};
    private char[] milestone = {};
    private char[] measure = {};
    private int[] dueOn = {};
    private boolean[] late = {};
    private char[] outcome = {};
    private int[] raisedOn = {};
    private int[] resolvedOn = {};
    private int[] settledOn = {};
    private int[] withdrawnOn = {};
    private int[] minutesToResolve = {};
    /** Whether there was a day by which to resolve it. */
    private boolean[] timed = {};

    private boolean[] resolvedInTime = {};
    /** Packed: day, level and role's number in turn. */
    private int[][] held = {};

    private final StayColumns stays;
    private final Spans spans;

    Alerts() {
        references = new References();
        caseReferences = new References();
        stays = new StayColumns();
        spans = new Spans(SPANS);
    }

    private Alerts(Alerts other) {
        super(other);
        references = new References(other.references);
        caseReferences = new References(other.caseReferences);
        origin = other.origin.clone();
        rule = other.rule.clone();
        concern = other.concern.clone();
        severity = other.severity.clone();
        kind = other.kind.clone();
        about = other.about.clone();
        team = other.team.clone();
        milestone = other.milestone.clone();
        measure = other.measure.clone();
        dueOn = other.dueOn.clone();
        late = other.late.clone();
        outcome = other.outcome.clone();
        raisedOn = other.raisedOn.clone();
        resolvedOn = other.resolvedOn.clone();
        settledOn = other.settledOn.clone();
        withdrawnOn = other.withdrawnOn.clone();
        minutesToResolve = other.minutesToResolve.clone();
        timed = other.timed.clone();
        resolvedInTime = other.resolvedInTime.clone();
        // A row's are never written to, only replaced.
        held = other.held.clone();
        stays = other.stays.copy();
        spans = other.spans.copy();
    }

    @Override
    public Alerts copy() {
        return new Alerts(this);
    }

    @Override
    protected void lengthen(int rows) {
        if (rule.length >= rows) return;
        references.lengthen(rows);
        caseReferences.lengthen(rows);
        origin = Arrays.copyOf(origin, rows);
        rule = Arrays.copyOf(rule, rows);
        concern = Arrays.copyOf(concern, rows);
        severity = Arrays.copyOf(severity, rows);
        kind = Arrays.copyOf(kind, rows);
        about = Arrays.copyOf(about, rows);
        team = Arrays.copyOf(team, rows);
        milestone = Arrays.copyOf(milestone, rows);
        measure = Arrays.copyOf(measure, rows);
        dueOn = Arrays.copyOf(dueOn, rows);
        late = Arrays.copyOf(late, rows);
        outcome = Arrays.copyOf(outcome, rows);
        raisedOn = Arrays.copyOf(raisedOn, rows);
        resolvedOn = Arrays.copyOf(resolvedOn, rows);
        settledOn = Arrays.copyOf(settledOn, rows);
        withdrawnOn = Arrays.copyOf(withdrawnOn, rows);
        minutesToResolve = Arrays.copyOf(minutesToResolve, rows);
        timed = Arrays.copyOf(timed, rows);
        resolvedInTime = Arrays.copyOf(resolvedInTime, rows);
        held = Arrays.copyOf(held, rows);
    }

    @Override
    protected void keep(int row, AlertFacts fact) {
        var warning = fact.warning();
        references.keep(row, warning.reference());
        caseReferences.keep(row, warning.caseReference());
        origin[row] = ORIGINS.numberOf(warning.origin());
        rule[row] = RULES.numberOf(warning.rule());
        concern[row] = CONCERNS.numberOf(warning.concern());
        severity[row] = SEVERITIES.numberOf(warning.severity());
        kind[row] = KINDS.numberOf(warning.kind());
        about[row] = warning.about();
        team[row] = TEAMS.numberOf(warning.team());
        milestone[row] = MILESTONES.numberOf(warning.milestone());
        measure[row] = MEASURES.numberOf(warning.measure());
        dueOn[row] = warning.dueOn();
        late[row] = warning.late();
        outcome[row] = OUTCOMES.numberOf(fact.outcome());
        raisedOn[row] = fact.first().from();
        resolvedOn[row] = endedOn(fact, Stay.RESOLVED);
        settledOn[row] = endedOn(fact, Stay.SETTLED);
        withdrawnOn[row] = endedOn(fact, Stay.WITHDRAWN);
        boolean resolved = fact.ended(Stay.RESOLVED);
        minutesToResolve[row] =
                resolved ? AlertFacts.minutes(fact.openedAt(), fact.last().untilAt()) : 0;
        timed[row] = fact.last().respondBy() != NONE;
        resolvedInTime[row] = fact.resolvedInTime();
        held[row] = pack(fact.held());
        stays.keep(row, fact);
        spans.keep(row, fact.spans());
    }

    private static int endedOn(AlertFacts fact, String how) {
        return fact.ended(how) ? fact.last().until() : NONE;
    }

    private static int[] pack(List<Held> all) {
        var packed = new int[HELD_WIDTH * all.size()];
        int at = 0;
        for (var one : all) {
            packed[at++] = one.on();
            packed[at++] = one.level();
            packed[at++] = ROLES.numberOf(one.role());
        }
        return packed;
    }

    @Override
    public AlertFacts fact(int row) {
        var warning = new AlertEvent.Warning(
                references.of(row),
                ORIGINS.valueOf(origin[row]),
                RULES.valueOf(rule[row]),
                CONCERNS.valueOf(concern[row]),
                SEVERITIES.valueOf(severity[row]),
                KINDS.valueOf(kind[row]),
                about[row],
                caseReferences.of(row),
                TEAMS.valueOf(team[row]),
                MILESTONES.valueOf(milestone[row]),
                MEASURES.valueOf(measure[row]),
                dueOn[row],
                late[row]);
        var all = new ArrayList<Held>();
        for (int at = 0; at < held[row].length; at += HELD_WIDTH) {
            all.add(new Held(held[row][at], held[row][at + 1], ROLES.valueOf(held[row][at + 2])));
        }
        return new AlertFacts(warning, stays.of(row), List.copyOf(all), OUTCOMES.valueOf(outcome[row]));
    }

    StayColumns stays() {
        return stays;
    }

    Spans spans() {
        return spans;
    }

    int[] raisedOn() {
        return raisedOn;
    }

    int[] resolvedOn() {
        return resolvedOn;
    }

    int[] settledOn() {
        return settledOn;
    }

    int[] withdrawnOn() {
        return withdrawnOn;
    }

    int minutesToResolve(int row) {
        return minutesToResolve[row];
    }

    boolean timed(int row) {
        return timed[row];
    }

    boolean resolvedInTime(int row) {
        return resolvedInTime[row];
    }

    boolean ofMissedDay(int row) {
        return milestone[row] == MISSED;
    }

    boolean late(int row) {
        return late[row];
    }

    int origin(int row) {
        return origin[row];
    }

    int rule(int row) {
        return rule[row];
    }

    int concern(int row) {
        return concern[row];
    }

    int severity(int row) {
        return severity[row];
    }

    int kind(int row) {
        return kind[row];
    }

    /** The case that it is about; null where it is about none. */
    UUID about(int row) {
        return about[row];
    }

    int team(int row) {
        return team[row];
    }

    int milestone(int row) {
        return milestone[row];
    }

    int outcome(int row) {
        return outcome[row];
    }

    /** Whom it called upon at a day's end: the level's number, 0 before it was raised. */
    int levelOn(int row, int day) {
        int at = heldOn(row, day);
        return at < 0 ? 0 : StayColumns.LEVELS.numberOf(Integer.toString(held[row][at + 1]));
    }

    /** As {@link #levelOn}: the role's number. */
    int roleOn(int row, int day) {
        int at = heldOn(row, day);
        return at < 0 ? 0 : held[row][at + 2];
    }

    private int heldOn(int row, int day) {
        int at = held[row].length - HELD_WIDTH;
        while (at >= 0 && held[row][at] > day) at -= HELD_WIDTH;
        return at;
    }
}
