package waymark.portal.cme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import waymark.portal.forms.Choice;

class StoryTest {
    private final CmeCodes codes = new CmeCodes(Involvements.codeLists());

    @Test
    void aCorrectedDayStandsWhereTheEntryDoes() {
        // Given
        var involvement = Involvements.with("open")
                .happened("enquiry-recorded", "2022-03-09", "{\"agency\": \"gp\", \"result\": \"no-trace\"}")
                .happened("corrected", null, "{\"entry\": 2, \"entryOn\": \"2022-03-08\"}")
                .doc();

        // When
        var enquiries = new Story(involvement, codes).of("enquiry-recorded");

        // Then
        assertThat(enquiries).singleElement().satisfies(enquiry -> {
            assertThat(enquiry.on()).isEqualTo(LocalDate.of(2022, 3, 8));
            assertThat(enquiry.corrected()).isTrue();
            assertThat(enquiry.title()).isEqualTo("Asked general practitioner: not known to them");
        });
    }

    @Test
    void theTimelineTellsNewestFirstWhatHappenedInWords() {
        // Given
        var involvement = Involvements.with("closed")
                .happened(
                        "check-recorded",
                        "2022-03-02",
                        "{\"service\": \"social-care\", \"known\": true, \"teamTold\": true}")
                .happened("circumstances-changed", "2022-03-04", "{\"schoolYear\": \"9\", \"senStatus\": \"ehcp\"}")
                .happened(
                        "closed",
                        "2022-03-11",
                        "{\"outcome\": \"OVER\", \"confirmedBy\": \"border-force\", \"confirmedOn\": \"2022-03-10\"}")
                .happened("something-new", "2022-03-12", "{}")
                .doc();

        // When
        var timeline = new Story(involvement, codes).timeline();

        // Then
        assertThat(timeline)
                .extracting(Story.Happening::title)
                .containsExactly(
                        "Something new",
                        "Closed: OVER, overseas; confirmed by Border Force on 10 March 2022",
                        "Circumstances changed: school year: Year 9; SEN: EHC plan",
                        "Checked with social care: known there, and the team was told",
                        "Opened");
    }

    @Test
    void aConcernIsOfferedForReferralUntilItWasReferred() {
        // Given
        var involvement = Involvements.with("open")
                .happened("concern-recorded", "2022-03-03", "{\"concern\": \"welfare\"}")
                .happened("concern-recorded", "2022-03-04", "{\"concern\": \"crime\"}")
                .happened("concern-referred", "2022-03-05", "{\"concern\": 2, \"referredTo\": \"social-care\"}")
                .doc();

        // When
        var unreferred = new Story(involvement, codes).unreferred();

        // Then
        assertThat(unreferred).containsExactly(Choice.of("3", "4 March 2022: Concern: a crime against the child"));
    }

    @Test
    void theReviewClockIsTheLastThatWasStartedAndNotStopped() {
        // Given
        var start = "{\"clocks\": [{\"clock\": \"cme-review\", \"action\": \"stop\"},"
                + " {\"clock\": \"cme-review\", \"action\": \"start\", \"startedOn\": \"2022-03-07\", \"dueOn\": \"2022-03-14\"}]}";
        var stop = "{\"clocks\": [{\"clock\": \"cme-review\", \"action\": \"stop\"}]}";
        var open = Involvements.with("open").happened("review-held", "2022-03-07", start);

        // When
        var running = new Story(open.doc(), codes).reviewClock();
        var stopped = new Story(open.happened("closed", "2022-03-11", stop).doc(), codes).reviewClock();

        // Then
        assertThat(running.text("dueOn")).isEqualTo("2022-03-14");
        assertThat(stopped.has("dueOn")).isFalse();
    }
}
