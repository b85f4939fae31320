package waymark.alerts.domain;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import waymark.calendar.LondonTime;

/** How many alerts some settings would have raised in a span, by rule, of what is known of a child's cases now. */
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
                        .flatMap(run -> deadlines(settings, one.getKey(), one.getValue(), run)));
        var others = Rules.conditions(watch, settings).stream()
                .filter(condition -> condition.rule().family() != Rule.Family.DEADLINE);
        return Stream.concat(deadlines, others)
                .filter(condition ->
                        !condition.since().isBefore(from) && condition.since().isBefore(until))
                .collect(groupingBy(condition -> condition.rule().id(), counting()));
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
}
