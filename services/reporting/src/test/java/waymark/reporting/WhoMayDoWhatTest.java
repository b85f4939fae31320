package waymark.reporting;

import static org.awaitility.Awaitility.await;
import static waymark.testing.Credentials.OFFICER;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.calendar.TurnableClock;
import waymark.events.ChildKeys;
import waymark.reporting.events.CaseStory;
import waymark.testing.AccessContract;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

class WhoMayDoWhatTest {
    private static final String SECRET = "a secret of the tests, thirty-two bytes long";
    /** Long before what other classes count. */
    private static final String DAYS = "from=2002-09-01&to=2002-09-30";

    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    @Test
    void everyoneMayWhatTheTableSaysAndNobodyAnythingElse(@TempDir Path folder) throws Exception {
        var clock = TurnableClock.at(LocalDate.of(2022, 7, 31));
        try (var caseServices = new CaseServicesStandIn();
                var service = RunningService.start(
                        ReportingApplication.class, "reporting", stack, clock, folder, caseServices.settings());
                var producer = stack.kafka().producer("test")) {
            // Given
            await().until(() ->
                    service.get(OFFICER, "/actuator/health/readiness").status() == 200);
            var child = new ChildKeys(SECRET.getBytes(StandardCharsets.UTF_8)).of("825", "CYP-WHO-1");
            var involvement = new AccessContract.Case(UUID.randomUUID(), "CME-WHO-1", "CYP-WHO-1");
            var then = Instant.parse("2002-09-02T09:00:00Z");
            for (var happened : new CaseStory("825", child, involvement.id())
                    .and("opened", "2002-09-02", then, "\"reference\":\"CME-WHO-1\",\"openedOn\":\"2002-09-02\"")
                    .and("closed", "2002-09-20", then, "\"closedOn\":\"2002-09-20\",\"outcome\":\"BUSC\"")
                    .records()) producer.send(happened).get();
            var cases = "/cases?measure=cme.closed&" + DAYS;
            await().until(() -> service.get(OFFICER, cases).text().contains("CME-WHO-1"));

            // When / Then
            AccessContract.assertHeld(service, "reporting", Map.of());
            AccessContract.assertOthersFindNothing(
                    service,
                    "reporting",
                    Map.of(
                            "/cases", cases,
                            "/live", "/live?measures=cme.closed&" + DAYS,
                            "/reports/{kind}/{report}", "/reports/cme/summary?" + DAYS,
                            "/reports/demand", "/reports/demand?base=2001-09..2001-09&against=2002-09..2002-09",
                            "/reports/social-care/repeat-referrals",
                                    "/reports/social-care/repeat-referrals?referral=CME-WHO-1",
                            "/reports/weekly", "/reports/weekly?week=2002-W36",
                            "/papers/cme", "/papers/cme?" + DAYS,
                            "/papers/cme/drafts/{from}/{to}", "/papers/cme/drafts/2002-09-01/2002-09-30",
                            "/scorecard", "/scorecard?month=2002-09"),
                    List.of(involvement));
        }
    }
}
