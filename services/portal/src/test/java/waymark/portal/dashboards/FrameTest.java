package waymark.portal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

class FrameTest {
    private static final LocalDate TODAY = LocalDate.of(2022, 7, 31);
    private static final LocalDate SEPTEMBER = LocalDate.of(2021, 9, 1);
    private static final Map<String, List<String>> OFFERED =
            Map.of("locality", List.of("Wycombe", "Chiltern and South Bucks"));

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
    void daysThatCannotBeReadAreSaidAndTheUsualOnesStandInTheirPlace() {
        // Given
        var given = "from=31/2/2022&to=1/8/2021&locality=Elsewhere";
        // When
        var frame = frame(given);
        // Then
        assertThat(frame.faults()).extracting("field").containsExactly("from");
        assertThat(frame.to()).isEqualTo(LocalDate.of(2021, 8, 1));
        assertThat(frame.from()).isEqualTo(LocalDate.of(2021, 8, 1));
        assertThat(frame.filters()).isEmpty();
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
