package waymark.portal.dashboards;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.YearMonth;
import java.util.Locale;

/**
 * A number as it stands on a page.
 *
 * @param value null where there is none
 * @param unit as measures have it: cases, children, families, weeks, percent; or change; null for a plain number
 * @param href the list behind it, or null
 */
public record Figure(Number value, String unit, String href) {
    static final String CASES = "cases";
    static final String PERCENT = "percent";
    static final String CHANGE = "change";

    /** A month's, with the list of that month. */
    static Figure ofMonth(Number value, String unit, Frame frame, YearMonth month, String measure) {
        return new Figure(value, unit, frame.month(month).list(measure, Span.PERIOD));
    }

    /** live.js writes figures in the same way. */
    public String words() {
        if (value == null) return "none";
        boolean percent = PERCENT.equals(unit);
        var format = NumberFormat.getNumberInstance(Locale.UK);
        int decimals = percent || "weeks".equals(unit) ? 1 : 0;
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(Math.max(decimals, value instanceof Long || value instanceof Integer ? 0 : 1));
        var words = format.format(new BigDecimal(value.toString())) + (percent ? "%" : "");
        return CHANGE.equals(unit) && value.doubleValue() > 0 ? "+" + words : words;
    }

    /** As it stands in a file. */
    Object raw() {
        return value;
    }

    static Figure plain(Number value) {
        return new Figure(value, null, null);
    }

    double size() {
        return value == null ? 0 : value.doubleValue();
    }
}
