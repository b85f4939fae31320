package waymark.reporting.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened to a child, as it is held to have happened by all that is known now.
 *
 * @param day on which it happened
 * @param recordedAt when the system learned of it
 * @param service in which it was recorded
 * @param reference of the case; null where there is none
 * @param entry its number in the history of the case
 * @param what in words
 * @param codes what else was recorded with it, by field
 * @param cameOfIt the decision, the outcome or the reason; null where it has none
 * @param corrected whether it was put right since
 * @param voided whether its case should never have been opened
 */
public record ChronologyLine(
        LocalDate day,
        Instant recordedAt,
        String service,
        UUID caseId,
        String reference,
        int entry,
        String what,
        Map<String, Object> codes,
        String cameOfIt,
        boolean corrected,
        boolean voided) {
    static final Comparator<ChronologyLine> BY_DAY = Comparator.comparing(ChronologyLine::day)
            .thenComparing(ChronologyLine::recordedAt)
            .thenComparing(ChronologyLine::caseId)
            .thenComparing(ChronologyLine::entry);
}
