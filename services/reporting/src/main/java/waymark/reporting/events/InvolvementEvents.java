package waymark.reporting.events;

import static waymark.reporting.events.EventShape.COUNT;
import static waymark.reporting.events.EventShape.DATE;
import static waymark.reporting.events.EventShape.Field.optional;
import static waymark.reporting.events.EventShape.Field.required;
import static waymark.reporting.events.EventShape.TRUTH;
import static waymark.reporting.events.EventShape.like;
import static waymark.reporting.events.EventShape.listOf;
import static waymark.reporting.events.EventShape.oneOf;

import java.util.List;
import waymark.reporting.domain.Register;
import waymark.reporting.domain.cme.Cme;
import waymark.reporting.domain.cme.InvolvementEvent;
import waymark.reporting.domain.cme.InvolvementFacts;
import waymark.reporting.domain.cme.Involvements;
import waymark.reporting.events.EventShape.Field;
import waymark.reporting.events.EventShape.Form;
import waymark.reporting.events.EventShape.Values;
import waymark.reporting.events.Source.Malformed;

/** The events of involvements, in the form of contracts/events/involvements; a test holds the two together. */
public final class InvolvementEvents {
    public static final Source<InvolvementFacts, InvolvementEvent, Involvements> SOURCE =
            Source.of("involvements", new Cme(), InvolvementEvents::read);

