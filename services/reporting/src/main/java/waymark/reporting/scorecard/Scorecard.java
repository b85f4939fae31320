package waymark.reporting.scorecard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waymark.reporting.domain.Measure.Polarity;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.paper.Content;
import waymark.reporting.domain.paper.Disclosure;
import waymark.reporting.domain.scorecard.DataPeriod;
import waymark.reporting.domain.scorecard.Direction;
import waymark.reporting.domain.scorecard.Rag;
import waymark.reporting.domain.scorecard.Reading;
import waymark.reporting.domain.scorecard.State;
import waymark.reporting.domain.scorecard.Thresholds;
import waymark.web.Constants;
import waymark.web.Problem;

/** A month's scorecard: what the facts say and what people entered, side by side. */
public final class Scorecard {
    /** The kinds of what is entered about a measure. */
    public static final String ENTRY = "entry";

    public static final String TARGET = "target";
    public static final String BENCHMARK = "benchmark";
    public static final String COMMENTARY = "commentary";

    private final Definitions definitions;
    private final Figures figures;
    private final Ledger ledger;

    public Scorecard(Definitions definitions, Figures figures, Ledger ledger) {
        this.definitions = definitions;
        this.figures = figures;
        this.ledger = ledger;
    }

    /**
     * @param asAt the month's last day; targets and benchmarks are those that held on the last day of each value's own period
     * @param asKnownAt null where everything known now is in it
     * @param revision of the facts
     * @param contents every section that there is, those that were not asked for too
     */
    public record Card(
            YearMonth month,
            LocalDate asAt,
            Instant asKnownAt,
            long revision,
            List<Heading> contents,
            List<Section> sections) {}

    public record Heading(String id, String title) {}

    public record Section(String id, String title, List<Line> measures) {}

    /**
     * @param latest of the newest period that is over with the month
     * @param against the earlier period with which the direction compares; null without
     * @param target the one that rates, of the last day of the latest period: of its month, else the annual one; null without
     * @param stretch null without
     * @param rag null where there is no value, no target or nothing good or bad about it
     * @param commentary of the month; null without
     * @param earlier over twelve months, the newest first
     */
    public record Line(
            String id,
            String computed,
            String title,
            String definition,
            Polarity goodToBe,
            DataPeriod dataPeriod,
            String unit,
            int decimals,
            Reading latest,
            Direction direction,
            Period against,
            Target target,
            Target stretch,
            Rating rating,
            Rag rag,
            Benchmarks benchmarks,
            Commentary commentary,
            List<Reading> earlier) {}

    /** Annual and stretch targets hold until the next of their kind; one by month in its month alone. */
    public enum TargetKind {
        ANNUAL,
        STRETCH,
        BY_MONTH
    }

    public record Target(
            TargetKind kind,
            LocalDate holdsFrom,
            BigDecimal value,
            BigDecimal tolerance,
            String by,
            Instant recordedAt) {}

    /** @param words such as {@code green from 86, red below 77.4} */
    public record Rating(BigDecimal green, BigDecimal red, String words) {}

    /** Whose figure a benchmark is. */
    public enum BenchmarkOf {
        STATISTICAL_NEIGHBOURS,
        SOUTH_EAST,
        ENGLAND
    }

    public record Benchmark(BigDecimal value, LocalDate holdsFrom, String source, String by, Instant recordedAt) {}

    /** Each null where there is none. */
    public record Benchmarks(Benchmark statisticalNeighbours, Benchmark southEast, Benchmark england) {}

    public record Commentary(String text, String by, Instant recordedAt) {}

    /**
     * @param asKnownAt null for everything that is known now
     * @param sections ids; null for all
     * @param measures ids of measures, or of the system's own that they stand for; null for all
     * @throws Problem 400 where one is not known
     */
    public Card of(String authority, YearMonth month, Instant asKnownAt, Set<String> sections, Set<String> measures)
            throws InterruptedException, ExecutionException {
        return drawn(authority, month, asKnownAt, sections, measures).card;
    }

    /** Every measure that is shown and has, or had, a target, with its latest period alone. */
    public List<Line> withTargets(String authority, YearMonth month) {
        var accounts = ledger.all(authority).stream().collect(Collectors.toMap(Account::subject, Function.identity()));
        var rated = definitions.of(accounts.values()).stream()
                .filter(Definition::shown)
                .filter(one -> accounts.containsKey(one.id())
                        && !accounts.get(one.id()).newest(TARGET).isEmpty())
                .toList();
        if (rated.isEmpty()) return List.of();
        var asked = new LinkedHashSet<Figures.Wanted>();
        for (var one : rated) {
            if (one.computed() != null) asked.add(figureOf(one, one.dataPeriod().upTo(month)));
        }
        var found = figures.of(authority, asked);
        return rated.stream()
                .map(one -> line(one, month, accounts.get(one.id()), found))
                .toList();
    }

