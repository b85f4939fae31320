package waymark.reporting.domain.social;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.CasePart;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Measure.Polarity;
import waymark.reporting.domain.Measure.Test;
import waymark.reporting.domain.Measure.Unit;
import waymark.reporting.domain.Measure.What;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Population;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.Report.Breakdown;
import waymark.reporting.domain.Report.Field;
import waymark.reporting.domain.Report.Figure;
import waymark.reporting.domain.Report.Part;

/** The measures of early help, by what they differ, and their report. The limits are the council's practice; the events bring the days by which. */
final class EarlyHelpMeasures {
    private static final List<Measure<EarlyHelpCases>> DECLARED = new ArrayList<>();
    private static final int STEPPED_UP = EarlyHelpCases.STEP_CODES.numberOf("stepped-up");

    private static final CasePart<EarlyHelpCases> RUN = new CasePart<>(
            "run",
            EarlyHelpCases::runs,
            List.of(
                    new CasePart.Detail<>(
                            "clock",
                            (facts, run) ->
                                    EarlyHelpCases.CLOCKS.valueOf(facts.runs().clock(run))),
                    new CasePart.Detail<>(
                            "dueOn", (facts, run) -> Days.date(facts.runs().dueOn(run)))));

    private static final CasePart<EarlyHelpCases> STEP = new CasePart<>(
            "step",
            EarlyHelpCases::steps,
            List.of(
                    new CasePart.Detail<>(
                            "step",
                            (facts, step) ->
                                    EarlyHelpCases.STEPS.valueOf(facts.steps().what(step))),
                    new CasePart.Detail<>(
                            "stepOn", (facts, step) -> Days.date(facts.steps().on(step))),
                    new CasePart.Detail<>(
                            "stepCode",
                            (facts, step) -> EarlyHelpCases.STEP_CODES.valueOf(
                                    facts.steps().code(step)))));

    private static final CasePart<EarlyHelpCases> SPAN = new CasePart<>("span", EarlyHelpCases::spans, List.of());

    private static final Dimension<EarlyHelpCases> SOURCE =
            new Dimension<>("source", "Asked by", OpeningColumns.SOURCES, (facts, row, day) -> facts.source(row));

    private static final Dimension<EarlyHelpCases> LOCALITY = new Dimension<>(
            "locality", "Locality", OpeningColumns.LOCALITIES, (facts, row, day) -> facts.locality(row));

    private static final Dimension<EarlyHelpCases> OUTCOME =
            new Dimension<>("outcome", "Outcome", EarlyHelpCases.OUTCOMES, (facts, row, day) -> facts.outcome(row));

    static final List<Dimension<EarlyHelpCases>> DIMENSIONS = List.of(
            SOURCE,
            LOCALITY,
            new Dimension<>("team", "Team of the locality", EarlyHelpCases.TEAMS, (facts, row, day) -> facts.team(row)),
            OUTCOME);

    static final List<CaseKind.Detail<EarlyHelpFacts>> DETAILS = List.of(
            new CaseKind.Detail<>(
                    "reference", (fact, day) -> fact.request().details().reference()),
            new CaseKind.Detail<>(
                    "requestedOn", (fact, day) -> Days.date(fact.request().on())),
            new CaseKind.Detail<>("status", EarlyHelpFacts::statusOn),
            new CaseKind.Detail<>(
                    "source", (fact, day) -> fact.request().details().source()),
            new CaseKind.Detail<>(
                    "locality", (fact, day) -> fact.request().details().locality()),
            new CaseKind.Detail<>("outcome", (fact, day) -> fact.outcome()));

    private static final Population<EarlyHelpCases> REQUESTED = new Population.On<>(EarlyHelpCases::requestedOn, null);
    private static final Population<EarlyHelpCases> PROGRESSED =
            new Population.On<>(EarlyHelpCases::progressedOn, null);

    private static final Measure<EarlyHelpCases> REQUESTS = families(
            "earlyHelpRequests",
            "Requests for early help",
            "Families for whom early help was asked in the period, each time counted.",
            Polarity.NEUTRAL,
            REQUESTED,
            UnaryOperator.identity());

