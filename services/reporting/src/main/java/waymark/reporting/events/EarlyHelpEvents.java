package waymark.reporting.events;

import static waymark.reporting.events.ClockMarks.CLOCKS;
import static waymark.reporting.events.ClockMarks.CODE;
import static waymark.reporting.events.EventShape.COUNT;
import static waymark.reporting.events.EventShape.DATE;
import static waymark.reporting.events.EventShape.Field.optional;
import static waymark.reporting.events.EventShape.Field.required;
import static waymark.reporting.events.EventShape.INSTANT;
import static waymark.reporting.events.EventShape.listOfTexts;
import static waymark.reporting.events.EventShape.oneOf;
import static waymark.reporting.events.ReferralEvents.LOCALITY;
import static waymark.reporting.events.ReferralEvents.REFERENCE;
import static waymark.reporting.events.ReferralEvents.SOURCE_CODE;
import static waymark.reporting.events.ReferralEvents.day;
import static waymark.reporting.events.ReferralEvents.details;

import java.util.Set;
import java.util.UUID;
import waymark.events.Topics;
import waymark.reporting.domain.social.EarlyHelp;
import waymark.reporting.domain.social.EarlyHelpCases;
import waymark.reporting.domain.social.EarlyHelpEvent;
import waymark.reporting.domain.social.EarlyHelpFacts;
import waymark.reporting.events.EventShape.Form;
import waymark.reporting.events.EventShape.Values;
import waymark.reporting.events.Source.Malformed;

/** The events of early help, in the form of contracts/events/referrals; a test holds the two together. They share the topic of referrals. */
public final class EarlyHelpEvents {
    static final Set<String> TYPES = Set.of(
            "early-help-requested",
            "early-help-progressed",
            "family-contacted",
            "support-arranged",
            "early-help-closed",
            "early-help-resumed",
            "early-help-reopened",
            "early-help-corrected",
            "early-help-entry-annulled",
            "early-help-voided");

    public static final Source<EarlyHelpFacts, EarlyHelpEvent, EarlyHelpCases> SOURCE =
            new Source<>(Topics.of("referrals"), new EarlyHelp(), TYPES::contains, EarlyHelpEvents::read);

    private static final Form OUTCOME = oneOf("needs-met", "stepped-up", "declined", "not-reached", "moved-away");

    private static final EventShape REQUESTED = EventShape.of(
            required("reference", REFERENCE),
            required("requestedAt", INSTANT),
            optional("children", listOfTexts(ReferralEvents.UUID)),
            SOURCE_CODE,
            LOCALITY,
            optional("contact", ReferralEvents.UUID),
            optional("replaces", ReferralEvents.UUID),
            CLOCKS);

    private static final EventShape PROGRESSED =
            EventShape.of(required("progressedAt", INSTANT), optional("team", CODE), CLOCKS);
    private static final EventShape CONTACTED = EventShape.of(required("contactedAt", INSTANT), CLOCKS);
    private static final EventShape ARRANGED =
            EventShape.of(required("arrangedOn", DATE), optional("service", CODE), CLOCKS);
    private static final EventShape CLOSED =
            EventShape.of(required("closedOn", DATE), required("outcome", OUTCOME), CLOCKS);
    private static final EventShape RESUMED = EventShape.of(required("resumedOn", DATE), CLOCKS);
    private static final EventShape REOPENED = EventShape.of(required("reopenedOn", DATE), CLOCKS);

    private static final EventShape CORRECTED = EventShape.of(
                    required("entry", COUNT),
                    optional("on", DATE),
                    optional("at", INSTANT),
                    optional("outcome", OUTCOME),
                    SOURCE_CODE,
                    LOCALITY,
                    optional("team", CODE),
                    optional("service", CODE),
                    CLOCKS)
            .where(values -> values.has("on", "at", "outcome", "source", "locality", "team", "service"));

    private static final EventShape ANNULLED =
            EventShape.of(required("annulledOn", DATE), required("entry", COUNT), CLOCKS);

    private static final EventShape VOIDED =
            EventShape.of(required("voidedOn", DATE), required("reason", CODE), CLOCKS);

    private EarlyHelpEvents() {}

    private static Data<EarlyHelpEvent> read(String type, String json) throws Malformed {
        return switch (type) {
            case "early-help-requested" -> {
                var values = REQUESTED.read(json);
                yield of(new EarlyHelpEvent.Requested(
                        day("requestedAt", values),
                        values.moment("requestedAt"),
                        values.textList("children").stream()
                                .map(UUID::fromString)
                                .toList(),
                        details(values),
                        ClockMarks.of(values)));
            }
            case "early-help-progressed" -> {
                var values = PROGRESSED.read(json);
                yield happened(EarlyHelpFacts.PROGRESSED, day("progressedAt", values), "team", values);
            }
            case "family-contacted" -> {
                var values = CONTACTED.read(json);
                yield happened(EarlyHelpFacts.FAMILY_CONTACTED, day("contactedAt", values), null, values);
            }
            case "support-arranged" -> {
                var values = ARRANGED.read(json);
                yield happened(EarlyHelpFacts.SUPPORT_ARRANGED, values.day("arrangedOn"), "service", values);
            }
            case "early-help-closed" -> {
                var values = CLOSED.read(json);
                yield happened(EarlyHelpFacts.CLOSED, values.day("closedOn"), "outcome", values);
            }
            case "early-help-resumed" -> {
                var values = RESUMED.read(json);
                yield happened(EarlyHelpFacts.RESUMED, values.day("resumedOn"), null, values);
            }
            case "early-help-reopened" -> of(new EarlyHelpEvent.Reopened(ClockMarks.of(REOPENED.read(json))));
            case "early-help-corrected" -> {
                var values = CORRECTED.read(json);
                yield of(new EarlyHelpEvent.Corrected(
                        values.number("entry"),
                        values.day("on"),
                        values.moment("at"),
                        day("at", values),
                        values.text("outcome"),
                        values.text("team"),
                        values.text("service"),
                        details(values),
                        ClockMarks.of(values)));
            }
            case "early-help-entry-annulled" -> {
                var values = ANNULLED.read(json);
                yield of(new EarlyHelpEvent.Annulled(values.number("entry"), ClockMarks.of(values)));
            }
            case "early-help-voided" -> of(new EarlyHelpEvent.Voided(ClockMarks.of(VOIDED.read(json))));
            // A writer may be newer than this reader: what it adds changes none of the facts known here.
            default -> new Data.Unchanging<>();
        };
    }

    private static Data<EarlyHelpEvent> of(EarlyHelpEvent event) {
        return new Data.OfCase<>(event);
    }

    /** @param code names what more is said of it; null where nothing is */
    private static Data<EarlyHelpEvent> happened(String what, int on, String code, Values values) {
        return of(
                new EarlyHelpEvent.Happened(what, on, code == null ? null : values.text(code), ClockMarks.of(values)));
    }
}
