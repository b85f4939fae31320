package waymark.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import waymark.calendar.LondonTime;

/** A day and a time as people give them: on the wall in England, {@code 2022-07-31T14:05}, or with an offset. */
public final class Moments {
    private Moments() {}

    /**
     * Of the hour that comes twice in October the first one is meant.
     *
     * @param word begins the rule's id: {@code referral}
     * @param field that holds it
     * @param text may be null: then so is the answer
     * @throws Problem where there is no such time, as in the hour that is left out in March
     */
    public static Instant read(String word, String field, String text) {
        if (text == null) return null;
        try {
            var said =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text.strip(), ZonedDateTime::from, LocalDateTime::from);
            var at = said instanceof LocalDateTime local ? LondonTime.at(local) : Instant.from(said);
            boolean leftOut = said instanceof LocalDateTime local
                    && !LondonTime.timeOf(at).equals(local);
            if (leftOut) {
                throw Problem.ofField(
                        word + ".time-left-out",
                        field,
                        "That hour is left out when summer time begins. Give the time as it was on the clock.");
            }
            var _ = Preconditions.day(LondonTime.dateOf(at).toString());
            return at;
        } catch (DateTimeException notUnderstood) {
            throw Problem.ofField(
                    word + ".time-form",
                    field,
                    "Give a day and a time, as 2022-07-31T14:05, in the years 1900 to 2099.");
        }
    }
}
