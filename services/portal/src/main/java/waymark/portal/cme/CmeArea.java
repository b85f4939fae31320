package waymark.portal.cme;

import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Field;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Step;
import waymark.web.access.Role;

/** Involvements in the portal, and every form that can be sent about one. */
@Configuration(proxyBeanMethods = false)
class CmeArea {
    static final String AREA = "involvements";
    private static final String CORRECTION = "{id}/correction";

    @Bean
    CaseArea involvements(CmeCodes codes) {
        return new CaseArea(
                AREA,
                Service.INVOLVEMENTS,
                "/involvements",
                "involvement",
                Set.of(Role.CME_OFFICER, Role.TEAM_MANAGER),
                CmeArea::caption,
                List.of(opening(codes)),
                List.of(
                        check(),
                        enquiry(codes),
                        review(),
                        concern(),
                        concernReferral(codes),
                        circumstances(codes),
                        assignment(),
                        closure(codes),
                        reopening(),
                        openingCorrection(codes),
                        closingCorrection(codes),
                        entryCorrection(codes),
                        personalDetails(),
                        voiding()));
    }

    private static String caption(Doc involvement) {
        var name = involvement.text("personal.name");
        return "%s · %s"
                .formatted(involvement.text("involvementRef"), name == null ? involvement.text("childRef") : name);
    }

    private static boolean open(Doc involvement) {
        return "open".equals(involvement.text("status"));
    }

    private static boolean closed(Doc involvement) {
        return "closed".equals(involvement.text("status"));
    }

    private static boolean notVoided(Doc involvement) {
        return open(involvement) || closed(involvement);
    }

    private static Step opening(CmeCodes codes) {
        return Step.opening(
                        "involvement",
                        "Log an involvement",
                        "/involvements",
                        Field.shortLine("childRef", "Child's number")
                                .required()
                                .hint("The council's person number. You are told at once where the child is known."),
                        Field.line("personal.name", "Child's name"),
                        Field.day("personal.dateOfBirth", "Date of birth"),
                        Field.shortLine("personal.upn", "Unique pupil number")
                                .hint("A capital, 11 digits, and a digit or capital"),
                        Field.paragraph("personal.address", "Address"),
                        Field.day("openedOn", "When was it opened?").today(),
                        Field.one("referredBy", "Who told the team?", Choices.of(CmeCodes.REFERRERS)),
                        Field.line("reason", "DfE reason")
                                .hint("The code of the reason, in small letters, such as awaiting-place"),
                        Field.yesNo("meetsS436A", "Is the child within section 436A?")
                                .hint(
                                        "Of compulsory school age, on no school's roll, and not suitably educated otherwise"),
                        Field.day("missingSince", "Missing since when?"),
                        Field.shortLine("lastSchool", "Last school").hint("URN or DfE number, 6 or 7 digits"),
                        Field.day("lastDayAttended", "Last day attended"),
                        Field.line("groundForLeavingRoll", "Ground for leaving the roll")
                                .hint("The code of the ground in regulation 9, in small letters"),
                        Field.yesNo("schoolMadeEnquiries", "Did the school make its own enquiries first?"),
                        year(),
                        Field.one("senStatus", "Special educational needs", Choices.of(Meanings.SEN)),
                        Field.yesNo("childLocated", "Is it known where the child is?")
                                .hint(
                                        "A child with an EHC plan who has been found is the SEND team's: nothing is opened here."),
                        Field.one("socialCareStatus", "Social care", Choices.of(Meanings.SOCIAL_CARE)),
                        Field.one("locality", "Locality", codes.localities),
                        Field.one("sex", "Sex", Choices.of(Meanings.SEXES)),
                        Field.shortLine("ethnicity", "Ethnicity").hint("The DfE's code of four capitals"),
                        Field.carried("previousInvolvement", "Previous involvement"),
                        Field.carried("replaces", "Involvement that this one stands for"),
                        Field.shortLine("involvementRef", "Reference").hint("Leave it empty to be given one."),
                        Field.paragraph("notes", "Notes"))
                .button("Log the involvement");
    }

    private static Field year() {
        return Field.one("schoolYear", "School year", Choices.of(Meanings.SCHOOL_YEARS));
    }

    private static Field notes() {
        return Field.paragraph("notes", "Notes");
    }

    private static Step check() {
        return Step.of(
                        "checks",
                        "Record a check",
                        Field.day("checkedOn", "When was it checked?").today(),
                        Field.one("service", "Which service was asked?", Choices.of(CmeCodes.CHECKED))
                                .required(),
                        Field.yesNo("known", "Is the child known there?").required(),
                        Field.yesNo("teamTold", "Has its team been told?")
                                .hint("Needed where the child is known there."),
                        notes())
                .when(CmeArea::open);
    }

