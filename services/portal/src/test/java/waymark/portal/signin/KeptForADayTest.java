package waymark.portal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How long words are kept, by the clock, and for which browser: sessions come and go meanwhile. */
class KeptForADayTest {
    private static final String PAGE = "/involvements/1/record/reviews";

    private Instant now = Instant.parse("2022-08-01T08:00:00Z");
    private final KeptWords words = new KeptWords(() -> now, true);

    private static MockHttpServletRequest request(Cookie... cookies) {
        var request = new MockHttpServletRequest("POST", PAGE);
        request.setCookies(cookies);
        request.addHeader("Sec-Fetch-Site", "same-origin");
        request.setParameter(KeptWords.BY, "CME-07");
        request.setParameter(KeptWords.PAGE, PAGE);
        request.setParameter("notes", "rang the school");
        return request;
    }

    /** The cookie of a browser in which something was kept. */
    private Cookie kept(Cookie... cookies) {
        var response = new MockHttpServletResponse();
        words.keep(request(cookies), response, true);
        return response.getCookie(KeptWords.COOKIE);
    }

    @Test
    void theyWaitForAWorkingDayWhateverSessionThereIs() {
        // Given
        var browser = kept();
        // When
        now = now.plus(Duration.ofHours(12)).minusSeconds(1);
        var inTime = words.of(request(browser), "CME-07");
        now = now.plusSeconds(1);
        var late = words.of(request(browser), "CME-07");
        // Then
        assertThat(inTime)
                .singleElement()
                .satisfies(one -> assertThat(one.words()).containsEntry("notes", List.of("rang the school")));
        assertThat(late).isEmpty();
    }

    @Test
    void theyAreForOneBrowserAndOnePerson() {
        // Given
        var browser = kept();
        var other = kept();
        words.sentAgain(request(other), "CME-07");
        // Then
        assertThat(words.of(request(browser), "CME-07")).hasSize(1);
        assertThat(words.of(request(browser), "CME-08")).isEmpty();
        assertThat(words.of(request(other), "CME-07")).isEmpty();
        assertThat(words.of(request(), "CME-07")).isEmpty();
    }

    @Test
    void theCookieIsReadByNoScriptAndChosenByNobodyElse() {
        // Given
        var chosen = new Cookie(KeptWords.COOKIE, "chosen-elsewhere");
        // When
        var given = kept(chosen);
        // Then
        assertThat(given.getValue()).isNotEqualTo("chosen-elsewhere");
        assertThat(given.isHttpOnly()).isTrue();
        assertThat(given.getSecure()).isTrue();
        assertThat(given.getMaxAge()).isEqualTo(12 * 60 * 60);
        assertThat(given.getValue()).isEqualTo(kept(given).getValue());
    }
}
