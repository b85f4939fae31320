package waymark.portal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalTest {
    private static final String SEARCH = "/involvements/search";

    @TempDir
    Path folder;

    private RunningPortal portal;

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(folder, Map.of());
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void twentyRequestsAtATokensEndRenewItOnceAndSignNobodyOut() throws Exception {
        // Given
        portal.provider.tokensLast = 30;
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            portal.provider.tokensLast = 300;
            var asked = new ArrayList<Callable<HttpResponse<String>>>();
            for (int request = 0; request < 20; request++) asked.add(() -> browser.get(SEARCH));
            // When
            var answers = new ArrayList<HttpResponse<String>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : threads.invokeAll(asked)) answers.add(answer.get());
            }
            // Then
            assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
            assertThat(portal.provider.renewals).hasValue(1);
        }
    }

    @Test
    void aProviderThatIsAwaySignsNobodyOutAndLosesNoWords() throws Exception {
        // Given
        portal.provider.tokensLast = 1;
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var form = typed(browser);
            portal.provider.away = true;
            await().until(() -> browser.get(SEARCH).statusCode() == 503);
            // When
            var away = browser.post(SEARCH, form);
            portal.provider.away = false;
            await().until(() -> browser.get(SEARCH).statusCode() == 200);
            var back = browser.get(SEARCH);
            // Then
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.body())
                    .contains("The sign-in service is not answering")
                    .contains("what you typed is kept")
                    .contains(SEARCH + "#kept");
            assertThat(back.statusCode()).isEqualTo(200);
            assertThat(back.body()).contains("value=\"Juniper Tolliver\"").contains("What you typed is here again");
        }
    }

    @Test
    void aSignInThatCannotBeRenewedIsAskedForAgainAndLosesNoWords() throws Exception {
        // Given
        portal.provider.tokensLast = 1;
        try (var browser = portal.signedIn("CME-07", "cme-officer")) {
            var form = typed(browser);
            portal.provider.refuses = true;
            portal.provider.tokensLast = 300;
            // When
            var again = browser.follow(browser.post(SEARCH, form));
            // Then
            assertThat(again.uri().getPath()).isEqualTo(SEARCH);
            assertThat(again.body())
                    .contains("value=\"Juniper Tolliver\"")
                    .contains("You had been signed out. Nothing was sent");
            assertThat(portal.services.sent).isEmpty();
        }
    }

    private static Map<String, String> typed(Browser browser) throws Exception {
        var form = Browser.hidden(browser.get(SEARCH), SEARCH);
        form.put("name", "Juniper Tolliver");
        return form;
    }
}
