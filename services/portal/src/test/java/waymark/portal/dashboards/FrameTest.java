package waymark.portal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import waymark.portal.forms.Fault;

class FrameTest {
    private static final LocalDate TODAY = LocalDate.of(2022, 7, 31);
    private static final LocalDate SEPTEMBER = LocalDate.of(2021, 9, 1);
    private static final Map<String, List<String>> OFFERED =
            Map.of("locality", List.of("Wycombe", "Chiltern and South Bucks"), "ethnicity", List.of());

    @Test
    void withoutALastDayItStaysTodaysWhateverDayThatIsByThen() {
        // Given
        var given = "locality=Chiltern and South Bucks";
        // When
        var frame = frame(given);
        // Then
        assertThat(frame.query()).isEqualTo("locality=Chiltern%20and%20South%20Bucks&from=2021-09-01");
        assertThat(frame.list("cme.closed", Span.MONTH, "outcome", "BUSC"))
                .isEqualTo(
                        "/dashboards/cases?measure=cme.closed&from=2022-07-01&to=2022-07-31&locality=Chiltern%20and%20South%20Bucks&outcome=BUSC");
    }

    @Test
    void whatIsNotTakenIsSaidAtItsFieldWhereTheWordsStay() {
        // Given
        var given = "from=31/2/2022&to=1/8/2021&locality=Elsewhere";
        // When
        var frame = frame(given);
        // Then
        assertThat(frame.faults()).extracting(Fault::field).containsExactly("from", "locality");
        assertThat(frame.typedFrom()).isEqualTo("31/2/2022");
        assertThat(frame.typedTo()).isEqualTo("1/8/2021");
        assertThat(frame.filters()).isEmpty();
        assertThat(frame.shown()).containsEntry("locality", "Elsewhere");
    }

    @Test
    void aTypedCodeThatIsNoneIsNoFilterThatIsLeftOutInSilence() {
        for (var typed : List.of("ethnicity=White British", "ethnicity=WBRI&ethnicity=WIRI")) {
            // When
            var frame = frame(typed);
            // Then
            assertThat(frame.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.words()).startsWith("Ethnicity must be a code"));
        }
        assertThat(frame("ethnicity= WBRI &locality=").faults()).isEmpty();
        assertThat(frame("ethnicity= WBRI &locality=").filters()).containsOnly(Map.entry("ethnicity", "WBRI"));
    }

    @Test
    void aDimensionThatTheseFiguresDoNotHaveIsSaid() {
        // When
        var frame = frame("senStatus=ehcp");
        // Then
        assertThat(frame.faults())
                .extracting(Fault::words)
                .containsExactly("These figures cannot be filtered by: SEN status");
    }

    @Test
    void aFirstDayAfterTheLastOneStandsAsItWasTyped() {
        // When
        var frame = frame("from=1/7/2022&to=1/6/2022");
        // Then
        assertThat(frame.faults()).extracting(Fault::field).containsExactly("from");
        assertThat(frame.typedFrom()).isEqualTo("1/7/2022");
    }

    private static Frame frame(String query) {
        var given = new LinkedMultiValueMap<String, String>();
        UriComponentsBuilder.fromUriString("/?" + query)
                .build()
                .getQueryParams()
                .forEach(given::put);
        return Frame.of(given, SEPTEMBER, TODAY, OFFERED);
    }
}
