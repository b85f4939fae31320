package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;

/** What can be asked of a family's early help. */
public sealed interface EarlyHelpCommand {
    LocalDate today();

    /** That something happened is to be recorded; what it does to clocks is worked out. */
    record Happened(LocalDate today, Instant now, EarlyHelpEvent event) implements EarlyHelpCommand {}

    /** Something is put right that is kept beside the case: personal details, notes. */
    record KeepBeside(LocalDate today) implements EarlyHelpCommand {}
}
