package waymark.reporting.scorecard;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import waymark.calendar.IsoWeek;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.scorecard.Caseload;
import waymark.reporting.domain.scorecard.Worker;

/** A week of the duty and assessment teams: caseload per worker, timescales, and what the managers say about it. */
public final class WeeklyReport {
    private static final String CASELOAD = "socialCare.allocatedCases";
    private static final String WORKER = "worker";
    private static final String OPEN = "socialCare.openReferralsAtEnd";
    private static final List<Limit> LIMITS = List.of(
            new Limit("socialCare.contactsDecidedWithin24HoursPercent", "socialCare.contactsOver24HoursAtEnd"),
            new Limit("socialCare.assessmentsWithin45WorkingDaysPercent", "socialCare.assessmentsOverdueAtEnd"),
            new Limit("socialCare.conferencesWithin15WorkingDaysPercent", "socialCare.conferencesOverdueAtEnd"));
    private static final String COMMENTARY = "commentary";
    private static final int WEEKS_BACK = 2;

    private final Ledger ledger;
    private final Workers workers;
    private final Figures figures;

    public WeeklyReport(Ledger ledger, Workers workers, Figures figures) {
        this.ledger = ledger;
        this.workers = workers;
        this.figures = figures;
    }

    /** Ids of measures: which part of what was done was done in time, and how many are past it undone. */
    private record Limit(String percent, String overdue) {}

    /**
     * @param to the Sunday, on which caseloads are taken
     * @param caseload null where the system has no figure of allocated cases, as byTeam and workers are
     * @param commentary null where nothing was said
     */
    public record Weekly(
            String week,
            LocalDate from,
            LocalDate to,
            AllCaseload caseload,
            Map<String, Caseload> byTeam,
            List<OneCaseload> workers,
            List<Timescale> timescales,
            Commentary commentary,
            long revision) {}

    /**
     * @param all over all teams
     * @param unallocated open referrals that no worker has
     * @param ofOthers cases of workers who are not on the register that day
     * @param trend the averages of the two weeks before and of this one, the oldest first
     * @param change of the average over the two weeks; null where one of them is
     */
    public record AllCaseload(
            Caseload all, BigDecimal unallocated, long ofOthers, List<WeeksAverage> trend, BigDecimal change) {}

    public record WeeksAverage(String week, BigDecimal average) {}

    public record OneCaseload(String worker, String team, BigDecimal fte, long cases) {}

    /**
     * @param reason why there is no value; null otherwise
     * @param overdue those not done by the Sunday and past the limit, so that leaving them undone improves nothing unseen; null without facts
     */
    public record Timescale(
            String measure, String title, String definition, BigDecimal value, String reason, BigDecimal overdue) {}

    /** @param version for If-Match */
    public record Commentary(String commentary, String emergingIssues, String by, Instant recordedAt, int version) {}

    public Weekly of(String authority, IsoWeek week) {
        var register = workers.all(authority);
        var said = commentary(find(authority, week));
        var weeks = new ArrayList<IsoWeek>();
        for (int back = WEEKS_BACK; back >= 0; back--) weeks.add(week.plus(-back));
        return figures.atOneRevision(() -> of(authority, week, weeks, register, said));
    }

    private Weekly of(String authority, IsoWeek week, List<IsoWeek> weeks, List<Worker> register, Commentary said) {
        var cases = figures.by(
                WORKER, CASELOAD, authority, weeks.stream().map(IsoWeek::sunday).toList());
        var today = workers.on(register, week.sunday());
        var found = new Found(authority, week);
        return new Weekly(
                week.toString(),
                week.monday(),
                week.sunday(),
                cases.map(each -> caseload(register, weeks, each, found.onSunday(OPEN)))
                        .orElse(null),
                cases.map(each -> byTeam(today, each.get(week.sunday()))).orElse(null),
                cases.map(each -> each(today, each.get(week.sunday()))).orElse(null),
                found.timescales(),
                said,
                found.figures.revision());
    }

    public Account find(String authority, IsoWeek week) {
        return ledger.find(authority, week.toString());
    }

