package waymark.drills;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.events.DeadLetters;
import waymark.events.KafkaConnection;
import waymark.events.Topics;
import waymark.launcher.LaunchedSystem;
import waymark.launcher.Logs;
import waymark.launcher.Ports;
import waymark.launcher.Settings;
import waymark.testing.Credentials;
import waymark.testing.PublishedEvents;
import waymark.testing.TestIssuer;

/** From a logged involvement to a live figure, on the launched system. Each test is an authority of its own. */
class WholePathTest {

    private static final String TOPIC = "waymark.involvements";
    private static final String YEAR = "/reports/cme/summary?from=2021-09-01&to=2022-07-31";
    private static final String MONTHS = "/reports/social-care/monthly?from=2017-03&to=2017-06";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    private static Path place;

    private static LaunchedSystem waymark;

    @BeforeAll
    static void start() throws Exception {
        Logs.keepIn(place.resolve("logs"));
        // Each test is an authority of its own, and the system's own issuer knows but two.
        var given = new HashMap<>(WaymarkProcess.believingTests());
        given.put("DATA", place.resolve("data").toString());
        given.put("PORTS_FROM", Integer.toString(Ports.freeFrom()));
        given.put("AS_AT", "2022-07-31");
        waymark = new LaunchedSystem(Settings.from(given::get));
        waymark.start();
    }

    @AfterAll
    static void stop() {
        waymark.close();
    }

    @Test
    void thePublishedTableComesOutOfTheRegisterFieldByField() throws Exception {
        // Given
        var registers = WaymarkProcess.home().resolve("contracts/registers");
        var register = Files.readString(registers.resolve("cme-register-2021-22.csv"));
        var expected = JsonMapper.shared().readTree(registers.resolve("cme-register-2021-22.expected.json"));
        try (var http = new Http(new Credentials("825", "CME-01"))) {

            // When
            var first = http.postCsv(at("involvements", "/involvements/imports"), register);

            // Then
            assertThat(first.status()).isEqualTo(200);
            assertCounts(first.json(), 609, 609, 0, 0);
            await().atMost(LONGEST).untilAsserted(() -> {
                var summary = get(http, "reporting", YEAR);
                expected.propertyNames()
                        .forEach(field ->
                                assertThat(summary.get(field)).as(field).isEqualTo(expected.get(field)));
            });
        }
    }

    @Test
    void thePublishedTimelinessComesOutOfTheRegisterOfAssessmentsFieldByField() throws Exception {
        // Given
        var registers = WaymarkProcess.home().resolve("contracts/registers");
        var register = Files.readString(registers.resolve("ehc-register-2017-h1.csv"));
        var expected = JsonMapper.shared().readTree(registers.resolve("ehc-register-2017-h1.expected.json"));
        try (var http = new Http(new Credentials("825", "SEND-01"))) {

            // When
            var taken = http.postCsv(at("assessments", "/assessments/imports"), register);

            // Then
            assertThat(taken.status()).isEqualTo(200);
            assertCounts(taken.json(), 411, 411, 0, 0);
            await().atMost(LONGEST).untilAsserted(() -> {
                var timeliness = get(http, "reporting", "/reports/ehc/timeliness?from=2017-01-01&to=2017-06-30");
                expected.propertyNames()
                        .forEach(field ->
                                assertThat(timeliness.get(field)).as(field).isEqualTo(expected.get(field)));
            });
        }
    }

    @Test
    void thePublishedMonthsComeOutOfTheRegisterOfReferralsFieldByField() throws Exception {
        // Given
        var registers = WaymarkProcess.home().resolve("contracts/registers");
        var register = Files.readString(registers.resolve("referral-register-2017-06.csv"));
        var expected = JsonMapper.shared().readTree(registers.resolve("referral-register-2017-06.expected.json"));
        try (var http = new Http(new Credentials("825", "DUTY-01"))) {

            // When
            var taken = http.postCsv(at("referrals", "/referrals/imports"), register, "Prefer", "wait=300");

            // Then
            assertThat(taken.status()).isEqualTo(200);
            assertThat(taken.json().get("accepted").asInt()).isEqualTo(18_699);
            assertThat(taken.json().get("rejected").asInt()).isZero();
            await().atMost(LONGEST).untilAsserted(() -> assertHas(expected, get(http, "reporting", MONTHS)));
        }
    }

