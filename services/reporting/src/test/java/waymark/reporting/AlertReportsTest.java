package waymark.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waymark.calendar.TurnableClock;
import waymark.events.TopicReader;
import waymark.reporting.events.AlertStory;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** Alerts over HTTP, and what reporting tells of measures. */
class AlertReportsTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final String YEARS = "from=2031-01-01&to=2031-12-31";
    private static final CaseServicesStandIn CASE_SERVICES = new CaseServicesStandIn();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Credentials analyst = new Credentials("825", "AN-01");

    @TempDir
    static Path folder;

    private static RunningService service;
    private static Producer<String, byte[]> producer;

    @BeforeAll
    static void start() {
        producer = stack.kafka().producer("test");
        var settings = new HashMap<>(CASE_SERVICES.settings());
        settings.put("waymark.reporting.scorecard.rate-every", "100ms");
        service = RunningService.start(
                ReportingApplication.class,
                "reporting",
                stack,
                TurnableClock.at(LocalDate.of(2031, 5, 14)),
                folder,
                settings);
        await().until(() ->
                service.get(Credentials.OFFICER, "/actuator/health/readiness").status() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
        producer.close();
        CASE_SERVICES.close();
    }

    @AfterEach
    void refuseNothing() {
        CASE_SERVICES.refuseNothing();
    }

    @Test
    void aListLeavesOutTheAlertsOfCasesThatDoNotOpen() throws Exception {
        // Given
        var hidden = UUID.randomUUID();
        var shown = UUID.randomUUID();
        CASE_SERVICES.hide(hidden);
        send(
                AlertStory.about("2031-03-03T09:00:00Z", "involvement", hidden, "\"respondBy\":\"2031-03-10\"")
                        .resolved("2031-03-04T09:00:00Z", "action-taken"),
                AlertStory.about("2031-03-03T09:00:00Z", "assessment", shown, "\"respondBy\":\"2031-03-10\"")
                        .escalated("2031-03-11T00:00:00Z", 2, "team-manager", "2031-03-18", true)
                        .resolved("2031-03-19T09:00:00Z", "action-taken"),
                AlertStory.aboutMeasure("2031-03-03T09:00:00Z", "repeat-referrals"));
        await().until(() -> listed("alerts.raised").get("figure").asInt() == 3);
        await().until(() -> listed("alerts.resolved").get("figure").asInt() == 2);

        // When
        var all = listed("alerts.raised");
        CASE_SERVICES.refuse("/assessments/hidden", 403);
        var fewer = listed("alerts.raised");
        CASE_SERVICES.refuse("/assessments/hidden", 500);
        var away = service.get(analyst, "/cases?measure=alerts.raised&" + YEARS);

        // Then
        assertThat(all.get("total").asInt()).isEqualTo(2);
        assertThat(all.get("hidden").asInt()).isEqualTo(1);
        assertThat(all.toString())
                .contains(shown.toString(), "repeat-referrals")
                .doesNotContain(hidden.toString());
        assertThat(fewer.get("figure").asInt()).isEqualTo(3);
        assertThat(fewer.get("total").asInt()).isEqualTo(1);
        assertThat(fewer.toString()).doesNotContain(shown.toString());
        assertThat(away.status()).isEqualTo(503);
        CASE_SERVICES.refuseNothing();
        var manager = new Credentials("825", "MAN-01");
        assertThat(service.get(manager, "/audit?case=" + shown).json().get("items"))
                .isNotEmpty();

        // When
        var report = get("/reports/alerts/timeliness?" + YEARS + "&by=kind");
        var months = get("/reports/alerts/monthly?from=2031-03&to=2031-04");

        // Then
        assertThat(report.get("raised").asInt()).isEqualTo(3);
        assertThat(report.get("resolvedInTimePercent").decimalValue()).hasToString("50.0");
        assertThat(report.get("hoursToResolve").get("median").decimalValue()).hasToString("204.0");
        assertThat(report.get("byLevel").get("2").get("resolvedInTimePercent").decimalValue())
                .hasToString("0.0");
        assertThat(report.get("by").get("groups").propertyNames())
                .containsExactly("involvement", "assessment", "NOT_RECORDED");
        assertThat(months.get("months").get(0).get("escalated").asInt()).isEqualTo(1);
        var section =
                get("/scorecard?month=2031-03&section=alerts").get("sections").get(0);
        assertThat(section.get("title").asString()).isEqualTo("Alerts");
        assertThat(section.get("measures").valueStream().map(line -> line.get("goodToBe") + " " + line.get("title")))
                .contains("\"high\" \"Alerts resolved in time\"", "\"low\" \"Alerts open and overdue\"");
    }

    @Test
    void aMeasureThatTurnsRedIsToldOnceAndThatItIsGreenAgainToo() throws Exception {
        // Given
        put("/scorecard/targets/repeat-referrals/annual/2030-04-01", "{\"value\":20,\"tolerance\":0}");

        // When
        put("/scorecard/entries/repeat-referrals/2031-03", "{\"value\":30,\"source\":\"Return\"}");
        await().until(() -> told().size() == 1);
        put("/scorecard/entries/repeat-referrals/2031-03", "{\"value\":20,\"source\":\"Return\"}");
        await().until(() -> told().size() == 2);
        put("/scorecard/measures/repeat-referrals", "{\"shown\":false}");
        await().until(() -> told().size() == 3);

        // Then
        var measure = "{\"measure\":\"repeat-referrals\",\"periodFrom\":\"2031-01-01\",\"periodTo\":\"2031-03-31\",";
        assertThat(told())
                .containsExactly(
                        measure + "\"rag\":\"red\",\"value\":30}",
                        measure + "\"rag\":\"green\",\"value\":20}",
                        measure + "\"rag\":\"none\"}");
    }

    private static List<String> told() throws Exception {
        var told = new ArrayList<String>();
        new TopicReader(stack.kafka(), "test", TopicReader.partitionsOf(List.of("waymark.measures")), Map.of())
                .readToPresentEnd(records -> records.forEach(message -> {
                    var data = new String(message.value(), StandardCharsets.UTF_8);
                    if (message.key().startsWith("825/") && data.contains("2031")) told.add(data);
                }));
        return told.stream().distinct().toList();
    }

    private static void send(AlertStory... stories) throws Exception {
        for (var story : stories)
            for (var one : story.records()) producer.send(one).get();
    }

    private static JsonNode listed(String measure) {
        return get("/cases?measure=" + measure + "&" + YEARS);
    }

    private static JsonNode get(String path) {
        var answer = service.get(analyst, path);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static void put(String path, String json) throws Exception {
        var request = HttpRequest.newBuilder(service.address(path))
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        var answer = HTTP.send(analyst.on(request).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
