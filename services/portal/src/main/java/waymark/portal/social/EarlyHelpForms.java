package waymark.portal.social;

import static waymark.portal.social.ReferralForms.notes;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Field;
import waymark.portal.forms.Step;
import waymark.web.CodeLists;
import waymark.web.access.Role;

/** Every form about a family's early help. */
@Configuration(proxyBeanMethods = false)
class EarlyHelpForms {
    /** Which form puts right which type of entry. */
    static final Map<String, String> CORRECTIONS = Map.of(
            "early-help-requested", "correct-request",
            "early-help-progressed", "correct-progress",
            "family-contacted", "correct-contact",
            "support-arranged", "correct-support",
            "early-help-closed", "correct-closing",
            "early-help-resumed", "correct-resumption");

    private static final int CHILDREN = 4;
    private static final String NOW_IF_EMPTY = "Leave both empty for now.";
    private static final Set<String> OPEN = Set.of("requested", "progressed", "supported");
    private static final Set<String> WITH_TEAM = Set.of("progressed", "supported");

    private static final Choices OUTCOMES =
            Choices.of("needs-met", "stepped-up", "declined", "not-reached", "moved-away");

    private final Choices sources;
    private final Choices localities;

    EarlyHelpForms(CodeLists lists) {
        sources = Choices.list(lists, "referral-sources.csv");
        localities = Choices.localities(lists);
    }

    @Bean
    CaseArea earlyHelp() {
        var steps = new ArrayList<Step>();
        steps.addAll(course());
        steps.addAll(puttingRight());
        return new CaseArea(
                "early-help",
                Service.REFERRALS,
                "/early-help",
                "case",
                EnumSet.of(Role.DUTY_WORKER, Role.TEAM_MANAGER),
                EarlyHelpForms::caption,
                List.of(request()),
                steps);
    }

    static String caption(Doc subject) {
        var name = subject.text("personal.name");
        return subject.text("requestRef") + (name == null ? "" : " · " + name);
    }

    /** The forms that are next, of those that are offered. */
    static List<Step> next(Doc subject, List<Step> offered) {
        var id = switch (String.valueOf(subject.text("status"))) {
            case "requested" -> "progress";
            case "progressed" -> isSpokenTo(subject) ? "support" : "family-contact";
            case "supported" -> "closing";
            case "closed" -> "resumption";
            default -> "";
        };
        return offered.stream().filter(step -> step.id().equals(id)).toList();
    }

    private static boolean isSpokenTo(Doc subject) {
        boolean spoken = false;
        for (var entry : Entry.of(subject)) {
            if (entry.type().equals("family-contacted")) spoken = true;
            if (entry.type().equals("early-help-resumed")) spoken = false;
        }
        return spoken;
    }

    private Step request() {
        var fields = new ArrayList<Field>();
        for (int number = 1; number <= CHILDREN; number++) {
            var child = Field.line("children." + (number - 1), "Child %d: person number".formatted(number));
            fields.add(
                    number == 1
                            ? child.hint("The case is kept under this child.").required()
                            : child);
        }
        fields.add(Field.moment("requestedAt", "When did the family ask?").hint(NOW_IF_EMPTY));
        fields.add(Field.one("source", "Who asked?", sources).required());
        fields.add(Field.one("locality", "Locality", localities));
        fields.add(Field.line("personal.name", "Family’s name"));
        fields.add(Field.day("personal.dateOfBirth", "First child’s date of birth"));
        fields.add(Field.paragraph("personal.address", "Address"));
        fields.add(Field.line("requestRef", "Reference").hint("Leave it empty to be given one."));
        fields.add(Field.carried("contact", "Came of a contact"));
        fields.add(ReferralForms.replaces());
        fields.add(notes());
        return Step.opening("request", "Record a request for early help", "/early-help", fields.toArray(Field[]::new))
                .button("Record the request");
    }

    private static List<Step> course() {
        return List.of(
                Step.of(
                                "progress",
                                "The request reached the locality’s team",
                                Field.moment("progressedAt", "When did it reach the team?")
                                        .hint(NOW_IF_EMPTY),
                                Field.line("team", "Which team?")
                                        .hint("Small letters, digits and hyphens, such as aylesbury-north."),
                                notes())
                        .button("Record that it reached the team")
                        .when(in(Set.of("requested"))),
                Step.of(
                                "family-contact",
                                "The team spoke to the family",
                                Field.moment("contactedAt", "When did they speak?")
                                        .hint(NOW_IF_EMPTY),
                                notes())
                        .button("Record that they spoke")
                        .when(in(WITH_TEAM)),
                Step.of(
                                "support",
                                "Support was arranged",
                                Field.day("arrangedOn", "When was it arranged?").today(),
                                Field.line("service", "What was arranged?")
                                        .hint("Small letters, digits and hyphens, such as parenting-course."),
                                notes())
                        .button("Record the support")
                        .when(in(WITH_TEAM)),
                Step.of(
                                "closing",
                                "End early help",
                                Field.day("closedOn", "When did it end?").today(),
                                Field.one("outcome", "How did it end?", OUTCOMES)
                                        .required(),
                                notes())
                        .button("End early help")
                        .withCheck()
                        .when(in(OPEN)),
                Step.of(
                                "resumption",
                                "The family came back",
                                Field.day("resumedOn", "When did it come back?")
                                        .hint("The door stands open for three months after the end.")
                                        .today(),
                                notes())
                        .button("Record that they came back")
                        .when(in(Set.of("closed"))),
                Step.of(
                                "reopening",
                                "Re-open the case: it was closed by mistake",
                                Field.day("reopenedOn", "When?").today(),
                                notes())
                        .button("Re-open the case")
                        .when(in(Set.of("closed"))));
    }

    private List<Step> puttingRight() {
        var request = Correction.of("early-help-requested");
        var progress = Correction.of("early-help-progressed");
        var contact = Correction.of("family-contacted");
        var support = Correction.of("support-arranged");
        var closing = Correction.of("early-help-closed");
        var resumption = Correction.of("early-help-resumed");
        return List.of(
                request.with(
                        "correct-request",
                        "Put the request right",
                        request.moment("When did the family ask?"),
                        request.same(Field.one("source", "Who asked?", sources)),
                        request.same(Field.one("locality", "Locality", localities))),
                progress.with(
                        "correct-progress",
                        "Put right when and which team the request reached",
                        progress.moment("When did it reach the team?"),
                        progress.same(Field.line("team", "Which team?"))),
                contact.with(
                        "correct-contact",
                        "Put right when the team spoke to the family",
                        contact.moment("When did they speak?")),
                support.with(
                        "correct-support",
                        "Put right what support was arranged",
                        support.day("When was it arranged?"),
                        support.same(Field.line("service", "What was arranged?"))),
                closing.with(
                        "correct-closing",
                        "Put the end right",
                        closing.day("When did it end?"),
                        closing.outcome("How did it end?", OUTCOMES)),
                resumption.with(
                        "correct-resumption",
                        "Put right when the family came back",
                        resumption.day("When did it come back?")),
                Correction.details(
                        Field.line("personal.name", "Family’s name").asRecorded("personal.name"),
                        Field.day("personal.dateOfBirth", "First child’s date of birth")
                                .asRecorded("personal.dateOfBirth"),
                        Field.paragraph("personal.address", "Address").asRecorded("personal.address")),
                Correction.annulment(),
                Correction.voiding("wrong-family", "duplicate", "recorded-in-error"));
    }

    private static Predicate<Doc> in(Set<String> standings) {
        return subject -> standings.contains(subject.text("status"));
    }
}
