package waymark.assessments.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waymark.assessments.domain.AssessmentCommand;
import waymark.assessments.domain.AssessmentCommand.TakeFromSource.Said;
import waymark.assessments.domain.Body;
import waymark.assessments.domain.Circumstances;
import waymark.assessments.domain.Codes;
import waymark.assessments.domain.Opening;
import waymark.assessments.domain.RequestSource;
import waymark.assessments.domain.StepKind;
import waymark.casefile.course.Forms;
import waymark.web.Localities;
import waymark.web.imports.Cells;
import waymark.web.imports.Context;
import waymark.web.imports.Fault;
import waymark.web.imports.Row;
import waymark.web.imports.RowReader;

/** The columns of a register of assessments (contracts/registers/ehc-register.md), and what a row of it says. */
public final class RegisterRows implements RowReader<AssessmentCommand> {
    private static final Map<String, Body> BODIES = bodies();
    private static final List<String> DECISIONS = List.of("assess", "do-not-assess");
    private static final String NOT_ASSESSED = "not-assessed";
    private static final List<String> OUTCOMES = List.of("plan-issued", "plan-not-issued", NOT_ASSESSED, "withdrawn");

    private final Codes codes;
    private final Localities localities;

    public RegisterRows(Codes codes, Localities localities) {
        this.codes = codes;
        this.localities = localities;
    }

    @Override
    public List<String> requiredColumns() {
        return List.of("assessment_ref", "child_ref", "requested_on");
    }

    @Override
    public List<String> optionalColumns() {
        var columns = new ArrayList<>(List.of("request_source", "decision_on", "decision"));
        for (var body : BODIES.keySet()) {
            columns.add(body + "_advice_requested_on");
            columns.add(body + "_advice_received_on");
        }
        columns.addAll(List.of(
                "exception",
                "draft_plan_on",
                "outcome_on",
                "outcome",
                "primary_need",
                "school_year",
                "locality",
                "coordinator",
                "sex",
                "ethnicity",
                "upn"));
        return columns;
    }

    @Override
    public Read<AssessmentCommand> read(Row row, Context context) {
        var cells = new Cells(row);
        var reference = cells.needed("assessment_ref", Forms.REFERENCE);
        var child = cells.needed("child_ref", Forms.CHILD);
        var requestedOn = cells.neededDay("requested_on");
        var opening = new Opening(
                cells.constant("request_source", RequestSource.class),
                null,
                cells.text("sex", Forms.SEX),
                cells.text("ethnicity", Forms.ETHNICITY),
                null,
                null);
        var circumstances = new Circumstances(
                cells.listed("primary_need", Codes.all(codes.primaryNeeds())),
                cells.text("school_year", Forms.SCHOOL_YEAR),
                cells.listed("locality", localities.of(context.authority())));
        var warnings = new ArrayList<Fault>();
        var steps = steps(row, cells, warnings);
        var exception = cells.listed("exception", Codes.all(codes.exceptions()));
        var coordinator = cells.text("coordinator", Forms.OFFICER);
        var upn = cells.text("upn", Forms.UPN);
        if (exception == null && row.has("exception")) exception = "";
        if (!cells.faults().isEmpty()) return new Read.Rejected<>(cells.faults());

        AssessmentCommand command = new AssessmentCommand.TakeFromSource(
                context.today(),
                reference,
                requestedOn,
                opening,
                circumstances,
                steps,
                exception,
                row.has("outcome"),
                coordinator);
        var personal = upn == null ? Map.<String, Object>of() : Map.<String, Object>of("upn", upn);
        return new Read.Taken<>(context.filing(row, reference, child, command, personal), warnings);
    }

    /** In the order of the course; the outcome last. A code without its day, or a day without its code, is not taken, with a warning. */
    private static List<Said> steps(Row row, Cells cells, List<Fault> warnings) {
        var steps = new ArrayList<Said>();
        var decision = cells.listed("decision", DECISIONS);
        var decisionOn = cells.day("decision_on");
        var outcome = cells.listed("outcome", OUTCOMES);
        var outcomeOn = cells.day("outcome_on");
        boolean notAssessed = NOT_ASSESSED.equals(outcome);
        if (notAssessed && decision == null && decisionOn == null) {
            decision = "do-not-assess";
            decisionOn = outcomeOn;
        }
        if (paired(row, "decision", decision, decisionOn, warnings)) {
            var kind = decision.equals("assess") ? StepKind.DECIDED_TO_ASSESS : StepKind.DECIDED_NOT_TO_ASSESS;
            steps.add(new Said(kind, null, decisionOn));
        }
        var received = new ArrayList<Said>();
        BODIES.forEach((column, body) -> {
            var askedOn = cells.day(column + "_advice_requested_on");
            if (askedOn != null) steps.add(new Said(StepKind.ADVICE_REQUESTED, body, askedOn));
            var receivedOn = cells.day(column + "_advice_received_on");
            if (receivedOn != null) received.add(new Said(StepKind.ADVICE_RECEIVED, body, receivedOn));
        });
        steps.addAll(received);
        var draftOn = cells.day("draft_plan_on");
        if (draftOn != null) steps.add(new Said(StepKind.DRAFT_SENT, null, draftOn));
        if (notAssessed) {
            sameDecision(row, decision, decisionOn, outcomeOn, warnings);
        } else if (paired(row, "outcome", outcome, outcomeOn, warnings)) {
            steps.add(new Said(kind(outcome), null, outcomeOn));
        }
        return steps;
    }

    private static void sameDecision(
            Row row, String decision, LocalDate decisionOn, LocalDate outcomeOn, List<Fault> warnings) {
        if (!"do-not-assess".equals(decision)) {
            warnings.add(new Fault(
                    "outcome", row.get("outcome"), "the decision is another, which is taken; this outcome is not"));
        } else if (outcomeOn != null && !outcomeOn.equals(decisionOn)) {
            warnings.add(new Fault(
                    "outcome_on",
                    row.get("outcome_on"),
                    "is not the day of the decision not to assess, which is taken"));
        }
    }

    private static boolean paired(Row row, String column, String code, LocalDate on, List<Fault> warnings) {
        if (code != null && on == null) {
            warnings.add(
                    new Fault(column, row.get(column), "has no day, so this is not taken; give " + column + "_on"));
        } else if (code == null && on != null) {
            warnings.add(new Fault(
                    column + "_on", row.get(column + "_on"), "says not what it is the day of, so it is not taken"));
        }
        return code != null && on != null;
    }

    private static StepKind kind(String outcome) {
        return switch (outcome) {
            case "plan-issued" -> StepKind.PLAN_ISSUED;
            case "plan-not-issued" -> StepKind.PLAN_NOT_ISSUED;
            default -> StepKind.WITHDRAWN;
        };
    }

    private static Map<String, Body> bodies() {
        var bodies = new LinkedHashMap<String, Body>();
        bodies.put("ep", Body.EDUCATIONAL_PSYCHOLOGIST);
        bodies.put("health", Body.HEALTH);
        bodies.put("social_care", Body.SOCIAL_CARE);
        bodies.put("school", Body.SCHOOL);
        bodies.put("parent", Body.PARENT);
        bodies.put("other", Body.OTHER);
        return bodies;
    }
}