    /** The authorities of which anything was entered: without a target nothing is rated. */
    public List<String> authorities() {
        return ledger.authorities();
    }

    /** A card to be printed and kept: with small numbers suppressed, without what is shown of a computed value of which a count of 1 to 5 can be read off. */
    public Printed printed(String authority, YearMonth month, Disclosure.Setting disclosure)
            throws InterruptedException, ExecutionException {
        var drawn = drawn(authority, month, null, null, null);
        return new Printed(ScorecardPaper.of(drawn.card, drawn.found, disclosure), drawn.card.revision);
    }

    /** @param revision of the facts */
    public record Printed(Content content, long revision) {}

    private record Drawn(Card card, Figures.Found found) {}

    private Drawn drawn(
            String authority, YearMonth month, Instant asKnownAt, Set<String> sections, Set<String> measures)
            throws InterruptedException, ExecutionException {
        var accounts = ledger.all(authority).stream()
                .map(account -> asKnownAt == null ? account : account.asKnownAt(asKnownAt))
                .collect(Collectors.toMap(Account::subject, Function.identity()));
        var all = definitions.of(accounts.values());
        var subjects = measures == null
                ? null
                : measures.stream().map(definitions::subject).collect(Collectors.toSet());
        check("section", sections, all, Definition::section);
        check("measures", subjects, all, Definition::id);
        var shown = all.stream()
                .filter(Definition::shown)
                .filter(one -> sections == null || sections.contains(one.section()))
                .filter(one -> subjects == null || subjects.contains(one.id()))
                .toList();
        var asked = new LinkedHashSet<Figures.Wanted>();
        for (var one : shown) {
            if (one.computed() == null) continue;
            for (var period : one.dataPeriod().all(month)) asked.add(figureOf(one, period));
        }
        var found = asKnownAt == null ? figures.of(authority, asked) : figures.asKnownAt(asKnownAt, authority, asked);
        var bySection = new LinkedHashMap<String, List<Line>>();
        for (var one : shown) {
            var account = accounts.getOrDefault(one.id(), Account.empty(one.id()));
            bySection
                    .computeIfAbsent(one.section(), section -> new ArrayList<>())
                    .add(line(one, month, account, found));
        }
        var card = new Card(
                month,
                month.atEndOfMonth(),
                asKnownAt,
                found.revision(),
                all.stream()
                        .filter(Definition::shown)
                        .map(Definition::section)
                        .distinct()
                        .map(section -> new Heading(section, definitions.sectionTitle(section)))
                        .toList(),
                bySection.entrySet().stream()
                        .map(section -> new Section(
                                section.getKey(), definitions.sectionTitle(section.getKey()), section.getValue()))
                        .toList());
        return new Drawn(card, found);
    }

    private static void check(
            String parameter, Set<String> named, List<Definition> all, Function<Definition, String> name) {
        if (named == null) return;
        var known = all.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
        if (!known.containsAll(named)) {
            throw Problem.parameter(parameter, "names one that is not known").with("permitted", known);
        }
    }

    private static Figures.Wanted figureOf(Definition one, Period period) {
        return new Figures.Wanted(one.computed(), period, one.decimals());
    }

    private static Line line(Definition one, YearMonth month, Account account, Figures.Found found) {
        var entries = account.newest(ENTRY);
        var latest = reading(one, one.dataPeriod().upTo(month), entries, found);
        var earlier = one.dataPeriod().before(month).stream()
                .map(period -> reading(one, period, entries, found))
                .toList();
        var travel = latest.travel(earlier, one.goodToBe(), one.growing());
        // What is rated is the value, and that by what held on the last day it is of: in May a quarter ends in March.
        var lastDay = latest.period().to();
        var lastMonth = YearMonth.from(lastDay);
        var targets = account.newest(TARGET).values();
        var annual = target(targets, TargetKind.ANNUAL, day -> !day.isAfter(lastDay));
        var ofMonth = target(
                targets,
                TargetKind.BY_MONTH,
                day -> !day.isAfter(lastDay) && YearMonth.from(day).equals(lastMonth));
        var target = ofMonth == null ? annual : ofMonth;
        var thresholds = target == null ? null : Thresholds.of(one.goodToBe(), target.value(), target.tolerance());
        var benchmarks = account.newest(BENCHMARK).values();
        return new Line(
                one.id(),
                one.computed(),
                one.title(),
                one.definition(),
                one.goodToBe(),
                one.dataPeriod(),
                one.unit(),
                one.decimals(),
                latest,
                travel.direction(),
                travel.against() == null ? null : travel.against().period(),
                target,
                target(targets, TargetKind.STRETCH, day -> !day.isAfter(lastDay)),
                thresholds == null ? null : new Rating(thresholds.green(), thresholds.red(), thresholds.words()),
                thresholds == null || latest.value() == null ? null : thresholds.rate(latest.value()),
                new Benchmarks(
                        benchmark(benchmarks, BenchmarkOf.STATISTICAL_NEIGHBOURS, lastDay),
                        benchmark(benchmarks, BenchmarkOf.SOUTH_EAST, lastDay),
                        benchmark(benchmarks, BenchmarkOf.ENGLAND, lastDay)),
                account.newest(COMMENTARY, month.toString())
                        .filter(entry -> entry.get("text") != null)
                        .map(entry -> new Commentary(entry.get("text"), entry.by(), entry.at()))
                        .orElse(null),
                earlier);
    }

