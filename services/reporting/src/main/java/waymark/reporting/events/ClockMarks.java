package waymark.reporting.events;

import static waymark.reporting.events.EventShape.COUNT;
import static waymark.reporting.events.EventShape.DATE;
import static waymark.reporting.events.EventShape.Field.optional;
import static waymark.reporting.events.EventShape.Field.required;
import static waymark.reporting.events.EventShape.INSTANT;
import static waymark.reporting.events.EventShape.like;
import static waymark.reporting.events.EventShape.listOf;
import static waymark.reporting.events.EventShape.oneOf;

import java.util.List;
import java.util.Locale;
import waymark.reporting.domain.course.ClockMark;
import waymark.reporting.events.EventShape.Field;
import waymark.reporting.events.EventShape.Form;
import waymark.reporting.events.EventShape.Values;

/** What the events of a course with several runs of a clock do to them ({@code marks} of contracts/events/common.schema.json). */
final class ClockMarks {
    static final Form CODE = like("[a-z0-9][a-z0-9-]{1,39}");

    static final Field CLOCKS = optional(
            "clocks",
            listOf(EventShape.of(
                            required("clock", CODE),
                            required("version", COUNT),
                            required("action", oneOf("start", "stop", "lapse", "excuse")),
                            required("startedOn", DATE),
                            required("dueOn", DATE),
                            required("instance", COUNT),
                            optional("subject", CODE),
                            optional("on", DATE),
                            optional("sense", oneOf("at-most", "at-least", "if-at-all")),
                            optional("startedAt", INSTANT),
                            optional("dueAt", INSTANT),
                            optional("at", INSTANT))
                    .where(ClockMarks::saysWhenItEnded)));

    private ClockMarks() {}

    static List<ClockMark> of(Values values) {
        return values.list("clocks").stream()
                .map(mark -> new ClockMark(
                        mark.text("clock"),
                        mark.number("instance"),
                        mark.text("subject"),
                        ClockMark.Action.valueOf(mark.text("action").toUpperCase(Locale.ROOT)),
                        mark.day("startedOn"),
                        mark.day("dueOn"),
                        mark.day("on"),
                        mark.moment("dueAt"),
                        mark.moment("at")))
                .toList();
    }

    private static boolean saysWhenItEnded(Values mark) {
        boolean ends = mark.text("action").equals("stop") || mark.text("action").equals("lapse");
        return ends ? mark.has("on") : !mark.has("on", "at");
    }
}
