package waymark.portal.social;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.web.CodeLists;

/** A child's story as it is read before a contact is decided, and the time that is left to do so. */
class StoryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Set<String> OPENING = Set.of("referrals", "early-help");
    private static final SocialWords WORDS = new SocialWords(
            new CodeLists(new MockEnvironment().withProperty("lists", "classpath:/contracts/registers/"), "lists"));

    @Test
    void theLastTwelveMonthsStandApartAndTheNewestFirst() {
        // Given
        var told = story(
                line("2025-03-02", "involvements", "case-1", "Closed", "BUSC"),
                line("2025-03-03", "referrals", "case-2", "Early help requested", null),
                line("2025-03-09", "referrals", "case-2", "Support arranged", null),
                line("2026-02-20", "referrals", "case-3", "Contact decided", "no-further-action"));

        // When
        var story = Story.of("CYP-1", TODAY, told, WORDS, OPENING);

        // Then
        assertThat(story.recent())
                .extracting(Story.Line::what)
                .containsExactly("Contact decided: No further action", "Support arranged", "Early help requested");
        assertThat(story.recent())
                .extracting(Story.Line::href)
                .containsExactly("/referrals/case-3", "/early-help/case-2", "/early-help/case-2");
        assertThat(story.earlier())
                .extracting(Story.Line::what)
                .containsExactly("Closed: Buckinghamshire school (BUSC)");
        assertThat(story.besides("case-3").size()).isEqualTo(3);
    }

    @Test
    void whatIsNotShownIsCountedSoThatNothingIsNotTakenForNothingRecorded() {
        // When
        var story = Story.of(
                "CYP-1",
                TODAY,
                new Answer.Done(200, new Doc(Map.of("lines", List.of(), "hidden", 2)), null, null),
                WORDS,
                OPENING);

        // Then
        assertThat(story.leftOut())
                .isEqualTo("2 entries are not shown, of cases that you may not open. Ask your manager.");
    }

    @Test
    void aServiceThatIsAwayLeavesAWordInItsPlace() {
        // When
        var away = Story.of("CYP-1", TODAY, new Answer.Away(Service.REPORTING), WORDS, OPENING);
        var behind = Story.of(
                "CYP-1",
                TODAY,
                new Answer.Refused(503, "reporting.kafka-away", null, "Not now.", Doc.EMPTY),
                WORDS,
                OPENING);

        // Then
        assertThat(List.of(away.away(), behind.away())).containsOnly(Service.REPORTING);
        assertThat(away.size()).isZero();
    }

    private static Answer story(Doc... lines) {
        var all = List.of(lines).stream().map(Doc::fields).toList();
        return new Answer.Done(200, new Doc(Map.of("lines", all, "incomplete", false)), null, null);
    }

    private static Doc line(String day, String service, String caseId, String what, String cameOfIt) {
        var line = new Doc(Map.of(
                "day", day, "service", service, "caseId", caseId, "what", what, "codes", Map.of(), "reference", "R"));
        return cameOfIt == null ? line : line.with("cameOfIt", cameOfIt);
    }
}
