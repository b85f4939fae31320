package waymark.referrals.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import waymark.casefile.course.Forms;
import waymark.referrals.domain.AssessmentOutcome;
import waymark.referrals.domain.Codes;
import waymark.referrals.domain.ConferenceOutcome;
import waymark.referrals.domain.ContactDecision;
import waymark.referrals.domain.DiscussionOutcome;
import waymark.referrals.domain.EnquiryOutcome;
import waymark.referrals.domain.ReferralCommand;
import waymark.referrals.domain.ReferralCommand.TakeFromSource.Said;
import waymark.referrals.domain.ReferralEvent;
import waymark.referrals.domain.ReferralEvent.ConferenceHeld;
import waymark.referrals.domain.ReferralEvent.EnquiryConcluded;
import waymark.referrals.domain.ReferralEvent.StrategyDiscussionHeld;
import waymark.web.Localities;
import waymark.web.imports.Cells;
import waymark.web.imports.Context;
import waymark.web.imports.Row;
import waymark.web.imports.RowReader;

/** The columns of a register of contacts and referrals (contracts/registers/referral-register.md), and what a row of it says. */
public final class RegisterRows implements RowReader<ReferralCommand> {
    private final List<String> sources;
    private final List<String> needs;
    private final List<String> categories;
    private final List<String> reasons;
    private final Localities localities;

    public RegisterRows(Codes codes, Localities localities) {
        sources = Codes.all(codes.sources());
        needs = Codes.all(codes.needs());
        categories = Codes.all(codes.categories());
        reasons = Codes.all(codes.closureReasons());
        this.localities = localities;
    }

    @Override
    public List<String> requiredColumns() {
        return List.of("contact_ref", "child_ref", "contact_at");
    }

    @Override
    public List<String> optionalColumns() {
        return List.of(
                "contact_group",
                "source",
                "decision_at",
                "decision",
                "referral_ref",
                "referral_on",
                "primary_need",
                "no_further_action",
                "assessment_started_on",
                "child_seen_on",
                "assessment_completed_on",
                "assessment_outcome",
                "strategy_discussion_on",
                "section_47_outcome",
                "conference_on",
                "conference_outcome",
                "plan_category",
                "closed_on",
                "closure_reason",
                "worker",
                "team",
                "allocated_on",
                "locality",
                "sex",
                "ethnicity",
                "upn");
    }

    @Override
    public boolean speaksOf(String reference) {
        return !CensusRecords.speaks(reference);
    }

    @Override
    public Read<ReferralCommand> read(Row row, Context context) {
        var cells = new Cells(row);
        var reference = cells.needed("contact_ref", Forms.REFERENCE);
        var child = cells.needed("child_ref", Forms.CHILD);
        var said = new RowOf(row, cells).said(reference, localities.of(context.authority()));
        var upn = cells.text("upn", Forms.UPN);
        for (var column : List.of("contact_ref", "contact_group", "referral_ref")) {
            if (References.namesChild(row.get(column), child)) cells.fault(column, References.NAMES_CHILD);
        }
        if (!cells.faults().isEmpty()) return new Read.Rejected<>(cells.faults());
        ReferralCommand command =
                new ReferralCommand.TakeFromSource(context.today(), context.now(), said, row.has("closed_on"));
        var personal = upn == null ? Map.<String, Object>of() : Map.<String, Object>of("upn", upn);
        return new Read.Taken<>(context.filing(row, reference, child, command, personal), cells.warnings());
    }

    /** One row as events, in the order of the course. A code without its day, or a day without its code, is left out with a warning. */
    private final class RowOf {
        private final Row row;
        private final Cells cells;
        private final List<Said> said = new ArrayList<>();

        RowOf(Row row, Cells cells) {
            this.row = row;
            this.cells = cells;
        }

        List<Said> said(String reference, List<String> places) {
            contact(reference, places);
            var referredOn = referral();
            allocation(referredOn);
            assessment();
            var conferenceOn = cells.day("conference_on");
            enquiry(conferenceOn);
            conference(conferenceOn);
            var closedOn = cells.day("closed_on");
            var reason = cells.listed("closure_reason", reasons);
            if (has("closure_reason") && closedOn == null) withoutDay("closure_reason", "closed_on");
            if (closedOn != null) say("closed_on", new ReferralEvent.Closed(closedOn, reason, List.of()));
            return said;
        }

