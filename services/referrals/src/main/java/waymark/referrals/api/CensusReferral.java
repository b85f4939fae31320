package waymark.referrals.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import waymark.referrals.domain.Codes;
import waymark.referrals.domain.ConferenceOutcome;
import waymark.referrals.domain.DiscussionOutcome;
import waymark.referrals.domain.EnquiryOutcome;
import waymark.referrals.domain.ReferralCommand.TakeFromSource.Said;
import waymark.referrals.domain.ReferralEvent;
import waymark.web.imports.Cells;
import waymark.web.imports.Element;

/** One CINdetails as events, in the order of the course; those that stand there several times in the order of their days. */
final class CensusReferral {
    private static final String CONFERENCE_ON = "DateOfInitialCPC";

    private final Codes codes;
    private final Element details;
    private final Cells cells;
    private final List<Said> said = new ArrayList<>();

    /** @param cells those of the details, where faults and warnings are kept */
    CensusReferral(Codes codes, Element details, Cells cells) {
        this.codes = codes;
        this.details = details;
        this.cells = cells;
    }

    List<Said> said(String reference, LocalDate referredOn, String sex, String ethnicity) {
        say(
                "CINreferralDate",
                new ReferralEvent.ReferralMade(
                        referredOn,
                        reference,
                        cells.listed("ReferralSource", Codes.all(codes.sources())),
                        cells.listed("PrimaryNeedCode", Codes.all(codes.needs())),
                        cells.flag("ReferralNFA"),
                        null,
                        sex,
                        ethnicity,
                        null,
                        List.of()));
        for (var part : inOrder(List.of("Assessments"), List.of("AssessmentActualStartDate"))) assessment(part);
        conferences();
        var plans = List.of("ChildProtectionPlans", "CINPlanDates");
        for (var part : inOrder(plans, List.of("CPPstartDate", "CINPlanStartDate"))) {
            if (part.name().equals("ChildProtectionPlans")) protectionPlan(part);
            else childInNeedPlan(part);
        }
        closing();
        return said;
    }

    private void assessment(Element part) {
        var its = cells.of(part);
        var startedOn = its.day("AssessmentActualStartDate");
        var start = startedOn == null
                ? null
                : say(part, "AssessmentActualStartDate", new ReferralEvent.AssessmentStarted(startedOn, List.of()));
        var factors = factors(part);
        var completedOn = its.day("AssessmentAuthorisationDate");
        if (completedOn != null) {
            say(
                    part,
                    "AssessmentAuthorisationDate",
                    new ReferralEvent.AssessmentCompleted(completedOn, null, null, factors, List.of()),
                    start);
        } else if (!factors.isEmpty()) {
            cells.of(part)
                    .warn(
                            "FactorsIdentifiedAtAssessment",
                            "census.factors-of-nothing",
                            "the assessment has no day of authorisation, so these are not taken");
        }
    }

    private List<String> factors(Element part) {
        var list = Codes.all(codes.factors());
        var factors = new ArrayList<String>();
        for (var section : part.all("FactorsIdentifiedAtAssessment")) {
            for (var factor : section.all("AssessmentFactors")) {
                if (factor.text().isEmpty() || factors.contains(factor.text())) continue;
                if (list.contains(factor.text())) factors.add(factor.text());
                else {
                    cells.of(part)
                            .of(section)
                            .warn(factor, "census.factor-unknown", "is none of assessment-factors.csv; it is left out");
                }
            }
        }
        return factors;
    }

    /** The census has a conference's day beside the enquiries and within each. */
    private void conferences() {
        var known = new HashSet<LocalDate>();
        for (var part : inOrder(List.of("Section47"), List.of("S47ActualStartDate"))) known.add(enquiry(part));
        var on = cells.day(CONFERENCE_ON);
        if (on != null && !known.contains(on)) conference(CONFERENCE_ON, on, null);
    }

    private LocalDate enquiry(Element part) {
        var its = cells.of(part);
        var begunOn = its.day("S47ActualStartDate");
        var discussion = begunOn == null
                ? null
                : say(
                        part,
                        "S47ActualStartDate",
                        new ReferralEvent.StrategyDiscussionHeld(begunOn, DiscussionOutcome.SECTION_47, List.of()));
        var conferenceOn = its.day(CONFERENCE_ON);
        boolean notRequired = Boolean.TRUE.equals(its.flag("ICPCnotRequired"));
        if (conferenceOn != null) {
            if (notRequired) {
                its.warn(
                        "ICPCnotRequired",
                        "census.conference-not-required",
                        "and yet a conference was held; the conference is taken, this is not");
            }
            conference(part.place() + "/" + CONFERENCE_ON, conferenceOn, discussion);
        } else if (notRequired && begunOn != null) {
            var outcome = EnquiryOutcome.NO_CONFERENCE_NEEDED;
            say(
                    part,
                    "ICPCnotRequired",
                    new ReferralEvent.EnquiryConcluded(begunOn, null, outcome, List.of()),
                    discussion);
        } else if (notRequired) {
            its.warn(
                    "ICPCnotRequired",
                    "census.enquiry-without-day",
                    "the enquiry has no day on which it began, so this is not taken");
        }
        return conferenceOn;
    }

