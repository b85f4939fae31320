package waymark.alerts.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import waymark.calendar.LondonTime;

/** What a deadline leads to: a step at each lead, each in the place of the one before, and the missed day. */
final class Deadlines {
    private Deadlines() {}

    static Stream<Condition> find(Rule.Set set, Watch watch, UUID caseId, WatchedCase about) {
        return about.runs().stream()
                .filter(run -> run.clock().equals(set.rule().id()) && run.toBeDone() && run.isRunning())
                .flatMap(run -> find(set, caseId, about, run).stream());
    }

    static List<Condition> find(Rule.Set set, UUID caseId, WatchedCase about, Run run) {
        var found = new ArrayList<Condition>();
        var missedFrom = run.missedFrom();
        var started = LondonTime.startOf(run.startedOn());
        // Which of a day and some hours is earlier depends on the run.
        var leads = set.leads().stream()
                .sorted(Comparator.comparing(lead -> lead.before(run)))
                .toList();
        for (int place = 0; place < leads.size(); place++) {
            var since = leads.get(place).before(run);
            var until = place + 1 < leads.size() ? leads.get(place + 1).before(run) : missedFrom;
            // A lead as long as the clock itself tells nothing.
            if (since.isAfter(started) && since.isBefore(until))
                found.add(condition(set, caseId, about, run, leads.get(place).milestone(), since, until));
        }
        if (!run.excused()) found.add(condition(set, caseId, about, run, "missed", missedFrom, null));
        return found;
    }

    /**
     * The missed day of a run that is over. What ended before the case was known here is history, which came with a register; and what an exception excuses, or should not have
     * run, was not missed.
     *
     * @param from how far back anybody looks
     */
    static Optional<Condition> over(Rule.Set set, UUID caseId, WatchedCase about, Run run, Instant from) {
        if (run.isRunning() || run.excused() || run.ending() == Run.Ending.CORRECTED || !run.endedLate())
            return Optional.empty();
        boolean history = run.endedOn().isBefore(LondonTime.dateOf(about.knownSince()));
        return history || run.missedFrom().isBefore(from)
                ? Optional.empty()
                : Optional.of(condition(set, caseId, about, run, "missed", run.missedFrom(), null));
    }

    private static Condition condition(
            Rule.Set set, UUID caseId, WatchedCase about, Run run, String milestone, Instant since, Instant until) {
        boolean missed = until == null;
        return new Condition(
                set.rule(),
                caseId,
                about,
                milestone,
                run.deadline(),
                missed ? set.rule().severity() : Severity.ROUTINE,
                missed,
                run.subject(),
                run.dueOn(),
                run.dueAt(),
                since,
                until,
                run.knownAt());
    }
}
