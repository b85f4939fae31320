package waymark.reporting.domain.scorecard;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How somebody worked from a day on.
 *
 * @param staffNumber never a name
 * @param fte full-time equivalent, above 0 and at most 1
 * @param until the last day; null where no end is known
 */
public record Worker(String staffNumber, String team, BigDecimal fte, LocalDate from, LocalDate until) {
    public boolean worksOn(LocalDate day) {
        return !from.isAfter(day) && (until == null || !until.isBefore(day));
    }
}
