package waymark.reporting.domain;

/**
 * A source of cases said from which day it is complete. It is a case of its own, without a child, and in no figure.
 *
 * @param completeFrom figures of earlier days are not comparable
 */
public record Register(int completeFrom) implements Fact {
    @Override
    public boolean counts() {
        return false;
    }
}
