package waymark.reporting.domain.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import waymark.reporting.domain.CasePart;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Measure.Polarity;
import waymark.reporting.domain.Measure.Test;
import waymark.reporting.domain.Measure.Unit;
import waymark.reporting.domain.Measure.What;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Population;
import waymark.reporting.domain.Population.Column;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.Report.Breakdown;
import waymark.reporting.domain.Report.Field;
import waymark.reporting.domain.Report.Figure;
import waymark.reporting.domain.Report.Part;
import waymark.reporting.domain.Report.Spread;
import waymark.reporting.domain.course.Distribution;

/** The measures of alerts and their reports. By when to respond, and at which level, is what the events say. */
final class AlertMeasures {
    private static final int MINUTES_IN_HOUR = 60;

    private static final Population<Alerts> RESOLUTIONS = new Population.On<>(Alerts::resolvedOn, null);
    private static final Population<Alerts> ACKNOWLEDGEMENTS =
            new Population.On<>(AlertDimensions.STAY, facts -> facts.stays().respondedOn(), null);
    private static final Population<Alerts> ESCALATIONS =
            new Population.On<>(AlertDimensions.STAY, facts -> facts.stays().escalatedOn(), null);

    private static final Measure<Alerts> RAISED = happened(
            "raised",
            "Alerts raised",
            "Alerts raised in the period, by rules and by people, those that ended by themselves later too.",
            Polarity.NEUTRAL,
            Alerts::raisedOn,
            null);

    private static final Measure<Alerts> RAISED_LATE = happened(
            "raisedLate",
            "Alerts raised late",
            "Alerts raised in the period so long after what they warn of that somebody has to know, as after a time of downtime.",
            Polarity.LOW,
            Alerts::raisedOn,
            Alerts::late);

    private static final Measure<Alerts> MISSED = happened(
            "missed",
            "Missed days raised",
            "Alerts of missed days raised in the period: every deadline that was missed has one.",
            Polarity.LOW,
            Alerts::raisedOn,
            Alerts::ofMissedDay);

    private static final Measure<Alerts> MISSED_WITHOUT_ALERT = happened(
            "missedWithoutAlert",
            "Days missed without an alert",
            "Missed days raised in the period that had no alert when they were missed, and were told of late: after a time of downtime, or because nobody had recorded the step or the deadline until it was over. There should be none. A missed day that is told of at no time is not in here: the alerts service looks for such and tells its operators.",
            Polarity.LOW,
            Alerts::raisedOn,
            (facts, row) -> facts.ofMissedDay(row) && facts.late(row));

    private static final Measure<Alerts> ACKNOWLEDGED = measure(
            "acknowledged",
            "Alerts acknowledged",
            "First acknowledgements in the period at each level that an alert came to. Those of alerts that ended by themselves are left out.",
            Unit.ALERTS,
            Polarity.NEUTRAL,
            ACKNOWLEDGEMENTS,
            UnaryOperator.identity(),
            new Measure.Count<>());

    private static final Measure<Alerts> HOURS_TO_ACKNOWLEDGE = measure(
            "averageHoursToAcknowledge",
            "Average hours to acknowledge an alert",
            "Mean of the hours, nights and weekends included, from when an alert was raised or came to its level until it was first acknowledged there, over the acknowledgements of the period. Those of alerts that ended by themselves are left out.",
            Unit.HOURS,
            Polarity.LOW,
            ACKNOWLEDGEMENTS,
            UnaryOperator.identity(),
            new Measure.Mean<>((facts, stay) -> facts.stays().minutesToAcknowledge(stay), MINUTES_IN_HOUR));

    private static final Measure<Alerts> RESOLVED = happened(
            "resolved",
            "Alerts resolved",
            "Alerts that people resolved in the period, saying what was done.",
            Polarity.NEUTRAL,
            Alerts::resolvedOn,
            null);

    private static final Measure<Alerts> HOURS_TO_RESOLVE = measure(
            "averageHoursToResolve",
            "Average hours to resolve an alert",
            "Mean of the hours, nights and weekends included, from when an alert was raised, or last held again, until people resolved it, over those that they resolved in the period.",
            Unit.HOURS,
            Polarity.LOW,
            RESOLUTIONS,
            UnaryOperator.identity(),
            new Measure.Mean<>(Alerts::minutesToResolve, MINUTES_IN_HOUR));

