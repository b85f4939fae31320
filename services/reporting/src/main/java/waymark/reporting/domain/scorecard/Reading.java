package waymark.reporting.domain.scorecard;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import waymark.reporting.domain.Measure.Polarity;
import waymark.reporting.domain.Period;

/**
 * What a measure was in a period.
 *
 * @param value as it is displayed; null where there is none
 * @param origin null where there is no value
 * @param reason why there is no value, or why an entered one stands for one that could not be computed; null otherwise
 * @param entered what an analyst entered for the period; null if nothing. Of a computed value it is the published figure beside it
 */
public record Reading(Period period, BigDecimal value, Origin origin, State state, String reason, Entered entered) {
    public enum Origin {
        COMPUTED,
        ENTERED
    }

    /**
     * @param value as it is displayed; null where the state says that there is none
     * @param source where the analyst has it from; as the note, null where nothing was said
     */
    public record Entered(BigDecimal value, State state, String source, String note, String by, Instant recordedAt) {}

    /** @param against the earlier reading; null where there is none to compare with */
    public record Travel(Direction direction, Reading against) {
        private static final Travel NONE = new Travel(Direction.NONE, null);
    }

    /**
     * From the newest earlier value to this one. Not over a change of definition, and not between a part of a year and a whole one.
     *
     * @param before the newest first
     * @param growing whether the value grows in the course of the calendar year, so that only the same months of another year can be compared
     */
    public Travel travel(List<Reading> before, Polarity goodToBe, boolean growing) {
        if (value == null || state == State.NEW_DEFINITION) return Travel.NONE;
        for (var earlier : before) {
            boolean comparable = earlier.value != null
                    && ofWholeYear() == earlier.ofWholeYear()
                    && (!growing
                            || earlier.period.to().getMonth() == period.to().getMonth());
            if (comparable) {
                var direction = Direction.of(goodToBe, value, earlier.value);
                return direction == Direction.NONE ? Travel.NONE : new Travel(direction, earlier);
            }
            if (earlier.state == State.NEW_DEFINITION) return Travel.NONE;
        }
        return Travel.NONE;
    }

    private boolean ofWholeYear() {
        return state == State.ANNUAL_OUTTURN;
    }
}