    private static Step enquiry(CmeCodes codes) {
        return Step.of(
                        "enquiries",
                        "Record an enquiry",
                        Field.day("enquiredOn", "When was the enquiry made?").today(),
                        Field.one("agency", "Who was asked?", codes.agencies).required(),
                        Field.one("result", "What came of it?", codes.results).required(),
                        notes())
                .when(CmeArea::open);
    }

    private static Step review() {
        return Step.of(
                        "reviews",
                        "Record a review",
                        Field.day("reviewedOn", "When was the review held?").today(),
                        notes())
                .when(CmeArea::open);
    }

    private static Step concern() {
        return Step.of(
                        "concerns",
                        "Record a concern",
                        Field.day("notedOn", "When was it noted?").today(),
                        Field.one("concern", "What is the concern about?", Choices.of(CmeCodes.CONCERNS))
                                .required(),
                        Field.one("referredTo", "To whom was it referred?", Choices.of(CmeCodes.REFERRED_TO_IF_AT_ALL)),
                        Field.day("referredOn", "When was it referred?"),
                        notes())
                .when(CmeArea::open);
    }

    private static Step concernReferral(CmeCodes codes) {
        return Step.of(
                        "concern-referral",
                        "Record that a concern was referred",
                        Field.entry("entry", "Which concern?", (subject, _) -> new Story(subject, codes).unreferred())
                                .required(),
                        Field.one("referredTo", "To whom was it referred?", Choices.of(CmeCodes.REFERRED_TO))
                                .required(),
                        Field.day("referredOn", "When was it referred?").today(),
                        notes())
                .at("{id}/concerns")
                .when(involvement -> open(involvement)
                        && !new Story(involvement, codes).unreferred().isEmpty());
    }

    private static Step circumstances(CmeCodes codes) {
        return Step.of(
                        "circumstances",
                        "Change the circumstances",
                        Field.day("changedOn", "Since when is it so?").today(),
                        year().asRecorded("schoolYear"),
                        Field.one("senStatus", "Special educational needs", Choices.of(Meanings.SEN))
                                .asRecorded("senStatus"),
                        Field.one("socialCareStatus", "Social care", Choices.of(Meanings.SOCIAL_CARE))
                                .asRecorded("socialCareStatus"),
                        Field.one("locality", "Locality", codes.localities).asRecorded("locality"),
                        notes())
                .sendingChanges()
                .when(CmeArea::open);
    }

    private static Step assignment() {
        return Step.of(
                        "assignment",
                        "Assign an officer",
                        Field.day("assignedOn", "From which day?").today(),
                        Field.staff("officer", "Who takes it?").required().hint("Staff number, never a name"),
                        notes())
                .when(CmeArea::open);
    }

    private static Step closure(CmeCodes codes) {
        return Step.of(
                        "closure",
                        "Close the involvement",
                        Field.day("closedOn", "When was it closed?").today(),
                        Field.one("outcome", "With which outcome?", codes.outcomes)
                                .required(),
                        Field.yesNo("acceptedByReceivingTeam", "Has the receiving team accepted the child?")
                                .hint(
                                        "Only for OLCM, which needs it: the other authority's team has said that it takes the child over."),
                        Field.yesNo("approvedByManager", "Has a manager approved it?")
                                .hint(
                                        "Only for UNTR, which needs it: a manager agrees that every reasonable enquiry was made."),
                        Field.one("confirmedBy", "Who confirmed where the child is?", codes.agencies)
                                .hint("Leave it unanswered where nobody did."),
                        Field.day("confirmedOn", "When was it confirmed?"),
                        notes())
                .withCheck()
                .button("Close the involvement")
                .when(CmeArea::open);
    }

    private static Step reopening() {
        return Step.of(
                        "reopening",
                        "Re-open the involvement",
                        Field.day("reopenedOn", "When was it re-opened?")
                                .today()
                                .hint(
                                        "Only where the closing was a mistake. A child who is missing again has a new involvement."),
                        Field.paragraph("notes", "Why was the closing a mistake?"))
                .button("Re-open the involvement")
                .when(CmeArea::closed);
    }

    private static Field why() {
        return Field.paragraph("reason", "Why is it corrected?").required();
    }

