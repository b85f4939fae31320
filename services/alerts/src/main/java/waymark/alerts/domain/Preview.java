package waymark.alerts.domain;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waymark.calendar.LondonTime;

/**
 * How many alerts some settings would have raised in a span, by rule, of what is known of a child's cases now. What ended since is counted too, as far as a watch keeps its beginning:
 * runs of clocks, and entries. It keeps of activity the latest day alone, of a measure the latest rating, of a status the latest word, and nothing of what was voided or put right.
 */
public final class Preview {
    private Preview() {}

    /**
     * @param from included
     * @param until not included
     */
    public static Map<String, Long> of(Watch watch, Settings settings, Instant from, Instant until) {
        var deadlines = watch.cases().entrySet().stream()
                .filter(one -> !one.getValue().voided())
                .flatMap(one -> one.getValue().runs().stream()
                        .flatMap(run -> deadlines(settings, one.getKey(), one.getValue(), run)))
                .map(condition -> Map.entry(condition.key(), condition.since()));
        return Stream.concat(deadlines, others(watch, settings, from).entrySet().stream())
                .filter(one -> !one.getValue().isBefore(from) && one.getValue().isBefore(until))
                .collect(groupingBy(one -> one.getKey().rule(), counting()));
    }

    /** Of a run, also where it ended since: what it would have told of before that. */
    private static Stream<Condition> deadlines(Settings settings, UUID caseId, WatchedCase about, Run run) {
        var set = Rules.of(run.clock()).map(settings::of).filter(Rule.Set::on);
        if (set.isEmpty() || !run.toBeDone()) return Stream.of();
        var end =
                run.isRunning() ? Instant.MAX : LondonTime.startOf(run.endedOn().plusDays(1));
        return Deadlines.find(set.get(), caseId, about, run).stream()
                .filter(condition -> condition.since().isBefore(end));
    }

    /**
     * When each began to hold, as things stand and as they stood before each entry: an alert is raised once, however often it comes to hold again.
     *
     * @param from where nothing was entered from then on, nothing stood otherwise
     */
    private static Map<Condition.Key, Instant> others(Watch watch, Settings settings, Instant from) {
        var began = new HashMap<Condition.Key, Instant>();
        collect(began, watch, settings, Instant.MAX);
        var entered = watch.cases().values().stream()
                .flatMap(one -> one.entries().stream())
                .map(WatchedCase.Entry::recordedAt)
                .distinct()
                .toList();
        if (entered.stream().anyMatch(at -> !at.isBefore(from)))
            entered.forEach(at -> collect(began, before(watch, at), settings, at));
        return began;
    }

    private static void collect(Map<Condition.Key, Instant> began, Watch watch, Settings settings, Instant end) {
        for (var condition : Rules.conditions(watch, settings)) {
            if (condition.rule().family() != Rule.Family.DEADLINE
                    && condition.since().isBefore(end))
                began.merge(condition.key(), condition.since(), (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    /** Without what was recorded then or later. */
    private static Watch before(Watch watch, Instant at) {
        return new Watch(
                watch.authority(),
                watch.child(),
                watch.cases().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> before(one.getValue(), at))));
    }

    private static WatchedCase before(WatchedCase about, Instant at) {
        return about.withEntries(about.entries().stream()
                .filter(entry -> entry.recordedAt().isBefore(at))
                .toList());
    }
}
