package waymark.reporting.domain.scorecard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;

/**
 * Cases per worker on a day. Whoever is on the register counts, with none where no case is allocated.
 *
 * @param fte the workers' full-time equivalents
 * @param cases allocated to them
 * @param average per worker, one decimal, half up; null without workers, as highest and lowest are
 * @param perFte cases to each full-time equivalent, likewise
 */
public record Caseload(
        int workers, BigDecimal fte, long cases, BigDecimal average, BigDecimal perFte, Long highest, Long lowest) {
    /** @param cases by staff number */
    public static Caseload of(Collection<Worker> workers, Map<String, Long> cases) {
        var each = workers.stream()
                .map(worker -> cases.getOrDefault(worker.staffNumber(), 0L))
                .sorted()
                .toList();
        var fte = workers.stream().map(Worker::fte).reduce(BigDecimal.ZERO, BigDecimal::add);
        long all = each.stream().mapToLong(Long::longValue).sum();
        boolean none = each.isEmpty();
        return new Caseload(
                each.size(),
                fte,
                all,
                none ? null : per(all, BigDecimal.valueOf(each.size())),
                none ? null : per(all, fte),
                none ? null : each.getLast(),
                none ? null : each.getFirst());
    }

    private static BigDecimal per(long cases, BigDecimal divisor) {
        return BigDecimal.valueOf(cases).divide(divisor, 1, RoundingMode.HALF_UP);
    }
}
