package waymark.reporting.domain.cme;

import java.util.List;

/**
 * What happens in an involvement and changes its facts. Days as {@link waymark.reporting.domain.Days}; null: not recorded, or as it was. Circumstances
 * are by their place in {@link Involvements}.
 */
public sealed interface InvolvementEvent {
    /** What is said of the opening, and may be corrected later. */
    record Opening(
            String referredBy,
            List<String> circumstances,
            Boolean meetsS436A,
            String reason,
            String sex,
            int missingSince,
            String lastSchool) {}

    record Opened(String reference, int openedOn, Opening opening) implements InvolvementEvent {}

    record CircumstancesChanged(int changedOn, List<String> circumstances) implements InvolvementEvent {}

    record Closed(int closedOn, String outcome, String confirmedBy, int confirmedOn) implements InvolvementEvent {}

    /** The closure was a mistake and is annulled. */
    record Reopened() implements InvolvementEvent {}

    /** Another value for anything said of the opening or of the closure. */
    record Corrected(int openedOn, Opening opening, int closedOn, String outcome, String confirmedBy, int confirmedOn)
            implements InvolvementEvent {}

    /** Another day or other values for an entry, named by its sequence. */
    record EntryCorrected(int entry, int entryOn, List<String> circumstances) implements InvolvementEvent {}

    record Voided() implements InvolvementEvent {}
}
