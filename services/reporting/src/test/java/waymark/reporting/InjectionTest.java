package waymark.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.testing.Credentials.OFFICER;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.EmbeddedStack;
import waymark.testing.InjectionContract;
import waymark.testing.RunningService;

class InjectionTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final String DAYS = "from=2022-06-01&to=2022-06-30";
    private static final String SAID =
            "\"title\": \"Paper\", \"commentary\": [{\"section\": \"introduction\", \"text\": \"Said.\"}]";

    @Test
    void whateverIsTypedIsWordsAndNothingElse(@TempDir Path folder) {
        // Given
        try (var caseServices = new CaseServicesStandIn();
                var contract = InjectionContract.start(
                        ReportingApplication.class, "reporting", stack, folder, caseServices.settings())) {
            var release = released(contract.service());
            for (var measure : new String[] {"cme.openAtEnd", "ehc.openAtEnd", "socialCare.allocatedCases"}) {
                contract.address("/cases", "/cases?measure=%s&%s".formatted(measure, DAYS))
                        .address("/live", "/live?measures=%s&%s".formatted(measure, DAYS));
            }
            contract.address("/reports/{kind}/{report}", "/reports/cme/summary?" + DAYS)
                    .address("/reports/{kind}/{report}", "/reports/ehc/plans-maintained?asAt=2022-06-30")
                    .address("/reports/{kind}/{report}", "/reports/social-care/repeat-referrals?unit=case&" + DAYS)
                    .address("/reports/demand", "/reports/demand?base=2021-01..2021-03&against=2022-01..2022-03")
                    .address(
                            "/reports/social-care/repeat-referrals",
                            "/reports/social-care/repeat-referrals?referral=R-1")
                    .address("/reports/weekly", "/reports/weekly?week=2022-W26")
                    .address("/reports/weekly/{week}/commentary", "/reports/weekly/2022-W26/commentary")
                    .body(
                            "PUT /reports/weekly/{week}/commentary",
                            "{\"commentary\": \"Said.\", \"emergingIssues\": \"Said.\"}")
                    .address("/papers/cme", "/papers/cme?" + DAYS)
                    .address("/papers/cme/drafts/{from}/{to}", "/papers/cme/drafts/2022-06-01/2022-06-30")
                    .body("PUT /papers/cme/drafts/{from}/{to}", "{" + SAID + "}")
                    .body(
                            "POST /releases",
                            "{\"paper\": \"scorecard\", \"month\": \"2022-06\", \"disclosure\": \"suppressed\", " + SAID
                                    + "}")
                    .address("/releases/{id}", "/releases/" + release)
                    .address("/releases/{id}/tables/{table}", "/releases/" + release + "/tables/scorecard")
                    .address("/scorecard", "/scorecard?month=2022-06")
                    .address("/scorecard/measures/{id}", "/scorecard/measures/repeat-referrals")
                    .body("PUT /scorecard/measures/{id}", "{\"title\": \"Repeat referrals\"}")
                    .address("/scorecard/entries/{measure}/{period}", "/scorecard/entries/repeat-referrals/2022-06")
                    .body(
                            "PUT /scorecard/entries/{measure}/{period}",
                            "{\"value\": 30, \"source\": \"Return\", \"note\": \"Seen.\"}")
                    .address(
                            "/scorecard/targets/{measure}/{kind}/{holdsFrom}",
                            "/scorecard/targets/repeat-referrals/annual/2022-04-01")
                    .body("PUT /scorecard/targets/{measure}/{kind}/{holdsFrom}", "{\"value\": 20, \"tolerance\": 0}")
                    .address(
                            "/scorecard/benchmarks/{measure}/{of}/{holdsFrom}",
                            "/scorecard/benchmarks/repeat-referrals/england/2022-04-01")
                    .body(
                            "PUT /scorecard/benchmarks/{measure}/{of}/{holdsFrom}",
                            "{\"value\": 20, \"source\": \"Return\"}")
                    .address(
                            "/scorecard/commentary/{measure}/{month}", "/scorecard/commentary/repeat-referrals/2022-06")
                    .body("PUT /scorecard/commentary/{measure}/{month}", "{\"text\": \"Said.\"}")
                    .address("/workers/{staffNumber}", "/workers/SW-01")
                    .body("PUT /workers/{staffNumber}", "{\"team\": \"North\", \"fte\": 0.6, \"from\": \"2022-07-01\"}")
                    .body("PUT /workers", "SW-02,North,1,2022-07-01,")
                    .address("/children/{childRef}/chronology", "/children/CYP-1/chronology")
                    .address("/audit", "/audit?action=figure");

            // When
            int requests = contract.assertInert();

            // Then
            assertThat(requests).isGreaterThan(2000);
        }
    }

    private static String released(RunningService service) {
        var released = service.post(
                OFFICER,
                "/releases",
                "{\"paper\": \"scorecard\", \"month\": \"2022-06\", \"disclosure\": \"suppressed\"}");
        assertThat(released.status()).as(released.text()).isEqualTo(201);
        return released.json().path("id").asString();
    }
}
