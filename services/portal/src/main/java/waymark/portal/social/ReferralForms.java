package waymark.portal.social;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Field;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Step;
import waymark.web.CodeLists;
import waymark.web.access.Role;

/** Every form about a contact, and about the referral that came of it. */
@Configuration(proxyBeanMethods = false)
class ReferralForms {
    /** Which form puts right which type of entry. */
    static final Map<String, String> CORRECTIONS = Map.ofEntries(
            Map.entry("contact-received", "correct-contact"),
            Map.entry("contact-decided", "correct-decision"),
            Map.entry("referral-made", "correct-referral"),
            Map.entry("assessment-completed", "correct-assessment"),
            Map.entry("strategy-discussion-held", "correct-discussion"),
            Map.entry("enquiry-concluded", "correct-enquiry"),
            Map.entry("conference-held", "correct-conference"),
            Map.entry("protection-plan-begun", "correct-plan"),
            Map.entry("protection-plan-reviewed", "correct-plan"),
            Map.entry("closed", "correct-closing"),
            Map.entry("no-further-action-decided", "correct-day"),
            Map.entry("assessment-started", "correct-day"),
            Map.entry("child-seen", "correct-day"),
            Map.entry("protection-plan-ended", "correct-day"),
            Map.entry("child-in-need-plan-begun", "correct-day"),
            Map.entry("child-in-need-plan-reviewed", "correct-day"),
            Map.entry("child-in-need-plan-ended", "correct-day"),
            Map.entry("allocated", "correct-day"),
            Map.entry("transferred", "correct-day"));

    /** Which form is the next step of a case. */
    private static final Map<String, List<String>> NEXT = Map.of(
            "decide-contact", List.of("decision"),
            "record-referral", List.of("decision"),
            "start-assessment", List.of("assessments", "no-further-action"),
            "complete-assessment", List.of("assessment-completions"),
            "hold-conference", List.of("conferences", "enquiry-conclusions"),
            "visit", List.of("visits"),
            "review-plan", List.of("protection-plan-reviews", "child-in-need-plan-reviews"),
            "plan-or-close", List.of("closing"));

    private static final int SIBLINGS = 4;
    private static final String NOW_IF_EMPTY = "Leave both empty for now.";
    private static final String STAFF_NUMBER = "The staff number, never a name.";
    private static final String TEAM_CODE = "Small letters, digits and hyphens, such as first-response.";

    private static final Choices SEXES = Choices.of(Meanings.SEXES);

    private final Choices sources;
    private final Choices needs;
    private final Choices factors;
    private final Choices categories;
    private final Choices endings;
    private final Choices localities;
    private final SocialWords words;

    ReferralForms(CodeLists lists, SocialWords words) {
        this.words = words;
        sources = Choices.list(lists, "referral-sources.csv");
        needs = Choices.list(lists, "referral-needs.csv");
        factors = Choices.list(lists, "assessment-factors.csv");
        categories = Choices.list(lists, "protection-categories.csv");
        endings = Choices.list(lists, "closure-reasons.csv");
        localities = Choices.localities(lists);
    }

    @Bean
    CaseArea referrals() {
        var steps = new ArrayList<Step>();
        steps.addAll(deciding());
        steps.addAll(assessing());
        steps.addAll(protecting());
        steps.addAll(planning());
        steps.addAll(keeping());
        steps.addAll(puttingRight());
        return new CaseArea(
                "referrals",
                Service.REFERRALS,
                "/referrals",
                "case",
                EnumSet.of(Role.DUTY_WORKER, Role.TEAM_MANAGER),
                ReferralForms::caption,
                List.of(contact(), contactAboutSeveral(), referral()),
                steps);
    }

    static String caption(Doc subject) {
        var name = subject.text("personal.name");
        return subject.text("reference") + (name == null ? "" : " · " + name);
    }

    /** The forms that are next, of those that are offered. */
    static List<Step> next(Doc subject, List<Step> offered) {
        var ids = NEXT.getOrDefault(Objects.requireNonNullElse(subject.text("nextStep"), ""), List.of());
        return ids.stream()
                .flatMap(id -> offered.stream().filter(step -> step.id().equals(id)))
                .toList();
    }

    // Opening

