package waymark.calendar;

import java.util.ArrayList;
import java.util.List;

/**
 * Bands of a duration in weeks, cut at whole weeks, as the DfE's collections print them: "<2", "2-4", "4-8", ">52". The two
 * kinds differ in where a duration of exactly so many weeks belongs.
 */
public final class WeekBands {

    private final List<Integer> cuts;
    private final boolean cutBelongsBelow;
    private final List<String> labels;

    private WeekBands(List<Integer> cuts, boolean cutBelongsBelow) {
        for (int i = 0; i < cuts.size(); i++) {
            if (cuts.get(i) <= (i == 0 ? 0 : cuts.get(i - 1))) {
                throw new IllegalArgumentException("Bands are cut at rising numbers of weeks, not at " + cuts);
            }
        }
        this.cuts = cuts;
        this.cutBelongsBelow = cutBelongsBelow;
        this.labels = labels(cuts, cutBelongsBelow);
    }

    /** Exactly 14 days are in "2-4" of {@code lessThan(2, 4, ...)}. The last band, ">52", begins at exactly 52 weeks. */
    public static WeekBands lessThan(Integer... weeks) {
        return new WeekBands(List.of(weeks), false);
    }

    /** Exactly 140 days are in "<=20" of {@code upTo(20, 52)}. */
    public static WeekBands upTo(Integer... weeks) {
        return new WeekBands(List.of(weeks), true);
    }

    /** All bands, the shortest first. */
    public List<String> labels() {
        return labels;
    }

    /** The band of a duration in days, not negative. */
    public String of(long days) {
        if (days < 0) {
            throw new IllegalArgumentException("A duration is not negative: " + days + " days");
        }
        int band = 0;
        while (band < cuts.size() && (cutBelongsBelow ? days > 7L * cuts.get(band) : days >= 7L * cuts.get(band))) {
            band++;
        }
        return labels.get(band);
    }

    private static List<String> labels(List<Integer> cuts, boolean cutBelongsBelow) {
        List<String> labels = new ArrayList<>();
        labels.add((cutBelongsBelow ? "<=" : "<") + cuts.getFirst());
        for (int i = 1; i < cuts.size(); i++) {
            labels.add(cuts.get(i - 1) + "-" + cuts.get(i));
        }
        labels.add(">" + cuts.getLast());
        return List.copyOf(labels);
    }
}
