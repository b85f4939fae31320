package waymark.calendar;

/** How long a step may take. Calendar days, weeks and months take no notice of bank holidays; working days do. */
public sealed interface Limit {

    /** How many of its unit; at least 1. */
    int count();

    record Days(int count) implements Limit {
        public Days {
            atLeastOne(count);
        }
    }

    record Weeks(int count) implements Limit {
        public Weeks {
            atLeastOne(count);
        }
    }

    /** Calendar months: due on the same day of the month, or on the month's last day where it has no such day. */
    record Months(int count) implements Limit {
        public Months {
            atLeastOne(count);
        }
    }

    /** Working days as in {@link WorkingDays}. */
    record InWorkingDays(int count) implements Limit {
        public InWorkingDays {
            atLeastOne(count);
        }
    }

    static Limit days(int count) {
        return new Days(count);
    }

    static Limit weeks(int count) {
        return new Weeks(count);
    }

    static Limit months(int count) {
        return new Months(count);
    }

    static Limit workingDays(int count) {
        return new InWorkingDays(count);
    }

    private static void atLeastOne(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A limit is at least 1, not " + count);
        }
    }
}