    private Step contact() {
        return Step.opening(
                        "contact",
                        "Record a contact about a child",
                        "/contacts",
                        child("children.0.childRef").required(),
                        Field.moment("receivedAt", "When was the contact received?")
                                .hint("The 24 hours count from here. " + NOW_IF_EMPTY),
                        Field.one("source", "Who made the contact?", sources).required(),
                        Field.one("locality", "Locality", localities),
                        Field.line("children.0.personal.name", "Child’s name"),
                        Field.day("children.0.personal.dateOfBirth", "Child’s date of birth"),
                        Field.one("children.0.sex", "Child’s sex", SEXES),
                        ethnicity("children.0.ethnicity", "Child’s ethnicity"),
                        upn("children.0.personal.upn"),
                        Field.paragraph("children.0.personal.address", "Child’s address"),
                        contactRef(),
                        replaces(),
                        Field.paragraph("notes", "What was said?"))
                .button("Record the contact");
    }

    private Step contactAboutSeveral() {
        var fields = new ArrayList<Field>();
        fields.add(Field.moment("receivedAt", "When was the contact received?")
                .hint("The 24 hours count from here. " + NOW_IF_EMPTY));
        fields.add(Field.one("source", "Who made the contact?", sources).required());
        fields.add(Field.one("locality", "Locality", localities));
        for (int number = 1; number <= SIBLINGS; number++) {
            var at = "children." + (number - 1);
            var childRef = Field.line(at + ".childRef", "Child %d: person number".formatted(number));
            fields.add(number <= 2 ? childRef.required() : childRef);
            fields.add(Field.line(at + ".personal.name", "Child %d: name".formatted(number)));
            fields.add(Field.day(at + ".personal.dateOfBirth", "Child %d: date of birth".formatted(number)));
            fields.add(Field.one(at + ".sex", "Child %d: sex".formatted(number), SEXES));
        }
        fields.add(contactRef());
        fields.add(Field.paragraph("notes", "What was said?").hint("It is kept with each child’s case."));
        return Step.opening(
                        "contact-about-several",
                        "Record a contact about several children",
                        "/contacts",
                        fields.toArray(Field[]::new))
                .button("Record the contact");
    }

    private Step referral() {
        return Step.opening(
                        "referral",
                        "Record a referral without a contact",
                        "/referrals",
                        child("childRef").required(),
                        Field.day("referredOn", "When was the referral made?")
                                .today()
                                .required(),
                        Field.one("source", "Who referred the child?", sources).required(),
                        Field.one("primaryNeed", "What is the primary need?", needs)
                                .required(),
                        noFurtherAction("noFurtherAction"),
                        Field.one("locality", "Locality", localities),
                        Field.line("personal.name", "Child’s name"),
                        Field.day("personal.dateOfBirth", "Child’s date of birth"),
                        Field.one("sex", "Child’s sex", SEXES),
                        ethnicity("ethnicity", "Child’s ethnicity"),
                        upn("personal.upn"),
                        Field.paragraph("personal.address", "Child’s address"),
                        Field.line("referralRef", "Reference").hint("Leave it empty to be given one."),
                        replaces(),
                        notes())
                .button("Record the referral");
    }

    static Field notes() {
        return Field.paragraph("notes", "Notes");
    }

    private static Field child(String name) {
        return Field.line(name, "Child’s person number");
    }

    private static Field ethnicity(String name, String label) {
        return Field.shortLine(name, label).hint("The DfE’s code of four capitals, such as WBRI.");
    }

    private static Field upn(String name) {
        return Field.line(name, "Child’s unique pupil number (UPN)");
    }

    private static Field contactRef() {
        return Field.line("contactRef", "Reference").hint("Leave it empty to be given one.");
    }

    static Field replaces() {
        return Field.carried("replaces", "Stands for a voided case");
    }

    private static Field noFurtherAction(String name) {
        return Field.yesNo(name, "Was it decided at once that nothing follows?")
                .hint("The case stays open until it is closed.");
    }

    // On a case

