package waymark.reporting.domain;

/** What reporting holds of one case, immutable. */
@FunctionalInterface
public interface Fact {
    /** False for a case that is in no figure at all, such as one voided. */
    boolean counts();
}