    private static final Measure<Alerts> RESOLVED_IN_TIME = happened(
            "resolvedInTime",
            "Alerts resolved in time (number)",
            "Alerts that people resolved in the period on or before the last day for a response at the level at which they resolved it, and that had not gone a level up before for want of one.",
            Polarity.NEUTRAL,
            Alerts::resolvedOn,
            Alerts::resolvedInTime);

    private static final Measure<Alerts> RESOLVED_IN_TIME_PERCENT = measure(
            "resolvedInTimePercent",
            "Alerts resolved in time",
            "Of the alerts that people resolved in the period and that called for a response, those resolved on or before the last day for one at the level at which they were resolved, and that had not gone a level up before for want of one. Alerts that ended by themselves are left out.",
            Unit.PERCENT,
            Polarity.HIGH,
            new Population.On<>(Alerts::resolvedOn, Alerts::timed),
            UnaryOperator.identity(),
            new Measure.Share<>(Alerts::resolvedInTime));

    private static final Measure<Alerts> ESCALATED = measure(
            "escalated",
            "Alerts escalated",
            "Times in the period that an alert went one level up.",
            Unit.ALERTS,
            Polarity.LOW,
            ESCALATIONS,
            UnaryOperator.identity(),
            new Measure.Count<>());

    private static final Measure<Alerts> ESCALATED_BY_TIME = measure(
            "escalatedByTime",
            "Alerts escalated for want of a response",
            "Times in the period that an alert went one level up because nobody had resolved it in its time.",
            Unit.ALERTS,
            Polarity.LOW,
            new Population.On<>(
                    AlertDimensions.STAY,
                    facts -> facts.stays().escalatedOn(),
                    (facts, stay) -> facts.stays().escalatedByTime(stay)),
            UnaryOperator.identity(),
            new Measure.Count<>());

    private static final Measure<Alerts> SETTLED = happened(
            "settled",
            "Alerts that settled themselves",
            "Alerts that ended by themselves in the period, because what they warned of was done or came to its end.",
            Polarity.NEUTRAL,
            Alerts::settledOn,
            null);

    private static final Measure<Alerts> WITHDRAWN = happened(
            "withdrawn",
            "Alerts withdrawn",
            "Alerts withdrawn in the period, because as things were known then they should not have been raised.",
            Polarity.NEUTRAL,
            Alerts::withdrawnOn,
            null);

    private static final Measure<Alerts> OPEN_AT_END = standing(
            "openAtEnd",
            "Alerts open",
            "Alerts open at the end.",
            Polarity.NEUTRAL,
            AlertDimensions.SPAN,
            facts -> facts.spans().from(),
            facts -> facts.spans().until(),
            null);

    private static final Measure<Alerts> OVERDUE_AT_END = standing(
            "overdueAtEnd",
            "Alerts open and overdue",
            "Alerts open at the end whose last day for a response at the level at which they stand is over.",
            Polarity.LOW,
            AlertDimensions.STAY,
            facts -> facts.stays().overdueFrom(),
            facts -> facts.stays().until(),
            null);

    private static final Measure<Alerts> TO_ACKNOWLEDGE_AT_END = standing(
            "toAcknowledgeAtEnd",
            "Alerts to acknowledge",
            "Alerts open at the end that call for a response and that nobody has acknowledged at the level at which they stand.",
            Polarity.LOW,
            AlertDimensions.STAY,
            facts -> facts.stays().from(),
            facts -> facts.stays().awaitedUntil(),
            (facts, stay) -> facts.stays().timed(stay));

    static final List<Measure<Alerts>> ALL = List.of(
            RAISED,
            RAISED_LATE,
            MISSED,
            MISSED_WITHOUT_ALERT,
            ACKNOWLEDGED,
            HOURS_TO_ACKNOWLEDGE,
            RESOLVED,
            HOURS_TO_RESOLVE,
            RESOLVED_IN_TIME,
            RESOLVED_IN_TIME_PERCENT,
            ESCALATED,
            ESCALATED_BY_TIME,
            SETTLED,
            WITHDRAWN,
            OPEN_AT_END,
            OVERDUE_AT_END,
            TO_ACKNOWLEDGE_AT_END);

