package waymark.portal.ehc;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import waymark.portal.desk.Doc;
import waymark.portal.ehc.Course.Happening;
import waymark.portal.forms.Words;

/**
 * The twenty weeks of an assessment as a line to be drawn, and as a list that says the same. All days are the service's: nothing here computes when
 * something is due. Places are in units of the drawing.
 *
 * @param done where the line has come to: the end of the assessment, or today
 * @param dueAt where the final plan was due; the line beyond it is drawn otherwise
 * @param today null where the assessment has ended
 * @param spans days of exceptions, beneath the line
 * @param summary the whole in a sentence, for those who do not see the drawing
 */
record CourseLine(
        int width,
        int height,
        int axis,
        double start,
        double end,
        double done,
        double dueAt,
        List<Tick> ticks,
        List<Limit> limits,
        List<Point> points,
        Today today,
        List<Span> spans,
        String summary) {
    private static final int WIDTH = 960;
    private static final int LEFT = 24;
    private static final int RIGHT = 936;
    /** From the top to the highest steps: the labels of the statutory days. */
    private static final int LABELS = 64;

    private static final int LANE = 24;
    private static final int FEWEST_LANES = 1;
    /** From the line to the bottom: the weeks' numbers, and today. */
    private static final int BENEATH = 62;

    private static final int SPAN = 22;
    private static final int WEEKS = 21;
    private static final double CLOSEST = 24;
    private static final double CLOSEST_TICKS = 40;
    private static final List<Integer> TICKS_EVERY = List.of(1, 2, 4, 8, 13, 26, 52);
    private static final Set<String> STEPS = Set.of(
            "requested",
            "decision-made",
            "advice-requested",
            "body-reminded",
            "advice-received",
            "draft-plan-sent",
            "representations-received",
            "plan-issued",
            "plan-not-issued",
            "withdrawn");

    /** Where the part that is in time ends. */
    public double inTime() {
        return Math.min(done, dueAt);
    }

    record Tick(double x, int week) {}

    /**
     * A statutory day.
     *
     * @param row of its label, from the top
     * @param anchor of the label at its place
     */
    record Limit(double x, int row, String anchor, String label, LocalDate day, String state) {
        public int labelY() {
            return 16 + 20 * row;
        }
    }

    /**
     * A step on its day.
     *
     * @param y on the line, or above it so that none covers another
     * @param number on the line and in the list
     */
    record Point(double x, int y, int number, String words, LocalDate day, long dayNumber) {
        public String dayInWords() {
            return Words.day(day);
        }

        /** The day of receipt is day 0 of week 1. */
        public long week() {
            return dayNumber / 7 + 1;
        }
    }

    record Today(double x, String anchor, String label) {}

    record Span(double from, double to, int y, String words) {
        public double length() {
            return Math.max(4, to - from);
        }
    }

    /**
     * @param clocks those of the case, as the service answers them
     * @return null where there is no assessment to draw: the child came with a plan, or the case was opened in error
     */
    static CourseLine of(Course course, List<Doc> clocks, List<Doc> exceptions, LocalDate today) {
        var plan = clock(clocks, "ehc-plan");
        if (plan == null) return null;
        var day0 = plan.date("startedOn");
        var stopped = plan.date("stoppedOn");
        var until = stopped == null ? today : stopped;
        var steps = course.happened().stream()
                .filter(one -> !one.annulled() && STEPS.contains(one.type()))
                .filter(one -> !one.on().isBefore(day0) && !one.on().isAfter(until))
                .sorted(Comparator.comparing(Happening::on))
                .toList();
        long days = Math.max(WEEKS * 7L, DAYS.between(day0, latest(until, plan.date("dueOn"))) + 7);
        var scale = new Scale(day0, (RIGHT - LEFT) / (double) days);
        var lanes = lanes(steps, scale);
        int highest = lanes.stream().mapToInt(Integer::intValue).max().orElse(0);
        int axis = LABELS + LANE * Math.max(FEWEST_LANES, highest);
        var spans = spans(exceptions, scale, until, axis + BENEATH);
        return new CourseLine(
                WIDTH,
                axis + BENEATH + SPAN * spans.size(),
                axis,
                LEFT,
                RIGHT,
                scale.x(until),
                scale.x(plan.date("dueOn")),
                ticks(days, scale),
                limits(clocks, scale),
                points(steps, lanes, axis, scale),
                stopped == null ? today(scale, today) : null,
                spans,
                summary(plan, steps.size(), stopped));
    }

    private record Scale(LocalDate day0, double perDay) {
        double x(LocalDate day) {
            return rounded(Math.clamp(LEFT + DAYS.between(day0, day) * perDay, LEFT, RIGHT));
        }
    }

    private static double rounded(double x) {
        return Math.round(x * 10) / 10.0;
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<Tick> ticks(long days, Scale scale) {
        int every = TICKS_EVERY.stream()
                .filter(weeks -> weeks * 7 * scale.perDay >= CLOSEST_TICKS)
                .findFirst()
                .orElse(TICKS_EVERY.getLast());
        var ticks = new ArrayList<Tick>();
        for (int week = 0; week * 7L <= days; week += every) {
            ticks.add(new Tick(rounded(LEFT + week * 7 * scale.perDay), week));
        }
        return ticks;
    }

    private static List<Limit> limits(List<Doc> clocks, Scale scale) {
        var limits = new ArrayList<Limit>();
        add(limits, clock(clocks, "ehc-decision"), 0, "decision", scale);
        add(limits, clock(clocks, "ehc-not-issue"), 1, "notice if no plan", scale);
        add(limits, clock(clocks, "ehc-plan"), 0, "final plan", scale);
        return limits;
    }

    private static void add(List<Limit> limits, Doc clock, int row, String what, Scale scale) {
        if (clock == null) return;
        var due = clock.date("dueOn");
        double x = scale.x(due);
        var weeks = DAYS.between(clock.date("startedOn"), due) / 7;
        limits.add(new Limit(
                x,
                row,
                anchor(x),
                "%d weeks: %s".formatted(weeks, what),
                due,
                ClockWords.of(clock).words()));
    }

    private static String anchor(double x) {
        return x < LEFT + 100 ? "start" : x > RIGHT - 80 ? "end" : "middle";
    }

    /** Steps close to each other stand one above the other, each in the lowest lane that has room. */
    private static List<Integer> lanes(List<Happening> steps, Scale scale) {
        var lanes = new ArrayList<Integer>();
        var ends = new ArrayList<Double>();
        for (var step : steps) {
            double x = scale.x(step.on());
            int lane = 0;
            while (lane < ends.size() && x - ends.get(lane) < CLOSEST) lane++;
            if (lane == ends.size()) ends.add(x);
            else ends.set(lane, x);
            lanes.add(lane);
        }
        return lanes;
    }

    private static List<Point> points(List<Happening> steps, List<Integer> lanes, int axis, Scale scale) {
        var points = new ArrayList<Point>();
        for (var step : steps) {
            int at = points.size();
            points.add(new Point(
                    scale.x(step.on()),
                    axis - LANE * lanes.get(at),
                    at + 1,
                    EhcWords.happened(step),
                    step.on(),
                    DAYS.between(scale.day0, step.on())));
        }
        return points;
    }

    private static Today today(Scale scale, LocalDate today) {
        double x = scale.x(today);
        long day = DAYS.between(scale.day0, today);
        return new Today(x, anchor(x), "today: day %d, week %d".formatted(day, day / 7 + 1));
    }

    private static List<Span> spans(List<Doc> exceptions, Scale scale, LocalDate until, int top) {
        var spans = new ArrayList<Span>();
        for (var exception : exceptions) {
            if (!exception.has("from") || exception.date("from").isAfter(until)) continue;
            var last = exception.has("until") ? exception.date("until") : until;
            spans.add(new Span(
                    scale.x(exception.date("from")),
                    scale.x(last),
                    top + SPAN * spans.size(),
                    EhcWords.exception(exception.text("code"))));
        }
        return spans;
    }

    private static String summary(Doc plan, int steps, LocalDate stopped) {
        return "The assessment on a line of weeks, from the request on %s to the day on which the final plan is due, %s. %s The steps, numbered 1 to %d on the line, are in the table below."
                .formatted(
                        plan.day("startedOn"),
                        plan.day("dueOn"),
                        stopped == null
                                ? "It is under way: "
                                        + Words.uncapital(ClockWords.of(plan).words()) + "."
                                : "It ended on " + Words.day(stopped) + ".",
                        steps);
    }

    /** The first run of a clock; null where there is none. */
    private static Doc clock(List<Doc> clocks, String id) {
        return clocks.stream()
                .filter(clock -> clock.text("clock").equals(id))
                .findFirst()
                .orElse(null);
    }
}
