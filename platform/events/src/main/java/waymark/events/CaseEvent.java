package waymark.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One thing that happened in a case, exactly as it is kept in the store and published: never a name, a birth date, an address or free text.
 *
 * @param id identifies this event for ever
 * @param type CloudEvents type, such as {@code waymark.involvements.opened}
 * @param authority DfE number of the authority that owns the case
 * @param child child key ({@link ChildKeys}); null only for a case that is not about a child
 * @param caseId the case
 * @param sequence the case's version after this event, from 1
 * @param previous the case's event before this one; null exactly at sequence 1
 * @param effectiveOn the day on which it happened in the world, Europe/London
 * @param recordedAt when the system learned it, by the business clock
 * @param actorRole role of who recorded it; never who
 * @param traceparent W3C trace context of the request, or null
 * @param data JSON object in the form of the type's schema
 */
public record CaseEvent(
        UUID id,
        String type,
        String authority,
        UUID child,
        UUID caseId,
        int sequence,
        UUID previous,
        LocalDate effectiveOn,
        Instant recordedAt,
        String actorRole,
        String traceparent,
        String data) {

    public CaseEvent {
        requireNonNull(id, "id");
        requireNonNull(type, "type");
        requireNonNull(authority, "authority");
        requireNonNull(caseId, "case");
        requireNonNull(effectiveOn, "effectiveOn");
        requireNonNull(recordedAt, "recordedAt");
        requireNonNull(actorRole, "actorRole");
        requireNonNull(data, "data");
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence must be 1 or more but is " + sequence);
        }
        if ((sequence == 1) != (previous == null)) {
            throw new IllegalArgumentException("only the event of sequence 1 has no previous one");
        }
    }

    /** All events of one child of one authority, from every service, share this key and so meet in one partition number. */
    public String key() {
        return authority + "/" + (child == null ? caseId : child);
    }

    public Position position() {
        return new Position(sequence, id);
    }
}
