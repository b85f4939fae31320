package waymark.reporting.domain.ehc;

import java.util.Arrays;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.Parts;
import waymark.reporting.domain.course.CircumstanceColumns;
import waymark.reporting.domain.course.ClockRuns;
import waymark.reporting.domain.course.References;
import waymark.reporting.domain.course.Spans;
import waymark.reporting.domain.course.Steps;

/** The facts of assessments and plans in columns; a code is its number in the dictionary, shared by all shards. */
public final class Assessments extends FactShard<AssessmentFacts> {
    static final Dictionary SOURCES =
            new Dictionary("parent", "young-person", "school", "early-years-setting", "health", "social-care", "other");
    static final Dictionary SEXES = new Dictionary("F", "M", "U");
    static final Dictionary ETHNICITIES = new Dictionary();
    static final Dictionary TRUTHS = new Dictionary("yes", "no");
    static final Dictionary PRIMARY_NEEDS = new Dictionary();
    static final Dictionary SCHOOL_YEARS = new Dictionary(
            "N1", "N2", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "post-16");
    static final Dictionary LOCALITIES = new Dictionary();
    static final Dictionary CLOCKS = new Dictionary();
    static final Dictionary BODIES =
            new Dictionary("educational-psychologist", "health", "social-care", "school", "parent", "other");
    static final Dictionary STEPS = new Dictionary();
    static final Dictionary STEP_CODES = new Dictionary();
    static final Dictionary SPANS = new Dictionary();
    static final Dictionary STATUSES = new Dictionary(
            "requested",
            "assessing",
            "drafted",
            "maintained",
            "not-assessed",
            "not-issued",
            "withdrawn",
            "transferred",
            "ceased");

    /** The circumstances, by their place. */
    static final int PRIMARY_NEED = 0;

    static final int SCHOOL_YEAR = 1;
    static final int LOCALITY = 2;
    static final int CIRCUMSTANCES = 3;

    /** The numbers of the status after a step, by those of the status before, of the step and of what a concession undoes; see {@link Course#after}. */
    private static final int[][][] STATUS_AFTER = statusAfter();

    private final References references;
    private byte[] requestSource = {};
    private byte[] sex = {};
    private char[] ethnicity = {};
    private boolean[] voided = {};
    private boolean[] excepted = {};
    private boolean[] overturned = {};
    private final CircumstanceColumns circumstances;
    private final ClockRuns runs;
    private final Steps steps;
    private final Spans spans;

    Assessments() {
        references = new References();
        circumstances = new CircumstanceColumns(PRIMARY_NEEDS, SCHOOL_YEARS, LOCALITIES);
        runs = new ClockRuns(CLOCKS, BODIES);
        steps = new Steps(STEPS, STEP_CODES);
        spans = new Spans(SPANS);
    }

    private Assessments(Assessments other) {
        super(other);
        references = new References(other.references);
        requestSource = other.requestSource.clone();
        sex = other.sex.clone();
        ethnicity = other.ethnicity.clone();
        voided = other.voided.clone();
        excepted = other.excepted.clone();
        overturned = other.overturned.clone();
        circumstances = new CircumstanceColumns(other.circumstances);
        runs = other.runs.copy();
        steps = other.steps.copy();
        spans = other.spans.copy();
    }

    @Override
    public Assessments copy() {
        return new Assessments(this);
    }

    @Override
    protected void lengthen(int rows) {
        if (voided.length >= rows) return;
        references.lengthen(rows);
        requestSource = Arrays.copyOf(requestSource, rows);
        sex = Arrays.copyOf(sex, rows);
        ethnicity = Arrays.copyOf(ethnicity, rows);
        voided = Arrays.copyOf(voided, rows);
        excepted = Arrays.copyOf(excepted, rows);
        overturned = Arrays.copyOf(overturned, rows);
        circumstances.lengthen(rows);
    }

    @Override
    protected void keep(int row, AssessmentFacts fact) {
        references.keep(row, fact.reference());
        requestSource[row] = (byte) SOURCES.numberOf(fact.requestSource());
        sex[row] = (byte) SEXES.numberOf(fact.sex());
        ethnicity[row] = ETHNICITIES.numberOf(fact.ethnicity());
        voided[row] = fact.voided();
        excepted[row] = fact.has(Course.EXCEPTION);
        overturned[row] = fact.has(Course.OVERTURNED);
        circumstances.keep(row, fact.circumstances());
        runs.keep(row, fact.runs());
        steps.keep(row, fact.steps());
        spans.keep(row, fact.spans());
    }

    @Override
    public AssessmentFacts fact(int row) {
        return new AssessmentFacts(
                references.of(row),
                SOURCES.valueOf(requestSource[row]),
                SEXES.valueOf(sex[row]),
                ETHNICITIES.valueOf(ethnicity[row]),
                voided[row],
                circumstances.of(row),
                steps.of(row),
                spans.of(row),
                runs.of(row));
    }

    ClockRuns runs() {
        return runs;
    }

    Steps steps() {
        return steps;
    }

    Spans spans() {
        return spans;
    }

    int openedOn(int row) {
        return steps.on(steps.first(row));
    }

    boolean movedIn(int row) {
        return STEPS.valueOf(steps.what(steps.first(row))).equals(Course.MOVED_IN);
    }

    int requestSource(int row) {
        return requestSource[row];
    }

    int sex(int row) {
        return sex[row];
    }

    int ethnicity(int row) {
        return ethnicity[row];
    }

    /** Whether an exception to the plan's twenty weeks was recorded. */
    boolean excepted(int row) {
        return excepted[row];
    }

    boolean overturned(int row) {
        return overturned[row];
    }

    /** The number of the circumstance in force on a day. */
    int circumstance(int which, int row, int day) {
        return circumstances.on(which, row, day);
    }

    /** The number of the status on a day; 0 before the opening. */
    int status(int row, int day) {
        if (day < openedOn(row)) return 0;
        int status = 0;
        for (int step = steps.first(row); step != Parts.NO_PART; step = steps.next(step)) {
            int what = steps.what(step);
            if (steps.on(step) > day || what > Course.LEADING.size()) continue;
            int code = steps.code(step);
            status = STATUS_AFTER[status][what][code > Course.UNDONE.size() ? 0 : code];
        }
        return status;
    }

    private static int[][][] statusAfter() {
        // These come first in their dictionaries, so that their numbers are small.
        Course.LEADING.forEach(STEPS::numberOf);
        Course.UNDONE.keySet().forEach(STEP_CODES::numberOf);
        var after = new int[1 + STATUSES.listed().size()][1 + Course.LEADING.size()][1 + Course.UNDONE.size()];
        for (int status = 0; status < after.length; status++) {
            for (int step = 1; step < after[status].length; step++) {
                for (int code = 0; code < after[status][step].length; code++) {
                    var then = Course.after(STATUSES.valueOf(status), STEPS.valueOf(step), STEP_CODES.valueOf(code));
                    after[status][step][code] = STATUSES.numberOf(then);
                }
            }
        }
        return after;
    }
}