    @Test
    void aCensusGoesInWithItsOdditiesNamed() throws Exception {
        // Given
        var census = Files.readString(WaymarkProcess.home().resolve("contracts/registers/cin-census-example.xml"));
        try (var http = new Http(new Credentials("806", "DUTY-01"))) {

            // When
            var taken = http.postXml(at("referrals", "/referrals/imports"), census)
                    .orFail()
                    .json();

            // Then
            assertThat(taken.get("state").asString()).isEqualTo("done");
            assertThat(taken.get("accepted").asInt()).isEqualTo(11);
            assertThat(taken.get("rejected").asInt()).isEqualTo(1);
            assertThat(taken.get("warnings")).isNotEmpty();
            // One of them is yet to come.
            awaited(
                    http,
                    at("reporting", "/reports/social-care/monthly?from=2010-01&to=2022-07"),
                    printed -> printed.get("referrals").asInt() == 10);
        }
    }

    @Test
    void aChronologyTellsOfAChildOverAllServices() throws Exception {
        // Given
        try (var http = new Http(new Credentials("807", "CME-01"))) {
            open(http, "CYP-EVERYWHERE");
            http.post(
                            at("assessments", "/assessments"),
                            "{\"childRef\": \"CYP-EVERYWHERE\", \"requestedOn\": \"2022-05-02\", \"requestSource\": \"school\"}")
                    .orFail();
            var referral = http.post(
                            at("referrals", "/referrals"),
                            "{\"childRef\": \"CYP-EVERYWHERE\", \"referredOn\": \"2022-06-01\", \"source\": \"2A\", \"primaryNeed\": \"N1\"}")
                    .orFail()
                    .json();
            http.post(
                            at("referrals", "/referrals/" + referral.get("id").asString() + "/closing"),
                            "{\"closedOn\": \"2022-07-01\", \"reason\": \"RC8\"}")
                    .orFail();

            // When
            var chronology = awaited(
                    http,
                    at("reporting", "/children/CYP-EVERYWHERE/chronology"),
                    printed -> lines(printed).size() == 4);

            // Then
            assertThat(lines(chronology))
                    .containsExactly(
                            "2022-05-02 assessments",
                            "2022-06-01 referrals",
                            "2022-07-01 referrals",
                            "2022-07-31 involvements");
        }
    }

