package waymark.reporting.events;

import static waymark.reporting.events.ClockMarks.CLOCKS;
import static waymark.reporting.events.ClockMarks.CODE;
import static waymark.reporting.events.EventShape.COUNT;
import static waymark.reporting.events.EventShape.DATE;
import static waymark.reporting.events.EventShape.Field.optional;
import static waymark.reporting.events.EventShape.Field.required;
import static waymark.reporting.events.EventShape.INSTANT;
import static waymark.reporting.events.EventShape.TRUTH;
import static waymark.reporting.events.EventShape.like;
import static waymark.reporting.events.EventShape.listOfTexts;
import static waymark.reporting.events.EventShape.oneOf;

import waymark.calendar.LondonTime;
import waymark.events.Topics;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Moments;
import waymark.reporting.domain.Register;
import waymark.reporting.domain.social.Details;
import waymark.reporting.domain.social.ReferralCourse;
import waymark.reporting.domain.social.ReferralEvent;
import waymark.reporting.domain.social.ReferralFacts;
import waymark.reporting.domain.social.Referrals;
import waymark.reporting.domain.social.SocialCare;
import waymark.reporting.events.EventShape.Field;
import waymark.reporting.events.EventShape.Form;
import waymark.reporting.events.EventShape.Values;
import waymark.reporting.events.Source.Malformed;

/** The events of contacts and referrals, in the form of contracts/events/referrals; a test holds the two together. */
public final class ReferralEvents {
    static final String TOPIC = Topics.of("referrals");

    public static final Source<ReferralFacts, ReferralEvent, Referrals> SOURCE =
            new Source<>(TOPIC, new SocialCare(), type -> !EarlyHelpEvents.TYPES.contains(type), ReferralEvents::read);