    private static final List<Measure<Alerts>> MONTHLY = List.of(
            RAISED,
            RAISED_LATE,
            MISSED,
            MISSED_WITHOUT_ALERT,
            HOURS_TO_ACKNOWLEDGE,
            RESOLVED,
            HOURS_TO_RESOLVE,
            RESOLVED_IN_TIME_PERCENT,
            ESCALATED,
            SETTLED,
            OPEN_AT_END,
            OVERDUE_AT_END);

    static final List<Report<Alerts>> REPORTS = List.of(
            Report.overview("timeliness", "How promptly people respond to alerts", timeliness()),
            Report.monthByMonth("monthly", "Alerts by month", monthly()));

    private AlertMeasures() {}

    private static List<Field<Alerts>> timeliness() {
        var fields = new ArrayList<Field<Alerts>>();
        for (var measure : ALL) {
            fields.add(new Figure<>(measure));
            if (measure.equals(HOURS_TO_ACKNOWLEDGE)) {
                fields.add(spread("hoursToAcknowledge", ACKNOWLEDGED, AlertDimensions.HOURS_TO_ACKNOWLEDGE));
            }
            if (measure.equals(HOURS_TO_RESOLVE)) {
                fields.add(spread("hoursToResolve", RESOLVED, AlertDimensions.HOURS_TO_RESOLVE));
            }
        }
        fields.add(broken("raisedByRule", AlertDimensions.RULE, RAISED));
        fields.add(broken("resolvedByOutcome", AlertDimensions.OUTCOME, RESOLVED));
        fields.add(new Breakdown<>(
                "byLevel",
                AlertDimensions.LEVEL,
                List.of(
                        new Part<>("resolved", RESOLVED),
                        new Part<>("resolvedInTimePercent", RESOLVED_IN_TIME_PERCENT),
                        new Part<>("averageHoursToAcknowledge", HOURS_TO_ACKNOWLEDGE),
                        new Part<>("openAtEnd", OPEN_AT_END))));
        fields.add(new Breakdown<>(
                "byConcern",
                AlertDimensions.CONCERN,
                List.of(
                        new Part<>("raised", RAISED),
                        new Part<>("resolved", RESOLVED),
                        new Part<>("resolvedInTimePercent", RESOLVED_IN_TIME_PERCENT))));
        fields.add(broken("openByWeeks", AlertDimensions.WEEKS_OPEN, OPEN_AT_END));
        return fields;
    }

    private static List<Field<Alerts>> monthly() {
        var fields = new ArrayList<Field<Alerts>>(List.of(Report.month()));
        for (var measure : MONTHLY) fields.add(new Figure<>(measure));
        return fields;
    }

    private static Field<Alerts> broken(String name, Dimension<Alerts> dimension, Measure<Alerts> measure) {
        return new Breakdown<>(name, dimension, List.of(new Part<>(null, measure)));
    }

    /** Count, median and quartiles. */
    private static Field<Alerts> spread(String name, Measure<Alerts> measure, Dimension<Alerts> hours) {
        return new Spread<>(name, measure, hours, counted -> new Distribution(counted).summary());
    }

    private static Measure<Alerts> happened(
            String field, String title, String definition, Polarity polarity, Column<Alerts> day, Test<Alerts> also) {
        return measure(
                field,
                title,
                definition,
                Unit.ALERTS,
                polarity,
                new Population.On<>(day, also),
                UnaryOperator.identity(),
                new Measure.Count<>());
    }

    private static Measure<Alerts> standing(
            String field,
            String title,
            String definition,
            Polarity polarity,
            CasePart<Alerts> part,
            Column<Alerts> begun,
            Column<Alerts> ended,
            Test<Alerts> also) {
        return measure(
                field,
                title,
                definition,
                Unit.ALERTS,
                polarity,
                new Population.Standing<>(part, begun, ended, also),
                Period::end,
                new Measure.Count<>());
    }

    private static Measure<Alerts> measure(
            String field,
            String title,
            String definition,
            Unit unit,
            Polarity polarity,
            Population<Alerts> population,
            UnaryOperator<Period> within,
            What<Alerts> what) {
        return new Measure<>("alerts." + field, title, definition, unit, polarity, population, within, what);
    }
}
