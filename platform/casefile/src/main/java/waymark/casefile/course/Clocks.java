package waymark.casefile.course;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import waymark.calendar.LondonTime;
import waymark.casefile.course.ClockRun.Ending;

/** All clocks of a kind of case, and what the steps of a case do to them. Immutable. */
public final class Clocks<K extends Enum<K>> {
    private final List<ClockRule<K>> rules;
    private final EnumMap<K, List<Prepared<K>>> startedBy;
    private final Map<String, List<ClockRule<K>>> versions = new HashMap<>();

    /**
     * @throws IllegalArgumentException where two versions of a clock hold on one day, or none on a day between two of them, or a version stands
     *     twice
     */
    public Clocks(Class<K> kinds, List<ClockRule<K>> rules) {
        this.rules = List.copyOf(rules);
        startedBy = new EnumMap<>(kinds);
        for (var rule : rules) {
            var prepared = Prepared.of(rule, kinds);
            for (var kind : rule.starts()) {
                startedBy.computeIfAbsent(kind, first -> new ArrayList<>()).add(prepared);
            }
            var others = versions.computeIfAbsent(rule.id(), first -> new ArrayList<>());
            for (var other : others) {
                if (other.version() == rule.version() || other.validity().overlaps(rule.validity())) {
                    throw new IllegalArgumentException(
                            "the clock %s has two versions for one day, or one version twice: %d and %d"
                                    .formatted(rule.id(), other.version(), rule.version()));
                }
            }
            others.add(rule);
        }
        versions.values().forEach(Clocks::refuseGaps);
    }

    private static <K extends Enum<K>> void refuseGaps(List<ClockRule<K>> versions) {
        var inOrder = new ArrayList<>(versions);
        inOrder.sort(
                Comparator.comparing(rule -> rule.validity().from(), Comparator.nullsFirst(Comparator.naturalOrder())));
        for (int later = 1; later < inOrder.size(); later++) {
            var before = inOrder.get(later - 1);
            var after = inOrder.get(later);
            var firstOpen = before.validity().to().plusDays(1);
            var lastOpen = after.validity().from().minusDays(1);
            if (!firstOpen.isAfter(lastOpen)) {
                throw new IllegalArgumentException(
                        "the clock %s has no version from %s to %s, between its versions %d and %d"
                                .formatted(after.id(), firstOpen, lastOpen, before.version(), after.version()));
            }
        }
    }

    /** @param ends what stops or lapses a run, together: it is asked of every step for every run */
    private record Prepared<K extends Enum<K>>(ClockRule<K> rule, EnumSet<K> ends) {
        static <K extends Enum<K>> Prepared<K> of(ClockRule<K> rule, Class<K> kinds) {
            var ends = EnumSet.noneOf(kinds);
            ends.addAll(rule.stops());
            ends.addAll(rule.lapses());
            return new Prepared<>(rule, ends);
        }
    }

    public List<ClockRule<K>> rules() {
        return rules;
    }

    /** The version of a clock, or its latest where there is none such any more; null for a clock that is not known. */
    public ClockRule<K> rule(String id, int version) {
        ClockRule<K> latest = null;
        for (var rule : versions.getOrDefault(id, List.of())) {
            if (rule.version() == version) return rule;
            if (latest == null || rule.version() > latest.version()) latest = rule;
        }
        return latest;
    }

    /**
     * The runs that follow from a case's steps, in the order of the steps that start them.
     *
     * @param steps of all days to be looked at, in the order in which they were recorded
     * @param known runs as they were last: one that started on the same day keeps its version
     */
    public List<ClockRun> runs(List<Step<K>> steps, List<Excuse> excuses, List<ClockRun> known) {
        var runs = new ArrayList<ClockRun>();
        for (var start : steps) {
            for (var prepared : startedBy.getOrDefault(start.kind(), List.of())) {
                var rule = prepared.rule();
                int version = knownVersion(known, rule.id(), start);
                if (version == 0 ? rule.validity().on(start.on()) : version == rule.version()) {
                    runs.add(run(prepared, start, steps, excuses));
                }
            }
        }
        return runs;
    }

    private int knownVersion(List<ClockRun> known, String clock, Step<K> start) {
        for (var run : known) {
            if (run.isRunOf(clock, start.sequence()) && run.startedOn().equals(start.on())) {
                return rule(clock, run.version()).version();
            }
        }
        return 0;
    }

    private ClockRun run(Prepared<K> prepared, Step<K> start, List<Step<K>> steps, List<Excuse> excuses) {
        var rule = prepared.rule();
        Step<K> end = null;
        for (var step : steps) {
            boolean ends = prepared.ends().contains(step.kind());
            if (ends && (end == null || end.isAfter(step)) && endsRunOf(rule, start, step, steps)) end = step;
        }
        var dueAt = start.at() == null ? null : rule.due().from(start.at());
        var dueOn = dueAt == null ? rule.due().from(start.on(), start.target()) : LondonTime.dateOf(dueAt);
        return new ClockRun(
                rule.id(),
                rule.version(),
                start.sequence(),
                start.subject(),
                start.on(),
                dueOn,
                end == null ? null : end.on(),
                end == null ? null : rule.stops().contains(end.kind()) ? Ending.STOPPED : Ending.LAPSED,
                excused(rule, start.sequence(), dueOn, excuses),
                rule.sense(),
                dueAt == null ? null : start.at(),
                dueAt,
                dueAt == null || end == null ? null : end.at());
    }

    /**
     * A step ends the run whose start it answers. One that answers another start of the clock, or another of what this start belongs to, or is about
     * another subject, does not. Any other step ends what was started before it, and whatever the case began with.
     */
    private boolean endsRunOf(ClockRule<K> rule, Step<K> start, Step<K> end, List<Step<K>> steps) {
        if (end.sequence() == start.sequence()) return false;
        if (end.of() != null) {
            if (end.of() == start.sequence()) return true;
            var answered = kind(end.of(), steps);
            boolean anotherStart = answered != null && rule.starts().contains(answered);
            boolean ofAnother =
                    start.of() != null && !start.of().equals(end.of()) && answered == kind(start.of(), steps);
            if (anotherStart || ofAnother) return false;
        }
        boolean another = start.subject() != null
                && end.subject() != null
                && !start.subject().equals(end.subject());
        return !another && (start.sequence() == 1 || end.isAfter(start));
    }

    private static <K extends Enum<K>> K kind(int sequence, List<Step<K>> steps) {
        for (var step : steps) if (step.sequence() == sequence) return step.kind();
        return null;
    }

    private static boolean excused(ClockRule<?> rule, int instance, LocalDate dueOn, List<Excuse> excuses) {
        for (var excuse : excuses) {
            if (rule.exceptions().contains(excuse.code()) && excuse.covers(rule.id(), instance, dueOn)) return true;
        }
        return false;
    }
}
