package waymark.reporting.events;

import static waymark.reporting.events.ClockMarks.CLOCKS;
import static waymark.reporting.events.ClockMarks.CODE;
import static waymark.reporting.events.EventShape.COUNT;
import static waymark.reporting.events.EventShape.COUNT_OR_NONE;
import static waymark.reporting.events.EventShape.DATE;
import static waymark.reporting.events.EventShape.Field.optional;
import static waymark.reporting.events.EventShape.Field.required;
import static waymark.reporting.events.EventShape.INSTANT;
import static waymark.reporting.events.EventShape.TRUTH;
import static waymark.reporting.events.EventShape.like;
import static waymark.reporting.events.EventShape.listOf;
import static waymark.reporting.events.EventShape.listOfTexts;
import static waymark.reporting.events.EventShape.listOfTextsOrNone;
import static waymark.reporting.events.EventShape.oneOf;
import static waymark.reporting.events.EventShape.oneOrMore;
import static waymark.reporting.events.ReferralEvents.OFFICER;
import static waymark.reporting.events.ReferralEvents.REFERENCE;
import static waymark.reporting.events.ReferralEvents.UUID;
import static waymark.reporting.events.ReferralEvents.day;

import java.util.Set;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Register;
import waymark.reporting.domain.alerts.AlertEvent;
import waymark.reporting.domain.alerts.AlertFacts;
import waymark.reporting.domain.alerts.Alerting;
import waymark.reporting.domain.alerts.Alerts;
import waymark.reporting.events.EventShape.Form;
import waymark.reporting.events.EventShape.Values;
import waymark.reporting.events.Source.Malformed;

/** The events of alerts, in the form of contracts/events/alerts; a test holds the two together. */
public final class AlertEvents {
    static final Set<String> TYPES = Set.of(
            "raised",
            "acknowledged",
            "commented",
            "handed-over",
            "escalated",
            "resolved",
            "settled",
            "withdrawn",
            "reinstated",
            "rules-changed");

    public static final Source<AlertFacts, AlertEvent, Alerts> SOURCE =
            Source.of("alerts", new Alerting(), AlertEvents::read);

    private static final EventShape RAISED = EventShape.of(
                    required("reference", REFERENCE),
                    required("origin", oneOf("rule", "person")),
                    required("rule", CODE),
                    required("settings", COUNT_OR_NONE),
                    optional(
                            "concern",
                            oneOf(
                                    "delay-in-finding-placement",
                                    "premature-return-home",
                                    "delay-in-family-finding",
                                    "effect-of-another-child-in-placement",
                                    "delay-in-reallocating-social-worker",
                                    "plan-not-shared-with-child",
                                    "delay-in-education-provision",
                                    "officer-not-consulted-on-significant-change",
                                    "permanence-plan-not-clear-by-second-review")),
                    required("severity", oneOf("routine", "important", "urgent")),
                    optional("kind", oneOf("involvement", "assessment", "referral", "early-help")),
                    optional("caseId", UUID),
                    optional("caseReference", REFERENCE),
                    optional("team", CODE),
                    required("milestone", CODE),
                    optional("deadline", like("[A-Za-z0-9][A-Za-z0-9:.T/-]{0,79}")),
                    optional("clock", CODE),
                    optional("subject", CODE),
                    optional("dueOn", DATE),
                    optional("dueAt", INSTANT),
                    required("since", INSTANT),
                    required("late", TRUTH),
                    required("toAcknowledge", TRUTH),
                    required("raisedAt", INSTANT),
                    required("level", COUNT),
                    required("role", CODE),
                    optional("officer", OFFICER),
                    optional("respondBy", DATE),
                    CLOCKS)
            .where(AlertEvents::isAboutSomethingWhole);

    private static final EventShape ACKNOWLEDGED = EventShape.of(required("acknowledgedAt", INSTANT), CLOCKS);
    private static final EventShape COMMENTED =
            EventShape.of(required("commentedOn", DATE), required("ownAction", TRUTH), CLOCKS);
    private static final EventShape HANDED_OVER = EventShape.of(
            required("handedOverOn", DATE),
            required("role", CODE),
            optional("officer", OFFICER),
            optional("team", CODE),
            optional("byAssignment", TRUTH),
            CLOCKS);

    private static final EventShape ESCALATED = EventShape.of(
            required("escalatedAt", INSTANT),
            required("level", COUNT),
            required("role", CODE),
            required("respondBy", DATE),
            required("byTime", TRUTH),
            CLOCKS);