    private static Reading reading(Definition one, Period period, Map<String, Entry> entries, Figures.Found found) {
        var entered = entered(one, entries.get(entryKey(one.dataPeriod(), YearMonth.from(period.to()))));
        var figure = one.computed() == null ? null : found.of(figureOf(one, period));
        if (figure != null && figure.value() != null) {
            boolean redefined = entered != null && entered.state() == State.NEW_DEFINITION;
            return new Reading(
                    period,
                    displayed(one, figure.value()),
                    Reading.Origin.COMPUTED,
                    redefined ? State.NEW_DEFINITION : State.NONE,
                    null,
                    entered);
        }
        var reason = figure == null ? null : figure.reason();
        if (entered == null) {
            return new Reading(
                    period, null, null, State.NOT_AVAILABLE, reason == null ? "nothing was entered" : reason, null);
        }
        return new Reading(
                period,
                entered.value(),
                entered.value() == null ? null : Reading.Origin.ENTERED,
                entered.state(),
                reason,
                entered);
    }

    private static Reading.Entered entered(Definition one, Entry entry) {
        if (entry == null) return null;
        var value = entry.get("value");
        return new Reading.Entered(
                value == null ? null : displayed(one, new BigDecimal(value)),
                Definition.constant(State.class, entry, "state", State.NONE),
                entry.get("source"),
                entry.get("note"),
                entry.by(),
                entry.at());
    }

    private static BigDecimal displayed(Definition one, BigDecimal value) {
        return value.setScale(one.decimals(), RoundingMode.HALF_UP);
    }

    /** Under which a value is kept: one of another data period stays with that. */
    public static String entryKey(DataPeriod period, YearMonth end) {
        return Constants.code(period) + "/" + end;
    }

    /** Under which a target or a benchmark is kept. */
    public static String dayKey(Enum<?> kind, LocalDate holdsFrom) {
        return Constants.code(kind) + "/" + holdsFrom;
    }

    private static Target target(Iterable<Entry> targets, TargetKind kind, Predicate<LocalDate> holds) {
        return holding(targets, kind, holds)
                .map(entry -> new Target(
                        kind,
                        day(entry),
                        new BigDecimal(entry.get("value")),
                        new BigDecimal(entry.get("tolerance")),
                        entry.by(),
                        entry.at()))
                .max(Comparator.comparing(Target::holdsFrom))
                .orElse(null);
    }

    private static Benchmark benchmark(Iterable<Entry> benchmarks, BenchmarkOf of, LocalDate lastDay) {
        return holding(benchmarks, of, day -> !day.isAfter(lastDay))
                .map(entry -> new Benchmark(
                        new BigDecimal(entry.get("value")), day(entry), entry.get("source"), entry.by(), entry.at()))
                .max(Comparator.comparing(Benchmark::holdsFrom))
                .orElse(null);
    }

    /** Those of a kind that hold; one without a value was withdrawn. */
    private static Stream<Entry> holding(Iterable<Entry> entries, Enum<?> kind, Predicate<LocalDate> holds) {
        var found = Stream.<Entry>builder();
        for (var entry : entries) {
            boolean ofKind = entry.key().startsWith(Constants.code(kind) + "/");
            if (ofKind && entry.get("value") != null && holds.test(day(entry))) found.add(entry);
        }
        return found.build();
    }

    private static LocalDate day(Entry entry) {
        return LocalDate.parse(entry.key().substring(entry.key().indexOf('/') + 1));
    }
}
