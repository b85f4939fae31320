package waymark.reporting.events;

import static waymark.reporting.events.ClockMarks.CLOCKS;
import static waymark.reporting.events.ClockMarks.CODE;
import static waymark.reporting.events.EventShape.COUNT;
import static waymark.reporting.events.EventShape.DATE;
import static waymark.reporting.events.EventShape.Field.optional;
import static waymark.reporting.events.EventShape.Field.required;
import static waymark.reporting.events.EventShape.like;
import static waymark.reporting.events.EventShape.oneOf;

import java.util.List;
import waymark.reporting.domain.Register;
import waymark.reporting.domain.ehc.AssessmentEvent;
import waymark.reporting.domain.ehc.AssessmentFacts;
import waymark.reporting.domain.ehc.Assessments;
import waymark.reporting.domain.ehc.Course;
import waymark.reporting.domain.ehc.Ehc;
import waymark.reporting.events.EventShape.Field;
import waymark.reporting.events.EventShape.Form;
import waymark.reporting.events.EventShape.Values;
import waymark.reporting.events.Source.Malformed;

/** The events of assessments, in the form of contracts/events/assessments; a test holds the two together. */
public final class AssessmentEvents {
    public static final Source<AssessmentFacts, AssessmentEvent, Assessments> SOURCE =
            Source.of("assessments", new Ehc(), AssessmentEvents::read);

    private static final String PLAN_CLOCK = "ehc-plan";

