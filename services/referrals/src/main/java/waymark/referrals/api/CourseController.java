package waymark.referrals.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import waymark.referrals.domain.ConferenceOutcome;
import waymark.referrals.domain.Referral;
import waymark.referrals.domain.ReferralCommand;
import waymark.referrals.domain.ReferralEvent;
import waymark.web.Caller;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.KeptCases;

/** The steps of a referral, from the assessment to the end of a plan. Each answers with the case as it stands then; what the course forbids is refused by rule. */
@RestController
@RequestMapping("/referrals/{id}")
final class CourseController {
    private final CaseEndpoint<Referral, ReferralCommand, ReferralView> referrals;

    CourseController(KeptCases<Referral, ReferralCommand, ReferralEvent> cases) {
        this.referrals = ReferralView.referrals(cases);
    }

    /** Nothing is to follow from the referral; the case stays open until it is closed. */
    @PostMapping("/no-further-action")
    ResponseEntity<ReferralView> decideAgainstAction(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.NoFurtherAction body) {
        return referrals.execute("no-further-action", caller, id, http, body);
    }

    /** An assessment of the child began; a further one counts from its own start. */
    @PostMapping("/assessments")
    ResponseEntity<ReferralView> startAssessment(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.AssessmentStart body) {
        return referrals.execute("assessments", caller, id, http, body);
    }

    /** The assessment was authorised, with what it came to. */
    @PostMapping("/assessment-completions")
    ResponseEntity<ReferralView> completeAssessment(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody Requests.AssessmentCompletion body) {
        return referrals.execute("assessment-completions", caller, id, http, body);
    }

    /** The child was seen: for the assessment, or as the plan under which the child is asks for. */
    @PostMapping("/visits")
    ResponseEntity<ReferralView> see(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Visit body) {
        return referrals.execute("visits", caller, id, http, body);
    }

    /** A strategy discussion; where it begins an enquiry, the conference is due 15 working days after it. */
    @PostMapping("/strategy-discussions")
    ResponseEntity<ReferralView> discuss(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody Requests.StrategyDiscussion body) {
        return referrals.execute("strategy-discussions", caller, id, http, body);
    }

    /** A section 47 enquiry came to its end, with a conference to be held or not. */
    @PostMapping("/enquiry-conclusions")
    ResponseEntity<ReferralView> concludeEnquiry(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody Requests.EnquiryConclusion body) {
        return referrals.execute("enquiry-conclusions", caller, id, http, body);
    }

    /** An initial child protection conference, and the protection plan that it decides on. */
    @PostMapping("/conferences")
    ResponseEntity<ReferralView> confer(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.Conference body) {
        if (body.category() != null && body.outcome() == ConferenceOutcome.NO_PLAN) {
            throw referrals.fault(
                    "category-without-plan",
                    "category",
                    "Only a conference that decides on a protection plan has a category. Leave it out, or correct the outcome.");
        }
        return referrals.execute("conferences", caller, id, http, body);
    }

    /** A protection plan of a conference that was recorded before. */
    @PostMapping("/protection-plan")
    ResponseEntity<ReferralView> beginProtectionPlan(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.ProtectionPlan body) {
        return referrals.execute("protection-plan", caller, id, http, body);
    }

    /** A review of the protection plan. */
    @PostMapping("/protection-plan-reviews")
    ResponseEntity<ReferralView> reviewProtectionPlan(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody Requests.ProtectionPlanReview body) {
        return referrals.execute("protection-plan-reviews", caller, id, http, body);
    }

    /** The protection plan came to its end. */
    @PostMapping("/protection-plan-end")
    ResponseEntity<ReferralView> endProtectionPlan(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody Requests.ProtectionPlanEnd body) {
        return referrals.execute("protection-plan-end", caller, id, http, body);
    }

    /** The child has a child-in-need plan from that day on. */
    @PostMapping("/child-in-need-plan")
    ResponseEntity<ReferralView> beginChildInNeedPlan(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Requests.ChildInNeedPlan body) {
        return referrals.execute("child-in-need-plan", caller, id, http, body);
    }

    /** A review of the child-in-need plan. */
    @PostMapping("/child-in-need-plan-reviews")
    ResponseEntity<ReferralView> reviewChildInNeedPlan(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody Requests.ChildInNeedPlanReview body) {
        return referrals.execute("child-in-need-plan-reviews", caller, id, http, body);
    }

    /** The child-in-need plan came to its end. */
    @PostMapping("/child-in-need-plan-end")
    ResponseEntity<ReferralView> endChildInNeedPlan(
            Caller caller,
            @PathVariable UUID id,
            HttpServletRequest http,
            @RequestBody Requests.ChildInNeedPlanEnd body) {
        return referrals.execute("child-in-need-plan-end", caller, id, http, body);
    }
}
