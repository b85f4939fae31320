package waymark.portal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whatever was typed when a session ended is there again after signing in, in whichever form it was. */
class KeptWordsTest {
    private static final String ID = "0f5e7a52-4c3d-4f6e-9a51-0d9a3f6b1c11";
    private static final String TYPED = "Juniper “Tolliver” <b>& co</b>";
    private static final String AS_MARKUP = "Juniper &ldquo;Tolliver&rdquo; &lt;b&gt;&amp; co&lt;/b&gt;";

    @TempDir
    static Path folder;

    private static RunningPortal portal;

    @BeforeAll
    static void start() throws Exception {
        portal = new RunningPortal(folder, Map.of());
        portal.services.say(
                "GET",
                "/involvements/" + ID,
                200,
                Map.of("id", ID, "reference", "CME-1", "status", "open", "version", 4, "history", List.of()));
        portal.services.say(
                "GET",
                "/involvements/" + ID + "/keeping",
                200,
                Map.of("id", ID, "reference", "CME-1", "history", List.of()));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void ofEveryFormThatCanBeSentTheWordsComeBack() throws Exception {
        // Given
        var places = new ArrayList<String>();
        portal.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, _) -> {
                    if (mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
                        places.addAll(mapping.getPatternValues());
                    }
                });
        var lost = new ArrayList<String>();
        // When
        for (var place : places) {
            var path = place.replace("{area}", "involvements")
                    .replace("{id}", ID)
                    .replace("{step}", "reviews")
                    .replace("{from}", "2022-07-01")
                    .replace("{to}", "2022-07-31")
                    .replaceAll("\\{[^}]+}", "1");
            try (var browser = portal.signedIn("MAN-01", "team-manager")) {
                browser.loseSession();
                var form = Map.of(
                        "notes",
                        TYPED,
                        KeptWords.BY,
                        "MAN-01",
                        KeptWords.PAGE,
                        "/page-of?form=" + places.indexOf(place));
                var back = browser.follow(browser.post(path, form));
                if (!back.body().contains(AS_MARKUP)
                        || !("form=" + places.indexOf(place)).equals(back.uri().getQuery())) lost.add(path);
            }
        }
        // Then
        assertThat(places).hasSizeGreaterThan(15);
        assertThat(lost).isEmpty();
        assertThat(portal.services.sent).isEmpty();
    }

    @Test
    void theyStandInTheFieldsOfTheFormAgain() throws Exception {
        // Given
        var page = "/involvements/" + ID + "/record/enquiries";
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var form = Browser.hidden(browser.get(page), page);
            form.put("agency", "police");
            form.put("enquiredOn", "31/2/2022");
            form.put("notes", TYPED);
            browser.loseSession();
            // When
            var back = browser.follow(browser.post(page, form));
            // Then
            assertThat(back.uri().getPath()).isEqualTo(page);
            assertThat(back.body())
                    .contains("You had been signed out. Nothing was sent")
                    .contains(AS_MARKUP + "</textarea>")
                    .contains("<option value=\"police\" selected=\"selected\">")
                    .containsPattern(
                            "name=\"enquiredOn\"[^>]*value=\"31/2/2022\"|value=\"31/2/2022\"[^>]*name=\"enquiredOn\"");
            assertThat(Browser.hidden(back, page))
                    .containsEntry("key", form.get("key"))
                    .containsEntry("version", "4");
            assertThat(browser.get(page).body()).as("looked at again").contains(AS_MARKUP);
            browser.post(page, Browser.hidden(back, page));
            assertThat(browser.get(page).body()).as("after it was sent").doesNotContain("Juniper");
        }
    }

    @Test
    void wordsTooLongToBeKeptAreSaidToBe() throws Exception {
        // Given
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var form = Browser.hidden(browser.get("/involvements/search"), "/involvements/search");
            form.put("name", "x".repeat(300_000));
            browser.loseSession();
            // When
            var back = browser.follow(browser.post("/involvements/search", form));
            // Then
            assertThat(back.body()).contains("was too long to be kept").doesNotContain("xxxx");
        }
    }

    @Test
    void aSignOutThatComesTooLateIsNoForm() throws Exception {
        // Given
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var form = Map.of(KeptWords.BY, "CME-07", KeptWords.PAGE, "/involvements/search");
            browser.loseSession();
            // When
            var out = browser.post("/sign-out", form);
            // Then
            assertThat(out.headers().firstValue("Location"))
                    .hasValueSatisfying(place -> assertThat(place).endsWith("/signed-out"));
            browser.signIn();
            assertThat(browser.get("/involvements/search").body()).doesNotContain("Nothing was sent");
        }
    }

    /** Nobody has to be signed in to have words kept, so that whoever floods the place must not fill the memory nor push out others' words. */
    @Test
    void aFloodOfWordsHasALimit() throws Exception {
        // Given
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            browser.loseSession();
            // When
            var refused = browser.post(
                    "/involvements/search",
                    Map.of(KeptWords.BY, "y".repeat(10_000), KeptWords.PAGE, "/", "notes", TYPED));
            // Then
            assertThat(refused.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aFormThatIsSentWithTheTokenOfAnEarlierSignInIsFilledInAgain() throws Exception {
        // Given
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var form = Browser.hidden(browser.get("/involvements/search"), "/involvements/search");
            form.put("name", TYPED);
            form.put("_csrf", "of-an-earlier-sign-in");
            // When
            var back = browser.follow(browser.post("/involvements/search", form));
            // Then
            assertThat(back.body()).contains("value=\"" + AS_MARKUP + "\"");
        }
    }

    @Test
    void nobodyElseSeesThem() throws Exception {
        // Given
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var form = Browser.hidden(browser.get("/involvements/search"), "/involvements/search");
            form.put("name", TYPED);
            browser.loseSession();
            portal.provider.account = "CME-08";
            // When
            var back = browser.follow(browser.post("/involvements/search", form));
            // Then
            assertThat(back.uri().getPath()).isEqualTo("/involvements/search");
            assertThat(back.body()).doesNotContain("Juniper");
        }
    }

    @Test
    void wordsFromAPageElsewhereAreNeitherCarriedOutNorKept() throws Exception {
        // Given
        var form = Map.of("notes", TYPED, KeptWords.BY, "CME-07", KeptWords.PAGE, "/involvements/search");
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            // When
            var refused =
                    browser.send(browser.posting("/involvements/search", form).header("Sec-Fetch-Site", "cross-site"));
            // Then
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("This was not sent");
            assertThat(browser.get("/involvements/search").body()).doesNotContain("Juniper");
        }
    }

    @Test
    void ofManyFormsTheNewestAreKept() throws Exception {
        // Given
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            browser.loseSession();
            for (int one = 1; one <= 6; one++) {
                var form = Map.of("notes", TYPED + one, KeptWords.BY, "CME-07", KeptWords.PAGE, "/form/" + one);
                // When
                browser.post("/involvements/search", form);
            }
            browser.signIn();
            var pages = new LinkedHashMap<Integer, String>();
            for (int one = 1; one <= 6; one++)
                pages.put(one, browser.get("/form/" + one).body());
            // Then
            assertThat(pages.get(1)).doesNotContain("Juniper");
            assertThat(pages.get(2)).contains(AS_MARKUP + "2");
            assertThat(pages.get(6)).contains(AS_MARKUP + "6");
        }
    }

    @Test
    void ofAnImportTheFileHasToBeChosenAgain() throws Exception {
        // Given
        var body = String.join(
                "\r\n",
                "--border",
                "Content-Disposition: form-data; name=\"kept.by\"",
                "",
                "CME-07",
                "--border",
                "Content-Disposition: form-data; name=\"kept.page\"",
                "",
                "/involvements/import",
                "--border",
                "Content-Disposition: form-data; name=\"completeFrom\"",
                "",
                "1/9/2021",
                "--border",
                "Content-Disposition: form-data; name=\"register\"; filename=\"r.csv\"",
                "Content-Type: text/csv",
                "",
                "involvement_ref",
                "--border--",
                "");
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            browser.loseSession();
            // When
            var back = browser.follow(
                    browser.send(HttpRequest.newBuilder(URI.create(portal.address() + "/involvements/import"))
                            .header("Sec-Fetch-Site", "same-origin")
                            .header("Content-Type", "multipart/form-data; boundary=border")
                            .POST(HttpRequest.BodyPublishers.ofString(body))));
            // Then
            assertThat(back.body())
                    .contains("A file cannot be kept: choose it again.")
                    .contains("1/9/2021");
        }
    }
}
