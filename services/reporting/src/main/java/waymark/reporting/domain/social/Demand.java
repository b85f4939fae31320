package waymark.reporting.domain.social;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Register;
import waymark.reporting.domain.Scan;

/**
 * How much more is asked for than before: monthly averages of two spans of months, and the change between them. Of what stands on a day it is the mean of the
 * ends of the months.
 */
public record Demand(String base, String against, List<Row> rows) {
    private static final List<Measure<Referrals>> MEASURES = List.of(
            SocialMeasures.CONTACTS,
            SocialMeasures.REFERRALS,
            SocialMeasures.ENQUIRIES,
            SocialMeasures.CONFERENCES,
            SocialMeasures.CHILDREN_ON_PLAN,
            SocialMeasures.ALLOCATED_CHILDREN);

    /**
     * @param baseMonthlyAverage null where the span begins before the register is complete, as the other one is
     * @param changePercent from the averages as they are printed, so that a reader can work it out from them, as the council's papers do; null where the base
     *     is nothing, or one of them is not known
     * @param publishedPercent what a paper says, where it was given: it stands beside, and changes nothing
     * @param reason why an average is not known; null where both are
     */
    public record Row(
            String measure,
            BigDecimal baseMonthlyAverage,
            BigDecimal againstMonthlyAverage,
            BigDecimal changePercent,
            BigDecimal publishedPercent,
            String reason) {
        /** Without what was not given. */
        public Map<String, Object> printed() {
            var printed = new LinkedHashMap<String, Object>();
            printed.put("measure", measure);
            printed.put("baseMonthlyAverage", baseMonthlyAverage);
            printed.put("againstMonthlyAverage", againstMonthlyAverage);
            printed.put("changePercent", changePercent);
            if (publishedPercent != null) printed.put("publishedPercent", publishedPercent);
            if (reason != null) printed.put("reason", reason);
            return printed;
        }
    }

    /** Whole months, both included. */
    public record Span(YearMonth from, YearMonth to) {
        private List<Period> months() {
            return Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1))
                    .map(Period::of)
                    .toList();
        }

        @Override
        public String toString() {
            return from + ".." + to;
        }
    }

    /** The names of its rows, in order. */
    public static List<String> measures() {
        return MEASURES.stream().map(Measure::field).toList();
    }

    /** @param published by the name of the row */
    public static Demand of(
            FactTable<Referrals> table,
            String authority,
            Span base,
            Span against,
            Map<String, BigDecimal> published,
            List<Scan.Filter<Referrals>> filters) {
        var before = base.months();
        var now = against.months();
        var asks = new ArrayList<Scan.Ask<Referrals>>();
        for (var measure : MEASURES) {
            Stream.concat(before.stream(), now.stream()).forEach(month -> asks.add(new Scan.Ask<>(measure, month)));
        }
        var answers = Scan.of(table, authority, asks, filters, null);
        var completeFrom = table.completeFrom(authority);
        var rows = new ArrayList<Row>();
        int ask = 0;
        for (var measure : MEASURES) {
            var unknownBase = Register.unknown(completeFrom, measure.firstDay(before.getFirst()));
            var unknownNow = Register.unknown(completeFrom, measure.firstDay(now.getFirst()));
            var average = unknownBase == null ? average(answers, ask, before.size()) : null;
            var then = unknownNow == null ? average(answers, ask + before.size(), now.size()) : null;
            ask += before.size() + now.size();
            rows.add(new Row(
                    measure.field(),
                    average,
                    then,
                    change(average, then),
                    published.get(measure.field()),
                    unknownBase == null ? unknownNow : unknownBase));
        }
        return new Demand(base.toString(), against.toString(), rows);
    }

    /** Everything that it asks, for reading the filters. */
    public static List<Measure<Referrals>> asked() {
        return MEASURES;
    }

    private static BigDecimal average(Scan.Answers<Referrals> answers, int first, int months) {
        long sum = 0;
        for (int month = 0; month < months; month++) {
            sum += answers.figure(first + month).longValue();
        }
        return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(months), 1, RoundingMode.HALF_UP);
    }

    private static BigDecimal change(BigDecimal base, BigDecimal against) {
        return base == null || against == null || base.signum() == 0
                ? null
                : against.subtract(base).multiply(BigDecimal.valueOf(100)).divide(base, 1, RoundingMode.HALF_UP);
    }
}
