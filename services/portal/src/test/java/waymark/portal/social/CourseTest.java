package waymark.portal.social;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.LinkedMultiValueMap;
import waymark.portal.cases.Told;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Reading;
import waymark.portal.forms.Step;
import waymark.web.CodeLists;

/** What the pages make of a case's history. */
class CourseTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final CodeLists LISTS =
            new CodeLists(new MockEnvironment().withProperty("lists", "classpath:/contracts/registers/"), "lists");
    private static final SocialWords WORDS = new SocialWords(LISTS);
    private static final CaseArea AREA = new ReferralForms(LISTS, WORDS).referrals();

    private final List<Map<String, Object>> history = new ArrayList<>();

    @Test
    void correctionsAreWorkedInAndWhatWasAnnulledIsLeftOut() {
        // Given
        referred();
        happened("closed", "2026-02-10", Map.of("closedOn", "2026-02-10", "reason", "RC7"));
        happened("corrected", "2026-02-11", Map.of("entry", 4, "on", "2026-02-09", "outcome", "RC8"));
        happened("child-seen", "2026-02-01", Map.of("occasion", "assessment"));
        happened("entry-annulled", "2026-02-12", Map.of("entry", 6));

        // When
        var entries = Entry.of(subject("closed"));

        // Then
        assertThat(entries).extracting(Entry::number).containsExactly(1, 2, 3, 4);
        assertThat(entries.getLast().day()).isEqualTo("2026-02-09");
        assertThat(entries.getLast().outcome()).isEqualTo("RC8");
        assertThat(entries.getLast().corrected()).isTrue();
    }

    @Test
    void aReopeningTakesTheClosingAway() {
        // Given
        referred();
        happened("closed", "2026-02-10", Map.of("reason", "RC7"));
        happened("reopened", "2026-02-11", Map.of());

        // When
        var course = Course.of(subject("open"));

        // Then
        assertThat(course.has("closed")).isFalse();
    }

    @Test
    void stepsAreOfferedAsTheCourseCallsForThem() {
        // Given
        referred();
        happened("strategy-discussion-held", "2026-01-20", Map.of("outcome", "section-47"));

        // When
        var before = ids(subject("open"));
        happened("enquiry-concluded", "2026-01-25", Map.of("discussion", 4, "outcome", "no-conference-needed"));
        var after = ids(subject("open"));

        // Then
        assertThat(before).contains("enquiry-conclusions", "conferences", "assessment-completions");
        assertThat(before).doesNotContain("assessments", "protection-plan", "decision", "reopening");
        assertThat(after).doesNotContain("enquiry-conclusions", "conferences");
    }

    @Test
    void aVoidedCaseOffersNothing() {
        // Given
        referred();

        // When
        var offered = ids(subject("voided"));

        // Then
        assertThat(offered).isEmpty();
    }

    @Test
    void aPlansReviewsAndItsEndAreTold() {
        // Given
        referred();
        happened("child-in-need-plan-begun", "2025-06-01", Map.of());
        happened("protection-plan-begun", "2025-09-03", Map.of("category", "NEG"));
        happened("protection-plan-reviewed", "2025-12-02", Map.of("category", "EMO"));
        happened("protection-plan-ended", "2026-02-20", Map.of());

        // When
        var plans = Course.of(subject("open")).plans();

        // Then
        assertThat(plans)
                .containsExactly(
                        new Course.Plan(
                                true,
                                "EMO",
                                LocalDate.of(2025, 9, 3),
                                List.of(LocalDate.of(2025, 12, 2)),
                                LocalDate.of(2026, 2, 20)),
                        new Course.Plan(false, null, LocalDate.of(2025, 6, 1), List.of(), LocalDate.of(2025, 9, 3)));
    }

    @Test
    void aCorrectionSaysWhichEntryAndWhatIsOther() {
        // Given
        referred();
        happened(
                "assessment-completed",
                "2026-02-10",
                Map.of("assessment", 3, "outcome", "early-help", "factors", List.of("1A", "3A")));
        var subject = subject("open").with(CaseArea.ENTRY, "4");
        var typed = new LinkedMultiValueMap<String, String>();
        typed.add("entry", "4");
        typed.add("on", "10/2/2026");
        typed.add("outcome", "child-in-need");
        typed.addAll("factors", List.of("1A", "3A"));
        typed.add("reason", "The wrong box was ticked");

        // When
        var reading = Reading.of(AREA.step("correct-assessment").orElseThrow().fields(), typed, subject, TODAY, true);

        // Then
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.body())
                .isEqualTo(Map.of("entry", 4, "outcome", "child-in-need", "reason", "The wrong box was ticked"));
    }

    @Test
    void aTimeIsCorrectedOnlyWhereItIsTypedAnew() {
        // Given
        referred();
        var subject = subject("open").with(CaseArea.ENTRY, "1");
        var typed = new LinkedMultiValueMap<String, String>();
        typed.add("entry", "1");
        typed.add("at", "9/1/2026");
        typed.add("at.time", "16:40");
        typed.add("source", "6");
        typed.add("reason", "It was the police");
        var fields = AREA.step("correct-contact").orElseThrow().fields();

        // When
        var same = Reading.of(fields, typed, subject, TODAY, true);
        typed.set("at.time", "16:45");
        var other = Reading.of(fields, typed, subject, TODAY, true);

        // Then
        assertThat(same.body()).isEqualTo(Map.of("entry", 1, "source", "6", "reason", "It was the police"));
        assertThat(other.body()).containsEntry("at", "2026-01-09T16:45:00Z");
    }

    @Test
    void theTimelineTellsTheNewestFirstAndWhatHasBecomeOfEach() {
        // Given
        referred();
        happened("child-seen", "2026-01-20", Map.of("occasion", "assessment"));
        happened("entry-annulled", "2026-01-21", Map.of("entry", 4));

        // When
        var timeline = Timeline.of(subject("open"), WORDS, "/referrals/1", ReferralForms.CORRECTIONS);

        // Then
        assertThat(timeline)
                .extracting(Told::title)
                .containsExactly(
                        "Entry 4 annulled: it did not happen",
                        "Child seen",
                        "Assessment started",
                        "Referral made",
                        "Contact received");
        assertThat(timeline.get(1).standing()).isEqualTo("Annulled since");
        assertThat(timeline.get(1).links()).isEmpty();
        assertThat(timeline.get(2).links())
                .containsExactly(
                        new Told.Link("/referrals/1/record/correct-day?entry=3", "Put right"),
                        new Told.Link("/referrals/1/record/annulment?entry=3", "Annul"));
        assertThat(timeline.get(3).details()).containsEntry("Primary need", "Abuse or neglect (N1)");
        assertThat(timeline.getLast().links()).extracting(Told.Link::words).containsExactly("Put right");
    }

    private void referred() {
        happened("contact-received", "2026-01-09", Map.of("receivedAt", "2026-01-09T16:40:00Z", "source", "2A"));
        happened("referral-made", "2026-01-12", Map.of("referredOn", "2026-01-12", "primaryNeed", "N1"));
        happened("assessment-started", "2026-01-14", Map.of("startedOn", "2026-01-14"));
    }

    private void happened(String type, String on, Map<String, Object> data) {
        var event = new LinkedHashMap<String, Object>();
        event.put("sequence", history.size() + 1);
        event.put("type", "waymark.referrals." + type);
        event.put("effectiveOn", on);
        event.put("recordedAt", on + "T12:00:00Z");
        event.put("actor", "DUTY-11");
        event.put("role", "duty-worker");
        event.put("data", data);
        history.add(event);
    }

    private Doc subject(String status) {
        return new Doc(
                Map.of("status", status, "plan", "none", "version", history.size(), "history", List.copyOf(history)));
    }

    private static List<String> ids(Doc subject) {
        return AREA.offered(subject).stream().map(Step::id).toList();
    }
}
