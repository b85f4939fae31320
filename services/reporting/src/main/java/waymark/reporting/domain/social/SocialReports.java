package waymark.reporting.domain.social;

import static waymark.reporting.domain.Report.month;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Given;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Parameter;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.Report.Breakdown;
import waymark.reporting.domain.Report.Field;
import waymark.reporting.domain.Report.Figure;
import waymark.reporting.domain.Report.Known;
import waymark.reporting.domain.Report.Months;
import waymark.reporting.domain.Report.Part;
import waymark.reporting.domain.Report.Section;
import waymark.reporting.domain.Report.Sheet;
import waymark.reporting.domain.Report.Words;
import waymark.reporting.domain.Report.Worked;
import waymark.reporting.domain.Scan;
import waymark.reporting.domain.course.Distribution;

/** What is printed together of contacts, referrals and what follows from them. */
final class SocialReports {
    private static final int MOST_MONTHS_BACK = 120;
    private static final String LOOK_BACK = "lookBack";
    private static final String UNIT = "unit";
    private static final String OF_CHILDREN = "child";

    private static final List<Field<Referrals>> MONTH = join(
            List.of(month()),
            known(
                    SocialMeasures.CONTACTS,
                    SocialMeasures.IN_24_HOURS,
                    SocialMeasures.IN_24_HOURS_PERCENT,
                    SocialMeasures.REFERRALS,
                    SocialMeasures.REPEATS.referrals(),
                    SocialMeasures.REPEATS.percent(),
                    SocialMeasures.ASSESSMENTS,
                    SocialMeasures.ASSESSMENTS_IN_TIME,
                    SocialMeasures.ASSESSMENTS_PERCENT,
                    SocialMeasures.ASSESSMENTS_NO_ACTION,
                    SocialMeasures.CONFERENCES,
                    SocialMeasures.CONFERENCES_IN_TIME,
                    SocialMeasures.CONFERENCES_PERCENT,
                    SocialMeasures.CLOSED));

    private static final Report<Referrals> MONTHLY = new Report<>(
            "monthly",
            "Contacts, referrals, assessments and conferences month by month",
            List.of(new Parameter.Months()),
            given -> new Sheet<>(
                    given.period(),
                    List.of(
                            new Figure<>("contacts", SocialMeasures.CONTACTS_TO_DATE),
                            new Figure<>("referrals", SocialMeasures.REFERRALS_TO_DATE),
                            new Figure<>(SocialMeasures.OPEN_AT_END),
                            new Section<>(
                                    "totals",
                                    UnaryOperator.identity(),
                                    known(
                                            SocialMeasures.CONTACTS,
                                            SocialMeasures.REFERRALS,
                                            SocialMeasures.REPEATS.referrals(),
                                            SocialMeasures.CLOSED)),
                            new Months<>(given.months(), MONTH),
                            new Section<>(
                                    "atEnd",
                                    UnaryOperator.identity(),
                                    figures(
                                            SocialMeasures.UNDECIDED,
                                            SocialMeasures.UNDECIDED_24_HOURS,
                                            SocialMeasures.ASSESSMENTS_OPEN,
                                            SocialMeasures.ASSESSMENTS_OVERDUE,
                                            SocialMeasures.CONFERENCES_AWAITED,
                                            SocialMeasures.CONFERENCES_OVERDUE)))));

    private static final Report<Referrals> REPEAT_REFERRALS = new Report<>(
            "repeat-referrals",
            "Repeat referrals, and what stands beside them",
            List.of(
                    new Parameter.Days(),
                    new Parameter.Count(LOOK_BACK, LookBack.USUAL_MONTHS, 1, MOST_MONTHS_BACK),
                    new Parameter.Choice(UNIT, List.of("referral", OF_CHILDREN))),
            SocialReports::repeatReferrals);