    private List<Step> deciding() {
        return List.of(
                Step.of(
                                "decision",
                                "Decide the contact",
                                Field.one(
                                                "decision",
                                                "What becomes of the contact?",
                                                Choices.of(
                                                        "referral",
                                                        "early-help",
                                                        "information-and-advice",
                                                        "no-further-action",
                                                        "linked-to-open-case"))
                                        .required()
                                        .initially((subject, _) -> subject.text("decision")),
                                Field.moment("decidedAt", "When was it decided?")
                                        .hint(NOW_IF_EMPTY),
                                Field.one("referral.primaryNeed", "If it becomes a referral: the primary need", needs),
                                Field.day("referral.referredOn", "If it becomes a referral: its day")
                                        .hint("Leave it empty for the day of the contact."),
                                noFurtherActionOfReferral(),
                                Field.line("referral.referralRef", "If it becomes a referral: its reference")
                                        .hint("Leave it empty to be given one."),
                                notes())
                        .at("/contacts/{id}/decision")
                        .button("Record the decision")
                        .withCheck()
                        .when(subject -> "received".equals(subject.text("status"))
                                || "record-referral".equals(subject.text("nextStep")))
                        .afterReading(
                                "social/story :: panel",
                                (desk, subject) -> Story.of(desk, subject.text("childRef"), words)
                                        .besides(subject.text("id"))),
                Step.of(
                                "no-further-action",
                                "Decide that nothing follows",
                                Field.day("decidedOn", "When was it decided?").today(),
                                notes())
                        .button("Record that nothing follows")
                        .withCheck()
                        .when(under("none")
                                .and(open(course ->
                                        course.assessmentsUnderWay().isEmpty() && !course.isWithoutAction()))));
    }

    private static Field noFurtherActionOfReferral() {
        return Field.yesNo(
                        "referral.noFurtherAction",
                        "If it becomes a referral: was it decided at once that nothing follows?")
                .hint("The case stays open until it is closed.");
    }

    private List<Step> assessing() {
        return List.of(
                Step.of(
                                "assessments",
                                "Start an assessment",
                                Field.day("startedOn", "When did it start?").today(),
                                notes())
                        .button("Record the start")
                        .when(open(course -> course.assessmentsUnderWay().isEmpty() && !course.isWithoutAction())),
                Step.of(
                                "assessment-completions",
                                "Complete the assessment",
                                Field.day("completedOn", "When was it authorised?")
                                        .today(),
                                answered("assessment", "Which assessment?", Course::assessmentsUnderWay),
                                Field.one(
                                                "outcome",
                                                "What did it find to be needed?",
                                                Choices.of(
                                                        "no-further-action",
                                                        "early-help",
                                                        "child-in-need",
                                                        "section-47"))
                                        .required(),
                                Field.several("factors", "Which factors were found?", factors),
                                notes())
                        .button("Record the completed assessment")
                        .withCheck()
                        .when(open(course -> !course.assessmentsUnderWay().isEmpty())),
                Step.of(
                                "visits",
                                "Record that the child was seen",
                                Field.day("seenOn", "When was the child seen?").today(),
                                Field.one(
                                                "occasion",
                                                "For what?",
                                                Choices.of(List.of(
                                                        Choice.of("assessment", "The assessment"),
                                                        Choice.of("child-in-need-plan", "The child-in-need plan"),
                                                        Choice.of("protection-plan", "The child protection plan"))))
                                        .hint(
                                                "Leave it open for the plan under which the child is, or else the assessment."),
                                notes())
                        .button("Record the visit")
                        .when(open(_ -> true)));
    }

    private List<Step> protecting() {
        return List.of(
                Step.of(
                                "strategy-discussions",
                                "Record a strategy discussion",
                                Field.day("heldOn", "When was it held?")
                                        .hint(
                                                "Where it begins an enquiry, the conference is due 15 working days after this day.")
                                        .today(),
                                Field.one(
                                                "outcome",
                                                "What came of it?",
                                                Choices.of(List.of(
                                                        Choice.of("section-47", "A section 47 enquiry begins"),
                                                        Choice.of("no-enquiry", "No enquiry"))))
                                        .required(),
                                notes())
                        .button("Record the discussion")
                        .withCheck()
                        .when(open(_ -> true)),
                Step.of(
                                "enquiry-conclusions",
                                "Conclude a section 47 enquiry",
                                Field.day("concludedOn", "When was it concluded?")
                                        .today(),
                                answered("discussion", "Which enquiry?", Course::enquiriesUnderWay),
                                Field.one("outcome", "What came of it?", conclusions())
                                        .required(),
                                notes())
                        .button("Record the conclusion")
                        .withCheck()
                        .when(open(course -> !course.enquiriesUnderWay().isEmpty())),
                Step.of(
                                "conferences",
                                "Record an initial child protection conference (ICPC)",
                                Field.day("heldOn", "When was it held?").today(),
                                answered("discussion", "For which enquiry?", Course::awaitingConference),
                                Field.one("outcome", "What did it decide?", conferences())
                                        .required(),
                                Field.one("category", "If a plan begins: the category of abuse", categories)
                                        .hint("A plan that begins with the conference needs one."),
                                notes())
                        .button("Record the conference")
                        .withCheck()
                        .when(open(course -> !course.awaitingConference().isEmpty())),
                Step.of(
                                "protection-plan",
                                "Begin the child protection plan that a conference decided on",
                                Field.day("begunOn", "When did it begin?").today(),
                                answered("conference", "Which conference decided on it?", Course::awaitingPlan),
                                Field.one("category", "Category of abuse", categories)
                                        .required(),
                                notes())
                        .button("Begin the plan")
                        .withCheck()
                        .when(open(course -> !course.awaitingPlan().isEmpty())));
    }