    /** @param seen as of {@link Ledger#enter} */
    public Commentary comment(
            String authority,
            IsoWeek week,
            OptionalInt seen,
            String commentary,
            String emergingIssues,
            Entry.Made made) {
        var said = Definition.fields("commentary", commentary, "emergingIssues", emergingIssues);
        return commentary(
                ledger.enter(authority, week.toString(), seen, new Entry(COMMENTARY, "", said, made.at(), made.by())));
    }

    private static Commentary commentary(Account account) {
        return account.newest(COMMENTARY, "")
                .map(entry -> new Commentary(
                        entry.get("commentary"),
                        entry.get("emergingIssues"),
                        entry.by(),
                        entry.at(),
                        account.version()))
                .orElse(null);
    }

    private AllCaseload caseload(
            List<Worker> register,
            List<IsoWeek> weeks,
            Map<LocalDate, SortedMap<String, Number>> found,
            BigDecimal open) {
        var trend = weeks.stream()
                .map(week -> new WeeksAverage(
                        week.toString(),
                        Caseload.of(workers.on(register, week.sunday()), counts(found.get(week.sunday())))
                                .average()))
                .toList();
        var day = weeks.getLast().sunday();
        var counts = counts(found.get(day));
        var all = Caseload.of(workers.on(register, day), counts);
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        var first = trend.getFirst().average();
        var last = trend.getLast().average();
        return new AllCaseload(
                all,
                open == null ? null : open.subtract(BigDecimal.valueOf(total)),
                total - all.cases(),
                trend,
                first == null || last == null ? null : last.subtract(first));
    }

    private static Map<String, Caseload> byTeam(List<Worker> today, SortedMap<String, Number> found) {
        var teams = today.stream().collect(Collectors.groupingBy(Worker::team, TreeMap::new, Collectors.toList()));
        var caseloads = new LinkedHashMap<String, Caseload>();
        teams.forEach((team, members) -> caseloads.put(team, Caseload.of(members, counts(found))));
        return caseloads;
    }

    private static List<OneCaseload> each(List<Worker> today, SortedMap<String, Number> found) {
        var counts = counts(found);
        return today.stream()
                .map(worker -> new OneCaseload(
                        worker.staffNumber(),
                        worker.team(),
                        worker.fte(),
                        counts.getOrDefault(worker.staffNumber(), 0L)))
                .toList();
    }

    private static Map<String, Long> counts(SortedMap<String, Number> found) {
        var counts = new HashMap<String, Long>();
        found.forEach((worker, cases) -> counts.put(worker, cases.longValue()));
        return counts;
    }

    /** The week's figures, of those measures that the system has. */
    private final class Found {
        private final Map<String, Measure<?>> declared = new HashMap<>();
        private final Period week;
        private final Period sunday;
        private final Figures.Found figures;

        private Found(String authority, IsoWeek asked) {
            week = new Period(asked.monday(), asked.sunday());
            sunday = week.end();
            for (var one : WeeklyReport.this.figures.declared())
                declared.put(one.measure().id(), one.measure());
            var wanted = new ArrayList<Figures.Wanted>();
            for (var limit : LIMITS) {
                wanted.add(wanted(limit.percent, week));
                wanted.add(wanted(limit.overdue, sunday));
            }
            wanted.add(wanted(OPEN, sunday));
            wanted.removeIf(one -> !declared.containsKey(one.measure()));
            figures = WeeklyReport.this.figures.of(authority, wanted);
        }

        private BigDecimal onSunday(String measure) {
            var figure = figures.of(wanted(measure, sunday));
            return figure == null ? null : figure.value();
        }

        private List<Timescale> timescales() {
            return LIMITS.stream()
                    .filter(limit -> declared.containsKey(limit.percent))
                    .map(limit -> {
                        var measure = declared.get(limit.percent);
                        var figure = figures.of(wanted(limit.percent, week));
                        return new Timescale(
                                measure.id(),
                                measure.title(),
                                measure.definition(),
                                figure.value(),
                                figure.reason(),
                                onSunday(limit.overdue));
                    })
                    .toList();
        }

        private static Figures.Wanted wanted(String measure, Period period) {
            return new Figures.Wanted(measure, period, 1);
        }
    }
}
