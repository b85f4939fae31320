package waymark.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.TurnableClock;
import waymark.reporting.events.AssessmentStory;
import waymark.reporting.events.CaseStory;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** Assessments and plans, from records on their topic to what is answered. Each test has an authority of its own. */
class AssessmentReportsTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final Instant THEN = Instant.parse("2025-12-31T09:00:00Z");
    private static final String JULY = "from=2025-07-01&to=2025-07-31";
    private static final String YEAR = "from=2025-01-01&to=2025-12-31";
    private static final String PSYCHOLOGIST = "educational-psychologist";
    private static final JsonMapper JSON = new JsonMapper();
    /** Its own: the topics are shared with the other classes of the JVM, whose records count for the same authority. */
    private static final AtomicInteger AUTHORITIES = new AtomicInteger(630);

    @TempDir
    static Path folder;

    private static final CaseServicesStandIn CASE_SERVICES = new CaseServicesStandIn();

    private static RunningService service;
    private static Producer<String, byte[]> producer;

    private final String authority = Integer.toString(AUTHORITIES.getAndIncrement());
    private final Credentials analyst = new Credentials(authority, "AN-01");

    @BeforeAll
    static void start() {
        producer = stack.kafka().producer("test");
        service = RunningService.start(
                ReportingApplication.class,
                "reporting",
                stack,
                TurnableClock.at(LocalDate.of(2025, 12, 31)),
                folder,
                CASE_SERVICES.settings());
        await().until(() ->
                service.get(Credentials.OFFICER, "/actuator/health/readiness").status() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
        producer.close();
        CASE_SERVICES.close();
    }

    @Test
    void theRegisterGivesThePublishedFiguresAndNothingElse() throws Exception {
        // Given
        var expected = JSON.readTree(resource("/contracts/registers/ehc-register-2017-h1.expected.json"));
        var half = "from=2017-01-01&to=2017-06-30";

        // When
        for (var story : register()) send(story.records());

        // Then
        var requests = "/cases?measure=ehc.requestsReceived&from=2010-01-01&to=2017-06-30&size=1";
        await().until(() -> get(requests).get("total").asInt() == 411);
        var timeliness = report("timeliness?" + half);
        expected.propertyStream()
                .forEach(field -> assertThat(timeliness.get(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue()));
        var names = new ArrayList<>(expected.propertyNames());
        names.add(1, "asAt");
        names.add("revision");
        assertThat(timeliness.propertyNames()).containsExactlyElementsOf(names);
        assertThat(timeliness.get("epAdvice").propertyNames())
                .containsExactlyElementsOf(expected.get("epAdvice").propertyNames());

        var months = report("within-20-weeks?from=2017-01&to=2017-06").get("months");
        assertThat(months).hasSize(6);
        assertThat(months.get(5).get("calendarYearToDate").get("plansIssued").asInt())
                .isEqualTo(171);
        assertThat(months.valueStream()
                        .mapToInt(month ->
                                month.get("monthOnly").get("plansIssued").asInt())
                        .sum())
                .isEqualTo(171);
        assertThat(months.get(5).get("openOver20WeeksAtEnd").asInt()).isEqualTo(63);

        var advice = report("advice?from=2017-06&to=2017-06").get("months").get(0);
        var psychologists = advice.get("byBody").get(PSYCHOLOGIST);
        assertThat(psychologists.get("received").asInt()).isEqualTo(46);
        assertThat(psychologists.get("within6WeeksPercent").decimalValue()).isEqualByComparingTo("13.0");
        assertThat(psychologists.get("awaited").asInt()).isEqualTo(130);
        var waited = report("advice?from=2017-06&to=2017-06&by=body")
                .get("by")
                .get("groups")
                .get(PSYCHOLOGIST)
                .get("months")
                .get(0)
                .get("awaitedByWeeks");
        assertThat(waited.valueStream().mapToInt(JsonNode::asInt).sum()).isEqualTo(130);

        var behind = get("/cases?measure=ehc.within20WeeksPercentIncludingExceptions&size=1000&" + half);
        assertThat(behind.get("total").asInt()).isEqualTo(171);
        assertThat(behind.get("rows")
                        .valueStream()
                        .filter(row -> row.get("counted").asBoolean())
                        .count())
                .isEqualTo(28);
        assertThat(behind.get("rows").get(0).get("clock").asString()).isEqualTo("ehc-plan");
        var byLocality = report("timeliness?" + half + "&by=locality").get("by").get("groups");
        assertThat(byLocality
                        .valueStream()
                        .mapToInt(group -> group.get("openAtEnd").asInt())
                        .sum())
                .isEqualTo(176);
    }

    /** Seven cases that anybody can work out by hand. */
    private void somethingOfEverything() throws ExecutionException, InterruptedException {
        var onTime = story().requested("2025-03-03", needs("ASD"))
                .assessed("2025-04-10")
                .asked(PSYCHOLOGIST, "2025-04-14")
                .received(PSYCHOLOGIST, "2025-05-20")
                .drafted("2025-06-20")
                .issued("2025-07-18");
        var lateButExcepted = story().requested("2025-01-06", needs("SLCN"))
                .assessed("2025-02-24")
                .asked(PSYCHOLOGIST, "2025-02-25")
                .received(PSYCHOLOGIST, "2025-05-01")
                .exception("2025-05-02")
                .issued("2025-07-25");
        var overturned = story().requested("2025-04-01", needs("SEMH"))
                .notAssessed("2025-05-06")
                .appealed("2025-05-20")
                .ordered("2025-06-30")
                .issued("2025-10-01");
        var withdrawn = story().requested("2025-05-01", needs("ASD")).withdrawn("2025-05-20");
        var waiting = story().requested("2025-02-01", needs("ASD"))
                .assessed("2025-03-01")
                .asked(PSYCHOLOGIST, "2025-03-03");
        var movedIn = story().movedIn("2025-06-01", needs("ASD"))
                .reviewed("2025-09-01")
                .amending("2025-09-25", 2)
                .amended("2025-12-01", 2);
        var notIssued =
                story().requested("2025-03-01", "").assessed("2025-04-01").notIssued("2025-06-10");
        for (var story : List.of(onTime, lateButExcepted, overturned, withdrawn, waiting, movedIn, notIssued)) {
            send(story.records());
        }
        await().until(() -> get("/cases?measure=ehc.plansMaintained&" + YEAR)
                                .get("total")
                                .asInt()
                        == 4
                && report("annual-reviews?" + YEAR).get("amendedPlansDone").asInt() == 1);
    }

    @Test
    void theTwentyWeeksAreThoseOfTheRequestAlone() throws Exception {
        // When
        somethingOfEverything();

        // Then
        assertPrinted(report("timeliness?" + JULY), """
                {"plansIssued": 2, "plansIssuedWithin20Weeks": 1, "within20WeeksPercentIncludingExceptions": 50.0,
                 "plansIssuedExcludingExceptions": 1, "within20WeeksPercentExcludingExceptions": 100.0, "averageWeeksToIssue": 24.1,
                 "plansNotIssued": 0, "requestsNotAssessed": 0, "withdrawn": 0, "openAtEnd": 2, "openOver20WeeksAtEnd": 1,
                 "epAdvice": {"month": "2025-07", "received": 0, "within6Weeks": 0, "within6WeeksPercent": null, "awaitingAtEnd": 1},
                 "openByPrimaryNeed": {"ASD": 1, "SEMH": 1}}""");
        assertPrinted(report("timeliness?" + JULY + "&overturned=yes"), """
                {"plansIssued": 0, "within20WeeksPercentIncludingExceptions": null, "openAtEnd": 1, "openOver20WeeksAtEnd": 0}""");
        assertPrinted(report("decisions?" + YEAR), """
                {"requestsReceived": 6, "decisionsDone": 5, "decisionsWithin6Weeks": 4, "decisionsWithin6WeeksPercent": 80.0, "decisionsAwaited": 0,
                 "decisionsOverdue": 0, "requestsNotAssessed": 1, "requestsNotAssessedPercent": 20.0, "plansNotIssued": 1, "notIssuedDone": 1,
                 "notIssuedWithin16WeeksPercent": 100.0, "plansIssuedByWeeks": {"<=20": 1, "20-52": 1}}""");
        assertPrinted(report("annual-reviews?" + YEAR), """
                {"plansMaintained": 4, "annualReviewsDone": 1, "annualReviewsOnTimePercent": 100.0, "annualReviewsAwaited": 4,
                 "annualReviewsOverdue": 0, "reviewDecisionsWithin4WeeksPercent": 100.0, "amendedPlansDone": 1,
                 "amendedPlansWithin12WeeksPercent": 0.0, "amendedPlansAwaited": 0}""");
        assertPrinted(report("against-gaming?" + YEAR), """
                {"withdrawn": 1, "withdrawnByWeekOfCourse": {"3": 1}, "requestsNotAssessed": 1, "appealsRegistered": 1,
                 "appealsRegisteredByMatter": {"refusal-to-assess": 1}, "appealsPending": 0, "refusalsOverturned": 1, "openAfterOverturning": 0,
                 "plansIssuedAfterOverturning": 1, "orderStepsDone": 1, "orderStepsInTime": 1, "orderStepsInTimePercent": 100.0,
                 "orderStepsAwaited": 0, "orderStepsOverdue": 0}""");
        assertPrinted(report("against-gaming?" + JULY), """
                {"openAfterOverturning": 1, "orderStepsDone": 0, "orderStepsAwaited": 1, "orderStepsOverdue": 0}""");
        assertPrinted(
                report("against-gaming?" + YEAR + "&by=overturned")
                        .get("by")
                        .get("groups")
                        .get("yes"),
                """
                {"plansIssuedAfterOverturning": 1, "orderStepsDone": 1}""");
    }

    @Test
    void anAmendedPlanIsAwaitedOnceItIsDecidedToAmend() throws Exception {
        // Given
        var undecided = story().movedIn("2025-03-01", needs("ASD")).reviewed("2025-05-01");
        var decided = story().movedIn("2025-03-01", needs("ASD"))
                .reviewed("2025-09-01")
                .amending("2025-09-25", 2);

        // When
        send(undecided.records());
        send(decided.records());

        // Then
        await().until(() -> report("annual-reviews?" + YEAR)
                                .get("reviewDecisionsDone")
                                .asInt()
                        == 1
                && report("annual-reviews?" + YEAR).get("annualReviewsDone").asInt() == 2);
        assertPrinted(report("annual-reviews?" + YEAR), """
                {"plansMaintained": 2, "reviewDecisionsAwaited": 1, "amendedPlansDone": 0, "amendedPlansAwaited": 1, "amendedPlansOverdue": 1}""");
        assertPrinted(report("annual-reviews?from=2025-01-01&to=2025-11-24"), """
                {"amendedPlansAwaited": 1, "amendedPlansOverdue": 0}""");
    }

    @Test
    void plansAreComparedWithAnyDayOnWhichTheRegisterIsComplete() throws Exception {
        // Given
        somethingOfEverything();
        var path = "plans-maintained?asAt=2025-12-31&against=";

        // When
        var compared = report(path + "2025-06-30");
        send(new CaseStory(AssessmentStory.TOPIC, authority, null, UUID.randomUUID())
                .and("register-declared", "2025-07-01", THEN, "\"completeFrom\":\"2025-07-01\"")
                .records());

        // Then
        assertPrinted(compared, """
                {"against": "2025-06-30", "plansMaintained": 4, "before": 1, "change": 3,
                 "byPrimaryNeed": {"ASD": {"plansMaintained": 2, "before": 1, "change": 1},
                                   "SEMH": {"plansMaintained": 1, "before": 0, "change": 1},
                                   "SLCN": {"plansMaintained": 1, "before": 0, "change": 1}}}""");
        await().until(() -> report(path + "2025-06-30").get("change").isNull());
        assertThat(report(path + "2025-06-30").get("reasons").get("change").asString())
                .contains("2025-07-01");
        assertThat(report(path + "2025-07-20").get("change").asInt()).isEqualTo(2);
    }

    @Test
    void theForecastShowsItsFormulaWithTheNumbersInIt() throws Exception {
        // Given
        somethingOfEverything();
        var path = "forecast?asAt=2025-05-31&clearBy=2025-11-30";

        // When
        var forecast = report(path);

        // Then
        assertPrinted(forecast, """
                {"openOnRequest": 4, "over20WeeksAlready": 1, "months": [
                 {"month": "2025-05", "passing20Weeks": 0}, {"month": "2025-06", "passing20Weeks": 1}, {"month": "2025-07", "passing20Weeks": 2}],
                 "later": 0}""");
        var capacity = forecast.get("capacity");
        assertPrinted(capacity.get("work"), """
                {"assessment": {"outstanding": 1, "arrivedPerMonth": 0.3, "daysEach": 2, "days": 5.0},
                 "tribunal": {"outstanding": 1, "arrivedPerMonth": 0.1, "daysEach": 5, "days": 7.5},
                 "annualReview": {"outstanding": 0, "arrivedPerMonth": 0.0, "daysEach": 0, "days": 0.0}}""");
        assertThat(capacity.get("days").decimalValue()).isEqualByComparingTo("12.5");
        assertThat(capacity.get("fullTimePosts").decimalValue()).isEqualByComparingTo("0.1");
        assertThat(capacity.get("formula").asString())
                .contains("(1 outstanding + 3 arrived in 365 days x 183 days ahead / 365) x 2 days each")
                .contains("12.5 / (200 x 183 / 365) = 0.1");
        assertThat(capacity.get("published").get("year").get("cases").asInt()).isEqualTo(550);
        assertThat(report(path + "&assessmentDays=20&postDays=10")
                        .get("capacity")
                        .get("fullTimePosts")
                        .decimalValue())
                .isEqualByComparingTo("11.5");
        assertThat(report(path + "&by=locality").get("by").get("groups")).isNotEmpty();
    }

    @Test
    void everyFigureHasItsCasesAndEveryReportItsTable() throws Exception {
        // Given
        somethingOfEverything();

        // When
        var measures = get("/measures")
                .valueStream()
                .map(measure -> measure.get("id").asString())
                .filter(id -> id.startsWith("ehc."))
                .toList();

        // Then
        assertThat(measures).hasSizeGreaterThan(40).allSatisfy(id -> {
            var listed = get("/cases?measure=" + id + "&" + YEAR);
            assertThat(listed.get("rows")).hasSize(listed.get("total").asInt());
            var csv = service.get(analyst, "/cases?measure=" + id + "&" + YEAR, "Accept", "text/csv");
            assertThat(csv.text().lines()).hasSize(1 + listed.get("total").asInt());
        });
        var paths = List.of(
                "timeliness?" + JULY,
                "within-20-weeks?from=2025-01&to=2025-07",
                "decisions?" + YEAR,
                "advice?from=2025-01&to=2025-03",
                "annual-reviews?" + YEAR,
                "against-gaming?" + YEAR,
                "plans-maintained?asAt=2025-12-31&against=2025-01-01",
                "forecast?asAt=2025-05-31&clearBy=2025-11-30");
        assertThat(paths).allSatisfy(path -> {
            assertThat(report(path + "&by=primaryNeed").get("by").get("groups")).isNotEmpty();
            var csv = service.get(analyst, "/reports/ehc/" + path + "&by=locality", "Accept", "text/csv");
            assertThat(csv.status()).isEqualTo(200);
            assertThat(csv.text()).startsWith("locality,from,to,asAt,").doesNotContain("{", "[");
        });
        var steps =
                get("/cases?measure=ehc.appealsRegistered&" + YEAR).get("rows").get(0);
        assertThat(steps.get("stepCode").asString()).isEqualTo("refusal-to-assess");
        assertThat(steps.get("stepUntil").asString()).isEqualTo("2025-06-30");
    }

    @Test
    void whatSaysNothingOfAFigureIsRefusedWithWhatDoes() {
        // Given
        var refusals = new TreeMap<String, String>();
        refusals.put("/reports/ehc/timeliness?" + JULY + "&by=body", "by");
        refusals.put("/reports/ehc/timeliness?" + JULY + "&body=health", "body");
        refusals.put("/reports/ehc/advice?from=2025-01&to=2025-02&weekOfCourse=3", "weekOfCourse");
        refusals.put("/cases?measure=ehc.withdrawn&" + YEAR + "&body=health", "body");
        refusals.put("/live?measures=ehc.openAtEnd,ehc.adviceAwaited&body=health", "body");
        refusals.put("/live?measures=ehc.openAtEnd,cme.openAtEnd", "measures");
        refusals.put("/live?measures=ehc.nothing", "measures");
        refusals.put("/reports/ehc/plans-maintained?asAt=2025-12-31", "against");
        refusals.put("/reports/ehc/forecast?asAt=2025-12-31&clearBy=2025-12-31", "clearBy");
        refusals.put("/reports/ehc/forecast?asAt=2025-12-31&clearBy=2026-12-31&postDays=0", "postDays");
        refusals.put("/reports/ehc/forecast?asAt=2025-12-31&clearBy=2026-12-31&arrivingFrom=2026-01-01", "asAt");
        refusals.put("/reports/ehc/timeliness?asAt=2025-12-31", "asAt");

        // When, Then
        refusals.forEach((path, parameter) -> {
            var refusal = service.get(analyst, path);
            assertThat(refusal.status()).as(path).isEqualTo(400);
            assertThat(refusal.json().get("parameter").asString()).as(path).isEqualTo(parameter);
        });
        assertThat(service.get(analyst, "/reports/ehc/timeliness?" + JULY + "&by=body")
                        .text())
                .contains("primaryNeed")
                .doesNotContain("weekOfCourse");
    }

    @Test
    void liveFiguresAreOfTheKindWhoseMeasuresAreAsked() throws Exception {
        // Given
        var path = "/live?measures=ehc.openAtEnd,ehc.adviceAwaited&every=50";
        var request = analyst.on(HttpRequest.newBuilder(service.address(path))).build();
        try (var http = HttpClient.newHttpClient();
                var lines = new BufferedReader(new InputStreamReader(
                        http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                                .body(),
                        StandardCharsets.UTF_8))) {
            assertThat(event(lines, "snapshot").get("ehc.openAtEnd").asInt()).isZero();

            // When
            send(story().requested("2025-12-01", "").records());

            // Then
            var change = event(lines, "change");
            assertThat(change.get("ehc.openAtEnd").asInt()).isEqualTo(1);
            assertThat(change.has("ehc.adviceAwaited")).isFalse();
        }
    }

    @Test
    void whatWasKnownThenHasNoPlanThatWasRecordedLater() throws Exception {
        // Given
        var story = story().requested("2025-03-03", "").assessed("2025-04-10").issued("2025-07-18");
        var later = new AssessmentStory(authority, UUID.randomUUID(), UUID.randomUUID(), THEN.plusSeconds(60))
                .requested("2025-03-03", "")
                .issued("2025-07-18");

        // When
        send(story.records());
        send(later.records());
        await().until(() -> report("timeliness?" + JULY).get("plansIssued").asInt() == 2);

        // Then
        assertThat(report("timeliness?" + JULY + "&asKnownAt=2025-12-31T09:00:30Z")
                        .get("plansIssued")
                        .asInt())
                .isEqualTo(1);
    }

    private static void assertPrinted(JsonNode printed, String expected) {
        JSON.readTree(expected)
                .propertyStream()
                .forEach(field -> assertThat(printed.get(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue()));
    }

    private AssessmentStory story() {
        return new AssessmentStory(authority, UUID.randomUUID(), UUID.randomUUID(), THEN);
    }

    private static String needs(String primaryNeed) {
        return ",\"primaryNeed\":\"%s\",\"locality\":\"Wycombe\"".formatted(primaryNeed);
    }

    private JsonNode report(String query) {
        return get("/reports/ehc/" + query);
    }

    private JsonNode get(String path) {
        var answer = service.get(analyst, path);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static void send(List<ProducerRecord<String, byte[]>> records)
            throws ExecutionException, InterruptedException {
        for (var one : records) producer.send(one).get();
    }

    private static JsonNode event(BufferedReader lines, String name) throws IOException {
        while (!("event: " + name).equals(lines.readLine())) {
            // heartbeats and empty lines
        }
        return JSON.readTree(lines.readLine().substring("data: ".length()));
    }

    private static String resource(String name) throws IOException {
        try (var in = AssessmentReportsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<AssessmentStory> register() throws IOException {
        var lines = resource("/contracts/registers/ehc-register-2017-h1.csv")
                .lines()
                .toList();
        var header = List.of(lines.getFirst().split(",", -1));
        return lines.stream()
                .skip(1)
                .map(line -> {
                    var cells = line.split(",", -1);
                    var row = new TreeMap<String, String>();
                    for (int at = 0; at < cells.length; at++) row.put(header.get(at), cells[at]);
                    return story(row);
                })
                .toList();
    }

    private AssessmentStory story(Map<String, String> row) {
        var story = new AssessmentStory(
                authority,
                UUID.nameUUIDFromBytes((authority + row.get("child_ref")).getBytes(StandardCharsets.UTF_8)),
                UUID.nameUUIDFromBytes((authority + row.get("assessment_ref")).getBytes(StandardCharsets.UTF_8)),
                THEN);
        var circumstances = ",\"requestSource\":\"%s\",\"primaryNeed\":\"%s\",\"schoolYear\":\"%s\",\"locality\":\"%s\""
                .formatted(
                        row.get("request_source"),
                        row.get("primary_need"),
                        row.get("school_year"),
                        row.get("locality"));
        story.requested(row.get("requested_on"), circumstances);
        var bodies = Map.of("ep", PSYCHOLOGIST, "health", "health", "social_care", "social-care");
        if (row.get("decision").equals("assess")) story.assessed(row.get("decision_on"));
        if (row.get("decision").equals("do-not-assess")) story.notAssessed(row.get("decision_on"));
        bodies.forEach((column, body) -> {
            var on = row.get(column + "_advice_requested_on");
            if (!on.isEmpty()) story.asked(body, on);
        });
        bodies.forEach((column, body) -> {
            var on = row.get(column + "_advice_received_on");
            if (!on.isEmpty()) story.received(body, on);
        });
        if (!row.get("draft_plan_on").isEmpty()) story.drafted(row.get("draft_plan_on"));
        return switch (row.get("outcome")) {
            case "plan-issued" -> story.issued(row.get("outcome_on"));
            case "plan-not-issued" -> story.notIssued(row.get("outcome_on"));
            case "withdrawn" -> story.withdrawn(row.get("outcome_on"));
            default -> story;
        };
    }
}