    private static final Report<Referrals> TIMELINESS = Report.overview(
            "timeliness",
            "How long contacts, assessments and conferences take",
            List.of(
                    new Section<>(
                            "contacts",
                            UnaryOperator.identity(),
                            join(
                                    figures(
                                            SocialMeasures.CONTACTS,
                                            SocialMeasures.IN_24_HOURS,
                                            SocialMeasures.IN_24_HOURS_PERCENT,
                                            SocialMeasures.IN_WORKING_DAY,
                                            SocialMeasures.IN_WORKING_DAY_PERCENT,
                                            SocialMeasures.UNDECIDED,
                                            SocialMeasures.UNDECIDED_24_HOURS,
                                            SocialMeasures.UNDECIDED_WORKING_DAY),
                                    List.of(taken(
                                            "hours", SocialMeasures.CONTACTS, SocialDimensions.HOURS_TO_DECIDE)))),
                    new Section<>(
                            "assessments",
                            UnaryOperator.identity(),
                            join(
                                    figures(
                                            SocialMeasures.ASSESSMENTS,
                                            SocialMeasures.ASSESSMENTS_IN_TIME,
                                            SocialMeasures.ASSESSMENTS_PERCENT,
                                            SocialMeasures.ASSESSMENTS_NO_ACTION,
                                            SocialMeasures.ASSESSMENTS_NO_ACTION_PERCENT,
                                            SocialMeasures.ASSESSMENTS_WITHOUT_CLOCK,
                                            SocialMeasures.ASSESSMENTS_OPEN,
                                            SocialMeasures.ASSESSMENTS_OVERDUE),
                                    List.of(
                                            taken(
                                                    "workingDays",
                                                    SocialMeasures.ASSESSMENTS,
                                                    SocialDimensions.WORKING_DAYS_TAKEN),
                                            banded(SocialMeasures.ASSESSMENTS)))),
                    new Section<>(
                            "conferences",
                            UnaryOperator.identity(),
                            join(
                                    figures(
                                            SocialMeasures.ENQUIRIES,
                                            SocialMeasures.CONFERENCES,
                                            SocialMeasures.CONFERENCES_IN_TIME,
                                            SocialMeasures.CONFERENCES_PERCENT,
                                            SocialMeasures.CONFERENCES_WITHOUT_DISCUSSION,
                                            SocialMeasures.CONFERENCES_AWAITED,
                                            SocialMeasures.CONFERENCES_OVERDUE),
                                    List.of(taken(
                                            "workingDays",
                                            SocialMeasures.CONFERENCES,
                                            SocialDimensions.WORKING_DAYS_TAKEN))))));

    private static final List<Part<Referrals>> OF_CONTACTS = List.of(
            new Part<>("contacts", SocialMeasures.CONTACTS),
            new Part<>("decidedWithin24HoursPercent", SocialMeasures.IN_24_HOURS_PERCENT));

    private static final List<Part<Referrals>> OF_REFERRALS = List.of(
            new Part<>("referrals", SocialMeasures.REFERRALS),
            new Part<>("repeatReferrals", SocialMeasures.REPEATS.referrals()),
            new Part<>("repeatReferralPercent", SocialMeasures.REPEATS.percent()));

    private static final Report<Referrals> BY_SOURCE_AND_NEED = Report.overview(
            "by-source-and-need",
            "Contacts and referrals by source, need, locality and decision",
            List.of(
                    new Figure<>(SocialMeasures.CONTACTS),
                    new Breakdown<>("contactsBySource", SocialDimensions.SOURCE, OF_CONTACTS),
                    new Breakdown<>("contactsByLocality", SocialDimensions.LOCALITY, OF_CONTACTS),
                    new Breakdown<>("contactsByDecision", SocialDimensions.DECISION, OF_CONTACTS),
                    new Figure<>(SocialMeasures.REFERRALS),
                    new Figure<>(SocialMeasures.WITHOUT_ACTION),
                    new Breakdown<>("referralsBySource", SocialDimensions.SOURCE, OF_REFERRALS),
                    new Breakdown<>("referralsByNeed", SocialDimensions.PRIMARY_NEED, OF_REFERRALS),
                    new Breakdown<>("referralsByLocality", SocialDimensions.LOCALITY, OF_REFERRALS)));

    private static final Report<Referrals> PLANS = Report.overview(
            "plans",
            "Protection and child-in-need plans, their reviews and visits",
            join(
                    figures(
                            SocialMeasures.PROTECTION_PLANS,
                            SocialMeasures.SECOND_PLANS,
                            SocialMeasures.SECOND_PLANS_PERCENT,
                            SocialMeasures.ENDED_PLANS,
                            SocialMeasures.ENDED_LONG_PLANS,
                            SocialMeasures.ENDED_LONG_PLANS_PERCENT,
                            SocialMeasures.PLANS_AT_END,
                            SocialMeasures.CHILDREN_ON_PLAN,
                            SocialMeasures.LONG_PLANS,
                            SocialMeasures.LONG_PLANS_PERCENT),
                    List.of(new Breakdown<>(
                            "inForceByCategory",
                            SocialDimensions.CATEGORY,
                            List.of(new Part<>(null, SocialMeasures.PLANS_AT_END)))),
                    figures(SocialMeasures.PROTECTION_REVIEWS),
                    figures(SocialMeasures.PROTECTION_VISITS),
                    figures(SocialMeasures.SEEN_IN_4_WEEKS, SocialMeasures.IN_NEED_PLANS_AT_END),
                    figures(SocialMeasures.IN_NEED_REVIEWS),
                    figures(SocialMeasures.IN_NEED_VISITS),
                    figures(SocialMeasures.SEEN_IN_6_WEEKS)));

