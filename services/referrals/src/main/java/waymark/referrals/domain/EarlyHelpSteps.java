package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import waymark.calendar.LondonTime;
import waymark.casefile.course.Step;
import waymark.referrals.domain.EarlyHelp.Entry;

/** What events of early help are as steps, which is all that clocks look at. */
final class EarlyHelpSteps {
    private EarlyHelpSteps() {}

    static LocalDate day(EarlyHelpEvent event) {
        return switch (event) {
            case EarlyHelpEvent.SupportArranged arranged -> arranged.arrangedOn();
            case EarlyHelpEvent.EarlyHelpClosed closed -> closed.closedOn();
            case EarlyHelpEvent.EarlyHelpResumed resumed -> resumed.resumedOn();
            case EarlyHelpEvent.EarlyHelpReopened reopened -> reopened.reopenedOn();
            case EarlyHelpEvent.EarlyHelpEntryAnnulled annulled -> annulled.annulledOn();
            case EarlyHelpEvent.EarlyHelpVoided voided -> voided.voidedOn();
            case EarlyHelpEvent.EarlyHelpRequested _,
                    EarlyHelpEvent.EarlyHelpProgressed _,
                    EarlyHelpEvent.FamilyContacted _,
                    EarlyHelpEvent.EarlyHelpCorrected _ -> {
                var at = at(event);
                yield at == null ? null : LondonTime.dateOf(at);
            }
        };
    }

    /** The instant of what has one; a correction has none of its own. */
    static Instant at(EarlyHelpEvent event) {
        return switch (event) {
            case EarlyHelpEvent.EarlyHelpRequested requested -> requested.requestedAt();
            case EarlyHelpEvent.EarlyHelpProgressed progressed -> progressed.progressedAt();
            case EarlyHelpEvent.FamilyContacted contacted -> contacted.contactedAt();
            case EarlyHelpEvent _ -> null;
        };
    }

    /** A family that comes back before its request reached a team is to be brought to one; any other is with its team at once. */
    static Step<EarlyHelpStep> of(Entry entry, List<Entry> all) {
        var step = of(entry);
        boolean withTeam = step.kind() != EarlyHelpStep.RESUMED
                || all.stream()
                        .filter(other -> other.event() instanceof EarlyHelpEvent.EarlyHelpProgressed)
                        .anyMatch(other -> step.isAfter(of(other)));
        return withTeam
                ? step
                : new Step<>(step.sequence(), EarlyHelpStep.RESUMED_WITHOUT_TEAM, step.on(), null, null, null);
    }

    static Step<EarlyHelpStep> of(Entry entry) {
        var event = entry.event();
        var kind = switch (event) {
            case EarlyHelpEvent.EarlyHelpRequested _ -> EarlyHelpStep.REQUESTED;
            case EarlyHelpEvent.EarlyHelpProgressed _ -> EarlyHelpStep.PROGRESSED;
            case EarlyHelpEvent.FamilyContacted _ -> EarlyHelpStep.FAMILY_CONTACTED;
            case EarlyHelpEvent.SupportArranged _ -> EarlyHelpStep.SUPPORT_ARRANGED;
            case EarlyHelpEvent.EarlyHelpClosed _ -> EarlyHelpStep.CLOSED;
            case EarlyHelpEvent.EarlyHelpResumed _ -> EarlyHelpStep.RESUMED;
            case EarlyHelpEvent.EarlyHelpReopened _,
                    EarlyHelpEvent.EarlyHelpCorrected _,
                    EarlyHelpEvent.EarlyHelpEntryAnnulled _,
                    EarlyHelpEvent.EarlyHelpVoided _ ->
                throw new IllegalArgumentException("no entry of its own: " + event.getClass());
        };
        return new Step<>(entry.sequence(), kind, event.day(), null, null, null, at(event));
    }

    /** The field in which an event says its day or its instant. */
    static String dayField(EarlyHelpEvent event) {
        return switch (event) {
            case EarlyHelpEvent.EarlyHelpRequested _ -> "requestedAt";
            case EarlyHelpEvent.EarlyHelpProgressed _ -> "progressedAt";
            case EarlyHelpEvent.FamilyContacted _ -> "contactedAt";
            case EarlyHelpEvent.SupportArranged _ -> "arrangedOn";
            case EarlyHelpEvent.EarlyHelpClosed _ -> "closedOn";
            case EarlyHelpEvent.EarlyHelpResumed _ -> "resumedOn";
            case EarlyHelpEvent.EarlyHelpReopened _ -> "reopenedOn";
            case EarlyHelpEvent.EarlyHelpCorrected _ -> "on";
            case EarlyHelpEvent.EarlyHelpEntryAnnulled _ -> "annulledOn";
            case EarlyHelpEvent.EarlyHelpVoided _ -> "voidedOn";
        };
    }
}
