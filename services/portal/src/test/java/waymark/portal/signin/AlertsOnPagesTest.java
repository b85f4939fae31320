package waymark.portal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** Alerts on a running portal: the number on every page, which asks for itself, and the pages behind it. */
class AlertsOnPagesTest {
    private static final String BADGE = "/alerts/badge";
    private static final String ID = "8c0cd3d1-7f60-4c7f-8ff5-1c8a4f1b9a10";
    private static final String CASE = "11111111-7f60-4c7f-8ff5-1c8a4f1b9a10";

    @TempDir
    static Path folder;

    private static RunningPortal portal;

    @BeforeAll
    static void start() throws Exception {
        portal = new RunningPortal(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    private static void waiting(int toAcknowledge, int urgent) {
        portal.services.say(
                "GET",
                BADGE,
                200,
                Map.of("toAcknowledge", toAcknowledge, "urgent", urgent, "overdue", 0, "open", toAcknowledge));
    }

    private static Map<String, Object> alert() {
        var alert = new LinkedHashMap<String, Object>();
        alert.put("id", ID);
        alert.put("alertRef", "AL-22-0001");
        alert.put("version", 2);
        alert.put("status", "raised");
        alert.put("origin", "person");
        alert.put("rule", "reviewing-officer");
        alert.put("concern", "delay-in-education-provision");
        alert.put("severity", "urgent");
        alert.put("level", 1);
        alert.put("role", "team-manager");
        alert.put("kind", "involvement");
        alert.put("caseId", CASE);
        alert.put("caseReference", "CME-22-0007");
        alert.put("milestone", "raised");
        alert.put("since", "2022-07-01T09:00:00Z");
        alert.put("raisedAt", "2022-07-01T09:00:00Z");
        alert.put("respondBy", "2022-07-08");
        alert.put("toAcknowledge", true);
        alert.put("overdue", true);
        alert.put(
                "history",
                List.of(Map.of(
                        "sequence", 1,
                        "type", "waymark.alerts.raised",
                        "effectiveOn", "2022-07-01",
                        "recordedAt", "2022-07-01T09:00:00Z",
                        "actor", "REV-02",
                        "role", "reviewing-officer",
                        "data", Map.of("role", "team-manager", "respondBy", "2022-07-08"),
                        "note", "a school place within the week")));
        return alert;
    }

    @Test
    void theNumberIsOnEveryPageAndStaysWhileTheServiceIsAway() throws Exception {
        // Given
        waiting(3, 1);
        try (var browser = portal.signedIn("MAN-01", "team-manager")) {
            browser.get("/accessibility");
            // When
            var asked = browser.get(BADGE);
            portal.services.say("GET", BADGE, 503, Map.of());
            var away = browser.get(BADGE);
            var page = browser.get("/accessibility");
            // Then
            assertThat(asked.body()).contains("data-waiting=\"3\"").contains(": 3 to acknowledge, 1 urgent");
            assertThat(asked.body()).doesNotContain("<html");
            assertThat(away.statusCode()).isEqualTo(204);
            assertThat(page.body()).contains("hx-get=\"/alerts/badge\"").contains("data-waiting=\"3\"");
        }
    }

    @Test
    void theNumberSaysOfWhichCasesAlertsAreNotCounted() throws Exception {
        // Given
        portal.services.say(
                "GET",
                BADGE,
                200,
                Map.of("toAcknowledge", 0, "urgent", 0, "overdue", 0, "away", List.of("assessment", "early-help")));
        try (var browser = portal.signedIn("MAN-01", "team-manager")) {
            // When
            var badge = browser.get(BADGE).body();
            // Then
            assertThat(badge)
                    .contains("title=\"alerts about EHC assessments and early help are not counted just now\"")
                    .contains(": alerts about EHC assessments and early help are not counted just now</span>")
                    .contains(">?</span>");
        }
    }

    @Test
    void aManagerSeesHowMuchBrokenGlassNobodyHasLookedAtAndWhoDoesNotSay() throws Exception {
        // Given
        var glass = "/records/broken-glass/badge";
        for (var kind : List.of("involvements", "assessments", "referrals", "early-help")) {
            portal.services.say("GET", "/" + kind + "/broken-glass/unseen", 200, Map.of("count", 1));
        }
        try (var manager = portal.signedIn("MAN-01", "team-manager");
                var officer = portal.signedIn("CME-07", "cme-officer");
                var nobody = portal.browser()) {
            // When
            var all = manager.get(glass).body();
            portal.services.say("GET", "/assessments/broken-glass/unseen", 503, Map.of());
            var some = manager.get(glass).body();
            var page = manager.get("/accessibility").body();
            // Then
            assertThat(all).contains(">4</span>").contains(": 4 opened by broken glass, to look at</span>");
            assertThat(some).contains(">3</span>").contains("is not counted just now");
            assertThat(page).contains("hx-get=\"" + glass + "\"").contains("data-waiting=\"3\"");
            assertThat(officer.get(glass).statusCode()).isEqualTo(204);
            assertThat(officer.get("/accessibility").body()).doesNotContain(glass);
            assertThat(nobody.get(glass).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void nobodyIsLedAwayByANumberAndItIsNothingForCouncillors() throws Exception {
        // Given
        waiting(3, 1);
        try (var nobody = portal.browser();
                var councillor = portal.signedIn("CLR-04", "councillor")) {
            // When
            var signedOut = nobody.get(BADGE);
            var begins = nobody.follow(nobody.get("/accessibility"));
            var page = councillor.get("/accessibility");
            // Then
            assertThat(signedOut.statusCode()).isEqualTo(204);
            assertThat(begins.statusCode()).isEqualTo(200);
            assertThat(councillor.get(BADGE).statusCode()).isEqualTo(204);
            assertThat(page.body()).doesNotContain("/alerts");
        }
    }

    @Test
    void aNumberThatAsksForItselfKeepsNoSessionAlive() {
        // Given
        var desks = new Desks(null, null, null);
        var session = new MockHttpSession();
        session.setMaxInactiveInterval(1800);
        session.setAttribute(Desks.ASKED, Instant.now().minusSeconds(1801));
        var request = new MockHttpServletRequest("GET", BADGE);
        request.setSession(session);
        // When
        var desk = desks.unasked(request, new MockHttpServletResponse());
        // Then
        assertThat(desk).isNull();
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void theInboxTheAlertAndItsFormsSayWhatItIsAboutAndWhatMayBeDone() throws Exception {
        // Given
        portal.services.say("GET", "/alerts", 200, Map.of("items", List.of(alert()), "total", 1, "hidden", 0));
        portal.services.say("GET", "/alerts/" + ID, 200, alert());
        portal.services.say("GET", "/alerts/rules", 200, rules());
        try (var browser = portal.signedIn("REV-02", "reviewing-officer")) {
            // When
            var inbox = browser.get("/alerts").body();
            var page = browser.get("/alerts/" + ID).body();
            var own = browser.get("/alerts/" + ID + "/record/own-action").body();
            var handOver = browser.get("/alerts/" + ID + "/record/handover").body();
            var raise = browser.get("/alerts/new/raise?kind=involvement&caseId=%s&childRef=CYP-1".formatted(CASE))
                    .body();
            // Then
            assertThat(inbox)
                    .contains("To acknowledge and resolve", "Due soon", "Delay in education provision", "CME-22-0007")
                    .contains("Response overdue", "href=\"/involvements/" + CASE + "\"");
            assertThat(page)
                    .contains("IRO Handbook", "a school place within the week", "REV-02, reviewing officer")
                    .contains("Acknowledge the alert", "Record what you did yourself", "Take it one level up");
            assertThat(own).contains("name=\"ownAction\" value=\"yes\"");
            assertThat(handOver).contains("Give it to me (REV-02)");
            assertThat(raise)
                    .contains("type=\"radio\"", "Permanence plan not clear", "name=\"caseId\" value=\"" + CASE + "\"");
        }
    }

    @Test
    void aCasesPanelAsksForItselfWithoutThePageAroundIt() throws Exception {
        // Given
        portal.services.say("GET", "/alerts", 200, Map.of("items", List.of(alert()), "total", 1, "hidden", 0));
        try (var browser = portal.signedIn("REV-02", "reviewing-officer")) {
            // When
            var panel = browser.get("/alerts/of/" + CASE).body();
            // Then
            assertThat(panel)
                    .contains("hx-get=\"/alerts/of/" + CASE + "\"", "Delay in education provision", "Urgent")
                    .doesNotContain("<html");
        }
    }

    @Test
    void aManagerSeesTheRulesAndWhatAChangeMeans() throws Exception {
        // Given
        portal.services.say("GET", "/alerts/rules", 200, rules());
        portal.services.say(
                "POST",
                "/alerts/rules/preview",
                200,
                Map.of(
                        "from",
                        "2022-07-01",
                        "to",
                        "2022-07-31",
                        "now",
                        41,
                        "then",
                        58,
                        "rules",
                        List.of(Map.of("rule", "ehc-plan", "title", "Final plan", "now", 4, "then", 21))));
        try (var browser = portal.signedIn("MAN-01", "team-manager")) {
            // When
            var page = browser.get("/alerts/rules").body();
            var form = browser.get("/alerts/rules/ehc-plan");
            var typed = Browser.hidden(form, "/alerts/rules/ehc-plan");
            typed.putAll(Map.of("on", "yes", "role", "team-manager", "leads", "28 days", "reason", "why"));
            var check = browser.post("/alerts/rules/ehc-plan", typed).body();
            var levels = browser.get("/alerts/rules/levels").body();
            // Then
            assertThat(page).contains("Final plan", "28 days and 14 days before, and when the day is missed");
            assertThat(page).contains("Whom the rule names, 5 working days");
            assertThat(form.body()).contains("value=\"28 days, 14 days\"");
            assertThat(check).contains("From 1 July 2022 to 31 July 2022: 41 alerts, with this change 58.");
            assertThat(levels).contains("Level 4: who is called upon?");
        }
    }

    @Test
    void aManagerKeepsWhomEmailsGoToAndWhatIsWrongIsSaidInItsPlace() throws Exception {
        // Given
        var one = Map.of(
                "account",
                "SEN-03",
                "email",
                "one@council.example",
                "roles",
                List.of("send-coordinator"),
                "teams",
                List.of(),
                "urgent",
                true,
                "digest",
                true);
        portal.services.say("GET", "/alerts/recipients", 200, Map.of("items", List.of(one)));
        portal.services.say("GET", "/alerts/recipients/SEN-03", 200, one);
        portal.services.say(
                "PUT",
                "/alerts/recipients/SEN-03",
                422,
                Map.of("rule", "recipient.email", "field", "email", "detail", "Give one plain e-mail address."));
        portal.services.say("DELETE", "/alerts/recipients/SEN-03", 200, Map.of());
        portal.services.say("GET", "/alerts/rules", 200, rules());
        var page = "/alerts/recipients/of/SEN-03";
        try (var browser = portal.signedIn("MAN-01", "team-manager")) {
            // When
            var rules = browser.get("/alerts/rules").body();
            var list = browser.get("/alerts/recipients").body();
            var add = browser.get("/alerts/recipients/add").body();
            var form = browser.get(page);
            var typed = Browser.hidden(form, page);
            typed.putAll(Map.of(
                    "email", "One <one@x>", "roles", "duty-worker", "teams", "north", "urgent", "no", "digest", "yes"));
            var refused = browser.post(page, typed).body();
            var removing = browser.get(page + "/remove");
            var removed = browser.follow(browser.post(page + "/remove", Browser.hidden(removing, page + "/remove")));
            // Then
            assertThat(rules).contains("href=\"/alerts/recipients\"");
            assertThat(list)
                    .contains("one@council.example", "Every team", "Urgent ones at once, and the digest")
                    .contains("href=\"" + page + "\"", "href=\"" + page + "/remove\"");
            assertThat(add).contains("name=\"account\"", "Add them");
            assertThat(form.body())
                    .contains("value=\"one@council.example\"", "Change what somebody is written, SEN-03");
            assertThat(refused)
                    .contains("Error: Change what somebody is written")
                    .contains("id=\"email-error\"", "href=\"#email\"", "value=\"One &lt;one@x&gt;\"");
            assertThat(removing.body()).contains("Stop writing to SEN-03?");
            assertThat(removed.body()).contains("SEN-03 is written to no more");
        }
    }

    @Test
    void anAdministratorFindsTheNoticesThatFailedAndSendsThemAgain() throws Exception {
        // Given
        var dead = Map.of(
                "channel",
                "webhook",
                "type",
                "raised",
                "at",
                "2022-07-31T09:00:00Z",
                "attempts",
                8,
                "reason",
                "answered 503");
        portal.services.say("GET", "/alerts/notices", 200, Map.of("items", List.of(dead), "total", 1200));
        portal.services.say("POST", "/alerts/notices/dead/replay", 200, Map.of("notices", 1200));
        try (var browser = portal.signedIn("ADM-01", "administrator");
                var manager = portal.signedIn("MAN-01", "team-manager")) {
            // When
            var records = browser.get("/records").body();
            var page = browser.get("/records/notices");
            var again = browser.follow(
                    browser.post("/records/notices/again", Browser.hidden(page, "/records/notices/again")));
            // Then
            assertThat(records).contains("href=\"/records/notices\"");
            assertThat(page.body())
                    .contains("1,200 notices, the newest first", "answered 503", "Alert raised", "The webhook")
                    .contains("page=1");
            assertThat(again.body()).contains("1,200 notices are sent again");
            assertThat(manager.get("/records").body()).doesNotContain("/records/notices");
            assertThat(manager.get("/records/notices").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aServiceThatIsAwayTakesItsPanelDownAndNothingElse() throws Exception {
        // Given
        portal.services.say("GET", "/alerts", 503, Map.of());
        portal.services.say(
                "GET",
                "/involvements/" + CASE,
                200,
                Map.of(
                        "id", CASE,
                        "involvementRef", "CME-22-0007",
                        "childRef", "CYP-1",
                        "status", "open",
                        "openedOn", "2022-07-01",
                        "version", 1,
                        "history", List.of()));
        try (var browser = portal.signedIn("MAN-01", "team-manager")) {
            // When
            var page = browser.get("/involvements/" + CASE);
            // Then
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("The service for alerts is not answering", "CME-22-0007", "Raise an alert");
        }
    }

    private static Map<String, Object> rules() {
        return Map.of(
                "version",
                3,
                "days",
                List.of(5, 5, 5, 5),
                "roles",
                List.of("team-manager", "team-manager", "team-manager"),
                "rules",
                List.of(
                        Map.of(
                                "id", "ehc-plan",
                                "title", "Final plan",
                                "family", "deadline",
                                "severity", "urgent",
                                "role", "send-coordinator",
                                "leads", List.of("P28D", "P14D"),
                                "on", true,
                                "source", "SEND Regulations"),
                        Map.of(
                                "id", "reviewing-officer",
                                "title", "Raised by a reviewing officer",
                                "family", "person",
                                "severity", "urgent",
                                "role", "team-manager",
                                "leads", List.of(),
                                "on", true,
                                "source", "IRO Handbook")));
    }
}
