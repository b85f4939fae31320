package waymark.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waymark.calendar.TurnableClock;
import waymark.reporting.events.AssessmentStory;
import waymark.reporting.events.CaseStory;
import waymark.reporting.events.ReferralStory;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** What people enter and what the facts say, put together on one scorecard. Each test has an authority of its own. */
class ScorecardTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final LocalDate TODAY = LocalDate.of(2017, 8, 15);
    private static final Instant THEN = Instant.parse("2017-07-03T09:00:00Z");
    /** Its own: the topics are shared with the other classes of the JVM, whose records count for the same authority. */
    private static final AtomicInteger AUTHORITIES = new AtomicInteger(530);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String EHC = "ehc-plans-20-weeks-including-exceptions";

    /** The council's paper for the first quarter of 2017/18: measure, good to be, target, tolerance, value, rating. */
    private static final List<String> PUBLISHED = List.of(
            "repeat-referrals, low, 20, 0, 30, red",
            "second-or-subsequent-protection-plan, low, 18, 0, 17, green",
            "protection-plans-2-years-or-more, low, 2, 0, 1, green",
            "care-leavers-suitable-accommodation, high, 78, 0, 93, green",
            "care-leavers-education-employment-training, high, 47, 0, 65, green",
            "children-in-need-seen-6-weeks, high, 100, 5, 90, amber",
            "protection-plan-seen-4-weeks, high, 100, 5, 95, green",
            "looked-after-seen-6-weeks, high, 100, 5, 93, amber",
            "children-in-need-reviewed, high, 100, 15, 86, green",
            "protection-plans-reviewed, high, 100, 5, 88, amber",
            "looked-after-reviews, high, 100, 5, 88, amber",
            "assessments-45-working-days, high, 100, 14, 81, amber",
            "conferences-15-working-days, high, 100, 18, 57, red",
            "looked-after-within-20-miles, high, 56, 0, 36, red",
            "looked-after-own-provision, high, 24, 0, 16, red",
            "looked-after-residential-care, low, 10.0, 0, 10.0, green",
            "adoption-under-14-months, high, 100, 0, 67, red",
            "ehc-plans-20-weeks-including-exceptions, high, 100, 0, 16.4, red",
            "ehc-plans-20-weeks-excluding-exceptions, high, 100, 0, 16.4, red",
            "pupils-in-good-schools, high, 90, 0, 88.6, amber");

    @TempDir
    static Path folder;

    private static TurnableClock clock;
    private static RunningService service;
    private static Producer<String, byte[]> producer;

    private final String authority = Integer.toString(AUTHORITIES.getAndIncrement());
    private final Credentials analyst = new Credentials(authority, "AN-01");

    @BeforeAll
    static void start() {
        producer = stack.kafka().producer("test");
        clock = TurnableClock.at(TODAY);
        service = RunningService.start(ReportingApplication.class, "reporting", stack, clock, folder, Map.of());
        await().until(() ->
                service.get(Credentials.OFFICER, "/actuator/health/readiness").status() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
        producer.close();
    }

    @Test
    void thePublishedScorecardIsTheTableOfItsPaper() throws Exception {
        // Given
        for (var row : PUBLISHED) {
            var cells = row.split(", ", -1);
            done(put(
                    "/scorecard/targets/" + cells[0] + "/annual/2017-04-01",
                    "{\"value\":%s,\"tolerance\":%s}".formatted(cells[2], cells[3])));
            done(put(
                    "/scorecard/entries/" + cells[0] + "/2017-06",
                    "{\"value\":%s,\"source\":\"Scorecard Q1 2017/18\"}".formatted(cells[4])));
        }

        // When
        var sections = get("/scorecard?month=2017-06").get("sections");

        // Then
        var first = sections.get(0).get("measures");
        assertThat(first.valueStream().map(ScorecardTest::asPublished)).containsExactlyElementsOf(PUBLISHED);
        assertThat(first.get(0).get("latest").get("period").get("from").asString())
                .isEqualTo("2017-04-01");
        assertThat(first.get(0).get("latest").get("origin").asString()).isEqualTo("entered");
        assertThat(first.get(0).get("latest").get("entered").get("by").asString())
                .isEqualTo("AN-01");
        assertThat(first.get(11).get("rating").get("words").asString()).isEqualTo("green from 86, red below 77.4");
        // Every other measure of the system follows, by kind of case, and none of them twice.
        assertThat(sections.valueStream().map(section -> section.get("id").asString()))
                .startsWith("scorecard", "cme", "ehc", "social-care", "early-help");
        var computed = sections.valueStream()
                .flatMap(section -> section.get("measures").valueStream())
                .map(line -> line.get("computed"))
                .filter(id -> !id.isNull())
                .map(JsonNode::asString)
                .toList();
        assertThat(computed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(get("/measures")
                        .valueStream()
                        .map(measure -> measure.get("id").asString())
                        .toList());
    }

    private static String asPublished(JsonNode line) {
        return String.join(
                ", ",
                line.get("id").asString(),
                line.get("goodToBe").asString(),
                line.get("target").get("value").toString(),
                line.get("target").get("tolerance").toString(),
                line.get("latest").get("value").toString(),
                line.get("rag").asString());
    }

    @Test
    void aComputedFigureHasThePublishedOneBesideItNotInItsPlace() throws Exception {
        // Given
        done(put("/scorecard/entries/" + EHC + "/2017-06", "{\"value\":16.4,\"source\":\"Paper of July\"}"));
        done(put("/scorecard/entries/" + EHC + "/2017-02", "{\"value\":20,\"source\":\"Paper of March\"}"));
        plan("2017-01-02", "2017-05-01");
        plan("2016-09-01", "2017-06-01");
        plan("2016-09-01", "2017-06-02");

        // When
        await().until(() -> "computed".equals(latest(EHC).get("origin").asString("")));
        var line = line(EHC, "2017-06", "");

        // Then
        assertThat(line.get("latest").get("value").toString()).isEqualTo("33.3");
        assertThat(line.get("latest").get("entered").get("value").toString()).isEqualTo("16.4");
        assertThat(line.get("direction").asString()).isEqualTo("worsening");
        assertThat(line.get("against").get("to").asString()).isEqualTo("2017-05-31");
        // In February no plan had been issued, so the published figure stands there, and says so.
        var february = line.get("earlier").get(3);
        assertThat(february.get("origin").asString()).isEqualTo("entered");
        assertThat(february.get("value").toString()).isEqualTo("20.0");
        assertThat(february.get("reason").asString()).contains("nothing in the period");

        // When
        done(put("/scorecard/measures/" + EHC, "{\"dataPeriod\":\"month-only\",\"decimals\":0}"));

        // Then
        assertThat(line(EHC, "2017-05", "").get("latest").get("value").toString())
                .isEqualTo("100");
        assertThat(line(EHC, "2017-06", "").get("latest").get("value").toString())
                .isEqualTo("0");
        assertThat(line("ehc.within20WeeksPercentIncludingExceptions", "2017-06", "")
                        .get("id")
                        .asString())
                .isEqualTo(EHC);
    }

    @Test
    void nothingIsSaidOfMonthsBeforeTheRegisterIsComplete() throws Exception {
        // Given
        done(put("/scorecard/entries/cme.opened/2017-04", "{\"value\":51,\"source\":\"Old system\"}"));
        send(new CaseStory(authority, null, UUID.randomUUID())
                .and("register-declared", "2017-05-01", THEN, "\"completeFrom\":\"2017-05-01\"")
                .records());
        send(new CaseStory(authority, UUID.randomUUID(), UUID.randomUUID())
                .and("opened", "2017-04-20", THEN, "\"reference\":\"R-1\",\"openedOn\":\"2017-04-20\"")
                .records());

        // When
        await().until(() -> latest("cme.opened").get("value").toString().equals("0"));
        var line = line("cme.opened", "2017-06", "");

        // Then
        assertThat(line.get("earlier").get(1).get("value").toString()).isEqualTo("51");
        assertThat(line.get("earlier").get(1).get("reason").asString()).contains("complete from 2017-05-01");
        assertThat(line.get("earlier").get(2).get("value").isNull()).isTrue();
        assertThat(line("cme.openAtEnd", "2017-06", "").get("dataPeriod").asString())
                .isEqualTo("month-end");
        assertThat(latest("cme.openAtEnd").get("value").toString()).isEqualTo("1");
    }

    @Test
    void aPastScorecardHasTheTargetsOfItsDayAndWhatWasRecordedByThen() throws Exception {
        // Given
        var measure = "repeat-referrals";
        done(put("/scorecard/targets/" + measure + "/annual/2016-04-01", "{\"value\":22,\"tolerance\":1}"));
        done(put("/scorecard/targets/" + measure + "/annual/2017-04-01", "{\"value\":20}"));
        done(put("/scorecard/targets/" + measure + "/stretch/2017-04-01", "{\"value\":18}"));
        done(put("/scorecard/targets/" + measure + "/by-month/2017-05-01", "{\"value\":21}"));
        done(put("/scorecard/measures/" + measure, "{\"dataPeriod\":\"rolling-year\"}"));
        done(put(
                "/scorecard/benchmarks/" + measure + "/england/2016-04-01",
                "{\"value\":22.3,\"source\":\"DfE 2016\"}"));
        done(put("/scorecard/commentary/" + measure + "/2017-06", "{\"text\":\"Duty was short of staff.\"}"));
        var before = clock.instant();

        // When
        clock.turnTo(before.plusSeconds(60));
        done(put("/scorecard/targets/" + measure + "/annual/2017-04-01", "{\"value\":25}"));
        done(put("/scorecard/targets/" + measure + "/stretch/2017-04-01", "{\"value\":null}"));

        // Then
        var june = line(measure, "2017-06", "");
        assertThat(june.get("target").get("value").toString()).isEqualTo("25");
        assertThat(june.get("stretch").isNull()).isTrue();
        assertThat(june.get("benchmarks").get("england").get("value").toString())
                .isEqualTo("22.3");
        assertThat(june.get("commentary").get("text").asString()).isEqualTo("Duty was short of staff.");
        var may = line(measure, "2017-05", "");
        assertThat(may.get("target").get("kind").asString()).isEqualTo("by-month");
        assertThat(may.get("target").get("value").toString()).isEqualTo("21");
        assertThat(may.get("commentary").isNull()).isTrue();
        var march = line(measure, "2017-03", "");
        assertThat(march.get("target").get("value").toString()).isEqualTo("22");
        assertThat(march.get("rating").get("words").asString()).isEqualTo("green up to 23, red above 25.3");
        var then = line(measure, "2017-06", "&asKnownAt=" + before);
        assertThat(then.get("target").get("value").toString()).isEqualTo("20");
        assertThat(then.get("stretch").get("value").toString()).isEqualTo("18");
        assertThat(get("/scorecard/measures/" + measure).get("entries")).hasSize(9);
    }

    @Test
    void aQuarterIsRatedByTheTargetOfItsOwnLastDay() throws Exception {
        // Given
        var measure = "repeat-referrals";
        done(put("/scorecard/targets/" + measure + "/annual/2016-04-01", "{\"value\":22,\"tolerance\":1}"));
        done(put("/scorecard/targets/" + measure + "/annual/2017-04-01", "{\"value\":20}"));
        done(put("/scorecard/targets/" + measure + "/by-month/2017-05-01", "{\"value\":21}"));
        done(put("/scorecard/entries/" + measure + "/2016-03", "{\"value\":23,\"source\":\"Old paper\"}"));

        // When
        var may = line(measure, "2017-05", "");
        var table = service.get(analyst, "/scorecard?month=2017-05&measures=" + measure, "Accept", "text/csv");

        // Then
        assertThat(may.get("latest").get("period").get("to").asString()).isEqualTo("2017-03-31");
        assertThat(may.get("target").get("value").toString()).isEqualTo("22");
        // A year before that quarter is fourteen months before the scorecard's.
        var lines = table.text().lines().toList();
        assertThat(lines.getFirst()).endsWith(",2016-12,2016-09,2016-06,2016-03");
        assertThat(lines.get(1)).endsWith(",23");
    }

    @Test
    void whatIsNotKnownIsRefusedByName() {
        var refusals = Map.of(
                "/scorecard?month=2017-06&colour=red", "colour",
                "/scorecard?section=scorecard", "month",
                "/scorecard?month=2017-06&measures=cme.none", "measures",
                "/scorecard?month=2017-06&section=none", "section",
                "/scorecard?month=2017-06&asKnownAt=2017-12-01T00:00:00Z", "asKnownAt",
                "/reports/weekly", "week",
                "/reports/weekly?week=2017-W26&colour=red", "colour",
                "/reports/weekly?week=1999-W20", "week");
        refusals.forEach((path, parameter) -> {
            var refusal = service.get(analyst, path);
            assertThat(refusal.status()).as(path).isEqualTo(400);
            assertThat(refusal.json().get("parameter").asString()).as(path).isEqualTo(parameter);
        });
    }

    @Test
    void aMeasureIsFoundByTheCodeThatItsAlertsName() throws Exception {
        // When / Then
        assertThat(get("/scorecard/measures/cme-open-at-end").get("id").asString())
                .isEqualTo("cme.openAtEnd");
        assertThat(get("/scorecard/measures/" + EHC).get("id").asString()).isEqualTo(EHC);
        assertThat(service.get(analyst, "/scorecard/measures/cme-open-at-no-end")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAnalystAddsAMeasureAndHidesAnother() throws Exception {
        // Given
        var own = "{\"title\":\"School days lost\",\"definition\":\"By exclusion.\",\"goodToBe\":\"low\","
                + "\"dataPeriod\":\"month-only\",\"unit\":\"days\",\"decimals\":1,\"section\":\"schools\"}";

        // When
        done(put("/scorecard/measures/school-days-lost", own));
        done(put("/scorecard/measures/cme.opened", "{\"shown\":false}"));
        done(put("/scorecard/entries/school-days-lost/2017-05", "{\"value\":41.25,\"source\":\"Returns\"}"));
        done(put(
                "/scorecard/entries/school-days-lost/2017-06",
                "{\"value\":38,\"state\":\"new-definition\",\"source\":\"Returns\"}"));

        // Then
        var line = line("school-days-lost", "2017-06", "");
        assertThat(line.get("latest").get("state").asString()).isEqualTo("new-definition");
        assertThat(line.get("direction").asString()).isEqualTo("none");
        assertThat(line.get("earlier").get(0).get("value").toString()).isEqualTo("41.3");
        assertThat(get("/scorecard?month=2017-06&measures=cme.opened").get("sections"))
                .isEmpty();
        assertThat(get("/scorecard?month=2017-06&section=schools").get("sections"))
                .hasSize(1);
        // Nobody else's scorecard has changed.
        assertThat(service.get(new Credentials("829", "X-1"), "/scorecard?month=2017-06&section=schools")
                        .status())
                .isEqualTo(400);
        assertThat(service.get(new Credentials("829", "X-1"), "/scorecard/measures/school-days-lost")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aChangeOnAnOldVersionIsRefusedAndARepetitionChangesNothing() throws Exception {
        // Given
        var path = "/scorecard/targets/looked-after-reviews/annual/2017-04-01";
        var first = done(put(path, "{\"value\":100,\"tolerance\":5}"));
        var seen = first.headers().firstValue("ETag").orElseThrow();

        // When
        var repeated = done(put(path, "{\"value\":100,\"tolerance\":5}"));
        var changed = done(put(path, "{\"value\":95,\"tolerance\":5}", "If-Match", seen));
        var stale = put(path, "{\"value\":90,\"tolerance\":5}", "If-Match", seen);

        // Then
        assertThat(repeated.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(changed.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body()).contains("request.stale");
        assertThat(service.get(analyst, "/scorecard/measures/looked-after-reviews")
                        .header("ETag"))
                .isEqualTo("\"2\"");
    }

    @Test
    void whatBreaksARuleIsRefusedWithTheRuleAndTheField() throws Exception {
        var entry = "/scorecard/entries/repeat-referrals/";
        assertRefused(422, "scorecard.entry-value", "value", entry + "2017-06", "{\"source\":\"x\"}");
        assertRefused(422, "scorecard.entry-source", "source", entry + "2017-06", "{\"value\":1}");
        assertRefused(
                422,
                "scorecard.entry-state",
                "state",
                entry + "2017-06",
                "{\"value\":1,\"state\":\"not-available\",\"source\":\"x\"}");
        assertRefused(422, "scorecard.entry-period", "period", entry + "2017-05", "{\"value\":1,\"source\":\"x\"}");
        assertRefused(422, "scorecard.entry-future", "period", entry + "2017-12", "{\"value\":1,\"source\":\"x\"}");
        assertRefused(
                422, "scorecard.entry-value", "value", entry + "2017-06", "{\"value\":1e999999999,\"source\":\"x\"}");
        assertRefused(400, "request.parameter", null, entry + "June", "{\"value\":1,\"source\":\"x\"}");
        assertRefused(404, "request.not-found", null, "/scorecard/entries/unheard-of/2017-06", "{\"value\":1}");
        assertRefused(
                422,
                "scorecard.target-tolerance",
                "tolerance",
                "/scorecard/targets/repeat-referrals/annual/2017-04-01",
                "{\"value\":1,\"tolerance\":-1}");
        assertRefused(
                400,
                "request.parameter",
                null,
                "/scorecard/targets/repeat-referrals/hoped/2017-04-01",
                "{\"value\":1}");
        assertRefused(422, "scorecard.measure", "title", "/scorecard/measures/of-my-own", "{}");
        assertRefused(
                422, "scorecard.measure", "computed", "/scorecard/measures/of-my-own", "{\"computed\":\"cme.none\"}");
        assertThat(service.get(analyst, "/scorecard?month=2017-13").status()).isEqualTo(400);
        assertThat(service.get(analyst, "/scorecard?month=2017-09").status()).isEqualTo(400);
    }

    private void assertRefused(int status, String rule, String field, String path, String body) throws Exception {
        var answer = put(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"rule\":\"" + rule + "\"");
        if (field != null) assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void thePageAndTheTableRunNothingThatSomebodyTyped() throws Exception {
        // Given
        done(put(
                "/scorecard/entries/looked-after-reviews/2017-06",
                "{\"value\":88,\"source\":\"=cmd()\",\"note\":\"<script>alert(1)</script>\"}"));
        done(put("/scorecard/targets/looked-after-reviews/annual/2017-04-01", "{\"value\":100,\"tolerance\":5}"));

        // When
        var page = service.get(analyst, "/scorecard?month=2017-06&section=scorecard", "Accept", "text/html");
        var table = service.get(analyst, "/scorecard?month=2017-06", "Accept", "text/csv");

        // Then
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script")
                .contains("Q1 2017/18")
                .contains(">Amber<")
                .contains("green from 95, red below 85.5");
        var style = page.text()
                .substring(page.text().indexOf("<style>") + 7, page.text().indexOf("</style>"));
        var digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-%s'"
                        .formatted(Base64.getEncoder().encodeToString(digest)));
        assertThat(table.text()).contains("\nChildren's scorecard,").contains(",'=cmd(),");
        assertThat(table.text().lines().findFirst().orElseThrow())
                .contains(",rag,")
                .endsWith("2016-06");
        // Whoever asks for nothing in particular gets JSON, and a browser the page.
        assertThat(service.get(analyst, "/scorecard?month=2017-06").header("Content-Type"))
                .startsWith("application/json");
        assertThat(service.get(analyst, "/scorecard?month=2017-06", "Accept", "*/*")
                        .header("Content-Type"))
                .startsWith("application/json");
        assertThat(service.get(
                                analyst,
                                "/scorecard?month=2017-06",
                                "Accept",
                                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                        .header("Content-Type"))
                .startsWith("text/html");
    }

    @Test
    void theRegisterOfWorkersGoesOutAsItCameIn() throws Exception {
        // Given
        var file =
                "staff_number,team,fte,from,until\nS-1,Duty,1,2017-01-02,\nS-1,Duty,0.6,2017-06-26,\nS-2,Süd,0.5,2017-01-02,2017-06-30\n";

        // When
        var taken = done(send("/workers", file, "Content-Type", "text/csv"));
        var again = done(send("/workers", file, "Content-Type", "text/csv"));

        // Then
        assertThat(taken.body()).isEqualTo("{\"rows\":3,\"changed\":3,\"unchanged\":0}");
        assertThat(again.body()).contains("\"unchanged\":3");
        assertThat(service.get(analyst, "/workers", "Accept", "text/csv").text().replace("\r", ""))
                .isEqualTo(file);
        var june = get("/workers?on=2017-06-30").get("workers");
        assertThat(june).hasSize(2);
        assertThat(june.get(0).get("fte").toString()).isEqualTo("0.6");
        assertThat(get("/workers?on=2017-07-01").get("workers")).hasSize(1);
        assertThat(get("/workers/S-1").get("stints")).hasSize(2);

        // When
        var wrong = send(
                "/workers",
                "staff_number,team,fte,from,until\nS-3,Duty,1,2017-01-02,\nJane,Duty,2,2017-01-02,\n",
                "Content-Type",
                "text/csv");
        var shortRow = send("/workers", "staff_number,team,fte,from,until\nS-3\n", "Content-Type", "text/csv");

        // Then
        assertThat(shortRow.statusCode()).isEqualTo(400);
        assertThat(shortRow.body()).contains("workers.csv");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("\"line\":3").contains("workers.staff-number");
        assertThat(get("/workers?on=2017-07-01").get("workers")).hasSize(1);
        assertRefused(
                422, "workers.fte", "fte", "/workers/S-9", "{\"team\":\"Duty\",\"fte\":1.5,\"from\":\"2017-01-02\"}");
    }

    @Test
    void theWeeklyReportHasTheManagersWords() throws Exception {
        // Given
        var path = "/reports/weekly/2017-W26/commentary";
        done(put(path, "{\"commentary\":\"Two posts vacant.\",\"emergingIssues\":\"More contacts by night.\"}"));

        // When
        var weekly = get("/reports/weekly?week=2017-06-26");

        // Then
        assertThat(weekly.get("week").asString()).isEqualTo("2017-W26");
        assertThat(weekly.get("to").asString()).isEqualTo("2017-07-02");
        assertThat(weekly.get("commentary").get("emergingIssues").asString()).isEqualTo("More contacts by night.");
        assertThat(get("/reports/weekly?week=2017-W26")).isEqualTo(weekly);
        assertThat(service.get(analyst, "/reports/weekly?week=2017-06-27").status())
                .isEqualTo(400);
        assertThat(put(path, "{\"commentary\":\"x\"}", "If-Match", "\"9\"").statusCode())
                .isEqualTo(412);
    }

    @Test
    void theWeeklyReportHasTheCaseloadOfEveryWorkerOnTheRegister() throws Exception {
        // Given
        var register = """
                staff_number,team,fte,from,until
                S-1,duty,1,2017-01-02,
                S-2,duty,0.5,2017-01-02,
                S-3,assessment,1,2017-06-19,
                S-4,assessment,1,2017-01-02,2017-06-30
                """;
        done(send("/workers", register, "Content-Type", "text/csv"));
        var before = LocalDate.of(2017, 6, 12);
        var within = LocalDate.of(2017, 6, 28);
        for (var worker : List.of("S-1", "S-1", "S-2", "S-9")) referral(before, worker);
        referral(within, "S-1");
        referral(within, null);

        // When
        await().until(() -> get("/reports/weekly?week=2017-W26")
                .get("caseload")
                .get("unallocated")
                .toString()
                .equals("1"));
        var weekly = get("/reports/weekly?week=2017-W26");

        // Then
        var caseload = weekly.get("caseload");
        var all = caseload.get("all");
        assertThat(all.get("workers").asInt()).isEqualTo(3);
        assertThat(all.get("cases").asInt()).isEqualTo(4);
        assertThat(all.get("average").toString()).isEqualTo("1.3");
        assertThat(all.get("perFte").toString()).isEqualTo("1.6");
        assertThat(all.get("highest").asInt()).isEqualTo(3);
        assertThat(all.get("lowest").asInt()).isZero();
        assertThat(caseload.get("ofOthers").asInt()).isEqualTo(1);
        assertThat(caseload.get("trend")
                        .valueStream()
                        .map(each -> each.get("week")
                                .asString()
                                .concat(" ")
                                .concat(each.get("average").toString())))
                .containsExactly("2017-W24 1.0", "2017-W25 0.8", "2017-W26 1.3");
        assertThat(caseload.get("change").toString()).isEqualTo("0.3");
        assertThat(weekly.get("byTeam").get("duty").get("cases").asInt()).isEqualTo(4);
        assertThat(weekly.get("workers")).hasSize(3);
        var timescales = weekly.get("timescales");
        assertThat(timescales).hasSize(3);
        assertThat(timescales.get(0).get("value").toString()).isEqualTo("100.0");
        assertThat(timescales.get(1).get("reason").asString()).contains("nothing in the period");
        assertThat(timescales.get(0).get("overdue").toString()).isEqualTo("0");
    }

    private void referral(LocalDate on, String worker) throws Exception {
        var story = new ReferralStory(authority, UUID.randomUUID(), UUID.randomUUID(), THEN)
                .contact(on.atTime(9, 0), "C-" + UUID.randomUUID().toString().substring(0, 8), "")
                .decided(on.atTime(15, 0), "referral")
                .referred(on, "");
        send((worker == null ? story : story.allocated(on, worker, "duty")).records());
    }

    @Test
    void reportsGoOnWhileTheStoreIsAway() throws Exception {
        // Given
        var settings = Map.<String, Object>of(
                "spring.mongodb.uri", "mongodb://127.0.0.1:9/", "waymark.reporting.scorecard.store-timeout", "200ms");
        try (var alone = RunningService.start(
                ReportingApplication.class, "reporting", stack, clock, folder.resolve("alone"), settings)) {
            await().until(() -> alone.get(analyst, "/actuator/health/readiness").status() == 200);

            // When
            var scorecard = alone.get(analyst, "/scorecard?month=2017-06");
            var report = alone.get(analyst, "/reports/cme/summary?from=2017-06-01&to=2017-06-30");

            // Then
            assertThat(scorecard.status()).isEqualTo(503);
            assertThat(scorecard.json().get("rule").asString()).isEqualTo("reporting.store-away");
            assertThat(report.status()).isEqualTo(200);
        }
    }

    private void plan(String requestedOn, String issuedOn) throws Exception {
        send(new AssessmentStory(authority, UUID.randomUUID(), UUID.randomUUID(), THEN)
                .requested(requestedOn, "")
                .assessed(requestedOn)
                .issued(issuedOn)
                .records());
    }

    private static void send(List<ProducerRecord<String, byte[]>> records) throws Exception {
        for (var one : records) producer.send(one).get();
    }

    private JsonNode latest(String measure) {
        return line(measure, "2017-06", "").get("latest");
    }

    private JsonNode line(String measure, String month, String more) {
        var sections =
                get("/scorecard?month=" + month + "&measures=" + measure + more).get("sections");
        assertThat(sections).hasSize(1);
        return sections.get(0).get("measures").get(0);
    }

    private JsonNode get(String path) {
        var answer = service.get(analyst, path);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        return answer.json();
    }

    private HttpResponse<String> put(String path, String json, String... headers) throws Exception {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return send(path, json, all);
    }

    private HttpResponse<String> send(String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(service.address(path))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .headers(headers);
        return HTTP.send(analyst.on(request).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
