package waymark.reporting.domain.course;

/**
 * Days on which something stood. Days as {@link waymark.reporting.domain.Days}.
 *
 * @param what stood, in the kind's word
 * @param from its first day
 * @param until the day on which it ended; none while it lasts
 */
public record Span(String what, int from, int until) {
    public Span until(int day) {
        return new Span(what, from, day);
    }
}
