package waymark.alerts.domain;

import java.time.Instant;
import waymark.alerts.domain.Alert.Outcome;
import waymark.alerts.domain.Alert.Settling;
import waymark.alerts.domain.Alert.Warning;
import waymark.alerts.domain.Alert.Withdrawal;

/** What can be asked of an alert. {@code now} is the business instant. */
public sealed interface AlertCommand {
    /** @param officer null for anybody of the role */
    record Raise(Warning warning, String role, String officer, Levels levels, Instant now) implements AlertCommand {}

    /**
     * By the system: a missed day that became known when it was over. It is raised for the record, and settles at once; where it has its alert, that one settles.
     */
    record Note(Raise raise, Settling why) implements AlertCommand {}

    record Acknowledge(Instant now) implements AlertCommand {}

    /** @param ownAction as {@link AlertEvent.Commented} */
    record Comment(boolean ownAction, Instant now) implements AlertCommand {}

    /** @param role null to leave it with the same */
    record HandOver(String role, String officer, Instant now) implements AlertCommand {}

    /**
     * By the system: its case was given to somebody else, and the alert goes with it, as long as nobody gave it to another or took it a level up.
     *
     * @param role of the rule as it is set now
     * @param officer null for nobody
     * @param team null for none
     */
    record Reassign(String role, String officer, String team, Instant now) implements AlertCommand {}

    /**
     * By the system: its case is another team's now. Whoever raised it and whether it has ended, it goes to where its case is seen.
     *
     * @param team null for none
     */
    record Move(String team, Instant now) implements AlertCommand {}

    record Resolve(Outcome outcome, Instant now) implements AlertCommand {}

    /** By a person, one level up. */
    record Escalate(Levels levels, Instant now) implements AlertCommand {}

    /**
     * By the system, where nobody resolved it in time.
     *
     * @param level that it stood at; where it has moved on meanwhile, nothing is to be done
     */
    record Overdue(int level, Levels levels, Instant now) implements AlertCommand {}

    /** By the system: what it warned of was done or ended. */
    record Settle(Settling why, Instant now) implements AlertCommand {}

    /** By the system: it does not hold. */
    record Withdraw(Withdrawal why, Instant now) implements AlertCommand {}
}