    static final List<Report<Referrals>> ALL =
            List.of(MONTHLY, REPEAT_REFERRALS, TIMELINESS, BY_SOURCE_AND_NEED, PLANS);

    private SocialReports() {}

    private static Sheet<Referrals> repeatReferrals(Given given) {
        var lookBack = LookBack.of(given.count(LOOK_BACK));
        var repeats = lookBack.months() == LookBack.USUAL_MONTHS
                ? SocialMeasures.REPEATS
                : SocialMeasures.Repeats.of(lookBack);
        var repeatContacts = lookBack.months() == LookBack.USUAL_MONTHS
                ? SocialMeasures.REPEAT_CONTACTS
                : SocialMeasures.repeatContacts(lookBack);
        boolean ofChildren = given.choice(UNIT).equals(OF_CHILDREN);
        var fields = new ArrayList<Field<Referrals>>();
        fields.add(new Words<>("lookBackMonths", period -> lookBack.months()));
        fields.add(new Words<>(UNIT, period -> given.choice(UNIT)));
        if (ofChildren) {
            fields.addAll(figures(SocialMeasures.CHILDREN_REFERRED, repeats.children()));
            fields.add(childrenPercent(repeats, given.period()));
        } else {
            fields.addAll(figures(SocialMeasures.REFERRALS, repeats.referrals(), repeats.percent()));
        }
        fields.addAll(figures(repeatContacts, repeats.afterNoFurtherAction(), repeats.afterSteppingDown()));
        var bySource = ofChildren
                ? List.of(
                        new Part<>("childrenReferred", SocialMeasures.CHILDREN_REFERRED),
                        new Part<>("childrenReferredAgain", repeats.children()))
                : List.of(
                        new Part<>("referrals", SocialMeasures.REFERRALS),
                        new Part<>("repeatReferrals", repeats.referrals()),
                        new Part<>("repeatReferralPercent", repeats.percent()));
        fields.add(new Breakdown<>("bySource", SocialDimensions.SOURCE, bySource));
        fields.add(note(lookBack, given.period()));
        return new Sheet<>(given.period(), fields);
    }

    /** The figures stand, but those whose first days look back on an incomplete register are rather too low. */
    private static Field<Referrals> note(LookBack lookBack, Period period) {
        var first = Days.date(lookBack.from(Days.of(period.from())));
        return new Worked<>(List.of(), (found, into) -> {
            var unknown = found.unknown(first);
            if (unknown != null) {
                into.put(
                        "note",
                        "repeats may be missing: they are looked up from %s on, but %s".formatted(first, unknown));
            }
        });
    }

    private static Field<Referrals> childrenPercent(SocialMeasures.Repeats repeats, Period period) {
        var asks = List.of(
                new Scan.Ask<>(SocialMeasures.CHILDREN_REFERRED, period), new Scan.Ask<>(repeats.children(), period));
        return new Worked<>(asks, (found, into) -> {
            long all = found.figure(0).longValue();
            long again = found.figure(1).longValue();
            into.put("childrenReferredAgainPercent", all == 0 ? null : percent(again, all));
        });
    }

    private static BigDecimal percent(long part, long whole) {
        return BigDecimal.valueOf(100 * part).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }

    /** Median and quartiles of what a dimension of whole numbers says. */
    private static Field<Referrals> taken(String name, Measure<Referrals> measure, Dimension<Referrals> length) {
        return new Report.Spread<>(name, measure, length, counts -> new Distribution(counts).summary());
    }

    private static Field<Referrals> banded(Measure<Referrals> measure) {
        return new Breakdown<>("byWorkingDays", SocialDimensions.WORKING_DAY_BAND, List.of(new Part<>(null, measure)));
    }

    private static List<Field<Referrals>> figures(SocialMeasures.Timed timed) {
        return figures(timed.done(), timed.inTime(), timed.percent(), timed.open(), timed.overdue());
    }

    @SafeVarargs
    private static List<Field<Referrals>> known(Measure<Referrals>... measures) {
        var fields = new ArrayList<Field<Referrals>>();
        for (var measure : measures) fields.add(new Known<>(measure));
        return fields;
    }

    @SafeVarargs
    private static List<Field<Referrals>> figures(Measure<Referrals>... measures) {
        var fields = new ArrayList<Field<Referrals>>();
        for (var measure : measures) fields.add(new Figure<>(measure));
        return fields;
    }

    @SafeVarargs
    private static List<Field<Referrals>> join(List<? extends Field<Referrals>>... parts) {
        var fields = new ArrayList<Field<Referrals>>();
        for (var part : parts) fields.addAll(part);
        return fields;
    }
}
