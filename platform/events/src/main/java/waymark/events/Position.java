package waymark.events;

import java.util.Objects;
import java.util.UUID;

/**
 * How far a case's history has been read: the newest event's sequence and id.
 *
 * @param sequence 0 where nothing has been read
 * @param event null where nothing has been read
 */
public record Position(int sequence, UUID event) {
    public static final Position START = new Position(0, null);

    public enum Standing {
        /** Read before: to be dropped. */
        SEEN,
        /** The next one of the same history: to be applied. */
        FOLLOWS,
        /** One before it is missing, or it belongs to another history: the case must wait for its history. */
        BROKEN
    }

    public Standing standingOf(CaseEvent event) {
        if (event.sequence() < sequence
                || (event.sequence() == sequence && event.id().equals(this.event))) {
            return Standing.SEEN;
        }
        if (event.sequence() == sequence + 1 && Objects.equals(event.previous(), this.event)) {
            return Standing.FOLLOWS;
        }
        return Standing.BROKEN;
    }
}
