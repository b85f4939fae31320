package waymark.reporting.domain.cme;

import static waymark.reporting.domain.Days.NONE;

import java.util.Arrays;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.course.CircumstanceColumns;
import waymark.reporting.domain.course.References;

/** The facts of involvements in columns; a code is its number in the dictionary, shared by all shards. */
public final class Involvements extends FactShard<InvolvementFacts> {
    static final Dictionary OUTCOMES = new Dictionary();
    static final Dictionary CONFIRMERS = new Dictionary();
    static final Dictionary REFERRERS = new Dictionary(
            "school", "other-local-authority", "admissions", "social-care", "health", "parent", "police", "other");
    static final Dictionary SCHOOLS = new Dictionary();
    static final Dictionary REASONS = new Dictionary();
    static final Dictionary SEXES = new Dictionary("F", "M", "U");
    static final Dictionary TRUTHS = new Dictionary("yes", "no");
    static final Dictionary SCHOOL_YEARS = new Dictionary(
            "N1", "N2", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "post-16");
    static final Dictionary SEN_STATUSES = new Dictionary("none", "sen-support", "ehcp");
    static final Dictionary SOCIAL_CARE_STATUSES =
            new Dictionary("none", "child-in-need", "child-protection", "looked-after");
    static final Dictionary LOCALITIES = new Dictionary();

    /** The circumstances, by their place. */
    static final int SCHOOL_YEAR = 0;

    static final int SEN_STATUS = 1;
    static final int SOCIAL_CARE_STATUS = 2;
    static final int LOCALITY = 3;

    static final int CIRCUMSTANCES = 4;

    private final References references;
    private int[] openedOn = {};
    private long[] recordedAt = {};
    private int[] closedOn = {};
    private char[] outcome = {};
    private char[] confirmedBy = {};
    private int[] confirmedOn = {};
    private char[] referredBy = {};
    private char[] lastSchool = {};
    private byte[] meetsS436A = {};
    private char[] reason = {};
    private byte[] sex = {};
    private int[] missingSince = {};
    private boolean[] voided = {};
    private final CircumstanceColumns circumstances;

    Involvements() {
        references = new References();
        circumstances = new CircumstanceColumns(SCHOOL_YEARS, SEN_STATUSES, SOCIAL_CARE_STATUSES, LOCALITIES);
    }

    private Involvements(Involvements other) {
        super(other);
        references = new References(other.references);
        openedOn = other.openedOn.clone();
        recordedAt = other.recordedAt.clone();
        closedOn = other.closedOn.clone();
        outcome = other.outcome.clone();
        confirmedBy = other.confirmedBy.clone();
        confirmedOn = other.confirmedOn.clone();
        referredBy = other.referredBy.clone();
        lastSchool = other.lastSchool.clone();
        meetsS436A = other.meetsS436A.clone();
        reason = other.reason.clone();
        sex = other.sex.clone();
        missingSince = other.missingSince.clone();
        voided = other.voided.clone();
        circumstances = new CircumstanceColumns(other.circumstances);
    }

    @Override
    public Involvements copy() {
        return new Involvements(this);
    }

    @Override
    protected void lengthen(int rows) {
        if (openedOn.length >= rows) return;
        references.lengthen(rows);
        openedOn = Arrays.copyOf(openedOn, rows);
        recordedAt = Arrays.copyOf(recordedAt, rows);
        closedOn = Arrays.copyOf(closedOn, rows);
        outcome = Arrays.copyOf(outcome, rows);
        confirmedBy = Arrays.copyOf(confirmedBy, rows);
        confirmedOn = Arrays.copyOf(confirmedOn, rows);
        referredBy = Arrays.copyOf(referredBy, rows);
        lastSchool = Arrays.copyOf(lastSchool, rows);
        meetsS436A = Arrays.copyOf(meetsS436A, rows);
        reason = Arrays.copyOf(reason, rows);
        sex = Arrays.copyOf(sex, rows);
        missingSince = Arrays.copyOf(missingSince, rows);
        voided = Arrays.copyOf(voided, rows);
        circumstances.lengthen(rows);
    }

    @Override
    protected void keep(int row, InvolvementFacts fact) {
        references.keep(row, fact.reference());
        openedOn[row] = fact.openedOn();
        recordedAt[row] = fact.recordedAt();
        closedOn[row] = fact.closedOn();
        outcome[row] = OUTCOMES.numberOf(fact.outcome());
        confirmedBy[row] = CONFIRMERS.numberOf(fact.confirmedBy());
        confirmedOn[row] = fact.confirmedOn();
        referredBy[row] = REFERRERS.numberOf(fact.referredBy());
        lastSchool[row] = SCHOOLS.numberOf(fact.lastSchool());
        meetsS436A[row] = (byte) TRUTHS.numberOf(fact.meetsS436A() == null ? null : fact.meetsS436A() ? "yes" : "no");
        reason[row] = REASONS.numberOf(fact.reason());
        sex[row] = (byte) SEXES.numberOf(fact.sex());
        missingSince[row] = fact.missingSince();
        voided[row] = fact.voided();
        circumstances.keep(row, fact.circumstances());
    }

    @Override
    public InvolvementFacts fact(int row) {
        return new InvolvementFacts(
                references.of(row),
                openedOn[row],
                recordedAt[row],
                closedOn[row],
                OUTCOMES.valueOf(outcome[row]),
                CONFIRMERS.valueOf(confirmedBy[row]),
                confirmedOn[row],
                REFERRERS.valueOf(referredBy[row]),
                SCHOOLS.valueOf(lastSchool[row]),
                meetsS436A[row] == 0 ? null : Boolean.valueOf(meetsS436A[row] == 1),
                REASONS.valueOf(reason[row]),
                SEXES.valueOf(sex[row]),
                missingSince[row],
                voided[row],
                circumstances.of(row));
    }

    /** By row. */
    int[] openedOn() {
        return openedOn;
    }

    /** By row; {@link waymark.reporting.domain.Days#NONE} while open. */
    int[] closedOn() {
        return closedOn;
    }

    int openedOn(int row) {
        return openedOn[row];
    }

    boolean closed(int row) {
        return closedOn[row] != NONE;
    }

    int daysOpen(int row) {
        return closedOn[row] - openedOn[row];
    }

    int outcome(int row) {
        return outcome[row];
    }

    int referredBy(int row) {
        return referredBy[row];
    }

    int lastSchool(int row) {
        return lastSchool[row];
    }

    int reason(int row) {
        return reason[row];
    }

    int sex(int row) {
        return sex[row];
    }

    /** 1 yes, 2 no, 0 not recorded. */
    int meetsS436A(int row) {
        return meetsS436A[row];
    }

    int missingSince(int row) {
        return missingSince[row];
    }

    boolean confirmed(int row) {
        return confirmedBy[row] != 0;
    }

    /** Whether the other was opened in the given time before this one; on one day, whether it was recorded before. */
    boolean openedBetween(int other, int since, int row) {
        return !voided[other]
                && openedOn[other] >= since
                && (openedOn[other] < openedOn[row]
                        || (openedOn[other] == openedOn[row] && recordedAt[other] < recordedAt[row]));
    }

    /** The number of the circumstance in force on a day. */
    int circumstance(int which, int row, int day) {
        return circumstances.on(which, row, day);
    }
}
