package waymark.portal.alerts;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.portal.cases.Told;
import waymark.portal.cases.Warned;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Person;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Field;
import waymark.portal.forms.Step;
import waymark.portal.forms.Words;
import waymark.web.access.Role;

/** Every form about an alert. */
@Configuration(proxyBeanMethods = false)
class AlertForms {
    static final String PATH = "/alerts";

    /** What the reviewing officer has done, beside what is asked for. */
    private static final String OWN_ACTION = "own-action";

    /** Who can have an alert. */
    static final List<Choice> ROLES = Stream.of(
                    Role.CME_OFFICER,
                    Role.SEND_COORDINATOR,
                    Role.DUTY_WORKER,
                    Role.REVIEWING_OFFICER,
                    Role.TEAM_MANAGER)
            .map(role -> Choice.of(role.code(), Words.capital(Told.role(role.code()))))
            .toList();

    static final List<Choice> OUTCOMES = List.of(
            Choice.of("action-taken", "Something was done about it"),
            Choice.of("done-already", "It had been done already"),
            Choice.of("accepted-as-it-is", "It is accepted as it is"),
            Choice.of("raised-in-error", "It was raised in error"));

    /** Beside the areas of cases, and none of them: it is asked for by its name. */
    @Bean(name = "alerts", defaultCandidate = false)
    CaseArea alerts() {
        return new CaseArea(
                "alerts",
                Service.ALERTS,
                PATH,
                "alert",
                EnumSet.of(
                        Role.CME_OFFICER,
                        Role.SEND_COORDINATOR,
                        Role.DUTY_WORKER,
                        Role.REVIEWING_OFFICER,
                        Role.TEAM_MANAGER),
                one -> "Alert %s · %s".formatted(one.text("alertRef"), Warned.title(one)),
                List.of(raise()),
                List.of(acknowledge(), resolve(), comment(), ownAction(), handOver(), escalate()));
    }

    static boolean raises(Person person) {
        return person.is(Role.REVIEWING_OFFICER, Role.TEAM_MANAGER);
    }

    /** What may be done next; what was done beside what is asked for is for those to say who can ask for it. */
    static List<Step> offered(CaseArea alerts, Doc one, Person person) {
        if (!alerts.isWorkOf(person)) return List.of();
        return alerts.offered(one).stream()
                .filter(step -> !step.id().equals(OWN_ACTION) || person.is(Role.REVIEWING_OFFICER))
                .toList();
    }

    /** Those that stand out as buttons. */
    static List<Step> next(List<Step> offered) {
        var next = Set.of("acknowledgement", "resolution");
        return offered.stream().filter(step -> next.contains(step.id())).toList();
    }

    private static Step raise() {
        return Step.opening(
                        "raise",
                        "Raise an alert",
                        PATH,
                        Field.carried("kind", "Which kind of case it is about").required(),
                        Field.carried("caseId", "Which case it is about").required(),
                        Field.carried("childRef", "Which child it is about"),
                        Field.one("concern", "What is your concern?", Choices.of(Warned.CONCERNS))
                                .required(),
                        Field.paragraph("asked", "What do you ask for?").required(),
                        Field.paragraph("ownAction", "What have you done about it yourself?"),
                        Field.one("role", "Who is to respond?", Choices.of(ROLES))
                                .required()
                                .initially((_, _) -> Role.TEAM_MANAGER.code()),
                        Field.shortLine("officer", "Somebody in particular: staff number")
                                .hint("Leave it empty for anybody who does that work."))
                .button("Raise the alert")
                .afterReading("alerts/parts :: about", AlertForms::about);
    }

    /**
     * The case that an alert is to be raised about. Whoever may raise none is told before typing.
     *
     * @param href of the case's page
     * @param reference null where the case does not say it to this person just now
     */
    record About(String href, String kind, String reference) {}

    private static About about(Desk desk, Doc given) {
        if (!raises(desk.person())) {
            throw new CannotShow(new Answer.Refused(
                    403,
                    "request.role",
                    null,
                    "Alerts are raised by reviewing officers and team managers. Your role does not include it.",
                    Doc.EMPTY));
        }
        var area = Warned.area(given.text("kind"));
        var id = given.text("caseId");
        if (area == null || id == null || !id.matches("[0-9a-f-]{36}")) return null;
        var service = area.equals("involvements")
                ? Service.INVOLVEMENTS
                : area.equals("assessments") ? Service.ASSESSMENTS : Service.REFERRALS;
        var one = desk.get(service, "/" + area + "/{}", id).found().orElse(Doc.EMPTY);
        var reference = Stream.of("reference", "involvementRef", "assessmentRef", "requestRef")
                .map(one::text)
                .filter(text -> text != null)
                .findFirst()
                .orElse(null);
        return new About("/%s/%s".formatted(area, id), kind(given.text("kind")), reference);
    }

    static String kind(String code) {
        return Choices.words(Warned.KINDS, code).orElse("Case");
    }

    private static Step acknowledge() {
        return Step.of("acknowledgement", "Acknowledge the alert", notes("What is going to be done?"))
                .button("Acknowledge")
                .when(one -> "raised".equals(one.text("status")));
    }

    private static Step resolve() {
        return Step.of(
                        "resolution",
                        "Resolve the alert",
                        Field.one("outcome", "What came of it?", Choices.of(OUTCOMES))
                                .required(),
                        notes("What was done?").required())
                .button("Resolve the alert")
                .when(Warned::isOpen);
    }

    private static Step comment() {
        return Step.of(
                        "comments",
                        "Add a comment",
                        notes("What is there to say?").required())
                .button("Add the comment");
    }

    private static Step ownAction() {
        return Step.of(
                        OWN_ACTION,
                        "Record what you did yourself",
                        notes("What did you do?").required(),
                        Field.always("ownAction"))
                .at("{id}/comments")
                .button("Record it");
    }

    private static Step handOver() {
        return Step.of(
                        "handover",
                        "Hand it over",
                        Field.one("role", "Who does the work that it is about?", Choices.of(ROLES))
                                .asRecorded("role"),
                        Field.staff("officer", "Who takes it? Staff number")
                                .hint("Leave it empty for anybody who does that work."),
                        notes("Why?").required())
                .button("Hand it over")
                .when(Warned::isOpen);
    }

    private static Step escalate() {
        return Step.of(
                        "escalation",
                        "Take it one level up",
                        notes("Why must it be settled above?").required())
                .button("Take it one level up")
                .when(Warned::isOpen);
    }

    private static Field notes(String label) {
        return Field.paragraph("notes", label);
    }
}
