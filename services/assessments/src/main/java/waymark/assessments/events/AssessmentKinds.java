package waymark.assessments.events;

import java.util.List;
import waymark.assessments.domain.Assessment;
import waymark.assessments.domain.AssessmentCommand;
import waymark.assessments.domain.AssessmentCourse;
import waymark.assessments.domain.AssessmentEvent;
import waymark.casefile.CaseKind;
import waymark.casefile.EventForm;
import waymark.casefile.Link;
import waymark.casefile.Outline;
import waymark.casefile.StateForm;
import waymark.casefile.course.Breach;
import waymark.events.Topics;
import waymark.web.Constants;
import waymark.web.imports.Register;

/** The two kinds of case that this service keeps: assessments, and beside them what is known of the registers they come from. */
public final class AssessmentKinds {
    private static final String ASSESSMENTS = "assessments";
    public static final String TOPIC = Topics.of(ASSESSMENTS);

    /** The order of the work list with whatever it can be filtered by, and one coordinator's list. */
    private static final List<List<String>> LISTED_BY = List.of(
            List.of(
                    "state.next.dueOn",
                    "reference",
                    "state.standing",
                    "state.next.step",
                    "state.next.clock",
                    "state.record.officer",
                    "state.record.circumstances.locality",
                    "state.record.circumstances.primaryNeed",
                    "state.record.circumstances.schoolYear",
                    "state.record.opening.requestSource",
                    "state.openedOn",
                    "child"),
            List.of("state.record.officer", "state.next.dueOn", "reference"));

    private AssessmentKinds() {}

    public static CaseKind<Assessment, AssessmentCommand, AssessmentEvent> assessments(AssessmentCourse course) {
        return new CaseKind<>(
                ASSESSMENTS,
                TOPIC,
                new EventForm<>(TOPIC, AssessmentEvent.class, AssessmentEvent::day),
                new StateForm<>(Assessment.class),
                AssessmentCourse.INITIAL,
                course::decide,
                course::evolve,
                state -> state instanceof Assessment.Opened opened
                        && opened.standing().isOpen(),
                open -> new Breach(
                        "assessment.second-open",
                        null,
                        "The child has an open case already: %s. Record it there; a new request follows a withdrawal, a refusal or the end of the plan."
                                .formatted(open.reference())),
                new Breach(
                        "assessment.reference-taken",
                        "assessmentRef",
                        "Another case has this reference. Leave it empty to be given a new one."),
                LISTED_BY,
                AssessmentKinds::outline,
                null,
                List.of(new Link("previousAssessment", ASSESSMENTS), new Link("replaces", ASSESSMENTS)));
    }

    private static Outline outline(Assessment state) {
        return switch (state) {
            case Assessment.Opened opened -> {
                boolean open = opened.standing().isOpen();
                yield new Outline(
                        open,
                        Constants.code(opened.standing()),
                        opened.openedOn(),
                        open ? null : opened.record().steps().getLast().on(),
                        opened.record().officer(),
                        null);
            }
            case Assessment.NotOpened _ -> throw new IllegalStateException("a case in the store has been opened");
        };
    }

    public static CaseKind<Register, Register.Declare, Register.Event> registers() {
        return Register.kind("assessment-registers", TOPIC);
    }
}
