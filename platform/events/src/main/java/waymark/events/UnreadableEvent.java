package waymark.events;

import java.util.UUID;

/** A record that is not an event, or whose data breaks the schema of its type. It goes to the dead letters, and its case is parked. */
public final class UnreadableEvent extends Exception {
    private static final long serialVersionUID = 1;

    private final UUID caseId;
    private final int sequence;

    /**
     * @param caseId the case it names, or null where it names none or is not under that case's key: then none is parked
     * @param sequence the sequence it names, or 0 where it names none
     * @param reason for an operator to read; quotes no data
     */
    public UnreadableEvent(UUID caseId, int sequence, String reason) {
        super(reason, null, false, false);
        this.caseId = caseId;
        this.sequence = sequence;
    }

    /** The sequence it names, or 0. */
    public int sequence() {
        return sequence;
    }

    /** The case it names, or null. */
    public UUID caseId() {
        return caseId;
    }
}
