package waymark.referrals.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waymark.casefile.course.ClockMark;
import waymark.referrals.domain.EarlyHelpCommand;
import waymark.referrals.domain.EarlyHelpEvent;
import waymark.web.Moments;
import waymark.web.cases.CommandBody;
import waymark.web.cases.OpeningBody;
import waymark.web.cases.Personal;

/**
 * The bodies of requests on early help. Days, times and {@code notes} are as in {@link Requests}. The OpenAPI document knows a body by its simple name alone,
 * so none is called as one of those.
 */
final class EarlyHelpRequests {
    private static final List<ClockMark> WORKED_OUT = List.of();

    private EarlyHelpRequests() {}

    /** A body that says what happened. */
    private interface Happening extends CommandBody<EarlyHelpCommand> {
        EarlyHelpEvent event(LocalDate today, Instant now);

        @Override
        default EarlyHelpCommand command(LocalDate today, Instant now) {
            return new EarlyHelpCommand.Happened(today, now, event(today, now));
        }
    }

    /**
     * A family asks for early help.
     *
     * @param requestRef left out to be given a new one
     * @param children person numbers of the family's children, 1 to 20; the case is kept under the first
     * @param source code of who asked (registers/referral-sources.csv)
     * @param contact the contact that was decided as early help, if any
     * @param replaces the case, opened for the wrong family and voided, that this one stands for
     */
    record Requested(
            String requestRef,
            List<String> children,
            String requestedAt,
            String source,
            String locality,
            UUID contact,
            UUID replaces,
            Personal personal,
            String notes) {

        /** @param others keys of the children besides the first */
        OpeningBody<EarlyHelpCommand> ofFamily(List<UUID> others) {
            return new OfFamily(this, others);
        }
    }

    private record OfFamily(Requested request, List<UUID> others) implements OpeningBody<EarlyHelpCommand> {
        @Override
        public String childRef() {
            return request.children().getFirst();
        }

        @Override
        public String reference() {
            return request.requestRef();
        }

        @Override
        public EarlyHelpCommand command(LocalDate today, Instant now, String reference) {
            return new EarlyHelpCommand.Happened(
                    today,
                    now,
                    new EarlyHelpEvent.EarlyHelpRequested(
                            reference,
                            at("requestedAt", request.requestedAt(), now),
                            others,
                            request.source(),
                            request.locality(),
                            request.contact(),
                            request.replaces(),
                            WORKED_OUT));
        }

        @Override
        public String notes() {
            return request.notes();
        }

        @Override
        public Personal personal() {
            return request.personal();
        }

        /** The numbers stay with the case; what is published has keys. */
        @Override
        public Map<String, Object> beside() {
            return others.isEmpty()
                    ? Map.of()
                    : Map.of(
                            "otherChildren",
                            request.children().subList(1, request.children().size()));
        }
    }

    /** @param team code of the locality's team that has the request now */
    record Progress(String progressedAt, String team, String notes) implements Happening {
        @Override
        public EarlyHelpEvent event(LocalDate today, Instant now) {
            return new EarlyHelpEvent.EarlyHelpProgressed(at("progressedAt", progressedAt, now), team, WORKED_OUT);
        }
    }

    record FamilyContact(String contactedAt, String notes) implements Happening {
        @Override
        public EarlyHelpEvent event(LocalDate today, Instant now) {
            return new EarlyHelpEvent.FamilyContacted(at("contactedAt", contactedAt, now), WORKED_OUT);
        }
    }

    /** @param service code of what was arranged */
    record Support(LocalDate arrangedOn, String service, String notes) implements Happening {
        @Override
        public EarlyHelpEvent event(LocalDate today, Instant now) {
            return new EarlyHelpEvent.SupportArranged(or(arrangedOn, today), service, WORKED_OUT);
        }
    }

    record EarlyHelpClosing(LocalDate closedOn, EarlyHelpEvent.EarlyHelpClosed.Outcome outcome, String notes)
            implements Happening {
        @Override
        public EarlyHelpEvent event(LocalDate today, Instant now) {
            return new EarlyHelpEvent.EarlyHelpClosed(or(closedOn, today), outcome, WORKED_OUT);
        }
    }

    /** The family came back while the door stood open. */
    record Resumption(LocalDate resumedOn, String notes) implements Happening {
        @Override
        public EarlyHelpEvent event(LocalDate today, Instant now) {
            return new EarlyHelpEvent.EarlyHelpResumed(or(resumedOn, today), WORKED_OUT);
        }
    }

    /** The case was closed by mistake. */
    record EarlyHelpReopening(LocalDate reopenedOn, String notes) implements Happening {
        @Override
        public EarlyHelpEvent event(LocalDate today, Instant now) {
            return new EarlyHelpEvent.EarlyHelpReopened(or(reopenedOn, today), WORKED_OUT);
        }
    }

    /**
     * What an entry says did not happen.
     *
     * @param reason why it is annulled, in words; needed, and kept with the notes
     * @param entry its number in the history
     */
    record EarlyHelpAnnulment(String reason, Integer entry) implements Happening {
        @Override
        public EarlyHelpEvent event(LocalDate today, Instant now) {
            return new EarlyHelpEvent.EarlyHelpEntryAnnulled(today, entry, WORKED_OUT);
        }

        @Override
        public String notes() {
            return reason;
        }
    }

    /** @param reason code of why the case should never have been opened */
    record EarlyHelpVoiding(String reason, String notes) implements Happening {
        @Override
        public EarlyHelpEvent event(LocalDate today, Instant now) {
            return new EarlyHelpEvent.EarlyHelpVoided(today, reason, WORKED_OUT);
        }
    }

    /**
     * What was recorded wrongly, as it should have been; what is left out stays.
     *
     * @param reason why it is corrected, in words; needed, and kept with the notes
     * @param entry number in the history of the entry put right; the request is 1
     * @param on the right day of support, closing or resumption
     * @param at the right time of the request, of its progress or of the talk with the family
     * @param team the right one of the request's progress
     * @param service the right one of support
     */
    record EarlyHelpCorrecting(
            String reason,
            Integer entry,
            LocalDate on,
            String at,
            EarlyHelpEvent.EarlyHelpClosed.Outcome outcome,
            String source,
            String locality,
            String team,
            String service,
            Personal personal)
            implements CommandBody<EarlyHelpCommand> {
        private static final EarlyHelpEvent NOTHING_ELSE =
                new EarlyHelpEvent.EarlyHelpCorrected(null, null, null, null, null, null, null, null, WORKED_OUT);

        /** Personal details alone are put right beside the case, by no event. */
        @Override
        public EarlyHelpCommand command(LocalDate today, Instant now) {
            var right = Moments.read(EarlyHelpView.WORD, "at", at);
            var event = new EarlyHelpEvent.EarlyHelpCorrected(
                    entry, on, right, outcome, source, locality, team, service, WORKED_OUT);
            return personal != null && event.equals(NOTHING_ELSE)
                    ? new EarlyHelpCommand.KeepBeside(today)
                    : new EarlyHelpCommand.Happened(today, now, event);
        }

        @Override
        public String notes() {
            return reason;
        }
    }

    private static Instant at(String field, String text, Instant now) {
        return or(Moments.read(EarlyHelpView.WORD, field, text), now);
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
