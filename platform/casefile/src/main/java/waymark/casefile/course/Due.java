package waymark.casefile.course;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import waymark.calendar.Counting;
import waymark.calendar.Deadline;
import waymark.calendar.Limit;

/** How the last day that is in time follows from the step that starts a clock. */
public sealed interface Due {
    /** @param target the day that the step is about besides its own; needed by all but {@link Within} */
    LocalDate from(LocalDate startedOn, LocalDate target);

    /** The last moment that is in time, where the limit counts from the moment of the start; null of limits that count from its day. */
    default Instant from(Instant startedAt) {
        return null;
    }

    record Within(Limit limit, Counting counting) implements Due {
        @Override
        public LocalDate from(LocalDate startedOn, LocalDate target) {
            return Deadline.dueOn(startedOn, limit, counting);
        }
    }

    /** So many hours that really pass, weekends and the changes of the clock included. Of a start without a time: as many days as hold the hours. */
    record WithinHours(int hours) implements Due {
        public WithinHours {
            if (hours < 1) throw new IllegalArgumentException("a limit is at least 1 hour, not " + hours);
        }

        @Override
        public LocalDate from(LocalDate startedOn, LocalDate target) {
            return startedOn.plusDays(Math.ceilDiv(hours, 24));
        }

        @Override
        public Instant from(Instant startedAt) {
            return startedAt.plus(Duration.ofHours(hours));
        }
    }

    /** A day of the year in which the target lies, such as 15 February. */
    record InYearOfTarget(MonthDay day) implements Due {
        @Override
        public LocalDate from(LocalDate startedOn, LocalDate target) {
            return day.atYear(target.getYear());
        }
    }

    record MonthsBeforeTarget(int months) implements Due {
        @Override
        public LocalDate from(LocalDate startedOn, LocalDate target) {
            return target.minusMonths(months);
        }
    }

    /** On the target, or where that leaves less than the limit, by the end of the limit. */
    record OnTargetOrWithin(Limit limit, Counting counting) implements Due {
        @Override
        public LocalDate from(LocalDate startedOn, LocalDate target) {
            var end = Deadline.dueOn(startedOn, limit, counting);
            return end.isAfter(target) ? end : target;
        }
    }
}
