package waymark.portal.ehc;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.ehc.Course.Happening;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Field;
import waymark.portal.forms.Known;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Step;
import waymark.portal.forms.Words;
import waymark.web.CodeLists;
import waymark.web.access.Role;

/** Every form of an EHC needs assessment and of the plan that comes of it. A step is offered where the course has come to it. */
@Configuration(proxyBeanMethods = false)
class EhcArea {
    static final String ID = "assessments";
    static final String PATH = "/assessments";

    private static final Set<String> TOLD = Set.of("ehc-moved-in", "ehc-unopposed-notify", "ehc-order-notify");

    @Bean
    EhcWords ehcWords(CodeLists lists) {
        return new EhcWords(lists);
    }

    @Bean
    CaseArea assessments(CodeLists lists) {
        var needs = Choices.list(lists, "primary-needs.csv");
        var localities = Choices.localities(lists);
        return new CaseArea(
                ID,
                Service.ASSESSMENTS,
                PATH,
                "assessment",
                Set.of(Role.SEND_COORDINATOR, Role.TEAM_MANAGER),
                EhcArea::caption,
                List.of(request(needs, localities), moveIn(needs, localities)),
                Stream.of(course(lists), plan(), disputes(), record(lists, needs, localities))
                        .flatMap(List::stream)
                        .toList());
    }

    private static String caption(Doc subject) {
        var name = subject.text("personal.name");
        return subject.text("assessmentRef") + (name == null ? "" : ", " + name);
    }

    // Opening

    private static Step request(Choices needs, Choices localities) {
        return Step.opening(
                        "request",
                        "Record a request for an EHC needs assessment",
                        PATH,
                        child(),
                        Field.day("requestedOn", "On which day was the request received?")
                                .hint(
                                        "Day 0 of the twenty weeks, or the day on which the authority became responsible.")
                                .today()
                                .required(),
                        Field.one("requestSource", "Who asked?", Choices.of(EhcWords.REQUEST_SOURCES)),
                        name(),
                        dateOfBirth(),
                        address(),
                        upn(),
                        primaryNeed(needs),
                        schoolYear(),
                        locality(localities),
                        sex(),
                        ethnicity(),
                        previous(),
                        replaces(),
                        reference(),
                        notes())
                .button("Record the request");
    }

    private static Step moveIn(Choices needs, Choices localities) {
        return Step.opening(
                        "move-in",
                        "Record a child who moved in with a plan",
                        PATH + "/moves-in",
                        child(),
                        Field.day("transferredOn", "From which day do you maintain the plan?")
                                .today()
                                .required(),
                        Field.shortLine("fromAuthority", "Which authority maintained it before?")
                                .hint("Its DfE number, three digits.")
                                .required(),
                        Field.day("lastReviewedOn", "When was the plan last reviewed there?")
                                .hint("Or made, where it was not reviewed yet. The next review is counted from it."),
                        name(),
                        dateOfBirth(),
                        address(),
                        upn(),
                        primaryNeed(needs),
                        schoolYear(),
                        locality(localities),
                        sex(),
                        ethnicity(),
                        previous(),
                        replaces(),
                        reference(),
                        notes())
                .button("Record the move in");
    }

    // From the request to the plan

