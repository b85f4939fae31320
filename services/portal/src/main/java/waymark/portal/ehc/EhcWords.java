package waymark.portal.ehc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waymark.portal.desk.Doc;
import waymark.portal.ehc.Course.Happening;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;
import waymark.web.CodeLists;

/** The codes of assessments in the words of a coordinator. */
final class EhcWords {
    static final List<Choice> STATUSES = List.of(
            Choice.of("requested", "Requested"),
            Choice.of("assessing", "Being assessed"),
            Choice.of("drafted", "Draft sent"),
            Choice.of("maintained", "Plan in force"),
            Choice.of("not-assessed", "Not assessed"),
            Choice.of("not-issued", "No plan issued"),
            Choice.of("withdrawn", "Withdrawn"),
            Choice.of("transferred", "Transferred"),
            Choice.of("ceased", "Plan ceased"),
            Choice.of("voided", "Opened in error"));

    static final List<Choice> NEXT_STEPS = List.of(
            Choice.of("decide", "Decide whether to assess"),
            Choice.of("ask-for-advice", "Ask for advice"),
            Choice.of("await-advice", "Wait for advice"),
            Choice.of("send-draft", "Send the draft plan"),
            Choice.of("issue-plan", "Issue the final plan"),
            Choice.of("hold-review", "Hold the annual review"),
            Choice.of("decide-review", "Decide after the review"),
            Choice.of("amend-plan", "Issue the amended plan"),
            Choice.of("transfer-plan", "Transfer the plan"),
            Choice.of("tell-parent", "Tell the parent"),
            Choice.of("carry-out-order", "Carry out the order"));

    static final List<Choice> BODIES = List.of(
            Choice.of("educational-psychologist", "Educational psychologist"),
            Choice.of("health", "Health"),
            Choice.of("social-care", "Social care"),
            Choice.of("school", "School or setting"),
            Choice.of("parent", "Parent or young person"),
            Choice.of("other", "Another body"));

    static final List<Choice> DISPUTES = List.of(
            Choice.of("refusal-to-assess", "The refusal to assess"),
            Choice.of("refusal-to-issue", "The refusal to issue a plan"),
            Choice.of("content", "What the plan says"),
            Choice.of("ceasing", "Ceasing the plan"));

    static final List<Choice> REQUEST_SOURCES = List.of(
            Choice.of("parent", "Parent"),
            Choice.of("young-person", "Young person"),
            Choice.of("school", "School"),
            Choice.of("early-years-setting", "Early years setting"),
            Choice.of("health", "Health"),
            Choice.of("social-care", "Social care"),
            Choice.of("other", "Other"));

    static final List<Choice> GROUNDS_FOR_CEASING = List.of(
            Choice.of("no-longer-necessary", "The plan is no longer necessary"),
            Choice.of("no-longer-responsible", "The authority is no longer responsible"),
            Choice.of("left-education-or-training", "The young person left education or training"),
            Choice.of("reached-25", "The young person reached 25"),
            Choice.of("died", "The child or young person died"));