    private static final Form UUID = like("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Form REFERENCE = like("[A-Za-z0-9][A-Za-z0-9._/-]{0,39}");
    private static final Form AUTHORITY = like("[0-9]{3}");
    private static final Form BODY =
            oneOf("educational-psychologist", "health", "social-care", "school", "parent", "other");
    private static final Form DISPUTE = oneOf("refusal-to-assess", "refusal-to-issue", "content", "ceasing");

    private static final Field REQUEST_SOURCE = optional(
            "requestSource",
            oneOf("parent", "young-person", "school", "early-years-setting", "health", "social-care", "other"));
    private static final Field PRIMARY_NEED = optional("primaryNeed", like("[A-Z]{2,6}"));
    private static final Field SCHOOL_YEAR = optional("schoolYear", like("N1|N2|[0-9]|1[0-3]|post-16"));
    private static final Field LOCALITY = optional("locality", like("[A-Z][A-Za-z' &-]{1,39}"));
    private static final Field SEX = optional("sex", oneOf("F", "M", "U"));
    private static final Field ETHNICITY = optional("ethnicity", like("[A-Z]{4}"));

    private static final EventShape REQUESTED = EventShape.of(
            required("reference", REFERENCE),
            required("requestedOn", DATE),
            REQUEST_SOURCE,
            PRIMARY_NEED,
            SCHOOL_YEAR,
            LOCALITY,
            SEX,
            ETHNICITY,
            optional("previousAssessment", UUID),
            optional("replaces", UUID),
            CLOCKS);

    private static final EventShape MOVED_IN = EventShape.of(
            required("reference", REFERENCE),
            required("transferredOn", DATE),
            required("fromAuthority", AUTHORITY),
            optional("lastReviewedOn", DATE),
            PRIMARY_NEED,
            SCHOOL_YEAR,
            LOCALITY,
            SEX,
            ETHNICITY,
            optional("previousAssessment", UUID),
            optional("replaces", UUID),
            CLOCKS);

    private static final EventShape DECISION_MADE =
            EventShape.of(required("decidedOn", DATE), required("decision", oneOf("assess", "do-not-assess")), CLOCKS);

    private static final EventShape ADVICE_REQUESTED =
            EventShape.of(required("requestedOn", DATE), required("body", BODY), CLOCKS);

    private static final EventShape ADVICE_RECEIVED =
            EventShape.of(required("receivedOn", DATE), required("body", BODY), optional("request", COUNT), CLOCKS);

    private static final EventShape BODY_REMINDED =
            EventShape.of(required("remindedOn", DATE), required("body", BODY), required("request", COUNT), CLOCKS);

    private static final EventShape EXCEPTION_RECORDED = EventShape.of(
            required("recordedOn", DATE),
            required("clock", CODE),
            optional("request", COUNT),
            required("code", CODE),
            optional("evidence", REFERENCE),
            optional("from", DATE),
            optional("until", DATE),
            optional("revisedTarget", DATE),
            CLOCKS);

    private static final EventShape EXCEPTION_WITHDRAWN =
            EventShape.of(required("withdrawnOn", DATE), required("exception", COUNT), CLOCKS);

    private static final EventShape DRAFT_PLAN_SENT = EventShape.of(required("sentOn", DATE), CLOCKS);
    private static final EventShape REPRESENTATIONS_RECEIVED = EventShape.of(required("receivedOn", DATE), CLOCKS);
    private static final EventShape PLAN_ISSUED = EventShape.of(required("issuedOn", DATE), CLOCKS);
    private static final EventShape PLAN_NOT_ISSUED = EventShape.of(required("decidedOn", DATE), CLOCKS);
    private static final EventShape WITHDRAWN = EventShape.of(required("withdrawnOn", DATE), CLOCKS);
    private static final EventShape REVIEW_HELD = EventShape.of(required("heldOn", DATE), CLOCKS);

    private static final EventShape REVIEW_DECIDED = EventShape.of(
            required("decidedOn", DATE),
            required("review", COUNT),
            required("decision", oneOf("maintain", "amend", "cease")),
            CLOCKS);

    private static final EventShape PLAN_AMENDED =
            EventShape.of(required("issuedOn", DATE), optional("review", COUNT), CLOCKS);

    private static final EventShape PHASE_TRANSFER_PLANNED = EventShape.of(
            required("plannedOn", DATE),
            required("transfer", oneOf("school", "into-post-16", "between-post-16")),
            required("movesOn", DATE),
            CLOCKS);

    private static final EventShape PARENT_TOLD = EventShape.of(required("toldOn", DATE), CLOCKS);

    private static final EventShape MOVED_AWAY =
            EventShape.of(required("learnedOn", DATE), required("movesOn", DATE), CLOCKS);

    private static final EventShape PLAN_TRANSFERRED =
            EventShape.of(required("transferredOn", DATE), optional("toAuthority", AUTHORITY), CLOCKS);

    private static final EventShape PLAN_CEASED = EventShape.of(
            required("ceasedOn", DATE),
            required(
                    "reason",
                    oneOf(
                            "no-longer-necessary",
                            "no-longer-responsible",
                            "left-education-or-training",
                            "reached-25",
                            "died")),
            CLOCKS);

    private static final EventShape REGISTERED =
            EventShape.of(required("registeredOn", DATE), required("about", DISPUTE), CLOCKS);

    private static final EventShape MEDIATION_CONCLUDED = EventShape.of(
            required("concludedOn", DATE),
            required("mediation", COUNT),
            required("about", DISPUTE),
            required("outcome", oneOf("agreed", "not-agreed", "withdrawn")),
            CLOCKS);

    private static final EventShape APPEAL_NOT_OPPOSED =
            EventShape.of(required("noticeOn", DATE), required("appeal", COUNT), required("about", DISPUTE), CLOCKS);

    private static final EventShape APPEAL_CONCLUDED = EventShape.of(
            required("concludedOn", DATE),
            required("appeal", COUNT),
            required("about", DISPUTE),
            required("outcome", oneOf("ordered", "dismissed", "withdrawn")),
            CLOCKS);

    private static final EventShape ORDER_CARRIED_OUT =
            EventShape.of(required("carriedOutOn", DATE), required("appeal", COUNT), CLOCKS);

    private static final EventShape CIRCUMSTANCES_CHANGED = EventShape.of(
                    required("changedOn", DATE), PRIMARY_NEED, SCHOOL_YEAR, LOCALITY, CLOCKS)
            .where(AssessmentEvents::hasCircumstances);

    private static final EventShape ASSIGNED = EventShape.of(
            required("assignedOn", DATE),
            required("officer", like("(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9-]{0,19}")),
            CLOCKS);

    private static final EventShape REOPENED = EventShape.of(required("reopenedOn", DATE), CLOCKS);

    private static final EventShape CORRECTED = EventShape.of(
                    optional("entry", COUNT),
                    optional("entryOn", DATE),
                    optional("from", DATE),
                    optional("until", DATE),
                    optional("revisedTarget", DATE),
                    optional("code", CODE),
                    optional("evidence", REFERENCE),
                    optional("movesOn", DATE),
                    optional("openedOn", DATE),
                    REQUEST_SOURCE,
                    PRIMARY_NEED,
                    SCHOOL_YEAR,
                    LOCALITY,
                    SEX,
                    ETHNICITY,
                    CLOCKS)
            .where(AssessmentEvents::correctsSomething);

    private static final EventShape VOIDED = EventShape.of(
            required("voidedOn", DATE),
            required("reason", oneOf("opened-in-error", "wrong-child", "duplicate")),
            CLOCKS);

    private static final EventShape REGISTER_DECLARED = EventShape.of(required("completeFrom", DATE), CLOCKS);

    private AssessmentEvents() {}

    private static Data<AssessmentEvent> read(String type, String json) throws Malformed {
        return switch (type) {
            case "requested" -> opened(Course.REQUESTED, "requestedOn", REQUESTED.read(json));
            case "moved-in" -> opened(Course.MOVED_IN, "transferredOn", MOVED_IN.read(json));
            case "decision-made" -> {
                var values = DECISION_MADE.read(json);
                boolean assess = values.text("decision").equals("assess");
                yield happened(assess ? Course.DECIDED_TO_ASSESS : Course.NOT_ASSESSED, "decidedOn", values);
            }
            case "advice-requested" -> marked(ADVICE_REQUESTED.read(json));
            case "advice-received" -> marked(ADVICE_RECEIVED.read(json));
            case "body-reminded" -> marked(BODY_REMINDED.read(json));
            case "exception-recorded" -> {
                var values = EXCEPTION_RECORDED.read(json);
                yield values.text("clock").equals(PLAN_CLOCK)
                        ? happened(Course.EXCEPTION, "recordedOn", null, "code", values)
                        : marked(values);
            }
            case "exception-withdrawn" -> {
                var values = EXCEPTION_WITHDRAWN.read(json);
                yield of(new AssessmentEvent.ExceptionWithdrawn(values.number("exception"), ClockMarks.of(values)));
            }
            case "draft-plan-sent" -> happened(Course.DRAFT_SENT, "sentOn", DRAFT_PLAN_SENT.read(json));
            case "representations-received" -> marked(REPRESENTATIONS_RECEIVED.read(json));
            case "plan-issued" -> happened(Course.PLAN_ISSUED, "issuedOn", PLAN_ISSUED.read(json));
            case "plan-not-issued" -> happened(Course.PLAN_NOT_ISSUED, "decidedOn", PLAN_NOT_ISSUED.read(json));
            case "withdrawn" -> happened(Course.WITHDRAWN, "withdrawnOn", WITHDRAWN.read(json));
            case "review-held" -> happened(Course.REVIEW_HELD, "heldOn", REVIEW_HELD.read(json));
            case "review-decided" ->
                happened(Course.REVIEW_DECIDED, "decidedOn", "review", "decision", REVIEW_DECIDED.read(json));
            case "plan-amended" -> happened(Course.PLAN_AMENDED, "issuedOn", PLAN_AMENDED.read(json));
            case "phase-transfer-planned" ->
                happened(Course.TRANSFER_PLANNED, "plannedOn", PHASE_TRANSFER_PLANNED.read(json));
            case "parent-told" -> happened(Course.PARENT_TOLD, "toldOn", PARENT_TOLD.read(json));
            case "moved-away" -> happened(Course.MOVED_AWAY, "learnedOn", MOVED_AWAY.read(json));
            case "plan-transferred" -> happened(Course.PLAN_TRANSFERRED, "transferredOn", PLAN_TRANSFERRED.read(json));
            case "plan-ceased" -> happened(Course.PLAN_CEASED, "ceasedOn", null, "reason", PLAN_CEASED.read(json));
            case "mediation-registered" ->
                happened(Course.MEDIATION, "registeredOn", null, "about", REGISTERED.read(json));
            case "mediation-concluded" -> concluded("mediation", "agreed", MEDIATION_CONCLUDED.read(json));
            case "appeal-registered" -> happened(Course.APPEAL, "registeredOn", null, "about", REGISTERED.read(json));
            case "appeal-not-opposed" ->
                happened(Course.CONCEDED, "noticeOn", "appeal", "about", APPEAL_NOT_OPPOSED.read(json));
            case "appeal-concluded" -> concluded("appeal", "ordered", APPEAL_CONCLUDED.read(json));
            case "order-carried-out" ->
                happened(Course.ORDER_CARRIED_OUT, "carriedOutOn", ORDER_CARRIED_OUT.read(json));
            case "circumstances-changed" -> {
                var values = CIRCUMSTANCES_CHANGED.read(json);
                yield of(new AssessmentEvent.CircumstancesChanged(
                        values.day("changedOn"), circumstances(values), ClockMarks.of(values)));
            }
            case "assigned" -> marked(ASSIGNED.read(json));
            case "reopened" -> of(new AssessmentEvent.Reopened(ClockMarks.of(REOPENED.read(json))));
            case "corrected" -> corrected(CORRECTED.read(json));
            case "voided" -> of(new AssessmentEvent.Voided(ClockMarks.of(VOIDED.read(json))));
            case "register-declared" ->
                new Data.OfRegister<>(new Register(REGISTER_DECLARED.read(json).day("completeFrom")));
            // A writer may be newer than this reader: what it adds changes none of the facts known here.
            default -> new Data.Unchanging<>();
        };
    }

    private static Data<AssessmentEvent> of(AssessmentEvent event) {
        return new Data.OfCase<>(event);
    }

    private static Data<AssessmentEvent> opened(String what, String on, Values values) {
        return of(new AssessmentEvent.Opened(
                what, values.text("reference"), values.day(on), opening(values), ClockMarks.of(values)));
    }

    /** Some events change clocks at most; what changes none changes no fact. */
    private static Data<AssessmentEvent> marked(Values values) {
        var marks = ClockMarks.of(values);
        return marks.isEmpty() ? new Data.Unchanging<>() : of(new AssessmentEvent.Marked(marks));
    }

    private static Data<AssessmentEvent> happened(String what, String on, Values values) {
        return happened(what, on, null, null, values);
    }

    /**
     * @param of names what it answers; null where it answers nothing
     * @param code names what more is said of it; null where nothing is
     */
    private static Data<AssessmentEvent> happened(String what, String on, String of, String code, Values values) {
        return of(new AssessmentEvent.Happened(
                what,
                values.day(on),
                of == null ? 0 : values.number(of),
                code == null ? null : values.text(code),
                ClockMarks.of(values)));
    }

    private static Data<AssessmentEvent> concluded(String of, String conceded, Values values) {
        return values.text("outcome").equals(conceded)
                ? happened(Course.CONCEDED, "concludedOn", of, "about", values)
                : happened(Course.CONCLUDED, "concludedOn", of, "outcome", values);
    }

    private static Data<AssessmentEvent> corrected(Values values) {
        return of(
                values.has("entry")
                        ? new AssessmentEvent.EntryCorrected(
                                values.number("entry"),
                                values.day("entryOn"),
                                values.text("code"),
                                circumstances(values),
                                ClockMarks.of(values))
                        : new AssessmentEvent.Corrected(
                                values.day("openedOn"), opening(values), ClockMarks.of(values)));
    }

    private static AssessmentEvent.Opening opening(Values values) {
        return new AssessmentEvent.Opening(
                values.text("requestSource"), values.text("sex"), values.text("ethnicity"), circumstances(values));
    }

    /** By their place in the columns. */
    private static List<String> circumstances(Values values) {
        return values.texts("primaryNeed", "schoolYear", "locality");
    }

    private static boolean hasCircumstances(Values values) {
        return values.has("primaryNeed", "schoolYear", "locality");
    }

    private static boolean correctsSomething(Values values) {
        boolean ofEntry = values.has("entryOn", "from", "until", "revisedTarget", "code", "evidence", "movesOn");
        boolean ofOpening = values.has("openedOn", "requestSource", "sex", "ethnicity");
        if (values.has("entry")) return !ofOpening && (ofEntry || hasCircumstances(values));
        return !ofEntry && (ofOpening || hasCircumstances(values));
    }
}
