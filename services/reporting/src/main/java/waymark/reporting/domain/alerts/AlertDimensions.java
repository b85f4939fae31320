package waymark.reporting.domain.alerts;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.CasePart;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Dimension;

/** By what alerts can be told apart. Level and role are those at the end of the measure's own day; everything else is as known now. */
final class AlertDimensions {
    private static final int MOST_HOURS = 5_000;
    private static final int MINUTES_IN_HOUR = 60;
    private static final int DAYS_IN_WEEK = 7;

    /** By whole weeks: the first of each band. */
    private static final int[] BANDS_FROM = {0, 1, 2, 3, 4, 8, 13};

    private static final Dictionary WEEKS = new Dictionary("0", "1", "2", "3", "4-7", "8-12", "13+");
    private static final Dictionary HOURS = new Dictionary(
            Stream.concat(IntStream.range(0, MOST_HOURS).mapToObj(Integer::toString), Stream.of(">=" + MOST_HOURS))
                    .toArray(String[]::new));

    /** The days on which one was open. */
    static final CasePart<Alerts> SPAN = new CasePart<>(
            "span",
            Alerts::spans,
            List.of(
                    new CasePart.Detail<>(
                            "openFrom", (facts, span) -> Days.date(facts.spans().from(span))),
                    new CasePart.Detail<>(
                            "openUntil",
                            (facts, span) -> Days.date(facts.spans().until(span)))));

    /** The time of one at a level. */
    static final CasePart<Alerts> STAY = new CasePart<>(
            "stay",
            Alerts::stays,
            List.of(
                    new CasePart.Detail<>(
                            "atLevel",
                            (facts, stay) -> Integer.toString(facts.stays().level(stay))),
                    new CasePart.Detail<>(
                            "thereFrom",
                            (facts, stay) -> Days.date(facts.stays().from()[stay])),
                    new CasePart.Detail<>(
                            "respondBy",
                            (facts, stay) -> Days.date(facts.stays().respondBy(stay))),
                    new CasePart.Detail<>(
                            "acknowledgedOn",
                            (facts, stay) -> Days.date(facts.stays().acknowledgedOn(stay))),
                    new CasePart.Detail<>(
                            "thereUntil",
                            (facts, stay) -> Days.date(facts.stays().until()[stay])),
                    new CasePart.Detail<>("left", (facts, stay) -> facts.stays().ended(stay))));

    static final Dimension<Alerts> RULE =
            new Dimension<>("rule", "Rule", Alerts.RULES, (facts, row, day) -> facts.rule(row));

    static final Dimension<Alerts> CONCERN = new Dimension<>(
            "concern", "Reviewing officer's reason", Alerts.CONCERNS, (facts, row, day) -> facts.concern(row));

    static final Dimension<Alerts> LEVEL = new Dimension<>("level", "Level", StayColumns.LEVELS, Alerts::levelOn);

    static final Dimension<Alerts> OUTCOME =
            new Dimension<>("outcome", "What came of it", Alerts.OUTCOMES, (facts, row, day) -> facts.outcome(row));

    /** Whole weeks since it was raised, or last held again. */
    static final Dimension<Alerts> WEEKS_OPEN = new Dimension<>(
            "weeksOpen",
            "Weeks open",
            WEEKS,
            SPAN,
            (facts, span, day) -> band(day - facts.spans().from(span)));

    /** Whole hours that passed at the level, nights and weekends included. */
    static final Dimension<Alerts> HOURS_TO_ACKNOWLEDGE = new Dimension<>(
            "hoursToAcknowledge",
            "Hours until it was acknowledged",
            HOURS,
            STAY,
            (facts, stay, day) -> hours(facts.stays().minutesToAcknowledge(stay)));

    /** As {@link #HOURS_TO_ACKNOWLEDGE}, of all levels together. */
    static final Dimension<Alerts> HOURS_TO_RESOLVE = new Dimension<>(
            "hoursToResolve",
            "Hours until it was resolved",
            HOURS,
            (facts, row, day) -> hours(facts.minutesToResolve(row)));

    static final List<Dimension<Alerts>> ALL = List.of(
            RULE,
            CONCERN,
            LEVEL,
            new Dimension<>("team", "Team", Alerts.TEAMS, (facts, row, day) -> facts.team(row)),
            new Dimension<>("severity", "Severity", Alerts.SEVERITIES, (facts, row, day) -> facts.severity(row)),
            new Dimension<>("kind", "Kind of case", Alerts.KINDS, (facts, row, day) -> facts.kind(row)),
            new Dimension<>("role", "Role called upon", Alerts.ROLES, Alerts::roleOn),
            new Dimension<>("origin", "Raised by", Alerts.ORIGINS, (facts, row, day) -> facts.origin(row)),
            new Dimension<>(
                    "milestone", "What of the rule", Alerts.MILESTONES, (facts, row, day) -> facts.milestone(row)),
            OUTCOME,
            WEEKS_OPEN,
            HOURS_TO_ACKNOWLEDGE,
            HOURS_TO_RESOLVE);

    static final List<CaseKind.Detail<AlertFacts>> DETAILS = List.of(
            new CaseKind.Detail<>("reference", (fact, day) -> fact.warning().reference()),
            new CaseKind.Detail<>("rule", (fact, day) -> fact.warning().rule()),
            new CaseKind.Detail<>("milestone", (fact, day) -> fact.warning().milestone()),
            new CaseKind.Detail<>("concern", (fact, day) -> fact.warning().concern()),
            new CaseKind.Detail<>("severity", (fact, day) -> fact.warning().severity()),
            new CaseKind.Detail<>("kind", (fact, day) -> fact.warning().kind()),
            new CaseKind.Detail<>(
                    "about",
                    (fact, day) -> fact.warning().about() == null
                            ? null
                            : fact.warning().about().toString()),
            new CaseKind.Detail<>("caseReference", (fact, day) -> fact.warning().caseReference()),
            new CaseKind.Detail<>("measure", (fact, day) -> fact.warning().measure()),
            new CaseKind.Detail<>("team", (fact, day) -> fact.warning().team()),
            new CaseKind.Detail<>(
                    "dueOn", (fact, day) -> Days.date(fact.warning().dueOn())),
            new CaseKind.Detail<>("late", (fact, day) -> fact.warning().late()),
            new CaseKind.Detail<>(
                    "raisedOn", (fact, day) -> Days.date(fact.first().from())),
            new CaseKind.Detail<>("status", AlertFacts::statusOn),
            new CaseKind.Detail<>("level", AlertDimensions::level),
            new CaseKind.Detail<>("role", AlertDimensions::role),
            new CaseKind.Detail<>("outcome", (fact, day) -> fact.outcome()));

    private AlertDimensions() {}

    private static String level(AlertFacts fact, int day) {
        var held = fact.heldOn(day);
        return held == null ? null : Integer.toString(held.level());
    }

    private static String role(AlertFacts fact, int day) {
        var held = fact.heldOn(day);
        return held == null ? null : held.role();
    }

    /** Listed values are numbered from 1. */
    private static int hours(int minutes) {
        return 1 + Math.min(minutes / MINUTES_IN_HOUR, MOST_HOURS);
    }

    private static int band(int days) {
        int weeks = days / DAYS_IN_WEEK;
        int band = BANDS_FROM.length;
        while (band > 1 && BANDS_FROM[band - 1] > weeks) band--;
        return band;
    }
}
