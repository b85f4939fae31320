package waymark.referrals.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waymark.casefile.CaseFile;
import waymark.casefile.course.ClockReading;
import waymark.casefile.course.ClockRule;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.ClockState;
import waymark.casefile.course.Clocks;
import waymark.referrals.domain.EarlyHelp;
import waymark.referrals.domain.EarlyHelpCourse;
import waymark.referrals.domain.Referral;
import waymark.referrals.domain.ReferralCourse;
import waymark.referrals.domain.Standing;
import waymark.web.Problem;
import waymark.web.cases.ThenKnown;

/**
 * The clocks of a case as they stand or stood, with the working.
 *
 * @param asAt by the steps up to this day
 * @param asKnownAt by what had been recorded up to this instant; null for all that is known now
 */
record ClocksView(UUID id, String reference, LocalDate asAt, Instant asKnownAt, List<Clock> clocks) {
    private static final List<String> PARAMETERS = List.of("asAt", "asKnownAt");

    /**
     * One run of a clock.
     *
     * @param instance number in the history of the step that started it
     * @param startedAt the instant, of a clock of hours
     * @param dueOn last day in time
     * @param dueAt last instant in time, of a clock of hours
     * @param stoppedOn the day on which the step was done, or was called for no more; null while it runs
     * @param unit of what is used and left: days, working days or hours
     * @param used from the start
     * @param left negative where the limit has passed; null where it does not run
     * @param source where the limit comes from
     * @param working how the limit comes about and how the clock stands, in words
     */
    record Clock(
            String clock,
            int version,
            int instance,
            String title,
            LocalDate startedOn,
            Instant startedAt,
            LocalDate dueOn,
            Instant dueAt,
            LocalDate stoppedOn,
            Instant stoppedAt,
            String unit,
            long used,
            Long left,
            ClockState state,
            String source,
            String working) {}

    /** @throws Problem where a request has another parameter: misspelt, it would be answered as of the present */
    static void check(Map<String, String> parameters) {
        parameters.keySet().stream().filter(name -> !PARAMETERS.contains(name)).forEach(name -> {
            throw Problem.parameter(name, "is not known here").with("permitted", PARAMETERS);
        });
    }

    static ClocksView of(CaseFile<Referral> file, Referral known, ReferralCourse course, ThenKnown then) {
        var runs = switch (known) {
            case Referral.NotOpened _ -> List.<ClockRun>of();
            case Referral.Opened opened when opened.standing() == Standing.VOIDED -> List.<ClockRun>of();
            case Referral.Opened opened ->
                course.runs(
                        then.at() == null
                                ? opened.record().upTo(then.asAt())
                                : opened.record().upTo(then.at()),
                        opened.clocks());
        };
        return of(file, runs, course.clocks(), then);
    }

    static ClocksView of(CaseFile<EarlyHelp> file, EarlyHelp known, EarlyHelpCourse course, ThenKnown then) {
        var runs = switch (known) {
            case EarlyHelp.NotOpened _ -> List.<ClockRun>of();
            case EarlyHelp.Opened opened when opened.standing() == EarlyHelp.Standing.VOIDED -> List.<ClockRun>of();
            case EarlyHelp.Opened opened ->
                course.clocks()
                        .runs(
                                opened.steps().stream()
                                        .filter(step -> !step.on().isAfter(then.asAt()))
                                        .toList(),
                                List.of(),
                                opened.clocks());
        };
        return of(file, runs, course.clocks(), then);
    }

    private static ClocksView of(CaseFile<?> file, List<ClockRun> runs, Clocks<?> clocks, ThenKnown then) {
        return new ClocksView(
                file.id(),
                file.reference(),
                then.asAt(),
                then.asKnownAt(),
                runs.stream()
                        .map(run -> clock(run, clocks.rule(run.clock(), run.version()), then))
                        .toList());
    }

    private static Clock clock(ClockRun run, ClockRule<?> rule, ThenKnown then) {
        var reading = then.at() == null
                ? ClockReading.of(run, rule, null, then.asAt())
                : ClockReading.at(run, rule, null, then.at());
        return new Clock(
                run.clock(),
                run.version(),
                run.instance(),
                rule.title(),
                run.startedOn(),
                run.startedAt(),
                run.dueOn(),
                run.dueAt(),
                run.endedOn(),
                run.endedAt(),
                reading.unit(),
                reading.daysUsed(),
                reading.daysLeft(),
                reading.state(),
                rule.source(),
                reading.working());
    }
}
