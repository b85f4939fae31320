package waymark.assessments.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import waymark.casefile.course.ClockRun;

/** An education, health and care needs assessment, and the plan that came of it, as it stands. */
public sealed interface Assessment {
    record NotOpened() implements Assessment {}

    /**
     * @param openedOn the record's, here as well for lists to be sorted by
     * @param clocks every run of a clock so far, as the events say
     * @param next never null
     */
    record Opened(Standing standing, LocalDate openedOn, CaseRecord record, List<ClockRun> clocks, Next next)
            implements Assessment {
        /** The first run of a clock, or of its runs the one of that instance. */
        Optional<ClockRun> run(String clock, Integer instance) {
            return clocks.stream()
                    .filter(run -> run.clock().equals(clock) && (instance == null || run.instance() == instance))
                    .findFirst();
        }
    }

    /**
     * What is to be done next, and by when something is due first.
     *
     * @param step what is to be done next in the course; null where nothing is
     * @param clock whose day is due first, with what it is about; null where no clock runs
     * @param dueOn that day, which may have passed; {@link #NEVER} where no clock runs, so that lists have it last
     */
    record Next(NextStep step, String clock, String subject, LocalDate dueOn) {
        public static final LocalDate NEVER = LocalDate.of(9999, 12, 31);
    }
}
