package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import waymark.casefile.course.ClockMark;

/** What can have happened between a family's request for early help and its end. The records are the published form, as those of {@link ReferralEvent}. */
public sealed interface EarlyHelpEvent {
    /** What it does to clocks. */
    List<ClockMark> clocks();

    /** The day on which it happened, in London; null for a correction, which is of the day of its recording. */
    default LocalDate day() {
        return EarlyHelpSteps.day(this);
    }

    /** The same with what it does to clocks. */
    EarlyHelpEvent with(List<ClockMark> clocks);

    /**
     * Early help was asked for. The case is kept under the first of the family's children.
     *
     * @param children keys of the family's other children
     * @param source code of who asked (registers/referral-sources.csv)
     */
    record EarlyHelpRequested(
            String reference,
            Instant requestedAt,
            List<UUID> children,
            String source,
            String locality,
            UUID contact,
            UUID replaces,
            List<ClockMark> clocks)
            implements EarlyHelpEvent {
        @Override
        public EarlyHelpEvent with(List<ClockMark> clocks) {
            return new EarlyHelpRequested(
                    reference, requestedAt, children, source, locality, contact, replaces, clocks);
        }
    }

    /**
     * The request reached the locality's team: within 24 hours, at most 72.
     *
     * @param team code
     */
    record EarlyHelpProgressed(Instant progressedAt, String team, List<ClockMark> clocks) implements EarlyHelpEvent {
        @Override
        public EarlyHelpEvent with(List<ClockMark> clocks) {
            return new EarlyHelpProgressed(progressedAt, team, clocks);
        }
    }

    /** The team spoke to the family, within 24 hours of the request reaching it. */
    record FamilyContacted(Instant contactedAt, List<ClockMark> clocks) implements EarlyHelpEvent {
        @Override
        public EarlyHelpEvent with(List<ClockMark> clocks) {
            return new FamilyContacted(contactedAt, clocks);
        }
    }

    /** @param service code of what was arranged; null where not recorded */
    record SupportArranged(LocalDate arrangedOn, String service, List<ClockMark> clocks) implements EarlyHelpEvent {
        @Override
        public EarlyHelpEvent with(List<ClockMark> clocks) {
            return new SupportArranged(arrangedOn, service, clocks);
        }
    }

    /** @param outcome of the support */
    record EarlyHelpClosed(LocalDate closedOn, Outcome outcome, List<ClockMark> clocks) implements EarlyHelpEvent {
        /** How early help ended. */
        public enum Outcome {
            NEEDS_MET,
            STEPPED_UP,
            DECLINED,
            NOT_REACHED,
            MOVED_AWAY
        }

        @Override
        public EarlyHelpEvent with(List<ClockMark> clocks) {
            return new EarlyHelpClosed(closedOn, outcome, clocks);
        }
    }

    /** The family came back through the open door, within three months of the closing. */
    record EarlyHelpResumed(LocalDate resumedOn, List<ClockMark> clocks) implements EarlyHelpEvent {
        @Override
        public EarlyHelpEvent with(List<ClockMark> clocks) {
            return new EarlyHelpResumed(resumedOn, clocks);
        }
    }

    /** Closed by mistake: the closing is annulled. */
    record EarlyHelpReopened(LocalDate reopenedOn, List<ClockMark> clocks) implements EarlyHelpEvent {
        @Override
        public EarlyHelpEvent with(List<ClockMark> clocks) {
            return new EarlyHelpReopened(reopenedOn, clocks);
        }
    }

    /** @param entry number in the history of what is put right; what else is null stays */
    record EarlyHelpCorrected(
            Integer entry,
            LocalDate on,
            Instant at,
            EarlyHelpClosed.Outcome outcome,
            String source,
            String locality,
            String team,
            String service,
            List<ClockMark> clocks)
            implements EarlyHelpEvent {
        @Override
        public EarlyHelpEvent with(List<ClockMark> clocks) {
            return new EarlyHelpCorrected(entry, on, at, outcome, source, locality, team, service, clocks);
        }
    }

    /**
     * What an entry says did not happen.
     *
     * @param entry its number in the history
     */
    record EarlyHelpEntryAnnulled(LocalDate annulledOn, Integer entry, List<ClockMark> clocks)
            implements EarlyHelpEvent {
        @Override
        public EarlyHelpEvent with(List<ClockMark> clocks) {
            return new EarlyHelpEntryAnnulled(annulledOn, entry, clocks);
        }
    }

    record EarlyHelpVoided(LocalDate voidedOn, String reason, List<ClockMark> clocks) implements EarlyHelpEvent {
        @Override
        public EarlyHelpEvent with(List<ClockMark> clocks) {
            return new EarlyHelpVoided(voidedOn, reason, clocks);
        }
    }
}
