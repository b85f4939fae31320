package waymark.involvements.domain;

import java.time.LocalDate;

/**
 * How an involvement ended.
 *
 * @param outcome code of the list in force on the day; null only where a source recorded none
 * @param confirmedBy which agency confirmed the destination, a code; null where nobody did
 * @param confirmedOn null exactly where nobody did
 * @param acceptedByReceivingTeam of a hand-over to another authority's team (OLCM)
 * @param approvedByManager of an untraced child (UNTR)
 */
public record Closure(
        LocalDate closedOn,
        String outcome,
        String confirmedBy,
        LocalDate confirmedOn,
        Boolean acceptedByReceivingTeam,
        Boolean approvedByManager) {}
