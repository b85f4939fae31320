package waymark.reporting.domain;

import java.time.LocalDate;
import java.util.OptionalInt;

/**
 * A source of cases said from which day it is complete. It is a case of its own, without a child, and in no figure.
 *
 * @param completeFrom figures of earlier days are not comparable
 */
public record Register(int completeFrom) implements Fact {
    @Override
    public boolean counts() {
        return false;
    }

    /**
     * Why nothing can be said of a day; null where the register is complete on it.
     *
     * @param completeFrom empty where no register said so: then everything is
     */
    public static String unknown(OptionalInt completeFrom, LocalDate day) {
        return completeFrom.isEmpty() || Days.of(day) >= completeFrom.getAsInt()
                ? null
                : "the register is complete from %s only".formatted(Days.date(completeFrom.getAsInt()));
    }
}