    private static Choices conclusions() {
        return Choices.of(List.of(
                Choice.of("conference", "A conference is to be held"),
                Choice.of("no-conference-needed", "No conference is needed")));
    }

    private static Choices conferences() {
        return Choices.of(
                List.of(Choice.of("protection-plan", "A child protection plan"), Choice.of("no-plan", "No plan")));
    }

    private List<Step> planning() {
        return List.of(
                Step.of(
                                "protection-plan-reviews",
                                "Record a review of the child protection plan",
                                Field.day("reviewedOn", "When was it reviewed?").today(),
                                Field.one("category", "Category of abuse from now on", categories)
                                        .hint("Leave it open where it stays."),
                                notes())
                        .button("Record the review")
                        .when(under("protection")),
                Step.of(
                                "protection-plan-end",
                                "End the child protection plan",
                                Field.day("endedOn", "When did it end?").today(),
                                notes())
                        .button("End the plan")
                        .withCheck()
                        .when(under("protection")),
                Step.of(
                                "child-in-need-plan",
                                "Begin a child-in-need plan",
                                Field.day("begunOn", "When did it begin?").today(),
                                notes())
                        .button("Begin the plan")
                        .withCheck()
                        .when(under("none")),
                Step.of(
                                "child-in-need-plan-reviews",
                                "Record a review of the child-in-need plan",
                                Field.day("reviewedOn", "When was it reviewed?").today(),
                                notes())
                        .button("Record the review")
                        .when(under("child-in-need")),
                Step.of(
                                "child-in-need-plan-end",
                                "End the child-in-need plan",
                                Field.day("endedOn", "When did it end?").today(),
                                notes())
                        .button("End the plan")
                        .withCheck()
                        .when(under("child-in-need")));
    }

    private List<Step> keeping() {
        return List.of(
                Step.of(
                                "allocation",
                                "Allocate the case",
                                Field.day("allocatedOn", "From which day?").today(),
                                Field.staff("worker", "Who has it?")
                                        .hint(STAFF_NUMBER + " Leave it empty where nobody has it any more."),
                                Field.line("team", "In which team?")
                                        .hint("Leave it empty where it stays. " + TEAM_CODE),
                                notes())
                        .button("Allocate")
                        .when(open(_ -> true)),
                Step.of(
                                "transfer",
                                "Transfer the case to another team",
                                Field.day("transferredOn", "From which day?").today(),
                                Field.line("team", "To which team?")
                                        .hint(TEAM_CODE)
                                        .required(),
                                Field.line("worker", "Who has it there?")
                                        .hint(STAFF_NUMBER + " Leave it empty where the team has yet to allocate it."),
                                notes())
                        .button("Transfer")
                        .when(open(_ -> true)),
                Step.of(
                                "closing",
                                "Close the case",
                                Field.day("closedOn", "When was it closed?").today(),
                                Field.one("reason", "Why was it closed?", endings)
                                        .required(),
                                notes())
                        .button("Close the case")
                        .withCheck()
                        .when(open(_ -> true)),
                Step.of(
                                "reopening",
                                "Re-open the case: it was closed by mistake",
                                Field.day("reopenedOn", "When?").today(),
                                notes())
                        .button("Re-open the case")
                        .when(subject -> "closed".equals(subject.text("status"))));
    }

