package waymark.calendar;

/** Whether the day on which a clock starts counts. Configuration, because authorities differ; the default is day 0. */
public enum Counting {
    /** The day of the start is day 0: a limit of 42 days from 1 March is due on 12 April. */
    DAY_0(0),
    /**
     * The day of the start is day 1: a limit of 15 days from 1 March is due on 15 March. Of working days, day 1 is the
     * first working day on or after the start.
     */
    DAY_1(1);

    private final int startNumber;

    Counting(int startNumber) {
        this.startNumber = startNumber;
    }

    /** The number of the day of the start. */
    int startNumber() {
        return startNumber;
    }
}
