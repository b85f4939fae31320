package waymark.reporting.domain.social;

import static waymark.reporting.domain.Days.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.course.ClockRun;
import waymark.reporting.domain.course.ClockRuns;
import waymark.reporting.domain.course.Spans;
import waymark.reporting.domain.course.Steps;

/** The facts of early help in columns; a code is its number in the dictionary, shared by all shards. */
public final class EarlyHelpCases extends FactShard<EarlyHelpFacts> {
    static final Dictionary CLOCKS = new Dictionary();
    static final Dictionary STEPS = new Dictionary();
    static final Dictionary STEP_CODES = new Dictionary();
    static final Dictionary SPANS = new Dictionary();
    static final Dictionary TEAMS = new Dictionary();
    static final Dictionary OUTCOMES =
            new Dictionary("needs-met", "stepped-up", "declined", "not-reached", "moved-away");

    static final String PROGRESS = "early-help-progress";
    static final String PROGRESS_AT_MOST = "early-help-progress-at-most";
    static final String CONTACT = "early-help-contact";
    static final String SUPPORT = "early-help-support";

    private final Families families;
    private final OpeningColumns requests;
    private UUID[][] otherChildren = {};
    private int[] progressedOn = {};
    private char[] team = {};
    private byte[] outcome = {};
    private boolean[] voided = {};
    private boolean[] progressedIn24Hours = {};
    private boolean[] progressedIn72Hours = {};
    private boolean[] contactedIn24Hours = {};
    private boolean[] arrangedIn5Days = {};
    private final Steps steps;
    private final ClockRuns runs;
    private final Spans spans;

    /** @param families of the whole authority, which its shards share */
    EarlyHelpCases(Families families) {
        this.families = families;
        requests = new OpeningColumns();
        steps = new Steps(STEPS, STEP_CODES);
        runs = new ClockRuns(CLOCKS, Referrals.SUBJECTS);
        spans = new Spans(SPANS);
    }

    /** To be written to a file, not to be scanned: what families have is not copied. */
    private EarlyHelpCases(EarlyHelpCases other) {
        super(other);
        families = new Families();
        requests = new OpeningColumns(other.requests);
        otherChildren = other.otherChildren.clone();
        progressedOn = other.progressedOn.clone();
        team = other.team.clone();
        outcome = other.outcome.clone();
        voided = other.voided.clone();
        progressedIn24Hours = other.progressedIn24Hours.clone();
        progressedIn72Hours = other.progressedIn72Hours.clone();
        contactedIn24Hours = other.contactedIn24Hours.clone();
        arrangedIn5Days = other.arrangedIn5Days.clone();
        steps = other.steps.copy();
        runs = other.runs.copy();
        spans = other.spans.copy();
    }

    @Override
    public EarlyHelpCases copy() {
        return new EarlyHelpCases(this);
    }

    @Override
    protected void lengthen(int rows) {
        if (voided.length >= rows) return;
        requests.lengthen(rows);
        otherChildren = Arrays.copyOf(otherChildren, rows);
        progressedOn = Arrays.copyOf(progressedOn, rows);
        team = Arrays.copyOf(team, rows);
        outcome = Arrays.copyOf(outcome, rows);
        voided = Arrays.copyOf(voided, rows);
        progressedIn24Hours = Arrays.copyOf(progressedIn24Hours, rows);
        progressedIn72Hours = Arrays.copyOf(progressedIn72Hours, rows);
        contactedIn24Hours = Arrays.copyOf(contactedIn24Hours, rows);
        arrangedIn5Days = Arrays.copyOf(arrangedIn5Days, rows);
    }

    @Override
    protected void keep(int row, EarlyHelpFacts fact) {
        requests.keep(row, fact.request());
        otherChildren[row] = fact.children().toArray(UUID[]::new);
        var progressed = fact.last(EarlyHelpFacts.PROGRESSED);
        progressedOn[row] = progressed == null ? NONE : progressed.on();
        team[row] = TEAMS.numberOf(progressed == null ? null : progressed.code());
        outcome[row] = (byte) OUTCOMES.numberOf(fact.outcome());
        voided[row] = fact.voided();
        progressedIn24Hours[row] = inTime(PROGRESS, fact.request().sequence(), fact);
        progressedIn72Hours[row] = inTime(PROGRESS_AT_MOST, fact.request().sequence(), fact);
        contactedIn24Hours[row] = progressed != null && inTime(CONTACT, progressed.sequence(), fact);
        arrangedIn5Days[row] = progressed != null && inTime(SUPPORT, progressed.sequence(), fact);
        steps.keep(row, fact.steps());
        runs.keep(row, fact.runs());
        spans.keep(row, fact.spans());
        families.keep(children(row), request(row), fact.counts());
    }

    /** Of the run that the request or its progress started: those of a family that came back are its own. */
    private static boolean inTime(String clock, int startedBy, EarlyHelpFacts fact) {
        for (ClockRun run : fact.runs()) {
            boolean asked = run.clock().equals(clock) && run.instance() == startedBy;
            if (asked && run.stopped() && run.inTime()) return true;
        }
        return false;
    }

    @Override
    public EarlyHelpFacts fact(int row) {
        return new EarlyHelpFacts(
                requests.of(row), List.of(otherChildren[row]), steps.of(row), voided[row], runs.of(row));
    }

    private Families.Request request(int row) {
        return new Families.Request(caseId(row), requests.on()[row], requests.at(row));
    }

    /** Keys of all the family's children. */
    private List<UUID> children(int row) {
        var all = new ArrayList<UUID>(1 + otherChildren[row].length);
        all.add(childKey(row));
        all.addAll(List.of(otherChildren[row]));
        return all;
    }

    /** The cases of families to which a child belongs, but that are kept under another one. */
    public List<UUID> alsoAbout(UUID child) {
        var about = new ArrayList<UUID>();
        for (int row = 0; row < size(); row++) {
            if (List.of(otherChildren[row]).contains(child)) about.add(caseId(row));
        }
        return about;
    }

    boolean isRepeat(int row, LookBack lookBack) {
        return families.isRepeat(children(row), request(row), lookBack);
    }

    Steps steps() {
        return steps;
    }

    ClockRuns runs() {
        return runs;
    }

    Spans spans() {
        return spans;
    }

    int[] requestedOn() {
        return requests.on();
    }

    int[] progressedOn() {
        return progressedOn;
    }

    int source(int row) {
        return requests.source(row);
    }

    int locality(int row) {
        return requests.locality(row);
    }

    int team(int row) {
        return team[row];
    }

    int outcome(int row) {
        return outcome[row];
    }

    boolean progressedIn24Hours(int row) {
        return progressedIn24Hours[row];
    }

    boolean progressedIn72Hours(int row) {
        return progressedIn72Hours[row];
    }

    boolean contactedIn24Hours(int row) {
        return contactedIn24Hours[row];
    }

    boolean arrangedIn5Days(int row) {
        return arrangedIn5Days[row];
    }
}
