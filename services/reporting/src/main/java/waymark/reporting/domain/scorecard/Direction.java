package waymark.reporting.domain.scorecard;

import java.math.BigDecimal;
import waymark.reporting.domain.Measure.Polarity;

/** Where a measure is going, by what it is good to be. */
public enum Direction {
    IMPROVING,
    WORSENING,
    SAME,
    /** Nothing to compare with, a new definition, or good to be neither high nor low. */
    NONE;

    /** Of two values as they are displayed. */
    public static Direction of(Polarity goodToBe, BigDecimal latest, BigDecimal before) {
        if (goodToBe == Polarity.NEUTRAL) return NONE;
        int risen = latest.compareTo(before);
        if (risen == 0) return SAME;
        return risen > 0 == (goodToBe == Polarity.HIGH) ? IMPROVING : WORSENING;
    }
}
