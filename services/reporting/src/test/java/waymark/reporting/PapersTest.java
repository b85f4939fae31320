package waymark.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waymark.calendar.TurnableClock;
import waymark.events.ChildKeys;
import waymark.reporting.events.CaseStory;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** Lists bounded by who asks, and papers released for good. Each test has an authority of its own. */
class PapersTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final Instant THEN = Instant.parse("2022-08-01T09:00:00Z");
    private static final String JULY = "from=2022-07-01&to=2022-07-31";
    private static final String SECRET = "a secret of the tests for children's keys, long enough";
    private static final AtomicInteger AUTHORITIES = new AtomicInteger(760);
    private static final TurnableClock clock = TurnableClock.at(LocalDate.of(2022, 8, 2));

    @TempDir
    static Path folder;

    private static CaseServicesStandIn caseServices;
    private static RunningService service;
    private static Producer<String, byte[]> producer;

    private final String authority = Integer.toString(AUTHORITIES.getAndIncrement());
    private final Credentials analyst = new Credentials(authority, "AN-01", "performance-analyst");
    private final Credentials manager = new Credentials(authority, "MAN-01", "team-manager");
    private final Credentials councillor = new Credentials(authority, "CLLR-1", "councillor");

    @BeforeAll
    static void start() {
        caseServices = new CaseServicesStandIn();
        producer = stack.kafka().producer("test");
        service = RunningService.start(
                ReportingApplication.class,
                "reporting",
                stack,
                clock,
                folder,
                caseServices.with("waymark.child-key-secret", SECRET));
        await().until(() ->
                service.get(Credentials.OFFICER, "/actuator/health/readiness").status() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
        producer.close();
        caseServices.close();
    }

    @BeforeEach
    void everybodyAnswers() {
        caseServices.refuseNothing();
    }

    // Lists

    @Test
    void aListLeavesOutWhatTheCallerMayNotOpenAndSaysHowMuch() throws Exception {
        // Given
        var cases = List.of(open(), open(), open());
        caseServices.hide(cases.get(1));
        caseServices.tokens().clear();

        // When
        var list = get(manager, "/cases?measure=cme.openAtEnd&" + JULY);
        var csv = service.get(manager, "/cases?measure=cme.openAtEnd&" + JULY, "Accept", "text/csv");

        // Then
        assertThat(list.get("figure").asInt()).isEqualTo(3);
        assertThat(list.get("total").asInt()).isEqualTo(2);
        assertThat(list.get("hidden").asInt()).isEqualTo(1);
        assertThat(list.get("hiddenAdds").asInt()).isEqualTo(1);
        assertThat(list.get("rows").valueStream().map(row -> row.get("case").asString()))
                .containsExactlyInAnyOrder(cases.get(0).toString(), cases.get(2).toString());
        assertThat(csv.text().lines().toList())
                .hasSize(4)
                .last()
                .asString()
                .startsWith("1 more of cases that you may not open");
        assertThat(caseServices.tokens()).containsOnly(manager.bearer());
        var audit = get(manager, "/audit?action=figure").get("items").get(0);
        assertThat(audit.get("actor").asString()).isEqualTo("MAN-01");
        assertThat(audit.get("kind").asString()).isEqualTo("involvements");
        assertThat(audit.get("cases").toString())
                .contains(cases.getFirst().toString())
                .doesNotContain(cases.get(1).toString());
    }

    @Test
    void whereTheCallersRolesReadNoCaseAllAreHidden() throws Exception {
        // Given
        open();
        caseServices.refuse("/involvements/hidden", 403);

        // When
        var list = get(analyst, "/cases?measure=cme.averageWeeksToClose&" + JULY);
        var standing = get(analyst, "/cases?measure=cme.openAtEnd&" + JULY);

        // Then
        assertThat(list.get("hidden").asInt()).isZero();
        assertThat(standing.get("figure").asInt()).isEqualTo(1);
        assertThat(standing.get("hidden").asInt()).isEqualTo(1);
        assertThat(standing.get("rows")).isEmpty();
    }

    @Test
    void withoutTheCaseServiceThereIsNoListButTheFigureStays() throws Exception {
        // Given
        open();
        caseServices.refuse("/involvements/hidden", 500);

        // When
        var list = service.get(manager, "/cases?measure=cme.openAtEnd&" + JULY);

        // Then
        assertThat(list.status()).isEqualTo(503);
        assertThat(list.json().get("rule").asString()).isEqualTo("cases.service-away");
        assertThat(get(manager, "/reports/cme/summary?" + JULY).get("openAtEnd").asInt())
                .isEqualTo(1);
        assertThat(service.get(manager, "/cases?measure=cme.openAtEnd&page=200&size=100&" + JULY)
                        .json()
                        .get("rule")
                        .asString())
                .isEqualTo("request.narrow");
    }

    @Test
    void aChildsStoryLeavesOutTheLinesOfACaseThatTheCallerMayNotOpenAndOfOneThatWasErased() throws Exception {
        // Given
        var child = new ChildKeys(SECRET.getBytes(StandardCharsets.UTF_8)).of(authority, "CYP-1");
        var shown = open(child);
        var hidden = open(child);
        open(child);
        caseServices.hide(hidden);
        caseServices.know(shown);
        caseServices.know(hidden);

        // When
        var story = get(manager, "/children/CYP-1/chronology");

        // Then
        assertThat(cases(story)).containsExactly(shown.toString());
        assertThat(story.get("hidden").asInt()).isEqualTo(1);
        assertThat(story.has("erased")).isFalse();

        // When
        caseServices.refuse("/involvements/hidden", 403);
        caseServices.refuse("/involvements/known/CYP-1", 403);
        caseServices.knowNothing();
        var elsewhere = get(new Credentials(authority, "SW-1", "duty-worker"), "/children/CYP-1/chronology");
        caseServices.know(shown);
        var known = get(new Credentials(authority, "SW-1", "duty-worker"), "/children/CYP-1/chronology");

        // Then
        assertThat(cases(elsewhere)).isEmpty();
        assertThat(elsewhere.get("hidden").asInt()).isEqualTo(3);
        assertThat(cases(known)).containsExactly(shown.toString());
        assertThat(cases(get(manager, "/children/CYP-1/chronology?asKnownAt=2022-07-31T09:00:00Z")))
                .isEmpty();
    }

    private static List<String> cases(JsonNode story) {
        return story.get("lines")
                .valueStream()
                .map(line -> line.get("caseId").asString())
                .toList();
    }

    // Papers

    @Test
    void whatIsReleasedNeverChangesAndCouncillorsSeeOnlyWhatIsMeantForThem() throws Exception {
        // Given
        for (int number = 0; number < 7; number++) open();
        var body =
                "{\"paper\":\"cme\",\"from\":\"2022-07-01\",\"to\":\"2022-07-31\",\"title\":\"July\",\"disclosure\":\"%s\",\"overlapCompared\":true,"
                        + "\"commentary\":[{\"section\":\"headlines\",\"text\":\"<script>alert(1)</script> =1+1 {$gt: 0}\"}]}";
        var inHouse = release(body.formatted("true-numbers"));
        var published = release(body.formatted("suppressed"));
        var running = release(body.formatted("suppressed").replace("07-31", "07-30"));

        // When
        open();

        // Then
        var kept = get(councillor, "/releases/" + published);
        assertThat(kept.get("content")
                        .get("tables")
                        .get(0)
                        .get("rows")
                        .get(0)
                        .get("cells")
                        .get("value")
                        .get("value")
                        .asInt())
                .isEqualTo(7);
        assertThat(kept.get("commentary").get(0).get("text").asString())
                .isEqualTo("<script>alert(1)</script> =1+1 {$gt: 0}");
        assertThat(headline(get(analyst, "/papers/cme?" + JULY))).isEqualTo(8);
        assertThat(get(councillor, "/releases")
                        .valueStream()
                        .map(one -> one.get("id").asString()))
                .containsExactly(published);
        assertThat(get(manager, "/releases")).hasSize(3);
        for (var other : List.of(inHouse, running)) {
            assertThat(service.get(councillor, "/releases/" + other).status()).isEqualTo(404);
            assertThat(service.get(manager, "/releases/" + other).status()).isEqualTo(200);
        }
        assertThat(service.get(new Credentials("829", "AN-09"), "/releases/" + published)
                        .status())
                .isEqualTo(404);
        var csv = service.get(councillor, "/releases/" + published + "/tables/month-ends");
        assertThat(csv.text().lines().toList())
                .containsExactly(
                        "id,title,kind,open,opened,closed,changeOnMonth,changeOnYear",
                        "2022-07,July 2022,month,7,7,0,7,7");
        assertThat(put(analyst, "/releases/" + published, "{}", null).statusCode())
                .isEqualTo(403);

        // When
        var correction =
                release(body.formatted("suppressed").replaceFirst("\\{", "{\"replaces\":\"" + published + "\","));

        // Then
        assertThat(get(manager, "/releases/" + published).get("replacedBy").asString())
                .isEqualTo(correction);
        assertReplaced(published, correction);
        assertThat(headline(get(councillor, "/releases/" + correction).get("content")))
                .isEqualTo(8);
        assertThat(get(councillor, "/releases")
                        .valueStream()
                        .map(one -> one.get("id").asString()))
                .containsExactly(correction);
        assertThat(get(manager, "/releases")).hasSize(4);

        // When
        clock.turnBy(Duration.ofMinutes(1));
        var again = release(body.formatted("suppressed"));

        // Then
        assertThat(get(councillor, "/releases")
                        .valueStream()
                        .map(one -> one.get("id").asString()))
                .containsExactly(again);
        assertReplaced(correction, again);
    }

    /** From two of the same days a councillor could work out what each leaves out. */
    private void assertReplaced(String release, String by) {
        for (var part : List.of("", "/tables/headlines")) {
            var gone = service.get(councillor, "/releases/" + release + part);
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.json().get("rule").asString()).isEqualTo("release.replaced");
            assertThat(gone.json().get("replacedBy").asString()).isEqualTo(by);
        }
    }

    @Test
    void aReleaseOfDaysThatWereReleasedSuppressedBeforeIsRefusedUntilSomebodyComparedThem() throws Exception {
        // Given
        open();
        var july = "{\"paper\":\"cme\",\"from\":\"2022-07-01\",\"to\":\"2022-07-31\",\"disclosure\":\"suppressed\"}";
        var days = july.replace("07-31", "07-15");
        var first = service.post(analyst, "/releases", july, "Idempotency-Key", "k-1");

        // When
        var refused = service.post(analyst, "/releases", days);
        var repeated = service.post(analyst, "/releases", july, "Idempotency-Key", "k-1");

        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("rule").asString()).isEqualTo("release.overlap");
        assertThat(refused.json().get("overlapping").get(0))
                .isEqualTo(first.json().get("id"));
        assertThat(repeated.json().get("id")).isEqualTo(first.json().get("id"));
        release(days.replace("suppressed", "true-numbers"));
        release(days.replace("2022-07", "2022-06"));
        release(days.replace("}", ",\"overlapCompared\":true}"));
    }

    @Test
    void aSmallNumberIsInNoReleaseThatIsSuppressed() throws Exception {
        // Given
        open();
        open();

        // When
        var id = release(
                "{\"paper\":\"cme\",\"from\":\"2022-07-01\",\"to\":\"2022-07-31\",\"disclosure\":\"suppressed\"}");

        // Then
        var csv =
                service.get(councillor, "/releases/" + id + "/tables/headlines").text();
        assertThat(csv)
                .contains(
                        "opened,Opened,figure,[c]",
                        "closed,Closed,figure,0",
                        "averageWeeksToClose,Average weeks to close,figure,[x]");
        assertThat(get(analyst, "/papers/cme?disclosure=suppressed&" + JULY).toString())
                .contains("\"suppressed\":true");
    }

    @Test
    void aRepeatedReleaseFindsTheFirstAndADifferentOneUnderItsKeyIsRefused() throws Exception {
        // Given
        var body = "{\"paper\":\"scorecard\",\"month\":\"2022-07\",\"disclosure\":\"suppressed\"}";
        var first = service.post(analyst, "/releases", body, "Idempotency-Key", "k-1");

        // When
        var again = service.post(analyst, "/releases", body, "Idempotency-Key", "k-1");
        var other = service.post(analyst, "/releases", body.replace("07", "06"), "Idempotency-Key", "k-1");

        // Then
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(get(councillor, first.header("Location"))
                        .get("content")
                        .get("tables")
                        .size())
                .isPositive();
    }

    @Test
    void whatCannotBeReleasedIsRefusedWithTheFieldAtFault() {
        // Given
        var body = "{\"paper\":\"cme\",\"from\":\"2022-07-01\",\"to\":\"2022-07-31\",\"disclosure\":\"suppressed\"}";

        // When
        var refusals = List.of(
                body.replace("cme", "none"),
                body.replace("2022-07-31", "2022-08-31"),
                body.replace(",\"disclosure\":\"suppressed\"", ""),
                body.replace("}", ",\"commentary\":[{\"section\":\"nowhere\",\"text\":\"x\"}]}"),
                body.replace("}", ",\"replaces\":\"" + UUID.randomUUID() + "\"}"));

        // Then
        assertThat(refusals.stream()
                        .map(one -> service.post(analyst, "/releases", one)
                                .json()
                                .get("field")
                                .asString()))
                .containsExactly("paper", "to", "disclosure", "commentary", "replaces");
    }

    @Test
    void whatAnAnalystHasTypedIsKeptAndNobodyWritesOverItUnseen() throws Exception {
        // Given
        var address = "/papers/cme/drafts/2022-07-01/2022-07-31";
        var body = "{\"title\":\"July\",\"commentary\":[{\"section\":\"introduction\",\"text\":\"%s\"}]}";

        // When
        var first = put(analyst, address, body.formatted("one"), null);
        var second = put(
                analyst,
                address,
                body.formatted("two"),
                first.headers().firstValue("ETag").orElseThrow());
        var late = put(analyst, address, body.formatted("three"), "\"1\"");

        // Then
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(late.statusCode()).isEqualTo(412);
        var typed = get(manager, address);
        assertThat(typed.get("commentary").get(0).get("text").asString()).isEqualTo("two");
        assertThat(typed.get("by").asString()).isEqualTo("AN-01");
        assertThat(put(manager, address, body.formatted("four"), null).statusCode())
                .isEqualTo(403);
    }

    private UUID open() throws ExecutionException, InterruptedException {
        return open(UUID.randomUUID());
    }

    private UUID open(UUID child) throws ExecutionException, InterruptedException {
        int before = get(analyst, "/reports/cme/summary?" + JULY).get("opened").asInt();
        var story = new CaseStory(authority, child, UUID.randomUUID())
                .and("opened", "2022-07-01", THEN, "\"reference\":\"R-1\",\"openedOn\":\"2022-07-01\"");
        for (var one : story.records()) producer.send(one).get();
        await().until(() ->
                get(analyst, "/reports/cme/summary?" + JULY).get("opened").asInt() == before + 1);
        return story.caseId();
    }

    private String release(String body) {
        var answer = service.post(analyst, "/releases", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    private static int headline(JsonNode content) {
        return content.get("tables")
                .get(0)
                .get("rows")
                .get(0)
                .get("cells")
                .get("value")
                .get("value")
                .asInt();
    }

    private static JsonNode get(Credentials as, String path) {
        var answer = service.get(as, path);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static HttpResponse<String> put(Credentials as, String path, String json, String ifMatch)
            throws IOException, InterruptedException {
        var request = as.on(HttpRequest.newBuilder(service.address(path)))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json));
        if (ifMatch != null) request.header("If-Match", ifMatch);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
