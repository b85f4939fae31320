package waymark.referrals.api;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bson.conversions.Bson;
import waymark.referrals.domain.ContactDecision;
import waymark.referrals.domain.NextStep;
import waymark.referrals.domain.Referral.Plan;
import waymark.referrals.domain.Standing;
import waymark.web.cases.Column;
import waymark.web.cases.ListFields;

/** What the duty team's list can be filtered and sorted by, and its columns as CSV. */
final class ReferralList {
    private static final String PRESENT = "state.present.";
    private static final String DUE_ON = "state.next.dueOn";
    private static final String DUE_AT = "state.next.dueAt";

    static final ListFields FIELDS = new ListFields("dueOn,dueAt")
            .filter("status", "state.standing", Standing.class)
            .filter("nextStep", "state.next.step", NextStep.class)
            .filter("dueClock", "state.next.clock")
            .filter("plan", PRESENT + "plan", Plan.class)
            .filter("decision", PRESENT + "decision", ContactDecision.class)
            .condition("sharedContact", ReferralList::ofContact)
            .filterAndSort("worker", PRESENT + "worker")
            .filterAndSort("team", PRESENT + "team")
            .filterAndSort("source", PRESENT + "source")
            .filterAndSort("primaryNeed", PRESENT + "primaryNeed")
            .filterAndSort("locality", PRESENT + "locality")
            .filterAndSort("childRef", "child")
            .filterAndSort("reference", "reference")
            .filterAndSort("referralRef", PRESENT + "referralReference")
            .sort("openedOn", "state.openedOn")
            .sort("referredOn", PRESENT + "referredOn")
            .sort("dueOn", DUE_ON)
            .sort("dueAt", DUE_AT)
            .assigned(PRESENT + "worker")
            .condition("dueWithin", ReferralList::dueWithin)
            .conditionNow("overdue", ReferralList::overdue);

    static final List<Column<ReferralView>> COLUMNS = List.of(
            new Column<>("reference", ReferralView::reference),
            new Column<>("referral_ref", ReferralView::referralRef),
            new Column<>("child_ref", ReferralView::childRef),
            new Column<>("status", ReferralView::status),
            new Column<>("opened_on", ReferralView::openedOn),
            new Column<>("source", ReferralView::source),
            new Column<>("decision", ReferralView::decision),
            new Column<>("referred_on", ReferralView::referredOn),
            new Column<>("primary_need", ReferralView::primaryNeed),
            new Column<>("locality", ReferralView::locality),
            new Column<>("plan", ReferralView::plan),
            new Column<>("worker", ReferralView::worker),
            new Column<>("team", ReferralView::team),
            new Column<>("next_step", ReferralView::nextStep),
            new Column<>("due_clock", ReferralView::dueClock),
            new Column<>("due_on", ReferralView::dueOn),
            new Column<>("due_at", ReferralView::dueAt),
            new Column<>("days_left", ReferralView::daysLeft),
            new Column<>("closed_on", ReferralView::closedOn));

    private ReferralList() {}

    /** Without those that were erased, which have nothing in common with others any more. */
    private static Bson ofContact(String text, LocalDate today) {
        return and(in(PRESENT + "sharedContact", text.split(",", -1)), exists("erased", false));
    }

    /** Overdue ones are due within any number of days. */
    private static Bson dueWithin(String text, LocalDate today) {
        return lte(DUE_ON, today.plusDays(ListFields.days("dueWithin", text)).toString());
    }

    /** To the minute: a contact is overdue once its hours have passed. */
    private static Bson overdue(String text, Instant now) {
        var second = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return ListFields.flag("overdue", text) ? lt(DUE_AT, second) : gte(DUE_AT, second);
    }
}
