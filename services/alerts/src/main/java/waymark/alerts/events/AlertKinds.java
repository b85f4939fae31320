package waymark.alerts.events;

import static com.mongodb.client.model.Filters.in;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.conversions.Bson;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertCourse;
import waymark.alerts.domain.AlertEvent;
import waymark.alerts.domain.RuleSettings;
import waymark.calendar.LondonTime;
import waymark.casefile.CaseIds;
import waymark.casefile.CaseKind;
import waymark.casefile.EventForm;
import waymark.casefile.Outline;
import waymark.casefile.StateForm;
import waymark.casefile.course.Breach;
import waymark.events.Topics;

/** The two kinds of case that this service keeps: alerts, and beside them how each authority has set the rules. */
public final class AlertKinds {
    public static final String ALERTS = "alerts";
    public static final String TOPIC = Topics.of(ALERTS);
    private static final String SETTINGS = "alert-rules";
    /** Field of an alert's document: its case's team. */
    public static final String TEAM = "state.particulars.warning.team";
    /** Field of an alert's document. */
    public static final String CASE_ID = "state.particulars.warning.caseId";

    /** The inbox's order with whatever it can be filtered by; what is over its time; and the alerts of a case and of a child. */
    private static final List<List<String>> LISTED_BY = List.of(
            List.of(
                    "state.status",
                    "state.particulars.urgency",
                    "state.particulars.role",
                    "state.particulars.officer",
                    "state.particulars.warning.toAcknowledge",
                    "reference"),
            List.of("state.status", "state.particulars.respondBy"),
            List.of(CASE_ID),
            List.of("childKey"));

    private AlertKinds() {}

    public static CaseKind<Alert, AlertCommand, AlertEvent> alerts() {
        var taken = new Breach("alert.reference-taken", "alertRef", "Another alert has this reference.");
        return new CaseKind<>(
                ALERTS,
                TOPIC,
                new EventForm<>(TOPIC, AlertEvent.class, AlertKinds::effectiveOn),
                new StateForm<>(Alert.class),
                AlertCourse.INITIAL,
                AlertCourse::decide,
                AlertCourse::evolve,
                _ -> false,
                _ -> taken,
                taken,
                LISTED_BY,
                AlertKinds::outline,
                null,
                List.of());
    }

    public static CaseKind<RuleSettings, RuleSettings.Set, RuleSettings.Event> settings() {
        var known = new Breach("alert-rules.known", null, "The authority has set its rules already.");
        return new CaseKind<>(
                SETTINGS,
                TOPIC,
                new EventForm<>(TOPIC, RuleSettings.Event.class, _ -> null),
                new StateForm<>(RuleSettings.class),
                RuleSettings.INITIAL,
                RuleSettings::decide,
                RuleSettings::evolve,
                _ -> false,
                _ -> known,
                known);
    }

    /** The alerts about cases of some teams, and about those that have none. */
    public static Bson ofTeams(Set<String> teams) {
        var all = new ArrayList<String>(teams);
        all.add(null);
        return in(TEAM, all);
    }

    /** The one case of an authority's settings. */
    public static UUID settingsOf(String authority) {
        return CaseIds.fromReference(authority, SETTINGS, SETTINGS);
    }

    /** Without its team: its case says to whom it opens. */
    private static Outline outline(Alert alert) {
        var about = alert.about();
        var status = switch (alert) {
            case Alert.NotRaised _ -> throw new IllegalStateException("an alert in the store has been raised");
            case Alert.Raised _ -> "raised";
            case Alert.Acknowledged _ -> "acknowledged";
            case Alert.Resolved _ -> "resolved";
            case Alert.Settled _ -> "settled";
            case Alert.Withdrawn _ -> "withdrawn";
        };
        var ended = switch (alert) {
            case Alert.NotRaised _, Alert.Raised _, Alert.Acknowledged _ -> null;
            case Alert.Resolved resolved -> resolved.resolvedAt();
            case Alert.Settled settled -> settled.settledAt();
            case Alert.Withdrawn withdrawn -> withdrawn.withdrawnAt();
        };
        return new Outline(
                alert.isOpen(),
                status,
                LondonTime.dateOf(about.raisedAt()),
                ended == null ? null : LondonTime.dateOf(ended),
                about.officer(),
                null);
    }

    private static LocalDate effectiveOn(AlertEvent event) {
        return switch (event) {
            case AlertEvent.Raised raised -> LondonTime.dateOf(raised.raisedAt());
            case AlertEvent.Acknowledged acknowledged -> LondonTime.dateOf(acknowledged.acknowledgedAt());
            case AlertEvent.Commented commented -> commented.commentedOn();
            case AlertEvent.HandedOver over -> over.handedOverOn();
            case AlertEvent.Escalated escalated -> LondonTime.dateOf(escalated.escalatedAt());
            case AlertEvent.Resolved resolved -> LondonTime.dateOf(resolved.resolvedAt());
            case AlertEvent.Settled settled -> LondonTime.dateOf(settled.settledAt());
            case AlertEvent.Withdrawn withdrawn -> LondonTime.dateOf(withdrawn.withdrawnAt());
            case AlertEvent.Reinstated again -> LondonTime.dateOf(again.reinstatedAt());
        };
    }
}
