package waymark.reporting.domain.scorecard;

/** What must be known beside a value. */
public enum State {
    NONE,
    /** There is no value. */
    NOT_AVAILABLE,
    /** From here on something else is counted: what came before is not to be compared with it. */
    NEW_DEFINITION,
    /** Of a whole year, and to be compared with such alone. */
    ANNUAL_OUTTURN
}
