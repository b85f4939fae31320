package waymark.portal.forms;

/** What is typed or chosen in answer to a question. */
public sealed interface Input {
    /** A day, sent as ISO date. */
    record Day() implements Input {}

    /** A day and a time of day in London, sent as instant. The time is in a field of its own, named with {@code .time} behind. */
    record Moment() implements Input {}

    /**
     * @param width in characters, which also tells how long the answer may be expected to be
     * @param staff whether it is a staff number, of which those that are known are suggested
     */
    record Line(int width, boolean staff) implements Input {}

    /** Free text over several lines. */
    record Paragraph() implements Input {}

    /** One of few as radio buttons, one of many from a list. */
    record One(Choices of) implements Input {}

    /** One of what was recorded before, by its number in the history, sent as a number. */
    record Entry(Choices of) implements Input {}

    /** Any of several, sent as a list. */
    record Several(Choices of) implements Input {}

    record YesNo() implements Input {}

    record Whole(int least, int most) implements Input {}

    /**
     * What the page that leads to the form knows and nobody types: another case's id.
     *
     * @param flag whether it is a yes, sent as such
     */
    record Carried(boolean flag) implements Input {}

    /** The fragment of {@code forms.html} that shows it. */
    default String fragment() {
        return switch (this) {
            case Day _ -> "day";
            case Moment _ -> "moment";
            case Line _ -> "line";
            case Paragraph _ -> "paragraph";
            case One _, Entry _ -> "one";
            case Several _ -> "several";
            case YesNo _ -> "yes-no";
            case Whole _ -> "whole";
            case Carried _ -> "carried";
        };
    }
}