    @Test
    void aSecondReferralIsRefusedWhileTheFirstIsOpen() {
        // Given
        try (var http = new Http(new Credentials("808", "DUTY-01"))) {
            var referral = "{\"childRef\": \"CYP-TWICE\", \"source\": \"6\", \"primaryNeed\": \"N1\"}";
            var first =
                    http.post(at("referrals", "/referrals"), referral).orFail().json();

            // When
            var second = http.post(at("referrals", "/referrals"), referral);

            // Then
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.json().get("rule").asString()).isEqualTo("referral.second-open");
            assertThat(second.json().get("detail").asString())
                    .contains(first.get("reference").asString());
        }
    }

    @Test
    void theSameRegisterAgainChangesNothingAndPublishesNothing() throws Exception {
        // Given
        var register = Files.readString(WaymarkProcess.home().resolve("contracts/registers/cme-register-2021-22.csv"));
        try (var http = new Http(new Credentials("801", "CME-01"))) {
            http.postCsv(at("involvements", "/involvements/imports"), register).orFail();
            awaited(
                    http,
                    at("reporting", YEAR),
                    printed -> printed.get("closed").asInt() == 542);
            int published = published("801").size();

            // When
            var again = http.postCsv(at("involvements", "/involvements/imports"), register);

            // Then
            assertCounts(again.json(), 609, 0, 0, 609);
            open(http, "CYP-AFTER");
            awaited(
                    http,
                    at("reporting", YEAR),
                    printed -> printed.get("totalInvolvements").asInt() == 610);
            assertThat(published("801")).hasSize(published + 1);
        }
    }

    @Test
    void aLiveFigureMovesWithTheCommand() throws Exception {
        // Given
        try (var http = new Http(Credentials.OFFICER_ELSEWHERE);
                var live = LiveClient.follow(
                        at("reporting", "/live?measures=cme.openAtEnd"),
                        "Authorization: " + Credentials.OFFICER_ELSEWHERE.bearer(),
                        "cme.openAtEnd")) {
            live.awaitSnapshot();
            assertThat(live.seen().getLast().value()).isZero();

            // When
            open(http, "CYP-LIVE");

            // Then
            await().atMost(LONGEST).until(() -> live.seen().getLast().value() == 1);
        }
    }

    @Test
    void noAuthoritySeesAnythingOfAnother() throws Exception {
        // Given
        try (var one = new Http(new Credentials("802", "CME-01"));
                var other = new Http(new Credentials("803", "CME-01"))) {
            var id = open(one, "CYP-SAME");
            var address = at("involvements", "/involvements/" + id);

            // When
            var summary = awaited(
                    one,
                    at("reporting", YEAR),
                    printed -> printed.get("totalInvolvements").asInt() == 1);

            // Then
            assertThat(summary.get("children").asInt()).isEqualTo(1);
            assertThat(other.get(address).status()).isEqualTo(404);
            assertThat(other.get(at("involvements", "/involvements/" + id + "/history"))
                            .status())
                    .isEqualTo(404);
            assertThat(other.post(at("involvements", "/involvements/" + id + "/reviews"), "{}")
                            .status())
                    .isEqualTo(404);
            assertThat(get(other, "involvements", "/involvements").get("total").asInt())
                    .isZero();
            assertThat(get(other, "reporting", YEAR).get("totalInvolvements").asInt())
                    .isZero();
            assertThat(get(other, "reporting", "/cases?measure=cme.totalInvolvements&from=2021-09-01&to=2022-07-31")
                            .get("total")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void anUnreadableMessageIsSetAsideAndParksItsCaseAlone() throws Exception {
        // Given
        try (var http = new Http(new Credentials("804", "CME-01"));
                var producer = kafka().producer("test")) {
            var spoiled = open(http, "CYP-SPOILED");
            awaited(
                    http,
                    at("reporting", YEAR),
                    printed -> printed.get("totalInvolvements").asInt() == 1);
            var event = published("804").getFirst();

            // When
            producer.send(new ProducerRecord<>(TOPIC, "804/nobody", "not an event".getBytes(UTF_8)))
                    .get();
            var broken = new ProducerRecord<>(TOPIC, event.key(), "{\"openedOn\": \"soon\"}".getBytes(UTF_8));
            event.headers().forEach(broken.headers()::add);
            producer.send(broken).get();

            // Then
            await().atMost(LONGEST).untilAsserted(() -> assertThat(parked(http)).containsExactly(spoiled));
            assertThat(PublishedEvents.on(kafka(), Topics.deadLettersOf(TOPIC)).stream()
                            .map(DeadLetters::read)
                            // Every consumer sets aside for itself what it cannot read.
                            .filter(letter -> letter.consumer().equals("reporting"))
                            .map(DeadLetters.DeadLetter::reason))
                    .hasSize(2)
                    .anySatisfy(reason -> assertThat(reason).contains("ce_specversion"))
                    .anySatisfy(reason -> assertThat(reason).contains("openedOn"));
            open(http, "CYP-SOUND");
            awaited(
                    http,
                    at("reporting", YEAR),
                    printed -> printed.get("totalInvolvements").asInt() == 2);

            // When
            http.post(
                            at("involvements", "/actuator/republish"),
                            "{\"authority\": \"804\", \"caseId\": \"%s\"}".formatted(spoiled))
                    .orFail();

            // Then
            await().atMost(LONGEST).untilAsserted(() -> assertThat(parked(http)).isEmpty());
            assertThat(get(http, "reporting", YEAR).get("totalInvolvements").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void anAlertOpensNoFurtherThanItsCaseAndIsErasedWithIt() throws Exception {
        // Given
        try (var named = new Http(new Credentials("809", "MAN-01"));
                var other = new Http(new Credentials("809", "MAN-02"))) {
            var referral = named.post(
                            at("referrals", "/referrals"),
                            "{\"childRef\": \"CYP-ALERT\", \"source\": \"6\", \"primaryNeed\": \"N1\"}")
                    .orFail()
                    .json()
                    .get("id")
                    .asString();
            var concern =
                    "{\"kind\": \"referral\", \"caseId\": \"%s\", \"childRef\": \"CYP-ALERT\", \"concern\": \"plan-not-shared-with-child\", \"asked\": \"Ring the Bells.\"}"
                            .formatted(referral);
            await().atMost(LONGEST)
                    .until(() -> named.post(at("alerts", "/alerts"), concern, "Idempotency-Key", "one")
                                    .status()
                            == 201);
            var list = at("alerts", "/alerts?origin=person&caseId=" + referral);
            var alert = at(
                    "alerts",
                    "/alerts/"
                            + other.get(list).orFail().json().at("/items/0/id").asString());

            // When
            named.put(
                            at("referrals", "/referrals/" + referral + "/restriction"),
                            "{\"officers\": [\"DUTY-09\"], \"reason\": \"A known family.\"}")
                    .orFail();

            // Then
            assertThat(other.get(list).json().get("total").asInt()).isZero();
            assertThat(other.get(alert).status()).isEqualTo(403);
            assertThat(named.get(alert).json().at("/history/0/note").asString()).contains("Bells");

            // And, once the personal details are erased
            named.post(
                            at("referrals", "/referrals/" + referral + "/closing"),
                            "{\"closedOn\": \"2022-07-31\", \"reason\": \"RC8\"}")
                    .orFail();
            named.post(at("referrals", "/referrals/" + referral + "/erasure"), "{\"reason\": \"The time is over.\"}")
                    .orFail();
            var erased = awaited(
                    named, alert, told -> told.path("why").asString("").equals("case-erased") && !said(told, "Bells"));
            assertThat(erased.get("status").asString()).isEqualTo("withdrawn");
        }
    }

    private static boolean said(JsonNode told, String word) {
        return told.toString().contains(word);
    }

    @Test
    void aSmokeWalkGoesThroughEveryServiceIntoTheFigures() throws Exception {
        try (var http = new Http(new Credentials("834", "OPS-1"))) {
            var smoke = new Smoke(waymark.addresses()::get, http, false);
            smoke.walk(_ -> smoke.leadsTo(TestIssuer.shared().address()));
        }
    }

    @Test
    void aSmokeWalkSaysWhereThePortalLeadsToAnotherProvider() {
        var another = new TestIssuer().address();
        try (var http = new Http(new Credentials("834", "OPS-1"))) {
            var smoke = new Smoke(waymark.addresses()::get, http, false);
            assertThatThrownBy(() -> smoke.leadsTo(another))
                    .hasMessageContaining("leads to " + TestIssuer.shared().address())
                    .hasMessageContaining("not to " + another);
        }
    }

    /** Of the operators' dashboards and rules. */
    @Test
    void everyMetricThatIsWatchedIsOneThatAServiceHas() throws Exception {
        var watched = Files.readAllLines(WaymarkProcess.home().resolve("deploy/observability/metrics.txt"));
        try (var http = new Http(new Credentials("825", "OPS-1"))) {
            // An answer that was given is counted; some are counted only then.
            await().atMost(LONGEST).untilAsserted(() -> {
                var served = new StringBuilder();
                for (var service :
                        List.of("involvements", "assessments", "referrals", "alerts", "reporting", "portal")) {
                    served.append(http.get(at(service, "/actuator/prometheus"))
                            .orFail()
                            .body());
                }
                var names = served.toString()
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("[{ ]", 2)[0])
                        .toList();
                assertThat(names).containsAll(watched);
            });
        }
    }

    @Test
    void whatTheServicesPublishMeetsTheContracts() throws Exception {
        // Given
        try (var http = new Http(new Credentials("805", "CME-01"))) {
            var id = open(http, "CYP-CONTRACT");
            for (var step : List.of("reviews", "closure", "reopening")) {
                var body = step.equals("closure") ? "{\"outcome\": \"OVER\"}" : "{}";
                http.post(at("involvements", "/involvements/" + id + "/" + step), body)
                        .orFail();
            }

            // When
            await().atMost(LONGEST).until(() -> published("805").size() == 4);

            // Then
            PublishedEvents.assertRecordsMeetContract(published("805"));
        }
    }

    private static URI at(String service, String path) {
        return URI.create(waymark.addresses().get(service) + path);
    }

    /** Every field that is expected, also within lists; there may be more. */
    private static void assertHas(JsonNode expected, JsonNode printed) {
        for (var field : expected.propertyNames()) {
            var value = expected.get(field);
            if (!value.isArray()) {
                assertThat(printed.get(field)).as(field).isEqualTo(value);
                continue;
            }
            assertThat(printed.get(field)).as(field).hasSameSizeAs(value);
            for (int at = 0; at < value.size(); at++)
                assertHas(value.get(at), printed.get(field).get(at));
        }
    }

    private static List<String> lines(JsonNode chronology) {
        var lines = new ArrayList<String>();
        for (var line : chronology.get("lines")) {
            lines.add(line.get("day").asString() + " " + line.get("service").asString());
        }
        return lines;
    }

    private static JsonNode get(Http http, String service, String path) {
        return http.get(at(service, path)).orFail().json();
    }

    /** The day on which the system was told to begin is its today. */
    private static String open(Http http, String child) {
        var answer = http.post(
                        at("involvements", "/involvements"),
                        "{\"childRef\": \"%s\", \"locality\": \"Wycombe\"}".formatted(child))
                .orFail()
                .json();
        assertThat(answer.get("openedOn").asString()).isEqualTo("2022-07-31");
        return answer.get("id").asString();
    }

    private static JsonNode awaited(Http http, URI address, Predicate<JsonNode> reached) {
        return await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> http.get(address).orFail().json(), reached);
    }

    private static void assertCounts(JsonNode report, int rows, int accepted, int changed, int unchanged) {
        assertThat(report.get("state").asString()).isEqualTo("done");
        assertThat(report.get("rows").asInt()).isEqualTo(rows);
        assertThat(report.get("accepted").asInt()).isEqualTo(accepted);
        assertThat(report.get("changed").asInt()).isEqualTo(changed);
        assertThat(report.get("unchanged").asInt()).isEqualTo(unchanged);
        assertThat(report.get("rejected").asInt()).isZero();
        assertThat(report.get("warnings")).isEmpty();
        assertThat(report.get("errors")).isEmpty();
    }

    private static KafkaConnection kafka() {
        return new KafkaConnection(waymark.addresses().get("broker"), Map.of());
    }

    private static List<ConsumerRecord<String, byte[]>> published(String authority) {
        return PublishedEvents.on(kafka(), TOPIC).stream()
                .filter(message -> message.key().startsWith(authority + "/"))
                .filter(message -> message.headers().lastHeader("ce_id") != null)
                .toList();
    }

    private static List<String> parked(Http http) {
        var parked = new ArrayList<String>();
        for (var one : get(http, "reporting", "/actuator/parked")) {
            parked.add(UUID.fromString(one.get("caseId").asString()).toString());
        }
        return parked;
    }
}
