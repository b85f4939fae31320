package waymark.assessments.api;

import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import java.time.LocalDate;
import java.util.List;
import org.bson.conversions.Bson;
import waymark.assessments.domain.NextStep;
import waymark.assessments.domain.RequestSource;
import waymark.assessments.domain.Standing;
import waymark.web.cases.Column;
import waymark.web.cases.ListFields;

/** What the coordinators' work list can be filtered and sorted by, and its columns as CSV. */
final class AssessmentList {
    private static final String RECORD = "state.record.";
    private static final String DUE_ON = "state.next.dueOn";

    static final ListFields FIELDS = new ListFields("dueOn")
            .filter("status", "state.standing", Standing.class)
            .filter("nextStep", "state.next.step", NextStep.class)
            .filter("dueClock", "state.next.clock")
            .filter("requestSource", RECORD + "opening.requestSource", RequestSource.class)
            .filterAndSort("coordinator", RECORD + "officer")
            .filterAndSort("locality", RECORD + "circumstances.locality")
            .filterAndSort("primaryNeed", RECORD + "circumstances.primaryNeed")
            .filterAndSort("schoolYear", RECORD + "circumstances.schoolYear")
            .filterAndSort("childRef", "child")
            .filterAndSort("assessmentRef", "reference")
            .sort("openedOn", "state.openedOn")
            .sort("dueOn", DUE_ON)
            .assigned(RECORD + "officer")
            .condition("dueWithin", AssessmentList::dueWithin)
            .condition("overdue", AssessmentList::overdue);

    static final List<Column<AssessmentView>> COLUMNS = List.of(
            new Column<>("assessment_ref", AssessmentView::assessmentRef),
            new Column<>("child_ref", AssessmentView::childRef),
            new Column<>("status", AssessmentView::status),
            new Column<>("opened_on", AssessmentView::openedOn),
            new Column<>("next_step", AssessmentView::nextStep),
            new Column<>("due_clock", AssessmentView::dueClock),
            new Column<>("due_subject", AssessmentView::dueSubject),
            new Column<>("due_on", AssessmentView::dueOn),
            new Column<>("days_left", AssessmentView::daysLeft),
            new Column<>("coordinator", AssessmentView::coordinator),
            new Column<>("primary_need", AssessmentView::primaryNeed),
            new Column<>("school_year", AssessmentView::schoolYear),
            new Column<>("locality", AssessmentView::locality),
            new Column<>("request_source", AssessmentView::requestSource));

    private AssessmentList() {}

    /** Overdue ones are due within any number of days. */
    private static Bson dueWithin(String text, LocalDate today) {
        return lte(DUE_ON, today.plusDays(ListFields.days("dueWithin", text)).toString());
    }

    private static Bson overdue(String text, LocalDate today) {
        return ListFields.flag("overdue", text) ? lt(DUE_ON, today.toString()) : gte(DUE_ON, today.toString());
    }
}
