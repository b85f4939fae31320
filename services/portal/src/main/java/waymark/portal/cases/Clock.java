package waymark.portal.cases;

import java.util.Comparator;
import java.util.List;

/**
 * One run of a clock, for the panel of every case's page.
 *
 * @param title what is to be done
 * @param state in a word or two
 * @param tag class of the state's tag; the words alone say the same
 * @param due its last day in time, or the moment
 * @param left null where it runs no more
 * @param remark a second line, such as what excuses it; or null
 * @param working how the day was counted
 * @param source where the limit comes from; null where the working says it
 */
public record Clock(
        String title, String state, String tag, String due, Left left, String remark, String working, String source) {

    /**
     * @param running what is due first before the rest
     * @param ended the latest first
     */
    public record All(List<Clock> running, List<Clock> ended) {
        public static final All NONE = new All(List.of(), List.of());

        /** Of clocks with the day by which they stand in their part of the panel: when due, or when ended. */
        public static All of(List<Placed> clocks) {
            var running = clocks.stream()
                    .filter(Placed::running)
                    .sorted(Comparator.comparing(Placed::day))
                    .map(Placed::clock)
                    .toList();
            var ended = clocks.stream()
                    .filter(placed -> !placed.running)
                    .sorted(Comparator.comparing(Placed::day).reversed())
                    .map(Placed::clock)
                    .toList();
            return new All(running, ended);
        }
    }

    /** @param day on which it is due while it runs, else on which it ended */
    public record Placed(Clock clock, boolean running, java.time.LocalDate day) {}
}