    static final List<Choice> CLOCKS = List.of(
            Choice.of("ehc-decision", "Decision whether to assess"),
            Choice.of("ehc-advice", "Advice"),
            Choice.of("ehc-not-issue", "Notice that no plan is issued, if none is"),
            Choice.of("ehc-plan", "Final plan"),
            Choice.of("ehc-comment", "Parent’s time to comment on the draft"),
            Choice.of("ehc-annual-review", "Annual review"),
            Choice.of("ehc-review-decision", "Decision after the review"),
            Choice.of("ehc-amendment", "Amended plan, from the notice"),
            Choice.of("ehc-amended-plan", "Amended plan, from the meeting, if it is amended"),
            Choice.of("ehc-phase-transfer", "Plan ready for the next school"),
            Choice.of("ehc-post-16-transfer", "Plan ready for post-16"),
            Choice.of("ehc-between-post-16", "Plan ready for the next post-16 institution"),
            Choice.of("ehc-plan-transfer", "Transfer of the plan"),
            Choice.of("ehc-moved-in", "Parent told, after the move in"),
            Choice.of("ehc-unopposed-notify", "Parent told, appeal not opposed"),
            Choice.of("ehc-unopposed-assess", "Assessment, appeal not opposed"),
            Choice.of("ehc-unopposed-plan", "Final plan, appeal not opposed"),
            Choice.of("ehc-unopposed-amendment", "Amended plan, appeal not opposed"),
            Choice.of("ehc-order-notify", "Parent told, by the order"),
            Choice.of("ehc-order-assess", "Assessment, by the order"),
            Choice.of("ehc-order-plan", "Final plan, after the assessment ordered"),
            Choice.of("ehc-order-draft", "Draft plan, by the order"),
            Choice.of("ehc-order-issue", "Final plan, by the order"),
            Choice.of("ehc-order-amendment", "Amended plan, by the order"));

    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("entryOn", "day");
        FIELDS.put("openedOn", "opened on");
        FIELDS.put("from", "from");
        FIELDS.put("until", "until");
        FIELDS.put("revisedTarget", "revised target");
        FIELDS.put("code", "exception");
        FIELDS.put("evidence", "evidence");
        FIELDS.put("movesOn", "day of the move");
        FIELDS.put("requestSource", "asked by");
        FIELDS.put("primaryNeed", "primary need");
        FIELDS.put("schoolYear", "school year");
        FIELDS.put("locality", "locality");
        FIELDS.put("sex", "sex");
        FIELDS.put("ethnicity", "ethnicity");
    }

    private final List<Choice> exceptions;
    private final List<Choice> needs;

    EhcWords(CodeLists lists) {
        exceptions = lists.rows("ehc-exceptions.csv", row -> Choice.of(row.getField("code"), row.getField("meaning")));
        needs = lists.rows("primary-needs.csv", row -> Choice.of(row.getField("code"), row.getField("meaning")));
    }

    static String status(String code) {
        return Meanings.of(STATUSES, code);
    }

    static String nextStep(String code) {
        return Meanings.of(NEXT_STEPS, code);
    }

    static String body(String code) {
        return Meanings.of(BODIES, code);
    }

    /** @param subject the body asked, or null */
    static String clock(String code, String subject) {
        var clock = Meanings.of(CLOCKS, code);
        return subject == null ? clock : clock + ": " + Words.uncapital(body(subject));
    }

    static String requestSource(String code) {
        return Meanings.of(REQUEST_SOURCES, code);
    }

    static String exception(String code) {
        return switch (code) {
            case "institution-closed" -> "School or institution closed";
            case "early-years-closed" -> "Early years provider closed";
            case "exceptional-circumstances" -> "Exceptional personal circumstances";
            case "absent-from-area" -> "Absent from the area";
            case "missed-appointment" -> "Missed appointment";
            default -> Words.code(code);
        };
    }

    String exceptionInFull(String code) {
        return Words.capital(Meanings.of(exceptions, code));
    }

    String need(String code) {
        return code == null ? null : code + ": " + Meanings.of(needs, code);
    }

    /** What happened, as a line of the timeline. */
    static String happened(Happening one) {
        var data = one.data();
        return switch (one.type()) {
            case "requested" -> "Request received" + from(data);
            case "moved-in" -> "Moved in with a plan from authority " + data.text("fromAuthority");
            case "decision-made" ->
                data.text("decision").equals("assess") ? "Decided to assess" : "Decided not to assess";
            case "advice-requested" -> "Advice asked for: " + Words.uncapital(body(data.text("body")));
            case "advice-received" -> "Advice received: " + Words.uncapital(body(data.text("body")));
            case "body-reminded" -> "Reminder sent: " + Words.uncapital(body(data.text("body")));
            case "exception-recorded" -> exception(data);
            case "exception-withdrawn" -> "Exception withdrawn: entry " + data.text("exception");
            case "draft-plan-sent" -> "Draft plan sent";
            case "representations-received" -> "Comments on the draft received";
            case "plan-issued" -> "Final plan issued";
            case "plan-not-issued" -> "Decided not to issue a plan";
            case "withdrawn" -> "Request withdrawn";
            case "review-held" -> "Annual review held";
            case "review-decided" -> "Decided after the review: %s the plan".formatted(data.text("decision"));
            case "plan-amended" -> "Amended plan issued" + (data.has("review") ? " after the review" : "");
            case "phase-transfer-planned" ->
                "Move planned: %s, on %s"
                        .formatted(Words.uncapital(transfer(data.text("transfer"))), data.day("movesOn"));
            case "parent-told" -> "Parent told what will be done";
            case "moved-away" -> "Move away learned of: on " + data.day("movesOn");
            case "plan-transferred" ->
                "Plan transferred"
                        + (data.has("toAuthority") ? " to authority " + data.text("toAuthority") : " out of England");
            case "plan-ceased" ->
                "Plan ceased: " + Words.uncapital(Meanings.of(GROUNDS_FOR_CEASING, data.text("reason")));
            case "mediation-registered" ->
                "Mediation registered: " + Words.uncapital(Meanings.of(DISPUTES, data.text("about")));
            case "mediation-concluded" ->
                "Mediation ended: " + Words.uncapital(Words.code(data.text("outcome"))) + about(data);
            case "appeal-registered" ->
                "Appeal registered: " + Words.uncapital(Meanings.of(DISPUTES, data.text("about")));
            case "appeal-not-opposed" -> "Appeal not opposed, notice sent to the tribunal" + about(data);
            case "appeal-concluded" ->
                "Appeal ended: " + Words.uncapital(Words.code(data.text("outcome"))) + about(data);
            case "order-carried-out" -> "Order carried out";
            case "circumstances-changed" -> "Circumstances changed: " + fields(data);
            case "assigned" -> "Assigned to " + data.text("officer");
            case "reopened" -> "Re-opened: the last ending was a mistake";
            case "corrected" ->
                (data.has("entry") ? "Entry %s corrected: ".formatted(data.text("entry")) : "Corrected: ")
                        + fields(data);
            case "voided" -> "Opened in error: " + Words.uncapital(Words.code(data.text("reason")));
            default -> Words.code(one.type());
        };
    }

    static String transfer(String code) {
        return switch (code) {
            case "school" -> "Between phases of school";
            case "into-post-16" -> "From school to post-16";
            case "between-post-16" -> "Between post-16 institutions";
            default -> Words.code(code);
        };
    }

    private static String from(Doc data) {
        return data.has("requestSource") ? " from: " + Words.uncapital(requestSource(data.text("requestSource"))) : "";
    }

    private static String about(Doc data) {
        return data.has("about") ? " (%s)".formatted(Words.uncapital(Meanings.of(DISPUTES, data.text("about")))) : "";
    }

    private static String exception(Doc data) {
        var words = new StringBuilder("Exception recorded: ")
                .append(Words.uncapital(exception(data.text("code"))))
                .append(", for: ")
                .append(Words.uncapital(clock(data.text("clock"), null)));
        if (data.has("request"))
            words.append(" (entry ").append(data.text("request")).append(')');
        if (data.has("from")) words.append(", from ").append(data.day("from"));
        if (data.has("until")) words.append(" until ").append(data.day("until"));
        if (data.has("evidence")) words.append(", evidence ").append(data.text("evidence"));
        if (data.has("revisedTarget")) words.append(", revised target ").append(data.day("revisedTarget"));
        return words.toString();
    }

    private static String fields(Doc data) {
        var said = new ArrayList<String>();
        FIELDS.forEach((field, words) -> {
            if (data.has(field)) said.add(words + " " + value(field, data));
        });
        return said.isEmpty() ? "personal details" : String.join(", ", said);
    }

    private static String value(String field, Doc data) {
        var text = data.text(field);
        return switch (field) {
            case "entryOn", "openedOn", "from", "until", "revisedTarget", "movesOn" -> data.day(field);
            case "code" -> Words.uncapital(exception(text));
            case "requestSource" -> Words.uncapital(requestSource(text));
            case "sex" -> Words.uncapital(Meanings.of(Meanings.SEXES, text));
            default -> text;
        };
    }
}
