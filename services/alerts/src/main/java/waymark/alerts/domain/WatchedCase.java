package waymark.alerts.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import waymark.calendar.LondonTime;
import waymark.casefile.course.ClockMark;
import waymark.casefile.course.ClockRule;

/**
 * What the rules need to know of a case, or of a measure's rating.
 *
 * @param kind null of a measure
 * @param reference how people call it; of a measure, its id
 * @param officer staff number of who has it, or null
 * @param team code, or null
 * @param entries what happened of the things that the rules look at, in the order of recording
 * @param runs of its clocks; those that ended long ago are left out
 * @param socialCareStatus as last recorded, or null
 * @param senStatus as last recorded, or null
 * @param activeOn the latest day on which something happened in it, or was recorded. When it became known, with whatever had happened by then, counts for nothing: a register
 *     does not make a case active
 * @param recordedAt of its newest event
 * @param knownSince when its first event was recorded
 */
public record WatchedCase(
        Kind kind,
        String reference,
        String officer,
        String team,
        boolean voided,
        List<Entry> entries,
        List<Run> runs,
        String socialCareStatus,
        String senStatus,
        LocalDate activeOn,
        Instant recordedAt,
        Instant knownSince) {
    /** What a rule may ask about a run that ended, it asks of the last thirteen months. */
    static final int DAYS_KEPT = 400;

    public WatchedCase {
        // Of a case that was kept before that was noted.
        if (knownSince == null) knownSince = recordedAt;
        entries = List.copyOf(entries);
        runs = List.copyOf(runs);
    }

    public static WatchedCase begun(Kind kind, String reference, LocalDate on, Instant recordedAt) {
        return new WatchedCase(
                kind, reference, null, null, false, List.of(), List.of(), null, null, on, recordedAt, recordedAt);
    }

    /** What of a case's course the rules look at. */
    public enum What {
        OPENED,
        REFERRED,
        ENDED,
        /** An education, health and care plan. */
        PLAN_BEGUN,
        PLAN_ENDED,
        PROTECTION_BEGUN,
        KNOWN_TO_SOCIAL_CARE,
        KNOWN_TO_SEND,
        /** The social-care status that it has now was recorded. */
        SOCIAL_CARE_STATUS,
        /** The same of the status of special educational needs. */
        SEN_STATUS,
        /** A measure is red. */
        RED
    }

    /** @param sequence of the event that said so */
    public record Entry(int sequence, What what, LocalDate on, Instant recordedAt) {}

    /** Whether work on it goes on. */
    public boolean isOpen() {
        return !voided && has(What.OPENED) && !has(What.ENDED);
    }

    boolean isOpenReferral() {
        return kind == Kind.REFERRAL && !voided && has(What.REFERRED) && !has(What.ENDED);
    }

    boolean hasPlan() {
        return !voided && has(What.PLAN_BEGUN) && !has(What.PLAN_ENDED);
    }

    public boolean has(What what) {
        return entries.stream().anyMatch(entry -> entry.what() == what);
    }

    Stream<Entry> all(What what) {
        return voided ? Stream.of() : entries.stream().filter(entry -> entry.what() == what);
    }

    /** Null where it did not happen. */
    public Entry last(What what) {
        return all(what).reduce((_, later) -> later).orElse(null);
    }

    /** Without those of which it is so. */
    public WatchedCase without(What what) {
        return withEntries(
                entries.stream().filter(entry -> entry.what() != what).toList());
    }

    public WatchedCase withoutEntry(int sequence) {
        return withEntries(
                entries.stream().filter(entry -> entry.sequence() != sequence).toList());
    }

    public WatchedCase with(Entry entry) {
        return withEntries(Stream.concat(entries.stream(), Stream.of(entry)).toList());
    }

    /** The entries of an event, or of a kind, moved to their right day. */
    public WatchedCase moved(Integer sequence, What what, LocalDate on) {
        return withEntries(entries.stream()
                .map(entry -> Objects.equals(sequence, entry.sequence()) || entry.what() == what
                        ? new Entry(entry.sequence(), entry.what(), on, entry.recordedAt())
                        : entry)
                .toList());
    }

    public WatchedCase withEntries(List<Entry> changed) {
        return new WatchedCase(
                kind,
                reference,
                officer,
                team,
                voided,
                changed,
                runs,
                socialCareStatus,
                senStatus,
                activeOn,
                recordedAt,
                knownSince);
    }

    public WatchedCase assigned(String toOfficer, String toTeam) {
        return new WatchedCase(
                kind,
                reference,
                toOfficer,
                toTeam,
                voided,
                entries,
                runs,
                socialCareStatus,
                senStatus,
                activeOn,
                recordedAt,
                knownSince);
    }

    /** Null leaves a status as it was. */
    public WatchedCase withStatus(String socialCare, String sen) {
        return new WatchedCase(
                kind,
                reference,
                officer,
                team,
                voided,
                entries,
                runs,
                socialCare == null ? socialCareStatus : socialCare,
                sen == null ? senStatus : sen,
                activeOn,
                recordedAt,
                knownSince);
    }

    public WatchedCase madeVoid() {
        return new WatchedCase(
                kind,
                reference,
                officer,
                team,
                true,
                entries,
                runs,
                socialCareStatus,
                senStatus,
                activeOn,
                recordedAt,
                knownSince);
    }

    /**
     * After an event: what it did to clocks, and that something happened.
     *
     * @param corrects whether it puts right what was recorded, rather than that something new happened
     */
    public WatchedCase after(List<ClockMark> marks, boolean corrects, LocalDate on, Instant at) {
        var changed = new ArrayList<>(runs);
        for (var mark : marks) apply(changed, mark, corrects, on, at);
        var oldest = on.minusDays(DAYS_KEPT);
        changed.removeIf(run -> run.endedOn() != null && run.endedOn().isBefore(oldest));
        boolean withItsPast = at.equals(knownSince);
        var active = withItsPast ? latest(activeOn, on) : latest(activeOn, on, LondonTime.dateOf(at));
        return new WatchedCase(
                kind,
                reference,
                officer,
                team,
                voided,
                entries,
                changed,
                socialCareStatus,
                senStatus,
                active,
                at,
                knownSince);
    }

    private static LocalDate latest(LocalDate... days) {
        return Stream.of(days).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static void apply(List<Run> runs, ClockMark mark, boolean corrects, LocalDate on, Instant at) {
        switch (mark.action()) {
            case START -> {
                // Of a clock that has one run at a time, the step that starts the next is what ended the last.
                if (mark.instance() == null && !corrects) {
                    change(
                            runs,
                            mark,
                            run -> run.startedOn().isBefore(mark.startedOn())
                                    ? run.ended(mark.startedOn(), mark.startedAt(), Run.Ending.DONE)
                                    : run);
                }
                var started = new Run(
                        mark.clock(),
                        mark.instance(),
                        mark.subject(),
                        mark.startedOn(),
                        mark.dueOn(),
                        mark.dueAt(),
                        mark.sense() == null || mark.sense() == ClockRule.Sense.AT_MOST,
                        null,
                        false,
                        null,
                        null,
                        at);
                // Said again while it runs, it is known for as long as it was.
                var known = runs.stream()
                        .filter(run -> isOf(run, mark) && run.isRunning())
                        .filter(run -> run.deadline().equals(started.deadline()))
                        .map(Run::knownAt)
                        .findFirst();
                // It states the run from its beginning, however it was left.
                runs.removeIf(run -> isOf(run, mark)
                        && (run.isRunning()
                                || mark.instance() != null
                                || run.startedOn().equals(mark.startedOn())));
                runs.add(known.map(started::knownSince).orElse(started));
            }
            case STOP, LAPSE -> {
                var how = ending(mark, corrects);
                boolean neverRan = mark.action() == ClockMark.Action.LAPSE && how == Run.Ending.CORRECTED;
                runs.replaceAll(run -> isOf(run, mark) && (run.isRunning() || (neverRan && isSameStart(run, mark)))
                        ? run.ended(mark.on() == null ? on : mark.on(), mark.at(), how)
                        : run);
            }
            // Also of one that has ended since.
            case EXCUSE ->
                runs.replaceAll(
                        run -> isOf(run, mark) && (run.isRunning() || isSameStart(run, mark)) ? run.excusedNow() : run);
        }
    }

    private static Run.Ending ending(ClockMark mark, boolean corrects) {
        if (mark.action() == ClockMark.Action.STOP) return Run.Ending.DONE;
        // A run whose start was annulled lapses at its start.
        boolean neverRan = mark.startedOn().equals(mark.on()) && Objects.equals(mark.startedAt(), mark.at());
        return corrects || neverRan ? Run.Ending.CORRECTED : Run.Ending.LAPSED;
    }

    private static void change(List<Run> runs, ClockMark mark, UnaryOperator<Run> change) {
        runs.replaceAll(run -> isOf(run, mark) && run.isRunning() ? change.apply(run) : run);
    }

    private static boolean isSameStart(Run run, ClockMark mark) {
        return run.startedOn().equals(mark.startedOn());
    }

    private static boolean isOf(Run run, ClockMark mark) {
        return run.clock().equals(mark.clock()) && Objects.equals(run.instance(), mark.instance());
    }
}