    static {
        timed(
                "earlyHelpProgressedWithin24Hours",
                "Early help progressed within 24 hours",
                "Of the requests for early help of the period, those that reached the locality's team within 24 hours; those that have not are among them.",
                Polarity.HIGH,
                EarlyHelpCases::requestedOn,
                REQUESTED,
                EarlyHelpCases::progressedIn24Hours);
        timed(
                "earlyHelpProgressedWithin72Hours",
                "Early help progressed within 72 hours",
                "Of the requests for early help of the period, those that reached the locality's team within 72 hours; those that have not are among them.",
                Polarity.HIGH,
                EarlyHelpCases::requestedOn,
                REQUESTED,
                EarlyHelpCases::progressedIn72Hours);
        timed(
                "earlyHelpFamilyContactedWithin24Hours",
                "Families contacted within 24 hours",
                "Of the families whose request reached the team in the period, those that the team spoke to within 24 hours of that.",
                Polarity.HIGH,
                EarlyHelpCases::progressedOn,
                PROGRESSED,
                EarlyHelpCases::contactedIn24Hours);
        timed(
                "earlyHelpSupportArrangedWithin5Days",
                "Support arranged within 5 days",
                "Of the families whose request reached the team in the period, those for whom support was arranged within 5 days of that.",
                Polarity.HIGH,
                EarlyHelpCases::progressedOn,
                PROGRESSED,
                EarlyHelpCases::arrangedIn5Days);
        overdue(
                "earlyHelpProgressOverdue",
                "Requests for early help over 24 hours",
                "Requests for early help that have not reached the locality's team by the end of that day, and whose 24 hours, since the family came back where it did, were over by then.",
                EarlyHelpCases.PROGRESS);
        overdue(
                "earlyHelpProgressOver72Hours",
                "Requests for early help over 72 hours",
                "Requests for early help that have not reached the locality's team by the end of that day, and whose 72 hours, since the family came back where it did, were over by then.",
                EarlyHelpCases.PROGRESS_AT_MOST);
        overdue(
                "earlyHelpContactOverdue",
                "Families not contacted within 24 hours",
                "Families that the team has not spoken to by the end of that day, and whose 24 hours since the request reached it, or the family came back, were over by then.",
                EarlyHelpCases.CONTACT);
        overdue(
                "earlyHelpSupportOverdue",
                "Families without support after 5 days",
                "Families without support arranged at the end, more than 5 days after the request reached the team, or the family came back.",
                EarlyHelpCases.SUPPORT);
        repeats(LookBack.HALF_YEAR);
        repeats(LookBack.YEAR);
        families(
                "earlyHelpOpenAtEnd",
                "Families in early help",
                "Families whose early help is open at the end.",
                Polarity.NEUTRAL,
                new Population.Standing<>(
                        SPAN,
                        facts -> facts.spans().from(),
                        facts -> facts.spans().until(),
                        null),
                Period::end);
        families(
                "earlyHelpClosed",
                "Early help closed",
                "Closings of early help in the period.",
                Polarity.NEUTRAL,
                happened(EarlyHelpFacts.CLOSED, null),
                UnaryOperator.identity());
        families(
                "earlyHelpSteppedUp",
                "Early help stepped up",
                "Closings of early help in the period by stepping up to social care.",
                Polarity.LOW,
                happened(EarlyHelpFacts.CLOSED, (facts, step) -> facts.steps().code(step) == STEPPED_UP),
                UnaryOperator.identity());
        families(
                "earlyHelpResumed",
                "Families back through the open door",
                "Families that came back in the period, within three months of the closing, without a new request.",
                Polarity.NEUTRAL,
                happened(EarlyHelpFacts.RESUMED, null),
                UnaryOperator.identity());
    }

    static final List<Measure<EarlyHelpCases>> ALL = List.copyOf(DECLARED);

    static final List<Report<EarlyHelpCases>> REPORTS =
            List.of(Report.overview("early-help", "Early help and family support, by family", fields()));

    private EarlyHelpMeasures() {}

    private static List<Field<EarlyHelpCases>> fields() {
        var fields = new ArrayList<Field<EarlyHelpCases>>();
        for (var measure : ALL) fields.add(new Figure<>(measure));
        fields.add(new Breakdown<>("requestsBySource", SOURCE, List.of(new Part<>(null, REQUESTS))));
        fields.add(new Breakdown<>("requestsByLocality", LOCALITY, List.of(new Part<>(null, REQUESTS))));
        fields.add(new Breakdown<>("requestsByOutcome", OUTCOME, List.of(new Part<>(null, REQUESTS))));
        return fields;
    }

    private static void repeats(LookBack lookBack) {
        timed(
                "earlyHelpReReferralsWithin%dMonths".formatted(lookBack.months()),
                "Re-referrals to early help within %d months".formatted(lookBack.months()),
                "Of the requests for early help of the period, those of a family that had another one in the %d months before; a family is whoever shares a child."
                        .formatted(lookBack.months()),
                Polarity.LOW,
                EarlyHelpCases::requestedOn,
                REQUESTED,
                (facts, row) -> facts.isRepeat(row, lookBack));
    }

    /** How many of a population, and which share of it. */
    private static void timed(
            String field,
            String title,
            String definition,
            Polarity polarity,
            Population.Column<EarlyHelpCases> day,
            Population<EarlyHelpCases> population,
            Test<EarlyHelpCases> that) {
        families(
                field,
                title + " (number)",
                definition,
                polarity,
                new Population.On<>(day, that),
                UnaryOperator.identity());
        measure(
                field + "Percent",
                title,
                definition,
                Unit.PERCENT,
                polarity,
                population,
                UnaryOperator.identity(),
                new Measure.Share<>(that));
    }

    private static void overdue(String field, String title, String definition, String clock) {
        int number = EarlyHelpCases.CLOCKS.numberOf(clock);
        families(
                field,
                title,
                definition,
                Polarity.LOW,
                new Population.Standing<>(
                        RUN,
                        facts -> facts.runs().overdueFrom(),
                        facts -> facts.runs().endedOn(),
                        (facts, run) -> facts.runs().clock(run) == number),
                Period::end);
    }

    private static Population<EarlyHelpCases> happened(String what, Test<EarlyHelpCases> also) {
        int number = EarlyHelpCases.STEPS.numberOf(what);
        return new Population.On<>(
                STEP,
                facts -> facts.steps().on(),
                (facts, step) -> facts.steps().what(step) == number && (also == null || also.of(facts, step)));
    }

    private static Measure<EarlyHelpCases> families(
            String field,
            String title,
            String definition,
            Polarity polarity,
            Population<EarlyHelpCases> population,
            UnaryOperator<Period> within) {
        return measure(field, title, definition, Unit.FAMILIES, polarity, population, within, new Measure.Count<>());
    }

    private static Measure<EarlyHelpCases> measure(
            String field,
            String title,
            String definition,
            Unit unit,
            Polarity polarity,
            Population<EarlyHelpCases> population,
            UnaryOperator<Period> within,
            What<EarlyHelpCases> what) {
        var measure = new Measure<>("socialCare." + field, title, definition, unit, polarity, population, within, what);
        DECLARED.add(measure);
        return measure;
    }
}