    private static final EventShape RESOLVED = EventShape.of(
            required("resolvedAt", INSTANT),
            required("outcome", oneOf("action-taken", "done-already", "accepted-as-it-is", "raised-in-error")),
            CLOCKS);

    private static final EventShape SETTLED = EventShape.of(
            required("settledAt", INSTANT),
            required("why", oneOf("progress", "case-ended", "superseded", "back-on-track")),
            CLOCKS);

    private static final EventShape WITHDRAWN = EventShape.of(
            required("withdrawnAt", INSTANT),
            required("why", oneOf("date-corrected", "case-voided", "rule-changed", "case-erased")),
            CLOCKS);

    private static final EventShape REINSTATED = EventShape.of(
            required("reinstatedAt", INSTANT),
            optional("respondBy", DATE),
            optional("role", CODE),
            optional("officer", OFFICER),
            optional("team", CODE),
            CLOCKS);

    private static final Form CHANGES = oneOrMore(listOf(EventShape.of(
            required("rule", CODE),
            optional("leads", listOfTextsOrNone(like("P(?:[1-9][0-9]{0,2}[DW]|T[1-9][0-9]?H)"))),
            optional("days", COUNT),
            optional("role", CODE),
            optional("on", TRUTH))));

    private static final EventShape RULES_CHANGED = EventShape.of(
                    optional("changes", CHANGES),
                    optional("days", listOfTexts(COUNT)),
                    optional("roles", listOfTexts(CODE)),
                    CLOCKS)
            .where(values -> values.has("changes", "days", "roles"));

    private AlertEvents() {}

    private static boolean isAboutSomethingWhole(Values values) {
        boolean whole = values.has("kind") == values.has("caseId");
        return whole
                && (!values.has("concern")
                        || (values.has("kind") && values.text("origin").equals("person")));
    }

    private static Data<AlertEvent> read(String type, String json) throws Malformed {
        return switch (type) {
            case "raised" -> raised(RAISED.read(json));
            case "acknowledged" -> {
                var values = ACKNOWLEDGED.read(json);
                yield of(new AlertEvent.Acknowledged(day("acknowledgedAt", values), values.moment("acknowledgedAt")));
            }
            case "commented" -> {
                COMMENTED.read(json);
                yield new Data.Unchanging<>();
            }
            case "handed-over" -> {
                var values = HANDED_OVER.read(json);
                yield of(new AlertEvent.HandedOver(values.day("handedOverOn"), values.text("role")));
            }
            case "escalated" -> {
                var values = ESCALATED.read(json);
                yield of(new AlertEvent.Escalated(
                        day("escalatedAt", values),
                        values.moment("escalatedAt"),
                        values.number("level"),
                        values.text("role"),
                        values.day("respondBy"),
                        values.truth("byTime")));
            }
            case "resolved" -> ended(type, "resolvedAt", "outcome", RESOLVED.read(json));
            case "settled" -> ended(type, "settledAt", "why", SETTLED.read(json));
            case "withdrawn" -> ended(type, "withdrawnAt", "why", WITHDRAWN.read(json));
            case "reinstated" -> {
                var values = REINSTATED.read(json);
                yield of(new AlertEvent.Reinstated(
                        day("reinstatedAt", values),
                        values.moment("reinstatedAt"),
                        values.text("role"),
                        values.day("respondBy")));
            }
            case "rules-changed" -> {
                RULES_CHANGED.read(json);
                // An authority's settings: a case without a child that is in no figure and makes no day comparable.
                yield new Data.OfRegister<>(new Register(Days.NONE));
            }
            // A writer may be newer than this reader: what it adds changes none of the facts known here.
            default -> new Data.Unchanging<>();
        };
    }

    private static Data<AlertEvent> raised(Values values) {
        var about = values.text("caseId");
        var warning = new AlertEvent.Warning(
                values.text("reference"),
                values.text("origin"),
                values.text("rule"),
                values.text("concern"),
                values.text("severity"),
                values.text("kind"),
                about == null ? null : java.util.UUID.fromString(about),
                values.text("caseReference"),
                values.text("team"),
                values.text("milestone"),
                about == null ? values.text("subject") : null,
                values.day("dueOn"),
                values.truth("late"));
        return of(new AlertEvent.Raised(
                warning,
                day("raisedAt", values),
                values.moment("raisedAt"),
                values.number("level"),
                values.text("role"),
                values.day("respondBy")));
    }

    private static Data<AlertEvent> ended(String how, String at, String outcome, Values values) {
        return of(new AlertEvent.Ended(how, day(at, values), values.moment(at), values.text(outcome)));
    }

    private static Data<AlertEvent> of(AlertEvent event) {
        return new Data.OfCase<>(event);
    }
}
