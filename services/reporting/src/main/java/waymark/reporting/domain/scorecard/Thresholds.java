package waymark.reporting.domain.scorecard;

import java.math.BigDecimal;
import waymark.reporting.domain.Measure.Polarity;

/**
 * The council's rule for red, amber and green (RAG): green from the target less its tolerance on; red beyond a tenth further; amber between. The published
 * papers show it for what is good to be high; for what is good to be low it is the mirror image.
 *
 * @param green good to be high: the lowest green value; low: the highest
 * @param red good to be high: values below it are red; low: values above it
 */
public record Thresholds(Polarity goodToBe, BigDecimal green, BigDecimal red) {
    private static final BigDecimal A_TENTH_LESS = new BigDecimal("0.9");
    private static final BigDecimal A_TENTH_MORE = new BigDecimal("1.1");

    /** Null where it is good to be neither: nothing is rated then. */
    public static Thresholds of(Polarity goodToBe, BigDecimal target, BigDecimal tolerance) {
        return switch (goodToBe) {
            case HIGH -> {
                var floor = target.subtract(tolerance);
                yield new Thresholds(goodToBe, plain(floor), plain(floor.multiply(A_TENTH_LESS)));
            }
            case LOW -> {
                var floor = target.add(tolerance);
                yield new Thresholds(goodToBe, plain(floor), plain(floor.multiply(A_TENTH_MORE)));
            }
            case NEUTRAL -> null;
        };
    }

    /** @param displayed the value as it is displayed: rounded */
    public Rag rate(BigDecimal displayed) {
        int better = goodToBe == Polarity.LOW ? -1 : 1;
        if (displayed.compareTo(green) * better >= 0) return Rag.GREEN;
        return displayed.compareTo(red) * better < 0 ? Rag.RED : Rag.AMBER;
    }

    /** Such as {@code green from 86, red below 77.4}. */
    public String words() {
        return (goodToBe == Polarity.LOW ? "green up to %s, red above %s" : "green from %s, red below %s")
                .formatted(green.toPlainString(), red.toPlainString());
    }

    /** Without noughts at the end, and never with an exponent. */
    static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
