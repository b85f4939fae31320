package waymark.casefile;

import java.util.List;
import java.util.UUID;
import waymark.events.CaseEvent;

/**
 * Events that were just written.
 *
 * @param generation of the case's publication when it was read
 * @param publishedUpTo sequence up to which Kafka had acknowledged them when the case was read
 */
public record Unpublished(UUID caseId, int generation, int publishedUpTo, List<CaseEvent> events) {
    int upTo() {
        return events.getLast().sequence();
    }
}