    private static final Form CODE = like("[a-z0-9][a-z0-9-]{1,39}");
    private static final Form UUID = like("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Form REFERENCE = like("[A-Za-z0-9][A-Za-z0-9._/-]{0,39}");
    private static final Form OUTCOME = like("[A-Z][A-Z0-9]{1,11}");
    private static final Form OFFICER = like("(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9-]{0,19}");

    private static final Field CLOCKS = optional(
            "clocks",
            listOf(EventShape.of(
                    required("clock", CODE),
                    required("version", COUNT),
                    required("action", oneOf("start", "stop", "excuse")),
                    required("startedOn", DATE),
                    required("dueOn", DATE))));

    private static final Field REFERRED_BY = optional(
            "referredBy",
            oneOf(
                    "school",
                    "other-local-authority",
                    "admissions",
                    "social-care",
                    "health",
                    "parent",
                    "police",
                    "other"));
    private static final Field SCHOOL_YEAR = optional("schoolYear", like("N1|N2|[0-9]|1[0-3]|post-16"));
    private static final Field SEN_STATUS = optional("senStatus", oneOf("none", "sen-support", "ehcp"));
    private static final Field SOCIAL_CARE_STATUS =
            optional("socialCareStatus", oneOf("none", "child-in-need", "child-protection", "looked-after"));
    private static final Field LOCALITY = optional("locality", like("[A-Z][A-Za-z' &-]{1,39}"));
    private static final Field MEETS_S436A = optional("meetsS436A", TRUTH);
    private static final Field REASON = optional("reason", CODE);
    private static final Field SEX = optional("sex", oneOf("F", "M", "U"));
    private static final Field ETHNICITY = optional("ethnicity", like("[A-Z]{4}"));
    private static final Field MISSING_SINCE = optional("missingSince", DATE);
    private static final Field LAST_SCHOOL = optional("lastSchool", like("[0-9]{6,7}"));
    private static final Field LAST_DAY_ATTENDED = optional("lastDayAttended", DATE);
    private static final Field GROUND = optional("groundForLeavingRoll", CODE);
    private static final Field SCHOOL_ENQUIRED = optional("schoolMadeEnquiries", TRUTH);

    private static final EventShape OPENED = EventShape.of(
            required("reference", REFERENCE),
            required("openedOn", DATE),
            REFERRED_BY,
            SCHOOL_YEAR,
            SEN_STATUS,
            SOCIAL_CARE_STATUS,
            LOCALITY,
            MEETS_S436A,
            REASON,
            SEX,
            ETHNICITY,
            MISSING_SINCE,
            LAST_SCHOOL,
            LAST_DAY_ATTENDED,
            GROUND,
            SCHOOL_ENQUIRED,
            optional("previousInvolvement", UUID),
            optional("replaces", UUID),
            CLOCKS);

    private static final EventShape CHECK_RECORDED = EventShape.of(
            required("checkedOn", DATE),
            required("service", oneOf("social-care", "send")),
            required("known", TRUTH),
            required("teamTold", TRUTH),
            CLOCKS);

    private static final EventShape ENQUIRY_RECORDED =
            EventShape.of(required("enquiredOn", DATE), required("agency", CODE), required("result", CODE), CLOCKS);

    private static final EventShape REVIEW_HELD = EventShape.of(required("reviewedOn", DATE), CLOCKS);

    private static final EventShape CONCERN_RECORDED =
            EventShape.of(required("notedOn", DATE), required("concern", oneOf("welfare", "crime")), CLOCKS);

    private static final EventShape CONCERN_REFERRED = EventShape.of(
            required("concern", COUNT),
            required("referredTo", oneOf("social-care", "police")),
            required("referredOn", DATE),
            CLOCKS);

    private static final EventShape CIRCUMSTANCES_CHANGED = EventShape.of(
                    required("changedOn", DATE), SCHOOL_YEAR, SEN_STATUS, SOCIAL_CARE_STATUS, LOCALITY, CLOCKS)
            .where(InvolvementEvents::hasCircumstances);

    private static final EventShape ASSIGNED =
            EventShape.of(required("assignedOn", DATE), required("officer", OFFICER), CLOCKS);

    private static final EventShape CLOSED = EventShape.of(
            required("closedOn", DATE),
            optional("outcome", OUTCOME),
            optional("confirmedBy", CODE),
            optional("confirmedOn", DATE),
            optional("acceptedByReceivingTeam", TRUTH),
            optional("approvedByManager", TRUTH),
            CLOCKS);

    private static final EventShape REOPENED = EventShape.of(required("reopenedOn", DATE), CLOCKS);

    private static final EventShape CORRECTED = EventShape.of(
                    optional("entry", COUNT),
                    optional("entryOn", DATE),
                    optional("openedOn", DATE),
                    optional("closedOn", DATE),
                    optional("outcome", OUTCOME),
                    optional("confirmedBy", CODE),
                    optional("confirmedOn", DATE),
                    REFERRED_BY,
                    SCHOOL_YEAR,
                    SEN_STATUS,
                    SOCIAL_CARE_STATUS,
                    LOCALITY,
                    MEETS_S436A,
                    REASON,
                    SEX,
                    MISSING_SINCE,
                    LAST_SCHOOL,
                    LAST_DAY_ATTENDED,
                    ETHNICITY,
                    GROUND,
                    SCHOOL_ENQUIRED,
                    CLOCKS)
            .where(InvolvementEvents::correctsSomething);

    private static final EventShape VOIDED = EventShape.of(
            required("voidedOn", DATE),
            required("reason", oneOf("opened-in-error", "wrong-child", "duplicate")),
            CLOCKS);

    private static final EventShape REGISTER_DECLARED = EventShape.of(required("completeFrom", DATE), CLOCKS);

    private InvolvementEvents() {}

    private static Data<InvolvementEvent> read(String type, String json) throws Malformed {
        return switch (type) {
            case "opened" -> opened(OPENED.read(json));
            case "check-recorded" -> unchanging(CHECK_RECORDED, json);
            case "enquiry-recorded" -> unchanging(ENQUIRY_RECORDED, json);
            case "review-held" -> unchanging(REVIEW_HELD, json);
            case "concern-recorded" -> unchanging(CONCERN_RECORDED, json);
            case "concern-referred" -> unchanging(CONCERN_REFERRED, json);
            case "circumstances-changed" -> changed(CIRCUMSTANCES_CHANGED.read(json));
            case "assigned" -> unchanging(ASSIGNED, json);
            case "closed" -> closed(CLOSED.read(json));
            case "reopened" -> {
                REOPENED.read(json);
                yield new Data.OfCase<>(new InvolvementEvent.Reopened());
            }
            case "corrected" -> corrected(CORRECTED.read(json));
            case "voided" -> {
                VOIDED.read(json);
                yield new Data.OfCase<>(new InvolvementEvent.Voided());
            }
            case "register-declared" ->
                new Data.OfRegister<>(new Register(REGISTER_DECLARED.read(json).day("completeFrom")));
            // A writer may be newer than this reader: what it adds changes none of the facts known here.
            default -> new Data.Unchanging<>();
        };
    }

    private static Data<InvolvementEvent> unchanging(EventShape shape, String json) throws Malformed {
        shape.read(json);
        return new Data.Unchanging<>();
    }

    private static Data<InvolvementEvent> opened(Values values) {
        return new Data.OfCase<>(
                new InvolvementEvent.Opened(values.text("reference"), values.day("openedOn"), opening(values)));
    }

    private static Data<InvolvementEvent> changed(Values values) {
        return new Data.OfCase<>(
                new InvolvementEvent.CircumstancesChanged(values.day("changedOn"), circumstances(values)));
    }

    private static Data<InvolvementEvent> closed(Values values) {
        return new Data.OfCase<>(new InvolvementEvent.Closed(
                values.day("closedOn"), values.text("outcome"), values.text("confirmedBy"), values.day("confirmedOn")));
    }

    private static Data<InvolvementEvent> corrected(Values values) {
        return new Data.OfCase<>(
                values.has("entry")
                        ? new InvolvementEvent.EntryCorrected(
                                values.number("entry"), values.day("entryOn"), circumstances(values))
                        : new InvolvementEvent.Corrected(
                                values.day("openedOn"),
                                opening(values),
                                values.day("closedOn"),
                                values.text("outcome"),
                                values.text("confirmedBy"),
                                values.day("confirmedOn")));
    }

    private static InvolvementEvent.Opening opening(Values values) {
        return new InvolvementEvent.Opening(
                values.text("referredBy"),
                circumstances(values),
                values.truth("meetsS436A"),
                values.text("reason"),
                values.text("sex"),
                values.day("missingSince"),
                values.text("lastSchool"));
    }

    /** By their place in the columns. */
    private static List<String> circumstances(Values values) {
        return values.texts("schoolYear", "senStatus", "socialCareStatus", "locality");
    }

    private static boolean hasCircumstances(Values values) {
        return values.has("schoolYear", "senStatus", "socialCareStatus", "locality");
    }

    private static boolean correctsSomething(Values values) {
        if (values.has("entry")) return values.has("entryOn") || hasCircumstances(values);
        return !values.has("entryOn")
                && (hasCircumstances(values)
                        || values.has(
                                "openedOn",
                                "closedOn",
                                "outcome",
                                "confirmedBy",
                                "confirmedOn",
                                "referredBy",
                                "meetsS436A",
                                "reason",
                                "sex",
                                "missingSince",
                                "lastSchool",
                                "lastDayAttended",
                                "ethnicity",
                                "groundForLeavingRoll",
                                "schoolMadeEnquiries"));
    }
}
