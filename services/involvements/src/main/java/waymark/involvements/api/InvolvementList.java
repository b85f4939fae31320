package waymark.involvements.api;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;

import java.time.LocalDate;
import java.util.List;
import org.bson.conversions.Bson;
import waymark.involvements.domain.Referrer;
import waymark.involvements.domain.SenStatus;
import waymark.involvements.domain.SocialCareStatus;
import waymark.web.cases.Column;
import waymark.web.cases.ListFields;

/** What the team's list can be filtered and sorted by, and its columns as CSV. */
final class InvolvementList {
    private static final String PARTICULARS = "state.particulars.";
    private static final String OPENED_ON = PARTICULARS + "opening.openedOn";
    private static final String REVIEW_DUE_ON = "state.review.dueOn";

    static final ListFields FIELDS = new ListFields("openedOn")
            .filter("status", "state.status", List.of("open", "closed", "voided"))
            .filter("senStatus", PARTICULARS + "circumstances.senStatus", SenStatus.class)
            .filter("socialCareStatus", PARTICULARS + "circumstances.socialCareStatus", SocialCareStatus.class)
            .filter("referredBy", PARTICULARS + "opening.referredBy", Referrer.class)
            .filter("outcome", "state.closure.outcome")
            .filterAndSort("officer", PARTICULARS + "officer")
            .filterAndSort("locality", PARTICULARS + "circumstances.locality")
            .filterAndSort("schoolYear", PARTICULARS + "circumstances.schoolYear")
            .filterAndSort("childRef", "child")
            .filterAndSort("involvementRef", "reference")
            .sort("openedOn", OPENED_ON)
            .sort("closedOn", "state.closure.closedOn")
            .sort("reviewDueOn", REVIEW_DUE_ON)
            .assigned(PARTICULARS + "officer")
            .condition("openLongerThan", InvolvementList::openLongerThan)
            .condition("reviewOverdue", InvolvementList::reviewOverdue);

    static final List<Column<InvolvementView>> COLUMNS = List.of(
            new Column<>("involvement_ref", InvolvementView::involvementRef),
            new Column<>("child_ref", InvolvementView::childRef),
            new Column<>("opened_on", InvolvementView::openedOn),
            new Column<>("closed_on", InvolvementView::closedOn),
            new Column<>("outcome", InvolvementView::outcome),
            new Column<>("school_year", InvolvementView::schoolYear),
            new Column<>("sen_status", InvolvementView::senStatus),
            new Column<>("social_care_status", InvolvementView::socialCareStatus),
            new Column<>("locality", InvolvementView::locality),
            new Column<>("referred_by", InvolvementView::referredBy),
            new Column<>("officer", InvolvementView::officer),
            new Column<>("status", InvolvementView::status),
            new Column<>("days_open", InvolvementView::daysOpen),
            new Column<>("review_due_on", InvolvementView::reviewDueOn));

    private InvolvementList() {}

    private static Bson openLongerThan(String text, LocalDate today) {
        var day = today.minusDays(ListFields.days("openLongerThan", text));
        return and(eq("state.status", "open"), lt(OPENED_ON, day.toString()));
    }

    private static Bson reviewOverdue(String text, LocalDate today) {
        var overdue = lt(REVIEW_DUE_ON, today.toString());
        return ListFields.flag("reviewOverdue", text) ? overdue : not(overdue);
    }
}
