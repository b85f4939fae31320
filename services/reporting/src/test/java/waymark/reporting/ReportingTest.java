package waymark.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waymark.calendar.TurnableClock;
import waymark.reporting.events.CaseStory;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** The whole path from records on the topic to what is answered. Each test has an authority of its own. */
@Tag("containers-too")
class ReportingTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final Instant THEN = Instant.parse("2022-08-01T09:00:00Z");
    private static final String YEAR = "from=2021-09-01&to=2022-07-31";
    private static final JsonMapper JSON = new JsonMapper();
    /** Its own: the topics are shared with the other classes of the JVM, whose records count for the same authority. */
    private static final AtomicInteger AUTHORITIES = new AtomicInteger(830);

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
        service = started();
    }

    @AfterAll
    static void stop() {
        service.close();
        producer.close();
        CASE_SERVICES.close();
    }

    private static RunningService started() {
        var started = RunningService.start(
                ReportingApplication.class,
                "reporting",
                stack,
                TurnableClock.at(LocalDate.of(2022, 7, 31)),
                folder,
                CASE_SERVICES.with("waymark.reporting.save-every", "200ms"));
        await().until(() ->
                started.get(Credentials.OFFICER, "/actuator/health/readiness").status() == 200);
        return started;
    }

    @Test
    void theRegisterGivesThePublishedTable() throws Exception {
        // Given
        var expected = JSON.readTree(resource("/contracts/registers/cme-register-2021-22.expected.json"));
        send(new CaseStory(authority, null, UUID.randomUUID())
                .and("register-declared", "2021-09-01", THEN, "\"completeFrom\":\"2021-09-01\"")
                .records());

        // When
        for (var story : register()) send(story.records());

        // Then
        await().until(() -> report("summary?" + YEAR).get("totalInvolvements").asInt() == 609);
        var summary = report("summary?" + YEAR);
        expected.propertyStream()
                .forEach(field -> assertThat(summary.get(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue()));
        assertThat(summary.get("asAt").asString()).isEqualTo("2022-07-31");

        var byLocality = report("summary?" + YEAR + "&by=locality");
        assertThat(byLocality.get("by").get("dimension").asString()).isEqualTo("locality");
        assertThat(byLocality
                        .get("by")
                        .get("groups")
                        .valueStream()
                        .mapToInt(group -> group.get("closed").asInt())
                        .sum())
                .isEqualTo(542);
        assertThat(byLocality.get("closed").asInt()).isEqualTo(542);

        var byDays = summary.get("closedByDaysOpen");
        assertThat(byDays.propertyNames()).containsExactly("0-7", "8-14", "15-28", "29-56", "57-84", "85+");
        assertThat(byDays.valueStream().mapToInt(JsonNode::asInt).sum()).isEqualTo(542);
        assertThat(byDays.get("0-7").asInt() + byDays.get("8-14").asInt()).isEqualTo(260);
        var shortest = get("/cases?measure=cme.closed&size=1&daysOpen=0-7&" + YEAR);
        assertThat(shortest.get("total").asInt()).isEqualTo(byDays.get("0-7").asInt());
        assertThat(shortest.get("rows").get(0).get("reference").asString()).startsWith("CME-");

        var months = report("month-ends?from=2021-09&to=2022-07").get("months");
        assertThat(months).hasSize(11);
        assertThat(months.get(10).get("open").asInt()).isEqualTo(67);
        assertThat(months.get(10).get("changeOnMonth").asInt()).isEqualTo(7);
        assertThat(months.get(0).get("changeOnMonth").isNull()).isTrue();
        assertThat(months.get(0).get("reasons").get("changeOnMonth").asString()).contains("2021-09-01");
        assertThat(months.valueStream()
                        .mapToInt(month -> month.get("opened").asInt())
                        .sum())
                .isEqualTo(547);

        var behind = get("/cases?measure=cme.closedWithin2WeeksPercent&size=1000&" + YEAR);
        assertThat(behind.get("total").asInt()).isEqualTo(542);
        assertThat(behind.get("figure").decimalValue()).isEqualByComparingTo("48.0");
        assertThat(behind.get("rows")
                        .valueStream()
                        .filter(row -> row.get("counted").asBoolean())
                        .count())
                .isEqualTo(260);

        var csv = service.get(analyst, "/reports/cme/summary?" + YEAR + "&by=outcome", "Accept", "text/csv");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.text().lines().findFirst().orElseThrow()).contains("outcome,from,to,asAt,totalInvolvements");
        assertThat(csv.text()
                        .lines()
                        .filter(line -> line.startsWith("BUSC,"))
                        .findFirst()
                        .orElseThrow())
                .contains(",114,");
        assertThat(service.get(analyst, "/cases?measure=cme.openAtEnd&" + YEAR, "Accept", "text/csv")
                        .text()
                        .lines())
                .hasSize(68);
        assertThat(report("practice?" + YEAR).get("notCmeClosures").asInt()).isEqualTo(119);
        assertThat(report("census?on=2022-01-20").get("notRecordedOnDay").asInt())
                .isPositive();
        assertThat(service.get(new Credentials("829", "X-1"), "/reports/cme/summary?" + YEAR)
                        .json()
                        .get("totalInvolvements")
                        .asInt())
                .isZero();
    }

    @Test
    void whatWasKnownAtAnInstantIsWhatWouldHaveBeenPrintedThen() throws Exception {
        // Given
        var before = Instant.parse("2022-07-05T12:00:00Z");
        var story = story().and("opened", "2022-07-01", before, "\"reference\":\"R-1\",\"openedOn\":\"2022-07-01\"")
                .and(
                        "closed",
                        "2022-07-02",
                        before.plusSeconds(60),
                        "\"closedOn\":\"2022-07-02\",\"outcome\":\"BUSC\"");

        // When
        send(story.records());
        await().until(() -> report("summary?" + YEAR).get("closed").asInt() == 1);

        // Then
        var then = report("summary?" + YEAR + "&asKnownAt=2022-07-05T12:00:30Z");
        assertThat(then.get("opened").asInt()).isEqualTo(1);
        assertThat(then.get("closed").asInt()).isZero();
        assertThat(report("summary?" + YEAR + "&asKnownAt=2022-07-05T11:00:00Z")
                        .get("totalInvolvements")
                        .asInt())
                .isZero();
    }

    @Test
    void aCaseWithAGapIsParkedAndHealsWhenItsHistoryIsPublishedAgain() throws Exception {
        // Given
        var story = opened().and("closed", "2022-07-02", THEN, "\"closedOn\":\"2022-07-02\"")
                .and("reopened", "2022-07-03", THEN, "\"reopenedOn\":\"2022-07-03\"");
        var history = story.records();

        // When
        send(List.of(history.get(0), history.get(2)));

        // Then
        await().until(() -> parked(story));
        send(opened().records());
        await().until(() -> report("summary?" + YEAR).get("opened").asInt() == 2);

        // When
        send(history);

        // Then
        await().until(() -> !parked(story));
        assertThat(report("summary?" + YEAR).get("openAtEnd").asInt()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndParksItsCaseAlone() throws Exception {
        // Given
        var broken = opened().and("closed", "2022-07-02", THEN, "\"closedOn\":\"2022-02-30\"");
        var senseless =
                story().and("voided", "2022-07-02", THEN, "\"voidedOn\":\"2022-07-02\",\"reason\":\"duplicate\"");
        int before = get("/actuator/deadletters").size();

        // When
        send(broken.records());
        send(senseless.records());
        send(List.of(new ProducerRecord<>(CaseStory.TOPIC, "nobody", "nonsense".getBytes(StandardCharsets.UTF_8))));
        send(opened().records());

        // Then
        await().until(() -> report("summary?" + YEAR).get("opened").asInt() == 2);
        await().until(() -> get("/actuator/deadletters").size() == before + 3);
        assertThat(get("/actuator/deadletters").toString())
                .contains("closedOn is not a date", "must begin with its opening", "ce_specversion is missing");
        assertThat(parked(broken) && parked(senseless)).isTrue();

        // When
        var replayed = service.post(analyst, "/actuator/deadletters", "{}").json();

        // Then
        // One of another test may be cut, and is kept rather than sent.
        assertThat(replayed.get("replayed").asInt()).isBetween(before + 2, before + 3);
        send(opened().records());
        await().until(() -> report("summary?" + YEAR).get("opened").asInt() == 3);
        await().until(() -> get("/actuator/deadletters").size() == before + 3);
        assertThat(parked(broken)).isTrue();
    }

    @Test
    void noSingleRecordStopsTheReporting() throws Exception {
        // Given
        var exponents = opened().and("concern-referred", "2022-07-02", THEN, "\"concern\":1e999999999")
                .and("concern-referred", "2022-07-02", THEN, "\"concern\":1e99999999999999999999")
                .and("corrected", "2022-07-02", THEN, "\"entry\":1e-999999999,\"entryOn\":\"2022-07-02\"");
        var farTime = withHeader(opened(), "ce_time", "+1000000000-12-31T23:59:59.999999999Z");
        var noTrace = withHeader(opened(), "ce_traceparent", null);
        noTrace.headers().add("ce_sequence", "none".getBytes(StandardCharsets.UTF_8));
        var otherAuthority = withHeader(opened(), "ce_authority", "\n");
        var huge = new ProducerRecord<>(CaseStory.TOPIC, "nobody", new byte[1_048_576 - 150]);
        int before = get("/actuator/deadletters").size();

        // When
        send(exponents.records());
        send(List.of(farTime, noTrace, otherAuthority, huge));
        send(opened().records());

        // Then
        await().until(() -> report("summary?" + YEAR).get("opened").asInt() == 2);
        await().until(() -> get("/actuator/deadletters").size() >= before + 5);
        assertThat(parked(exponents)).isTrue();
    }

    @Test
    void noFigureIsAnsweredBeforeAllOfThemAreThereAndAStopDoesNotWaitForKafka(@TempDir Path other) {
        // Given
        var alone = RunningService.start(
                ReportingApplication.class,
                "reporting",
                stack,
                TurnableClock.at(LocalDate.of(2022, 7, 31)),
                other,
                Map.of("waymark.kafka.bootstrap-servers", "127.0.0.1:1"));

        // When
        var paths = List.of(
                "/reports/cme/summary?" + YEAR, "/cases?measure=cme.opened&" + YEAR, "/live?measures=cme.opened");

        // Then
        assertThat(paths).allSatisfy(path -> {
            var refusal = alone.get(analyst, path);
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.header("Retry-After")).isEqualTo("1");
            assertThat(refusal.json().get("rule").asString()).isEqualTo("reporting.not-ready");
        });
        assertThat(alone.get(analyst, "/actuator/prometheus").text()).containsPattern("waymark_fold_lag\\S* NaN");

        // When
        long begun = System.nanoTime();
        alone.close();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    private static ProducerRecord<String, byte[]> withHeader(CaseStory story, String name, String value) {
        var message = story.records().getLast();
        message.headers().remove(name);
        message.headers().add(name, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    @Test
    void aRebuildBesideTheRunningTableGivesTheSameFigures() throws Exception {
        // Given
        send(opened().records());
        await().until(() -> report("summary?" + YEAR).get("opened").asInt() == 1);
        var before = report("summary?" + YEAR);

        // When
        service.post(analyst, "/actuator/rebuild", "{}");

        // Then
        await().until(() -> get("/actuator/rebuild").get("state").asString().equals("done"));
        var after = report("summary?" + YEAR);
        assertThat(after.get("revision").asLong())
                .isGreaterThan(before.get("revision").asLong());
        assertThat(after.get("opened")).isEqualTo(before.get("opened"));
        send(opened().records());
        await().until(() -> report("summary?" + YEAR).get("opened").asInt() == 2);
    }

    @Test
    void aRestartReadsOnFromTheFile() throws Exception {
        // Given
        send(opened().records());
        await().until(() -> report("summary?" + YEAR).get("opened").asInt() == 1);
        long before = report("summary?" + YEAR).get("revision").asLong();

        // When
        service.close();
        send(opened().records());
        service = started();

        // Then
        assertThat(folder.resolve("reporting").resolve("facts")).exists();
        assertThat(report("summary?" + YEAR).get("opened").asInt()).isEqualTo(2);
        assertThat(report("summary?" + YEAR).get("revision").asLong()).isGreaterThan(before);
    }

    @Test
    void aListOfTooManyRowsAsksToBeNarrowed() throws Exception {
        // Given
        for (int number = 0; number <= 10_000; number++) {
            for (var record : opened().records()) {
                var _ = producer.send(record);
            }
        }
        producer.flush();
        await().until(() -> report("summary?" + YEAR).get("opened").asInt() == 10_001);

        // When
        var whole = service.get(analyst, "/cases?measure=cme.opened&" + YEAR, "Accept", "text/csv");
        var narrowed = service.get(analyst, "/cases?measure=cme.opened&sex=F&" + YEAR, "Accept", "text/csv");

        // Then
        assertThat(whole.status()).isEqualTo(400);
        assertThat(whole.text()).contains("request.narrow");
        assertThat(narrowed.status()).isEqualTo(200);
    }

    @Test
    void theSelfCheckFindsNothingWrong() throws Exception {
        // Given
        send(opened().records());
        await().until(() -> report("summary?" + YEAR).get("opened").asInt() == 1);

        // When
        var checks = new ArrayList<JsonNode>();
        for (int times = 0; times < 6; times++)
            checks.add(service.post(analyst, "/actuator/selfcheck", "{}").json());

        // Then
        assertThat(checks)
                .allSatisfy(check -> assertThat(check.get("differing")).isEmpty());
        assertThat(checks.stream().mapToInt(check -> check.get("cases").asInt()).sum())
                .isPositive();
    }

    @Test
    void liveFiguresComeAsASnapshotThenAsChanges() throws Exception {
        // Given
        var request = analyst.on(HttpRequest.newBuilder(
                        service.address("/live?measures=cme.opened,cme.openAtEnd,cme.averageWeeksToClose&every=50")))
                .build();
        try (var http = HttpClient.newHttpClient();
                var lines = new BufferedReader(new InputStreamReader(
                        http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                                .body(),
                        StandardCharsets.UTF_8))) {
            var snapshot = event(lines, "snapshot");
            assertThat(snapshot.get("cme.opened").asInt()).isZero();
            assertThat(snapshot.get("cme.averageWeeksToClose").isNull()).isTrue();

            // When
            var story = opened();
            send(story.records());
            var change = event(lines, "change");

            // Then
            assertThat(change.get("cme.opened").asInt()).isEqualTo(1);
            assertThat(change.get("cme.openAtEnd").asInt()).isEqualTo(1);
            assertThat(change.has("cme.averageWeeksToClose")).isFalse();
            assertThat(change.get("revision").asLong())
                    .isGreaterThan(snapshot.get("revision").asLong());
        }
    }

    @Test
    void clientsThatStopReadingHoldNobodyUp() throws Exception {
        // Given
        var path = "/live?measures=cme.opened,cme.openAtEnd&every=50";
        var stalled = new ArrayList<Socket>();
        for (int number = 0; number < 10; number++) {
            var socket = new Socket();
            socket.setReceiveBufferSize(1024);
            socket.connect(new InetSocketAddress(
                    service.address("/").getHost(), service.address("/").getPort()));
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n\r\n"
                            .formatted(path, analyst.bearer())
                            .getBytes(StandardCharsets.UTF_8));
            stalled.add(socket);
        }
        var request = analyst.on(HttpRequest.newBuilder(service.address(path))).build();
        var seen = new ConcurrentLinkedQueue<Integer>();
        try (var http = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ready = new CountDownLatch(100);
            for (int number = 0; number < 100; number++) {
                var _ = threads.submit(() -> {
                    var body = http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                            .body();
                    try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                        event(lines, "snapshot");
                        ready.countDown();
                        while (true) {
                            var opened = event(lines, "change").get("cme.opened");
                            if (opened.asInt() < 40) continue;
                            seen.add(opened.asInt());
                            return null;
                        }
                    }
                });
            }
            ready.await();

            // When
            for (int number = 0; number < 40; number++) send(opened().records());

            // Then
            await().atMost(Duration.ofSeconds(5)).until(() -> seen.size() == 100);
        }
        for (var socket : stalled) socket.close();
    }

    @Test
    void whatIsNotUnderstoodIsRefusedByName() {
        // Given
        var refusals = Map.of(
                "/reports/cme/summary?" + YEAR + "&colour=red",
                "colour",
                "/reports/cme/summary?from=2021-09-31&to=2022-07-31",
                "from",
                "/reports/cme/summary?from=2022-08-01&to=2022-07-31",
                "from",
                "/reports/cme/summary?from=2022-08-01",
                "to",
                "/reports/cme/summary?" + YEAR + "&by=colour",
                "by",
                "/reports/cme/summary?" + YEAR + "&senStatus=EHCP",
                "senStatus",
                "/reports/cme/month-ends?from=2021-9&to=2022-07",
                "from",
                "/cases?measure=cme.nothing&" + YEAR,
                "measure",
                "/cases?measure=cme.opened&size=0&" + YEAR,
                "size",
                "/live?measures=cme.opened&every=1",
                "every");

        // When, Then
        refusals.forEach((path, parameter) -> {
            var refusal = service.get(analyst, path);
            assertThat(refusal.status()).as(path).isEqualTo(400);
            assertThat(refusal.json().get("parameter").asString()).as(path).isEqualTo(parameter);
        });
        assertThat(service.get(analyst, "/reports/cme/nothing?" + YEAR).status())
                .isEqualTo(404);
        assertThat(service.get(analyst, "/reports/cme/summary?" + YEAR + "&by=colour")
                        .text())
                .contains("permitted", "locality");
    }

    @Test
    void everyMeasureIsDeclaredAndMeasured() {
        // When
        var measures = get("/measures");

        // Then
        assertThat(measures).hasSizeGreaterThan(15).allSatisfy(measure -> {
            var id = measure.get("id").asString();
            assertThat(measure.get("definition").asString()).isNotBlank();
            assertThat(service.get(analyst, "/cases?measure=" + id + "&" + YEAR).status())
                    .as(id)
                    .isEqualTo(200);
        });
        assertThat(service.get(analyst, "/actuator/prometheus").text())
                .contains(
                        "waymark_fold_events",
                        "waymark_fold_lag",
                        "waymark_fold_delay",
                        "waymark_parked_cases",
                        "waymark_deadletters",
                        "waymark_selfcheck_differences",
                        "waymark_live_clients",
                        "waymark_live_dropped");
    }

    @Test
    void theHttpSideIsTheOneThatIsCheckedIn() throws IOException {
        // Given
        var contract = getClass().getResourceAsStream("/contracts/http/reporting.json");

        // When
        var served = (ObjectNode) get("/openapi");

        // Then
        served.remove("servers");
        Files.writeString(
                Path.of("target/reporting.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(served) + "\n");
        assumeThat(contract)
                .as("contracts/http/reporting.json is missing; target/reporting.json is what is served")
                .isNotNull();
        assertThat(served)
                .as("if the change is meant, put target/reporting.json in the place of contracts/http/reporting.json")
                .isEqualTo(JSON.readTree(contract));
    }

    private CaseStory story() {
        return new CaseStory(authority, UUID.randomUUID(), UUID.randomUUID());
    }

    private CaseStory opened() {
        return story().and("opened", "2022-07-01", THEN, "\"reference\":\"R-1\",\"openedOn\":\"2022-07-01\"");
    }

    private boolean parked(CaseStory story) {
        return get("/actuator/parked").toString().contains(story.caseId().toString());
    }

    private JsonNode report(String query) {
        return get("/reports/cme/" + query);
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
        try (var in = ReportingTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<CaseStory> register() throws IOException {
        var stories = new ArrayList<CaseStory>();
        var lines = resource("/contracts/registers/cme-register-2021-22.csv")
                .lines()
                .skip(1)
                .toList();
        for (var line : lines) {
            var cells = line.split(",", -1);
            var story = new CaseStory(
                    authority,
                    UUID.nameUUIDFromBytes((authority + cells[1]).getBytes(StandardCharsets.UTF_8)),
                    UUID.nameUUIDFromBytes((authority + cells[0]).getBytes(StandardCharsets.UTF_8)));
            var data = new StringBuilder("\"reference\":\"%s\",\"openedOn\":\"%s\"".formatted(cells[0], cells[2]));
            var names = List.of("schoolYear", "senStatus", "socialCareStatus", "locality", "referredBy");
            for (int at = 0; at < names.size(); at++) {
                if (!cells[5 + at].isEmpty()) data.append(",\"%s\":\"%s\"".formatted(names.get(at), cells[5 + at]));
            }
            story.and("opened", cells[2], THEN, data.toString());
            if (!cells[3].isEmpty()) {
                var outcome = cells[4].isEmpty() ? "" : ",\"outcome\":\"" + cells[4] + "\"";
                story.and("closed", cells[3], THEN, "\"closedOn\":\"" + cells[3] + "\"" + outcome);
            }
            stories.add(story);
        }
        return stories;
    }
}
