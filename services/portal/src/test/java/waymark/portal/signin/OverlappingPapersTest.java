package waymark.portal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two papers of some of the same days, from which small numbers could be worked out: whoever releases the second is warned. */
class OverlappingPapersTest {
    private static final String JULY = "/papers/cme/2022-07-01/2022-07-31";
    private static final String CHECK = JULY + "/check?disclosure=suppressed";
    private static final String RELEASE = JULY + "/release";

    @TempDir
    Path folder;

    @Test
    void aPaperOfDaysThatWereReleasedIsReleasedAfterATickAlone() throws Exception {
        // Given
        try (var portal = new RunningPortal(folder, Map.of());
                var analyst = portal.signedIn("ANA-01", "performance-analyst")) {
            drafted(portal);
            portal.services.say(
                    "GET",
                    "/releases",
                    200,
                    Map.of(
                            "items",
                            List.of(
                                    released("Summer", "2022-06-01", "2022-07-15"),
                                    released("May", "2022-05-01", "2022-05-31"))));
            portal.services.say("POST", "/releases", 201, Map.of("id", "r-3"));
            var page = analyst.get(CHECK);
            var form = Browser.hidden(page, RELEASE);
            // When
            var again = analyst.post(RELEASE, form);
            var ticked = new HashMap<>(Browser.hidden(again, RELEASE));
            var sent = List.copyOf(portal.services.sent);
            ticked.put("overlap", "compared");
            var done = analyst.post(RELEASE, ticked);
            // Then
            assertThat(page.body())
                    .contains("some of the same days", "Summer, 1 June 2022 to 15 July 2022")
                    .doesNotContain("May, ");
            assertThat(again.body()).contains("There is a problem", "href=\"#overlap\"", "id=\"overlap-error\"");
            assertThat(sent).isEmpty();
            assertThat(Browser.location(done)).endsWith("/releases/r-3");
            assertThat(portal.services.bodies).singleElement().asString().contains("\"overlapCompared\":true");
            assertThat(ticked).containsEntry("key", form.get("key"));
        }
    }

    @Test
    void whereNoneOverlapsNothingIsAsked() throws Exception {
        // Given
        try (var portal = new RunningPortal(folder, Map.of());
                var analyst = portal.signedIn("ANA-01", "performance-analyst")) {
            drafted(portal);
            portal.services.say(
                    "GET", "/releases", 200, Map.of("items", List.of(released("June", "2022-06-01", "2022-06-30"))));
            portal.services.say("POST", "/releases", 201, Map.of("id", "r-2"));
            // When
            var page = analyst.get(CHECK);
            var done = analyst.post(RELEASE, Browser.hidden(page, RELEASE));
            // Then
            assertThat(page.body()).doesNotContain("some of the same days");
            assertThat(Browser.location(done)).endsWith("/releases/r-2");
        }
    }

    @Test
    void aCouncillorAtTheAddressOfAPaperThatWasReplacedIsLedToTheOneInItsPlace() throws Exception {
        // Given
        try (var portal = new RunningPortal(folder, Map.of());
                var councillor = portal.signedIn("CLLR-1", "councillor")) {
            portal.services.say("GET", "/releases/r-1", 410, Map.of("rule", "release.replaced", "replacedBy", "r-2"));
            // When
            var led = councillor.get("/releases/r-1");
            // Then
            assertThat(Browser.location(led)).endsWith("/releases/r-2");
        }
    }

    private static void drafted(RunningPortal portal) {
        portal.services.say(
                "GET",
                "/papers/cme",
                200,
                Map.of(
                        "title",
                        "Children missing education",
                        "period",
                        Map.of("from", "2022-07-01", "to", "2022-07-31"),
                        "asAt",
                        "2022-07-31",
                        "tables",
                        List.of()));
        portal.services.say("GET", "/papers/cme/drafts/2022-07-01/2022-07-31", 200, Map.of("version", 0));
    }

    private static Map<String, ?> released(String title, String from, String to) {
        return Map.of(
                "id",
                title,
                "paper",
                "cme",
                "title",
                title,
                "period",
                Map.of("from", from, "to", to),
                "disclosure",
                "suppressed",
                "releasedAt",
                "2022-08-02T09:00:00Z");
    }
}