    static final Form UUID = like("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    static final Form REFERENCE = like("[A-Za-z0-9][A-Za-z0-9._/-]{0,39}");
    static final Field SOURCE_CODE = optional("source", like("[0-9]{1,2}[A-Z]?"));
    static final Field LOCALITY = optional("locality", like("[A-Z][A-Za-z' &-]{1,39}"));

    static final Form OFFICER = like("(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9-]{0,19}");
    private static final Field SEX = optional("sex", oneOf("F", "M", "U"));
    private static final Field ETHNICITY = optional("ethnicity", like("[A-Z]{4}"));
    private static final Field PRIMARY_NEED = optional("primaryNeed", like("N[0-9]{1,2}"));
    private static final Field CATEGORY = optional("category", like("[A-Z]{3,4}"));
    private static final Field FACTORS = optional("factors", listOfTexts(like("[0-9]{1,2}[A-Z]{0,2}")));
    private static final Field REPLACES = optional("replaces", UUID);

    private static final EventShape CONTACT_RECEIVED = EventShape.of(
            required("reference", REFERENCE),
            optional("sharedContact", REFERENCE),
            required("receivedAt", INSTANT),
            SOURCE_CODE,
            LOCALITY,
            SEX,
            ETHNICITY,
            REPLACES,
            CLOCKS);

    private static final EventShape CONTACT_DECIDED = EventShape.of(
                    required("decidedAt", INSTANT),
                    required(
                            "decision",
                            oneOf(
                                    "referral",
                                    "early-help",
                                    "information-and-advice",
                                    "no-further-action",
                                    "linked-to-open-case")),
                    optional("openCase", UUID),
                    CLOCKS)
            .where(values -> !values.has("openCase") || values.text("decision").equals("linked-to-open-case"));

    private static final EventShape REFERRAL_MADE = EventShape.of(
            required("referredOn", DATE),
            optional("reference", REFERENCE),
            SOURCE_CODE,
            PRIMARY_NEED,
            optional("noFurtherAction", TRUTH),
            LOCALITY,
            SEX,
            ETHNICITY,
            REPLACES,
            CLOCKS);

    private static final EventShape DECIDED = EventShape.of(required("decidedOn", DATE), CLOCKS);
    private static final EventShape STARTED = EventShape.of(required("startedOn", DATE), CLOCKS);

    private static final EventShape CHILD_SEEN = EventShape.of(
            required("seenOn", DATE),
            required("occasion", oneOf("assessment", "child-in-need-plan", "protection-plan")),
            CLOCKS);

    private static final EventShape ASSESSMENT_COMPLETED = EventShape.of(
            required("completedOn", DATE),
            optional("assessment", COUNT),
            optional("outcome", oneOf("no-further-action", "early-help", "child-in-need", "section-47")),
            FACTORS,
            CLOCKS);

    private static final EventShape DISCUSSION_HELD =
            EventShape.of(required("heldOn", DATE), required("outcome", oneOf("section-47", "no-enquiry")), CLOCKS);

    private static final EventShape ENQUIRY_CONCLUDED = EventShape.of(
            required("concludedOn", DATE),
            optional("discussion", COUNT),
            required("outcome", oneOf("conference", "no-conference-needed")),
            CLOCKS);

    private static final EventShape CONFERENCE_HELD = EventShape.of(
            required("heldOn", DATE),
            optional("discussion", COUNT),
            optional("outcome", oneOf("protection-plan", "no-plan")),
            CLOCKS);

    private static final EventShape PROTECTION_PLAN_BEGUN =
            EventShape.of(required("begunOn", DATE), CATEGORY, optional("conference", COUNT), CLOCKS);

    private static final EventShape PROTECTION_PLAN_REVIEWED =
            EventShape.of(required("reviewedOn", DATE), CATEGORY, CLOCKS);

    private static final EventShape ENDED = EventShape.of(required("endedOn", DATE), CLOCKS);
    private static final EventShape BEGUN = EventShape.of(required("begunOn", DATE), CLOCKS);
    private static final EventShape REVIEWED = EventShape.of(required("reviewedOn", DATE), CLOCKS);

    private static final EventShape ALLOCATED =
            EventShape.of(required("allocatedOn", DATE), optional("worker", OFFICER), optional("team", CODE), CLOCKS);

    private static final EventShape TRANSFERRED =
            EventShape.of(required("transferredOn", DATE), required("team", CODE), optional("worker", OFFICER), CLOCKS);

    private static final EventShape CLOSED =
            EventShape.of(required("closedOn", DATE), optional("reason", like("RC[0-9]{1,2}")), CLOCKS);

    private static final EventShape REOPENED = EventShape.of(required("reopenedOn", DATE), CLOCKS);

    private static final EventShape ENTRY_ANNULLED =
            EventShape.of(required("annulledOn", DATE), required("entry", COUNT), CLOCKS);

    private static final EventShape CORRECTED = EventShape.of(
                    required("entry", COUNT),
                    optional("on", DATE),
                    optional("at", INSTANT),
                    optional("outcome", like("RC[0-9]{1,2}|[a-z0-9][a-z0-9-]{1,39}")),
                    FACTORS,
                    CATEGORY,
                    SOURCE_CODE,
                    PRIMARY_NEED,
                    optional("noFurtherAction", TRUTH),
                    LOCALITY,
                    SEX,
                    ETHNICITY,
                    CLOCKS)
            .where(values -> values.has(
                    "on",
                    "at",
                    "outcome",
                    "factors",
                    "category",
                    "source",
                    "primaryNeed",
                    "noFurtherAction",
                    "locality",
                    "sex",
                    "ethnicity"));

    private static final EventShape VOIDED =
            EventShape.of(required("voidedOn", DATE), required("reason", CODE), CLOCKS);

    private static final EventShape REGISTER_DECLARED = EventShape.of(required("completeFrom", DATE), CLOCKS);

    private ReferralEvents() {}

    private static Data<ReferralEvent> read(String type, String json) throws Malformed {
        return switch (type) {
            case "contact-received" -> {
                var values = CONTACT_RECEIVED.read(json);
                yield of(new ReferralEvent.ContactReceived(
                        day("receivedAt", values),
                        values.moment("receivedAt"),
                        details(values),
                        ClockMarks.of(values)));
            }
            case "contact-decided" -> {
                var values = CONTACT_DECIDED.read(json);
                yield happened(ReferralCourse.CONTACT_DECIDED, day("decidedAt", values), null, "decision", values);
            }
            case "referral-made" -> {
                var values = REFERRAL_MADE.read(json);
                yield of(new ReferralEvent.ReferralMade(
                        values.day("referredOn"), details(values), ClockMarks.of(values)));
            }
            case "no-further-action-decided" ->
                happened(ReferralCourse.NO_FURTHER_ACTION_DECIDED, "decidedOn", DECIDED.read(json));
            case "assessment-started" -> happened(ReferralCourse.ASSESSMENT_STARTED, "startedOn", STARTED.read(json));
            case "child-seen" -> happened(ReferralCourse.CHILD_SEEN, "seenOn", null, "occasion", CHILD_SEEN.read(json));
            case "assessment-completed" ->
                happened(
                        ReferralCourse.ASSESSMENT_COMPLETED,
                        "completedOn",
                        "assessment",
                        "outcome",
                        ASSESSMENT_COMPLETED.read(json));
            case "strategy-discussion-held" ->
                happened(ReferralCourse.DISCUSSION_HELD, "heldOn", null, "outcome", DISCUSSION_HELD.read(json));
            case "enquiry-concluded" ->
                happened(
                        ReferralCourse.ENQUIRY_CONCLUDED,
                        "concludedOn",
                        "discussion",
                        "outcome",
                        ENQUIRY_CONCLUDED.read(json));
            case "conference-held" ->
                happened(ReferralCourse.CONFERENCE_HELD, "heldOn", "discussion", "outcome", CONFERENCE_HELD.read(json));
            case "protection-plan-begun" ->
                happened(
                        ReferralCourse.PROTECTION_PLAN_BEGUN,
                        "begunOn",
                        "conference",
                        "category",
                        PROTECTION_PLAN_BEGUN.read(json));
            case "protection-plan-reviewed" ->
                happened(
                        ReferralCourse.PROTECTION_PLAN_REVIEWED,
                        "reviewedOn",
                        null,
                        "category",
                        PROTECTION_PLAN_REVIEWED.read(json));
            case "protection-plan-ended" -> happened(ReferralCourse.PROTECTION_PLAN_ENDED, "endedOn", ENDED.read(json));
            case "child-in-need-plan-begun" ->
                happened(ReferralCourse.CHILD_IN_NEED_PLAN_BEGUN, "begunOn", BEGUN.read(json));
            case "child-in-need-plan-reviewed" ->
                happened(ReferralCourse.CHILD_IN_NEED_PLAN_REVIEWED, "reviewedOn", REVIEWED.read(json));
            case "child-in-need-plan-ended" ->
                happened(ReferralCourse.CHILD_IN_NEED_PLAN_ENDED, "endedOn", ENDED.read(json));
            case "allocated" -> allocated("allocatedOn", true, ALLOCATED.read(json));
            case "transferred" -> allocated("transferredOn", false, TRANSFERRED.read(json));
            case "closed" -> happened(ReferralCourse.CLOSED, "closedOn", null, "reason", CLOSED.read(json));
            case "reopened" -> of(new ReferralEvent.Reopened(ClockMarks.of(REOPENED.read(json))));
            case "entry-annulled" -> {
                var values = ENTRY_ANNULLED.read(json);
                yield of(new ReferralEvent.EntryAnnulled(values.number("entry"), ClockMarks.of(values)));
            }
            case "corrected" -> corrected(CORRECTED.read(json));
            case "voided" -> of(new ReferralEvent.Voided(ClockMarks.of(VOIDED.read(json))));
            case "register-declared" ->
                new Data.OfRegister<>(new Register(REGISTER_DECLARED.read(json).day("completeFrom")));
            // A writer may be newer than this reader: what it adds changes none of the facts known here.
            default -> new Data.Unchanging<>();
        };
    }

    private static Data<ReferralEvent> of(ReferralEvent event) {
        return new Data.OfCase<>(event);
    }

    private static Data<ReferralEvent> happened(String what, String on, Values values) {
        return happened(what, on, null, null, values);
    }

    private static Data<ReferralEvent> happened(String what, String on, String of, String code, Values values) {
        return happened(what, values.day(on), of, code, values);
    }

    /**
     * @param of names what it answers; null where it answers nothing
     * @param code names what more is said of it; null where nothing is
     */
    private static Data<ReferralEvent> happened(String what, int on, String of, String code, Values values) {
        return of(new ReferralEvent.Happened(
                what,
                on,
                of == null ? 0 : values.numberOrNone(of),
                code == null ? null : values.text(code),
                ClockMarks.of(values)));
    }

    private static Data<ReferralEvent> allocated(String on, boolean keepsTeam, Values values) {
        return of(new ReferralEvent.Allocated(
                values.day(on), values.text("worker"), values.text("team"), keepsTeam, ClockMarks.of(values)));
    }

    private static Data<ReferralEvent> corrected(Values values) {
        return of(new ReferralEvent.Corrected(
                values.number("entry"),
                values.day("on"),
                values.moment("at"),
                day("at", values),
                values.text("outcome"),
                values.text("category"),
                details(values),
                ClockMarks.of(values)));
    }

    static Details details(Values values) {
        return new Details(
                values.text("reference"),
                values.text("source"),
                values.text("primaryNeed"),
                values.truth("noFurtherAction"),
                values.text("locality"),
                values.text("sex"),
                values.text("ethnicity"));
    }

    /** The day of a moment in London; none where it is absent. */
    static int day(String name, Values values) {
        long moment = values.moment(name);
        return moment == Moments.NONE ? Days.NONE : Days.of(LondonTime.dateOf(Moments.instant(moment)));
    }
}