        private void contact(String reference, List<String> places) {
            say(
                    "contact_at",
                    new ReferralEvent.ContactReceived(
                            reference,
                            cells.text("contact_group", Forms.REFERENCE),
                            cells.neededMoment("contact_at"),
                            cells.listed("source", sources),
                            cells.listed("locality", places),
                            cells.text("sex", Forms.SEX),
                            cells.text("ethnicity", Forms.ETHNICITY),
                            null,
                            List.of()));
            var decision = cells.constant("decision", ContactDecision.class);
            var decidedAt = cells.moment("decision_at");
            if (decision != null && decidedAt != null) {
                say("decision_at", new ReferralEvent.ContactDecided(decidedAt, decision, null, List.of()));
            } else if (decision != null) {
                withoutDay("decision", "decision_at");
            } else if (decidedAt != null) {
                ofNothing("decision_at");
            }
        }

        private LocalDate referral() {
            var on = cells.day("referral_on");
            var reference = cells.text("referral_ref", Forms.REFERENCE);
            var need = cells.listed("primary_need", needs);
            var withoutAction = cells.flag("no_further_action");
            if (on == null) {
                for (var column : List.of("referral_ref", "primary_need", "no_further_action")) {
                    if (has(column)) withoutDay(column, "referral_on");
                }
            } else {
                say(
                        "referral_on",
                        new ReferralEvent.ReferralMade(
                                on, reference, null, need, withoutAction, null, null, null, null, List.of()));
            }
            return on;
        }

        private void allocation(LocalDate referredOn) {
            var worker = cells.text("worker", Forms.OFFICER);
            var team = cells.text("team", Forms.CODE);
            var on = cells.day("allocated_on");
            if (worker == null && team == null) {
                if (on != null) ofNothing("allocated_on");
            } else if (on == null && referredOn == null) {
                withoutDay(worker == null ? "team" : "worker", "allocated_on");
            } else {
                say(
                        on == null ? "worker" : "allocated_on",
                        new ReferralEvent.Allocated(on == null ? referredOn : on, worker, team, List.of()));
            }
        }

        private void assessment() {
            var startedOn = cells.day("assessment_started_on");
            if (startedOn != null)
                say("assessment_started_on", new ReferralEvent.AssessmentStarted(startedOn, List.of()));
            var seenOn = cells.day("child_seen_on");
            if (seenOn != null) {
                var occasion = ReferralEvent.ChildSeen.Occasion.ASSESSMENT;
                say("child_seen_on", new ReferralEvent.ChildSeen(seenOn, occasion, List.of()));
            }
            var completedOn = cells.day("assessment_completed_on");
            var outcome = cells.constant("assessment_outcome", AssessmentOutcome.class);
            if (outcome != null && completedOn == null) withoutDay("assessment_outcome", "assessment_completed_on");
            if (completedOn != null) {
                say(
                        "assessment_completed_on",
                        new ReferralEvent.AssessmentCompleted(completedOn, null, outcome, List.of(), List.of()));
            }
        }

        private void enquiry(LocalDate conferenceOn) {
            var discussedOn = cells.day("strategy_discussion_on");
            if (discussedOn != null) {
                var outcome = DiscussionOutcome.SECTION_47;
                say("strategy_discussion_on", new StrategyDiscussionHeld(discussedOn, outcome, List.of()));
            }
            var outcome = cells.constant("section_47_outcome", EnquiryOutcome.class);
            var concludedOn = outcome == EnquiryOutcome.CONFERENCE && conferenceOn != null ? conferenceOn : discussedOn;
            if (outcome != null && concludedOn != null) {
                say("section_47_outcome", new EnquiryConcluded(concludedOn, null, outcome, List.of()));
            } else if (outcome != null) {
                withoutDay("section_47_outcome", "strategy_discussion_on");
            }
        }

        private void conference(LocalDate on) {
            var outcome = cells.constant("conference_outcome", ConferenceOutcome.class);
            var category = cells.listed("plan_category", categories);
            if (on != null) say("conference_on", new ConferenceHeld(on, null, outcome, List.of()));
            else if (outcome != null) withoutDay("conference_outcome", "conference_on");
            if (on != null && outcome == ConferenceOutcome.PROTECTION_PLAN) {
                say("conference_outcome", new ReferralEvent.ProtectionPlanBegun(on, category, null, List.of()));
            } else if (category != null) {
                cells.warn(
                        "plan_category",
                        "referral.category-of-nothing",
                        "no plan is said to have begun, so this is not taken");
            }
        }

        private void say(String column, ReferralEvent event) {
            said.add(new Said(column, event));
        }

        private boolean has(String column) {
            return row.get(column) != null;
        }

        private void withoutDay(String column, String dayColumn) {
            cells.warn(column, "referral.without-day", "has no day, so this is not taken; give " + dayColumn);
        }

        private void ofNothing(String column) {
            cells.warn(column, "referral.day-of-nothing", "says not what it is the day of, so it is not taken");
        }
    }
}