    private List<Step> puttingRight() {
        var contact = Correction.of("contact-received");
        var decision = Correction.of("contact-decided");
        var referral = Correction.of("referral-made");
        var assessment = Correction.of("assessment-completed");
        var discussion = Correction.of("strategy-discussion-held");
        var enquiry = Correction.of("enquiry-concluded");
        var conference = Correction.of("conference-held");
        var plan = Correction.of("protection-plan-begun", "protection-plan-reviewed");
        var closing = Correction.of("closed");
        var dated = new Correction(java.util.Set.copyOf(CORRECTIONS.entrySet().stream()
                .filter(correction -> correction.getValue().equals("correct-day"))
                .map(Map.Entry::getKey)
                .toList()));
        return List.of(
                contact.with(
                        "correct-contact",
                        "Put the contact right",
                        contact.moment("When was it received?"),
                        contact.same(Field.one("source", "Who made the contact?", sources)),
                        contact.same(Field.one("locality", "Locality", localities)),
                        contact.same(Field.one("sex", "Sex", SEXES)),
                        contact.same(ethnicity("ethnicity", "Ethnicity"))),
                decision.with(
                        "correct-decision",
                        "Put the decision right",
                        decision.moment("When was it decided?"),
                        decision.outcome(
                                "What became of the contact?",
                                Choices.of("referral", "early-help", "information-and-advice", "no-further-action"))),
                referral.with(
                        "correct-referral",
                        "Put the referral right",
                        referral.day("When was it made?"),
                        referral.same(Field.one("source", "Who referred the child?", sources)),
                        referral.same(Field.one("primaryNeed", "What is the primary need?", needs)),
                        referral.same(noFurtherAction("noFurtherAction")),
                        referral.same(Field.one("locality", "Locality", localities)),
                        referral.same(Field.one("sex", "Sex", SEXES)),
                        referral.same(ethnicity("ethnicity", "Ethnicity"))),
                assessment.with(
                        "correct-assessment",
                        "Put a completed assessment right",
                        assessment.day("When was it authorised?"),
                        assessment.outcome(
                                "What did it find to be needed?",
                                Choices.of("no-further-action", "early-help", "child-in-need", "section-47")),
                        assessment.same(Field.several("factors", "Which factors were found?", factors))),
                discussion.with(
                        "correct-discussion",
                        "Put a strategy discussion right",
                        discussion.day("When was it held?"),
                        discussion.outcome(
                                "What came of it?",
                                Choices.of(List.of(
                                        Choice.of("section-47", "A section 47 enquiry began"),
                                        Choice.of("no-enquiry", "No enquiry"))))),
                enquiry.with(
                        "correct-enquiry",
                        "Put the end of an enquiry right",
                        enquiry.day("When was it concluded?"),
                        enquiry.outcome("What came of it?", conclusions())),
                conference.with(
                        "correct-conference",
                        "Put a conference right",
                        conference.day("When was it held?"),
                        conference.outcome("What did it decide?", conferences())),
                plan.with(
                        "correct-plan",
                        "Put a child protection plan or its review right",
                        plan.day("On which day was it?"),
                        plan.same(Field.one("category", "Category of abuse", categories))),
                closing.with(
                        "correct-closing",
                        "Put the closing right",
                        closing.day("When was it closed?"),
                        closing.outcome("Why was it closed?", endings)),
                dated.with("correct-day", "Put an entry’s day right", dated.day("On which day was it?")),
                Correction.details(
                        Field.line("personal.name", "Name").asRecorded("personal.name"),
                        Field.day("personal.dateOfBirth", "Date of birth").asRecorded("personal.dateOfBirth"),
                        Field.line("personal.upn", "Unique pupil number (UPN)").asRecorded("personal.upn"),
                        Field.paragraph("personal.address", "Address").asRecorded("personal.address")),
                Correction.annulment(),
                Correction.voiding("wrong-child", "duplicate", "recorded-in-error"));
    }

    // When

    private static Predicate<Doc> open(Predicate<Course> condition) {
        return subject -> "open".equals(subject.text("status")) && condition.test(Course.of(subject));
    }

    private static Predicate<Doc> under(String plan) {
        return subject -> "open".equals(subject.text("status")) && plan.equals(subject.text("plan"));
    }

    /** The entry that a step answers: asked only where there is one, and chosen already where there is no other. */
    private static Field answered(String name, String label, Function<Course, List<Entry>> open) {
        return Field.entry(
                        name,
                        label,
                        (subject, _) -> open.apply(Course.of(subject)).stream()
                                .map(Correction::choice)
                                .toList())
                .initially((subject, _) -> {
                    var entries = open.apply(Course.of(subject));
                    return entries.size() == 1 ? Correction.number(entries.getFirst()) : null;
                });
    }
}
