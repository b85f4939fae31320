package waymark.casefile;

import java.time.LocalDate;

/**
 * A case in the words that every kind shares. What is not known is null.
 *
 * @param open whether work on it is still to be done; such a case is not erased
 * @param status the kind's own code
 * @param closedOn of a case that is not open; null also for one that was opened in error
 * @param worker staff number of who has the case
 * @param team code; null where the kind has no teams
 */
public record Outline(
        boolean open, String status, LocalDate openedOn, LocalDate closedOn, String worker, String team) {}
