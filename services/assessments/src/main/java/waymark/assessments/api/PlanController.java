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

/** What happens to a plan once it is maintained, and how a decision is disputed. Each answers with the case as it stands then; what the course forbids is refused by rule. */
@RestController
@RequestMapping("/assessments/{id}")
final class PlanController {
    private final CaseEndpoint<Assessment, AssessmentCommand, AssessmentView> assessments;

    PlanController(KeptCases<Assessment, AssessmentCommand, AssessmentEvent> assessments) {
        this.assessments = AssessmentView.endpoint(assessments);
    }

    @PostMapping("/reviews")
    ResponseEntity<AssessmentView> holdReview(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Review body) {
        return assessments.execute("reviews", caller, id, http, body);
    }

    @PostMapping("/review-decisions")
    ResponseEntity<AssessmentView> decideReview(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.ReviewDecision body) {
        return assessments.execute("review-decisions", caller, id, http, body);
    }

    @PostMapping("/amendments")
    ResponseEntity<AssessmentView> amend(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Amendment body) {
        return assessments.execute("amendments", caller, id, http, body);
    }

    @PostMapping("/phase-transfers")
    ResponseEntity<AssessmentView> planTransfer(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.PhaseTransfer body) {
        return assessments.execute("phase-transfers", caller, id, http, body);
    }

    @PostMapping("/parent-told")
    ResponseEntity<AssessmentView> tellParent(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Telling body) {
        return assessments.execute("parent-told", caller, id, http, body);
    }

    @PostMapping("/move-away")
    ResponseEntity<AssessmentView> moveAway(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.MoveAway body) {
        return assessments.execute("move-away", caller, id, http, body);
    }

    @PostMapping("/transfer")
    ResponseEntity<AssessmentView> transfer(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Transfer body) {
        AssessmentsController.elsewhere(assessments, caller, "toAuthority", body.toAuthority());
        return assessments.execute("transfer", caller, id, http, body);
    }

    @PostMapping("/ceasing")
    ResponseEntity<AssessmentView> cease(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Ceasing body) {
        return assessments.execute("ceasing", caller, id, http, body);
    }

    @PostMapping("/mediations")
    ResponseEntity<AssessmentView> registerMediation(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Mediation body) {
        return assessments.execute("mediations", caller, id, http, body);
    }

    @PostMapping("/mediation-conclusions")
    ResponseEntity<AssessmentView> concludeMediation(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody Requests.MediationConclusion body) {
        return assessments.execute("mediation-conclusions", caller, id, http, body);
    }

    @PostMapping("/appeals")
    ResponseEntity<AssessmentView> registerAppeal(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Appeal body) {
        return assessments.execute("appeals", caller, id, http, body);
    }

    @PostMapping("/appeal-concessions")
    ResponseEntity<AssessmentView> concede(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Concession body) {
        return assessments.execute("appeal-concessions", caller, id, http, body);
    }

    @PostMapping("/appeal-conclusions")
    ResponseEntity<AssessmentView> concludeAppeal(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody Requests.AppealConclusion body) {
        return assessments.execute("appeal-conclusions", caller, id, http, body);
    }

    @PostMapping("/orders-carried-out")
    ResponseEntity<AssessmentView> carryOut(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.CarryingOut body) {
        return assessments.execute("orders-carried-out", caller, id, http, body);
    }
}
