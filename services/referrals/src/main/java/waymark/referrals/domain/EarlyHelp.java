package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.Step;

/** A family's early help, as it stands. The case is kept under the first of its children. */
public sealed interface EarlyHelp {
    record NotOpened() implements EarlyHelp {}

    /**
     * @param requestedOn the day of the request, in London
     * @param openedAt the request
     * @param closedOn null while it is open
     * @param children keys of the family's other children
     * @param dueOn day of the clock that is due first; {@link Referral.Next#NEVER} where none runs
     * @param dueAt last instant in time: of a clock of days the end of its day; {@link Referral.Next#NEVER_AT} where none runs
     */
    record Opened(
            Standing standing,
            LocalDate requestedOn,
            Instant openedAt,
            LocalDate closedOn,
            String source,
            String locality,
            String team,
            List<UUID> children,
            List<Entry> entries,
            int events,
            List<ClockRun> clocks,
            String dueClock,
            LocalDate dueOn,
            Instant dueAt)
            implements EarlyHelp {

        Optional<Entry> last(Class<? extends EarlyHelpEvent> kind) {
            return EarlyHelp.last(entries, kind);
        }

        public List<Step<EarlyHelpStep>> steps() {
            return entries.stream()
                    .map(entry -> EarlyHelpSteps.of(entry, entries))
                    .toList();
        }
    }

    /** How far it has come, since the family came back where it did. */
    enum Standing {
        REQUESTED,
        /** With the locality's team. */
        PROGRESSED,
        SUPPORTED,
        CLOSED,
        VOIDED;

        public boolean isOpen() {
            return switch (this) {
                case REQUESTED, PROGRESSED, SUPPORTED -> true;
                case CLOSED, VOIDED -> false;
            };
        }
    }

    /**
     * Something that happened; corrections are worked in, and what was annulled is left out.
     *
     * @param sequence of the event that recorded it
     */
    record Entry(int sequence, EarlyHelpEvent event) {}

    static Optional<Entry> last(List<Entry> entries, Class<? extends EarlyHelpEvent> kind) {
        return entries.stream().filter(entry -> kind.isInstance(entry.event())).reduce((_, later) -> later);
    }

    static List<Entry> with(List<Entry> entries, Entry another) {
        var more = new ArrayList<>(entries);
        more.add(another);
        return List.copyOf(more);
    }
}
