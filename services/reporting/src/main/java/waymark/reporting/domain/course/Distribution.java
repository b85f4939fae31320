package waymark.reporting.domain.course;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long things took, in whole units, each length with how many took it. */
public final class Distribution {
    private static final int QUARTERS = 4;
    private static final String AT_LEAST = ">=";

    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private final long size;

    /** @param counted by length; what is longer than any listed length (such as {@code >=1000}) counts as that; of no length is left out */
    public Distribution(SortedMap<String, Number> counted) {
        counted.forEach((name, count) -> {
            var length = name.startsWith(AT_LEAST) ? name.substring(AT_LEAST.length()) : name;
            if (!length.isEmpty() && length.chars().allMatch(Character::isDigit)) {
                counts.merge(Integer.valueOf(length), count.longValue(), Long::sum);
            }
        });
        size = counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Count, median and quartiles; these are null where there is nothing. */
    public Map<String, Object> summary() {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("number", size);
        summary.put("lowerQuartile", quartile(1));
        summary.put("median", quartile(2));
        summary.put("upperQuartile", quartile(3));
        return summary;
    }

    /** Between two neighbours in proportion, as spreadsheets have it (inclusive); one decimal, half up. */
    private BigDecimal quartile(int quarter) {
        if (size == 0) return null;
        long place = quarter * (size - 1);
        long below = at(place / QUARTERS);
        long above = at(place / QUARTERS + (place % QUARTERS == 0 ? 0 : 1));
        var between = BigDecimal.valueOf((above - below) * (place % QUARTERS))
                .divide(BigDecimal.valueOf(QUARTERS), 1, RoundingMode.HALF_UP);
        return between.add(BigDecimal.valueOf(below)).setScale(1, RoundingMode.HALF_UP);
    }

    /** The length at a place, from 0, in order. */
    private long at(long place) {
        long passed = 0;
        for (var length : counts.entrySet()) {
            passed += length.getValue();
            if (place < passed) return length.getKey();
        }
        throw new IllegalArgumentException("there are only " + size);
    }
}
