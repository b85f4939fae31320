package waymark.reporting.domain.scorecard;

/** How a value stands against its target. */
public enum Rag {
    GREEN,
    AMBER,
    RED
}