    private static Step openingCorrection(CmeCodes codes) {
        return Step.of(
                        "opening-correction",
                        "Correct the opening",
                        Field.day("openedOn", "When was it opened?").asRecorded("openedOn"),
                        Field.one("referredBy", "Who told the team?", Choices.of(CmeCodes.REFERRERS))
                                .asRecorded("referredBy"),
                        Field.line("dfeReason", "DfE reason").asRecorded("reason"),
                        Field.yesNo("meetsS436A", "Is the child within section 436A?")
                                .asRecorded("meetsS436A"),
                        Field.day("missingSince", "Missing since when?").asRecorded("missingSince"),
                        Field.shortLine("lastSchool", "Last school").asRecorded("lastSchool"),
                        Field.day("lastDayAttended", "Last day attended").asRecorded("lastDayAttended"),
                        Field.line("groundForLeavingRoll", "Ground for leaving the roll")
                                .asRecorded("groundForLeavingRoll"),
                        Field.yesNo("schoolMadeEnquiries", "Did the school make its own enquiries first?")
                                .asRecorded("schoolMadeEnquiries"),
                        atOpening(codes, year()),
                        atOpening(codes, Field.one("senStatus", "Special educational needs", Choices.of(Meanings.SEN))),
                        atOpening(
                                codes, Field.one("socialCareStatus", "Social care", Choices.of(Meanings.SOCIAL_CARE))),
                        atOpening(codes, Field.one("locality", "Locality", codes.localities)),
                        Field.one("sex", "Sex", Choices.of(Meanings.SEXES)).asRecorded("sex"),
                        Field.shortLine("ethnicity", "Ethnicity").asRecorded("ethnicity"),
                        why())
                .at(CORRECTION)
                .sendingChanges()
                .when(CmeArea::notVoided);
    }

    /** What may have changed since stands in the form as it was on the day of opening, because that is what is put right. */
    private static Field atOpening(CmeCodes codes, Field field) {
        return field.hint("On the day of opening")
                .initially((subject, _) -> new Story(subject, codes).atOpening().text(field.name()));
    }

    private static Step closingCorrection(CmeCodes codes) {
        return Step.of(
                        "closing-correction",
                        "Correct the closing",
                        Field.day("closedOn", "When was it closed?").asRecorded("closedOn"),
                        Field.one("outcome", "With which outcome?", codes.outcomes)
                                .asRecorded("outcome")
                                .hint(
                                        "OLCM and UNTR need what only a closing records: re-open it, then close it again."),
                        Field.one("confirmedBy", "Who confirmed where the child is?", codes.agencies)
                                .asRecorded("confirmedBy"),
                        Field.day("confirmedOn", "When was it confirmed?").asRecorded("confirmedOn"),
                        why())
                .at(CORRECTION)
                .sendingChanges()
                .when(CmeArea::closed);
    }

    private static Step entryCorrection(CmeCodes codes) {
        return Step.of(
                        "entry-correction",
                        "Correct what was recorded since",
                        Field.entry(
                                        "entry",
                                        "What is to be put right?",
                                        (subject, _) -> new Story(subject, codes).correctable())
                                .required(),
                        Field.day("entryOn", "On which day was it?"),
                        year().hint("Only of a change of circumstances, as are the next three"),
                        Field.one("senStatus", "Special educational needs", Choices.of(Meanings.SEN)),
                        Field.one("socialCareStatus", "Social care", Choices.of(Meanings.SOCIAL_CARE)),
                        Field.one("locality", "Locality", codes.localities),
                        why())
                .at(CORRECTION)
                .when(involvement -> notVoided(involvement)
                        && !new Story(involvement, codes).correctable().isEmpty());
    }

    private static Step personalDetails() {
        return Step.of(
                        "personal-details",
                        "Correct the personal details",
                        Field.line("personal.name", "Child's name").asRecorded("personal.name"),
                        Field.day("personal.dateOfBirth", "Date of birth").asRecorded("personal.dateOfBirth"),
                        Field.shortLine("personal.upn", "Unique pupil number").asRecorded("personal.upn"),
                        Field.paragraph("personal.address", "Address").asRecorded("personal.address"),
                        why())
                .at(CORRECTION)
                .sendingChanges()
                .when(CmeArea::notVoided);
    }

    private static Step voiding() {
        return Step.of(
                        "voiding",
                        "Void the involvement",
                        Field.one("reason", "Why should it never have been opened?", Choices.of(CmeCodes.VOIDING))
                                .required()
                                .hint("A voided involvement is in no figure, and nothing more can happen to it."),
                        notes())
                .withCheck()
                .button("Void the involvement")
                .when(CmeArea::notVoided);
    }
}
