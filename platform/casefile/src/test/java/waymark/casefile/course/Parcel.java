package waymark.casefile.course;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import waymark.calendar.Counting;
import waymark.calendar.Limit;
import waymark.calendar.LondonTime;

/** A parcel's course, made up for the tests of clocks: taken in, asked about at several desks, handed over or lost. */
enum Parcel {
    TAKEN_IN,
    ASKED,
    ANSWERED,
    CLAIMED,
    SETTLED,
    HANDED_OVER,
    LOST;

    static final LocalDate MONDAY = LocalDate.of(2025, 3, 3);
    static final Due FOUR_WEEKS = new Due.Within(Limit.weeks(4), Counting.DAY_0);

    /** From taking it in to handing it over; losing it ends that. */
    static ClockRule<Parcel> delivery(int version, Validity validity, Due due) {
        return rule("delivery", version, validity, Set.of(TAKEN_IN), due, Set.of(HANDED_OVER), Set.of(LOST));
    }

    /** A desk's time to answer. */
    static ClockRule<Parcel> answer() {
        return rule("answer", 1, Validity.ALWAYS, Set.of(ASKED), FOUR_WEEKS, Set.of(ANSWERED), Set.of(LOST));
    }

    /** Two steps answer one claim: whatever settles another claim leaves this one's clock alone. */
    static ClockRule<Parcel> settlement() {
        return rule("settlement", 1, Validity.ALWAYS, Set.of(CLAIMED), FOUR_WEEKS, Set.of(SETTLED), Set.of());
    }

    static ClockRule<Parcel> rule(
            String id,
            int version,
            Validity validity,
            Set<Parcel> starts,
            Due due,
            Set<Parcel> stops,
            Set<Parcel> lapses) {
        return new ClockRule<>(
                id,
                version,
                validity,
                "do it",
                "taken in",
                starts,
                due,
                ClockRule.Sense.AT_MOST,
                stops,
                lapses,
                Set.of("flood"),
                "the carrier's terms");
    }

    static Clocks<Parcel> clocks() {
        return new Clocks<>(Parcel.class, List.of(delivery(1, Validity.ALWAYS, FOUR_WEEKS), answer(), settlement()));
    }

    /** From taking it in to handing it over, in hours. */
    static Clocks<Parcel> express(int hours) {
        return new Clocks<>(Parcel.class, List.of(delivery(1, Validity.ALWAYS, new Due.WithinHours(hours))));
    }

    /** @param at a time on the wall, or with an offset; only a day where the time is not known */
    static Step<Parcel> step(int sequence, Parcel kind, String at) {
        if (!at.contains("T")) return step(sequence, kind, LocalDate.parse(at));
        return step(sequence, kind, LocalDate.EPOCH).atTime(moment(at));
    }

    static Instant moment(String at) {
        return at.endsWith("Z") ? Instant.parse(at) : LondonTime.at(LocalDateTime.parse(at));
    }

    static Step<Parcel> step(int sequence, Parcel kind, LocalDate on) {
        return new Step<>(sequence, kind, on, null, null, null);
    }

    static Step<Parcel> step(int sequence, Parcel kind, LocalDate on, Integer of, String subject) {
        return new Step<>(sequence, kind, on, of, subject, null);
    }
}