    private static List<Step> course(CodeLists lists) {
        return List.of(
                Step.of(
                                "decision",
                                "Decide whether to assess",
                                Field.one(
                                                "decision",
                                                "What was decided?",
                                                Choices.of(List.of(
                                                        Choice.of("assess", "To assess"),
                                                        Choice.of("do-not-assess", "Not to assess"))))
                                        .required(),
                                Field.day("decidedOn", "On which day was the parent sent the notice?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record the decision")
                        .withCheck()
                        .when(is("requested")),
                Step.of(
                                "advice-requests",
                                "Ask a body for advice",
                                Field.one("body", "Who was asked?", EhcArea::notOutstanding)
                                        .required(),
                                Field.day("requestedOn", "On which day did they receive the request?")
                                        .hint("Their six weeks begin on it.")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record the request for advice")
                        .when(is("assessing", "drafted")),
                Step.of(
                                "advice",
                                "Record advice received",
                                Field.one("body", "Whose advice came?", EhcArea::outstanding)
                                        .required(),
                                askedTwice(),
                                Field.day("receivedOn", "On which day was it received?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record the advice")
                        .when(any(Course::outstandingAdvice)),
                Step.of(
                                "reminders",
                                "Record a reminder",
                                Field.one("body", "Who was reminded?", EhcArea::outstanding)
                                        .hint("A reminder restarts no time limit.")
                                        .required(),
                                askedTwice(),
                                Field.day("remindedOn", "On which day?").today().required(),
                                notes())
                        .button("Record the reminder")
                        .when(any(Course::outstandingAdvice)),
                Step.of(
                                "drafts",
                                "Send the draft plan",
                                Field.day("sentOn", "On which day was the draft served on the parent?")
                                        .hint("Day 1 of the parent’s 15 days to comment.")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record that the draft was sent")
                        .withCheck()
                        .when(is("assessing", "drafted")),
                Step.of(
                                "representations",
                                "Record comments on the draft",
                                Field.day("receivedOn", "On which day did the parent or the young person comment?")
                                        .today()
                                        .required(),
                                Field.paragraph("notes", "What did they say?")
                                        .hint("Stays with the case and is published nowhere."))
                        .button("Record the comments")
                        .when(subject -> !is("voided").test(subject)
                                && Course.of(subject).has("draft-plan-sent")),
                Step.of(
                                "plan",
                                "Issue the final plan",
                                Field.day("issuedOn", "On which day was the final plan issued?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record that the plan was issued")
                        .withCheck()
                        .when(is("drafted")),
                Step.of(
                                "refusal",
                                "Decide not to issue a plan",
                                Field.day("decidedOn", "On which day was the parent sent the notice?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record the decision not to issue")
                        .withCheck()
                        .when(is("assessing", "drafted")),
                Step.of(
                                "withdrawal",
                                "Record that the request was withdrawn",
                                Field.day("withdrawnOn", "On which day was it withdrawn?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record the withdrawal")
                        .withCheck()
                        .when(is("requested", "assessing", "drafted")),
                exception(lists),
                Step.of(
                                "exception-withdrawals",
                                "Withdraw an exception",
                                Field.entry(
                                                "exception",
                                                "Which exception does not excuse after all?",
                                                (subject, _) -> exceptions(subject))
                                        .required(),
                                Field.day("withdrawnOn", "On which day was that found?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Withdraw the exception")
                        .when(subject -> !is("voided").test(subject)
                                && !subject.docs("exceptions").isEmpty()));
    }

    private static Step exception(CodeLists lists) {
        return Step.of(
                        "exceptions",
                        "Record an exception",
                        Field.one(
                                        "clock",
                                        "Which time limit does it excuse?",
                                        Choices.of(List.of(
                                                Choice.of("ehc-plan", "The final plan, 20 weeks"),
                                                Choice.of("ehc-decision", "The decision whether to assess, 6 weeks"),
                                                Choice.of(
                                                        "ehc-not-issue", "The notice that no plan is issued, 16 weeks"),
                                                Choice.of("ehc-advice", "A body’s advice, 6 weeks"))))
                                .hint("An exception excuses missing the time limit. It moves and stops nothing.")
                                .initially((_, _) -> "ehc-plan")
                                .required(),
                        Field.entry(
                                "request",
                                "If it is a body’s advice: which request?",
                                (subject, _) -> entries(Course.of(subject).all("advice-requested"))),
                        Field.one("code", "What excuses it?", Choices.list(lists, "ehc-exceptions.csv"))
                                .required(),
                        Field.line("evidence", "Which document shows it?")
                                .hint(
                                        "Its reference, with at least one digit: DOC-17. Never a name, because it is published.")
                                .required(),
                        Field.day("from", "From which day did it hold?").required(),
                        Field.day("until", "Until which day?")
                                .hint("Leave empty where it lasts, or was of one moment."),
                        Field.day("revisedTarget", "Was another day agreed?")
                                .hint("It is shown beside the statutory day, which stays."),
                        Field.day("recordedOn", "On which day was this decided?")
                                .today()
                                .required(),
                        notes())
                .button("Record the exception")
                .when(subject -> !subject.flag("movedIn") && !is("voided").test(subject));
    }

    // The plan

    private static List<Step> plan() {
        return List.of(
                Step.of(
                                "reviews",
                                "Record an annual review",
                                Field.day("heldOn", "On which day was the review meeting?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record the review")
                        .when(is("maintained")),
                Step.of(
                                "review-decisions",
                                "Decide after a review",
                                which("review", "Which review?", Course::reviewsToDecide),
                                Field.one(
                                                "decision",
                                                "What becomes of the plan?",
                                                Choices.of(List.of(
                                                        Choice.of("maintain", "It is maintained as it is"),
                                                        Choice.of("amend", "It is amended"),
                                                        Choice.of("cease", "It is ceased"))))
                                        .required(),
                                Field.day("decidedOn", "On which day was the parent sent the decision?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record the decision")
                        .withCheck()
                        .when(is("maintained").and(any(Course::reviewsToDecide))),
                Step.of(
                                "amendments",
                                "Issue an amended plan",
                                which("review", "Which review led to it?", Course::reviewsToAmendAfter),
                                Field.day("issuedOn", "On which day was the amended plan issued?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record that the plan was amended")
                        .withCheck()
                        .when(is("maintained")),
                Step.of(
                                "phase-transfers",
                                "Plan a move between phases",
                                Field.one(
                                                "transfer",
                                                "Which move?",
                                                Choices.of(Stream.of("school", "into-post-16", "between-post-16")
                                                        .map(code -> Choice.of(code, EhcWords.transfer(code)))
                                                        .toList()))
                                        .required(),
                                Field.day("movesOn", "On which day does the child move?")
                                        .required(),
                                Field.day("plannedOn", "Since when is it planned?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record the planned move")
                        .when(is("maintained")),
                Step.of(
                                "parent-told",
                                "Record that the parent was told",
                                Field.day("toldOn", "On which day was the parent told what will be done?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record that the parent was told")
                        .when(subject -> !is("voided").test(subject)
                                && Course.of(subject).runningClocks().stream().anyMatch(TOLD::contains)),
                Step.of(
                                "move-away",
                                "Record that the child moves away",
                                Field.day("movesOn", "On which day does the child move?")
                                        .required(),
                                Field.day("learnedOn", "On which day did the authority learn of it?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record the move away")
                        .when(is("maintained")),
                Step.of(
                                "transfer",
                                "Transfer the plan to another authority",
                                Field.day("transferredOn", "From which day does the other authority maintain it?")
                                        .today()
                                        .required(),
                                Field.shortLine("toAuthority", "Which authority?")
                                        .hint("Its DfE number, three digits. Leave empty outside England."),
                                notes())
                        .button("Record the transfer")
                        .withCheck()
                        .when(is("maintained").and(subject -> Course.of(subject).has("moved-away"))),
                Step.of(
                                "ceasing",
                                "Cease the plan",
                                Field.one("reason", "Why?", Choices.of(EhcWords.GROUNDS_FOR_CEASING))
                                        .required(),
                                Field.day("ceasedOn", "From which day is it maintained no longer?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record that the plan is ceased")
                        .withCheck()
                        .when(is("maintained")));
    }

    // Mediation and tribunal

    private static List<Step> disputes() {
        return List.of(
                Step.of("mediations", "Register a mediation", about(), registeredOn(), notes())
                        .button("Register the mediation")
                        .when(EhcArea::disputable),
                Step.of(
                                "mediation-conclusions",
                                "Record how a mediation ended",
                                which("mediation", "Which mediation?", Course::openMediations),
                                Field.one(
                                                "outcome",
                                                "How did it end?",
                                                Choices.of(List.of(
                                                        Choice.of(
                                                                "agreed",
                                                                "Agreed: the authority does what was asked for"),
                                                        Choice.of("not-agreed", "Not agreed"),
                                                        Choice.of("withdrawn", "Withdrawn"))))
                                        .required(),
                                Field.day("concludedOn", "On which day?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record how it ended")
                        .withCheck()
                        .when(any(Course::openMediations)),
                Step.of("appeals", "Register an appeal", about(), registeredOn(), notes())
                        .button("Register the appeal")
                        .when(EhcArea::disputable),
                Step.of(
                                "appeal-concessions",
                                "Record that an appeal is not opposed",
                                which("appeal", "Which appeal?", Course::opposedAppeals),
                                Field.day("noticeOn", "On which day was the tribunal sent the notice?")
                                        .hint("The time limits run from it.")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record that it is not opposed")
                        .withCheck()
                        .when(any(Course::opposedAppeals)),
                Step.of(
                                "appeal-conclusions",
                                "Record how an appeal ended",
                                which("appeal", "Which appeal?", Course::openAppeals),
                                Field.one(
                                                "outcome",
                                                "How did it end?",
                                                Choices.of(List.of(
                                                        Choice.of("ordered", "The tribunal ordered what was asked for"),
                                                        Choice.of("dismissed", "Dismissed"),
                                                        Choice.of("withdrawn", "Withdrawn"))))
                                        .required(),
                                Field.day("concludedOn", "On which day?")
                                        .hint("Of an order: its day, from which the time limits run.")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record how it ended")
                        .withCheck()
                        .when(any(Course::openAppeals)),
                Step.of(
                                "orders-carried-out",
                                "Record that an order was carried out",
                                which("appeal", "Of which appeal?", Course::ordersToCarryOut),
                                Field.day("carriedOutOn", "On which day was it carried out in full?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Record that it was carried out")
                        .when(any(Course::ordersToCarryOut)));
    }

    // The record itself

    private static List<Step> record(CodeLists lists, Choices needs, Choices localities) {
        var steps = new ArrayList<>(List.of(
                Step.of(
                                "assignment",
                                "Assign the case",
                                Field.staff("coordinator", "Who coordinates it?")
                                        .hint("A staff number, never a name.")
                                        .asRecorded("coordinator")
                                        .required(),
                                Field.day("assignedOn", "From which day?")
                                        .today()
                                        .required(),
                                notes())
                        .button("Assign the case")
                        .when(isOpen()),
                Step.of(
                                "circumstances",
                                "Record changed circumstances",
                                primaryNeed(needs).asRecorded("primaryNeed"),
                                schoolYear().asRecorded("schoolYear"),
                                locality(localities).asRecorded("locality"),
                                Field.day("changedOn", "Since which day?").today(),
                                notes())
                        .button("Record the change")
                        .sendingChanges()
                        .when(isOpen()),
                Step.of(
                                "correction",
                                "Correct what was recorded of the child and the request",
                                Field.day("openedOn", "On which day was the request received, or the plan taken over?")
                                        .asRecorded("openedOn"),
                                Field.one(
                                                "requestSource",
                                                "Who asked?",
                                                (subject, _) ->
                                                        subject.flag("movedIn") ? List.of() : EhcWords.REQUEST_SOURCES)
                                        .asRecorded("requestSource"),
                                name().asRecorded("personal.name"),
                                dateOfBirth().asRecorded("personal.dateOfBirth"),
                                address().asRecorded("personal.address"),
                                upn().asRecorded("personal.upn"),
                                asAtOpening(primaryNeed(needs)),
                                asAtOpening(schoolYear()),
                                asAtOpening(locality(localities)),
                                sex().asRecorded("sex"),
                                ethnicity().asRecorded("ethnicity"),
                                why())
                        .button("Correct the record")
                        .sendingChanges()
                        .when(is("voided").negate())));
        steps.addAll(corrections(lists, needs, localities));
        steps.addAll(List.of(
                Step.of(
                                "reopening",
                                "Re-open: the ending was a mistake",
                                Field.day("reopenedOn", "On which day was the mistake found?")
                                        .hint("The last ending is taken back. A new request is a new case instead.")
                                        .today()
                                        .required(),
                                notes())
                        .button("Re-open the case")
                        .withCheck()
                        .when(subject -> Course.of(subject).canBeReopened(subject.text("status"))),
                Step.of(
                                "voiding",
                                "Void: opened in error",
                                Field.one(
                                                "reason",
                                                "Why should it never have been opened?",
                                                Choices.of("opened-in-error", "wrong-child", "duplicate"))
                                        .hint(
                                                "Nothing more can be recorded in it afterwards, and it leaves the figures.")
                                        .required(),
                                notes())
                        .button("Void the case")
                        .withCheck()
                        .when(is("voided").negate())));
        return steps;
    }

    /** What was recorded under a number of the history, each kind with what can be wrong of it. */
    private static List<Step> corrections(CodeLists lists, Choices needs, Choices localities) {
        return List.of(
                ofEntry(
                        "entry-correction",
                        "Correct the day of an entry",
                        Course::correctable,
                        Field.day("entryOn", "On which day did it happen?").required()),
                ofEntry(
                        "exception-correction",
                        "Correct an exception",
                        Course::exceptions,
                        Field.one("code", "What excuses it?", Choices.list(lists, "ehc-exceptions.csv"))
                                .hint("Leave empty what is right."),
                        Field.line("evidence", "Which document shows it?"),
                        Field.day("from", "From which day did it hold?"),
                        Field.day("until", "Until which day?"),
                        Field.day("revisedTarget", "Which other day was agreed?")),
                ofEntry(
                        "move-correction",
                        "Correct the day of a move",
                        course -> course.all("phase-transfer-planned", "moved-away"),
                        Field.day("movesOn", "On which day does the child move?")
                                .required()),
                ofEntry(
                        "change-correction",
                        "Correct changed circumstances",
                        course -> course.all("circumstances-changed"),
                        primaryNeed(needs).hint("Leave empty what is right."),
                        schoolYear(),
                        locality(localities)));
    }

    private static Step ofEntry(
            String id, String title, Function<Course, List<Happening>> entries, Field... whatIsRight) {
        var fields = new ArrayList<Field>();
        fields.add(which("entry", "Which entry?", entries).required());
        fields.addAll(List.of(whatIsRight));
        fields.add(why());
        return Step.of(id, title, fields.toArray(Field[]::new))
                .at("{id}/correction")
                .button("Correct the entry")
                .withCheck()
                .when(any(entries));
    }

    // Questions that several forms ask

    private static Field child() {
        return Field.shortLine(Known.CHILD, "Which child?")
                .hint("The council’s person number.")
                .required();
    }

    private static Field name() {
        return Field.line("personal.name", "Child’s name");
    }

    private static Field dateOfBirth() {
        return Field.day("personal.dateOfBirth", "Date of birth");
    }

    private static Field address() {
        return Field.paragraph("personal.address", "Address");
    }

    private static Field upn() {
        return Field.shortLine("personal.upn", "Unique pupil number")
                .hint("A capital, 11 digits, and a digit or capital.");
    }

    private static Field primaryNeed(Choices needs) {
        return Field.one("primaryNeed", "Primary need", needs);
    }

    private static Field schoolYear() {
        return Field.one("schoolYear", "School year", Choices.of(Meanings.SCHOOL_YEARS));
    }

    private static Field locality(Choices localities) {
        return Field.one("locality", "Locality", localities);
    }

    private static Field sex() {
        return Field.one("sex", "Sex", Choices.of(Meanings.SEXES));
    }

    private static Field ethnicity() {
        return Field.shortLine("ethnicity", "Ethnicity").hint("The DfE’s code of four capitals: WBRI.");
    }

    private static Field previous() {
        return Field.carried("previousAssessment", "Earlier case");
    }

    private static Field replaces() {
        return Field.carried("replaces", "Case that this one stands for");
    }

    private static Field reference() {
        return Field.line("assessmentRef", "Reference").hint("Leave empty to be given a new one.");
    }

    private static Field notes() {
        return Field.paragraph("notes", "Notes").hint("Stay with the case and are published nowhere.");
    }

    private static Field why() {
        return Field.paragraph("reason", "Why is it corrected?").required();
    }

    private static Field about() {
        return Field.one("about", "Which decision is disputed?", (subject, _) -> {
                    var disputable = Course.of(subject).disputable(subject.text("status"));
                    return EhcWords.DISPUTES.stream()
                            .filter(dispute -> disputable.contains(dispute.code()))
                            .toList();
                })
                .required();
    }

    private static Field registeredOn() {
        return Field.day("registeredOn", "On which day was it registered?")
                .today()
                .required();
    }

    /** Which asking, where one body was asked several times; else there is nothing to choose, and the service knows which. */
    private static Field askedTwice() {
        return Field.entry("request", "Which request does it answer?", (subject, _) -> {
                    var outstanding = Course.of(subject).outstandingAdvice();
                    return entries(outstanding.stream()
                            .filter(asked -> outstanding.stream()
                                            .filter(other -> other.said("body").equals(asked.said("body")))
                                            .count()
                                    > 1)
                            .toList());
                })
                .hint("Needed only where the same body was asked more than once.");
    }

    /** One of those that wait for an answer; where there is one only, that one stands there at first. */
    private static Field which(String name, String label, Function<Course, List<Happening>> waiting) {
        return Field.entry(name, label, (subject, _) -> entries(waiting.apply(Course.of(subject))))
                .initially((subject, _) -> {
                    var all = waiting.apply(Course.of(subject));
                    return all.isEmpty() ? null : String.valueOf(all.getLast().sequence());
                });
    }

    /** Circumstances at the opening, which later changes leave as they are. */
    private static Field asAtOpening(Field field) {
        return field.hint("As it was at the beginning. What changed later is recorded as changed circumstances.")
                .initially((subject, _) -> Course.of(subject).atOpening(field.name()));
    }

    // What can be chosen, by the case

    private static List<Choice> entries(List<Happening> happened) {
        return happened.stream()
                .map(one ->
                        Choice.of(String.valueOf(one.sequence()), EhcWords.happened(one) + ", " + Words.day(one.on())))
                .toList();
    }

    private static List<Choice> exceptions(Doc subject) {
        return subject.docs("exceptions").stream()
                .map(exception -> Choice.of(
                        exception.text("sequence"),
                        "%s, for: %s%s"
                                .formatted(
                                        EhcWords.exception(exception.text("code")),
                                        Words.uncapital(EhcWords.clock(exception.text("clock"), null)),
                                        exception.has("from") ? ", from " + exception.day("from") : "")))
                .toList();
    }

    private static List<Choice> outstanding(Doc subject, Object today) {
        var waiting = waitedFor(subject);
        return EhcWords.BODIES.stream()
                .filter(body -> waiting.contains(body.code()))
                .toList();
    }

    /** Whoever has not been asked, or has answered. "Another body" may be several. */
    private static List<Choice> notOutstanding(Doc subject, Object today) {
        var waiting = waitedFor(subject);
        return EhcWords.BODIES.stream()
                .filter(body -> body.code().equals("other") || !waiting.contains(body.code()))
                .toList();
    }

    private static Set<String> waitedFor(Doc subject) {
        return Course.of(subject).outstandingAdvice().stream()
                .map(asked -> asked.said("body"))
                .collect(toSet());
    }

    // When a step is offered

    private static Predicate<Doc> is(String... statuses) {
        var wanted = Set.of(statuses);
        return subject -> wanted.contains(subject.text("status"));
    }

    private static Predicate<Doc> isOpen() {
        return is("requested", "assessing", "drafted", "maintained");
    }

    private static Predicate<Doc> any(Function<Course, List<Happening>> waiting) {
        return subject -> !is("voided").test(subject)
                && !waiting.apply(Course.of(subject)).isEmpty();
    }

    private static boolean disputable(Doc subject) {
        return !is("voided").test(subject)
                && !Course.of(subject).disputable(subject.text("status")).isEmpty();
    }
}