    /** @param discussion that began the enquiry, or null */
    private void conference(String element, LocalDate on, Said discussion) {
        boolean planBegan = details.all("ChildProtectionPlans").stream()
                .anyMatch(plan -> on.equals(new Cells(plan).day("CPPstartDate")));
        var outcome = planBegan ? ConferenceOutcome.PROTECTION_PLAN : null;
        say(element, new ReferralEvent.ConferenceHeld(on, null, outcome, List.of()), discussion);
    }

    private void protectionPlan(Element part) {
        var its = cells.of(part);
        var categories = Codes.all(codes.categories());
        var first = its.listed("InitialCategoryOfAbuse", categories);
        var latest = its.listed("LatestCategoryOfAbuse", categories);
        var begunOn = its.day("CPPstartDate");
        if (begunOn != null) {
            var category = first == null ? latest : first;
            say(part, "CPPstartDate", new ReferralEvent.ProtectionPlanBegun(begunOn, category, null, List.of()));
        }
        boolean changed = first != null && latest != null && !latest.equals(first);
        var reviews = part.all("Reviews").stream()
                .filter(review -> its.of(review).day("CPPreviewDate") != null)
                .sorted(Comparator.comparing(review -> new Cells(review).day("CPPreviewDate")))
                .toList();
        for (var review : reviews) {
            boolean isLast = review.equals(reviews.getLast());
            say(
                    part.place() + "/" + review.place() + "/CPPreviewDate",
                    new ReferralEvent.ProtectionPlanReviewed(
                            new Cells(review).day("CPPreviewDate"), changed && isLast ? latest : null, List.of()));
        }
        if (changed && reviews.isEmpty()) {
            its.warn(
                    "LatestCategoryOfAbuse",
                    "census.category-without-review",
                    "no review is said to have changed the category, so this is not taken");
        }
        var endedOn = its.day("CPPendDate");
        if (endedOn != null) say(part, "CPPendDate", new ReferralEvent.ProtectionPlanEnded(endedOn, List.of()));
    }

    private void childInNeedPlan(Element part) {
        var its = cells.of(part);
        var begunOn = its.day("CINPlanStartDate");
        if (begunOn != null) say(part, "CINPlanStartDate", new ReferralEvent.ChildInNeedPlanBegun(begunOn, List.of()));
        var endedOn = its.day("CINPlanEndDate");
        if (endedOn != null) say(part, "CINPlanEndDate", new ReferralEvent.ChildInNeedPlanEnded(endedOn, List.of()));
    }

    private void closing() {
        var closedOn = cells.day("CINclosureDate");
        var reason = cells.listed("ReasonForClosure", Codes.all(codes.closureReasons()));
        if (closedOn != null) say("CINclosureDate", new ReferralEvent.Closed(closedOn, reason, List.of()));
        else if (reason != null) {
            cells.warn("ReasonForClosure", "census.reason-without-closing", "has no day, so this is not taken");
        }
    }

    /** The parts of some names by the day that each has in one of those elements; those without a day last. */
    private List<Element> inOrder(List<String> names, List<String> days) {
        return details.parts().stream()
                .filter(part -> names.contains(part.name()))
                .sorted(Comparator.comparing(
                        part -> day(part, days), Comparator.nullsLast(Comparator.<LocalDate>naturalOrder())))
                .toList();
    }

    private static LocalDate day(Element part, List<String> days) {
        return days.stream()
                .map(day -> new Cells(part).day(day))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Said say(Element part, String name, ReferralEvent event) {
        return say(part, name, event, null);
    }

    private Said say(Element part, String name, ReferralEvent event, Said answers) {
        return say(part.place() + "/" + name, event, answers);
    }

    private void say(String element, ReferralEvent event) {
        var _ = say(element, event, null);
    }

    private Said say(String element, ReferralEvent event, Said answers) {
        var one = new Said(element, event, answers);
        said.add(one);
        return one;
    }
}
