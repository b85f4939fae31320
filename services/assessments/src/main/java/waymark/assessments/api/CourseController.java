package waymark.assessments.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import waymark.assessments.domain.Assessment;
import waymark.assessments.domain.AssessmentCommand;
import waymark.assessments.domain.AssessmentEvent;
import waymark.web.Caller;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.KeptCases;

/** The steps of an assessment, from the decision to the plan or its refusal. Each answers with the case as it stands then; what the course forbids is refused by rule. */
@RestController
@RequestMapping("/assessments/{id}")
final class CourseController {
    private final CaseEndpoint<Assessment, AssessmentCommand, AssessmentView> assessments;

    CourseController(KeptCases<Assessment, AssessmentCommand, AssessmentEvent> assessments) {
        this.assessments = AssessmentView.endpoint(assessments);
    }

    @PostMapping("/decision")
    ResponseEntity<AssessmentView> decide(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Decision body) {
        return assessments.execute("decision", caller, id, http, body);
    }

    @PostMapping("/advice-requests")
    ResponseEntity<AssessmentView> askForAdvice(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.AdviceRequest body) {
        return assessments.execute("advice-requests", caller, id, http, body);
    }

    @PostMapping("/advice")
    ResponseEntity<AssessmentView> receiveAdvice(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Advice body) {
        return assessments.execute("advice", caller, id, http, body);
    }

    @PostMapping("/reminders")
    ResponseEntity<AssessmentView> remind(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Reminder body) {
        return assessments.execute("reminders", caller, id, http, body);
    }

    @PostMapping("/exceptions")
    ResponseEntity<AssessmentView> except(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Excuse body) {
        return assessments.execute("exceptions", caller, id, http, body);
    }

    @PostMapping("/exception-withdrawals")
    ResponseEntity<AssessmentView> withdrawException(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody Requests.ExceptionWithdrawal body) {
        return assessments.execute("exception-withdrawals", caller, id, http, body);
    }

    @PostMapping("/drafts")
    ResponseEntity<AssessmentView> sendDraft(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Draft body) {
        return assessments.execute("drafts", caller, id, http, body);
    }

    @PostMapping("/representations")
    ResponseEntity<AssessmentView> receiveRepresentations(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Representations body) {
        return assessments.execute("representations", caller, id, http, body);
    }

    @PostMapping("/plan")
    ResponseEntity<AssessmentView> issuePlan(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Plan body) {
        return assessments.execute("plan", caller, id, http, body);
    }

    @PostMapping("/refusal")
    ResponseEntity<AssessmentView> refusePlan(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Refusal body) {
        return assessments.execute("refusal", caller, id, http, body);
    }

    @PostMapping("/withdrawal")
    ResponseEntity<AssessmentView> withdraw(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Withdrawal body) {
        return assessments.execute("withdrawal", caller, id, http, body);
    }
}
