package waymark.web.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.TopicReader;
import waymark.testing.Credentials;
import waymark.web.visits.VisitsServer;
import waymark.web.visits.VisitsServer.Response;

/** What every service that keeps cases gets for its requests, on the tests' own kind. It is 31 July 2022. */
class CasesOverHttpTest {
    private static final AtomicInteger authorities = new AtomicInteger(300);
    private static final Credentials ELSEWHERE = new Credentials("299", "CME-99");

    @TempDir
    private static Path folder;

    private static VisitsServer server;

    /** Each test is an authority of its own, and so begins with nothing. */
    private final String authority = Integer.toString(authorities.incrementAndGet());

    private final Credentials officer = new Credentials(authority, "CME-07");

    @BeforeAll
    static void start() {
        server = new VisitsServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aNewCaseIsAnsweredWithItsAddressVersionAndReference() {
        // When
        var opened = plan("{\"childRef\": \"CYP-1\", \"manner\": \"at-home\"}");

        // Then
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.tag()).isEqualTo("\"1\"");
        assertThat(opened.location()).matches("/visits/[0-9a-f-]{36}");
        assertThat(opened.json().get("visitRef").asString()).matches("VIS-[0-9A-Z]{10}");
        assertThat(opened.json().get("manner").asString()).isEqualTo("at-home");
    }

    @Test
    void aRepeatedRequestFindsTheFirstCaseByItsKeyOrElseByItsReference() {
        // Given
        var keyed = plan("{\"childRef\": \"CYP-1\"}", "Idempotency-Key", "k-" + authority);
        plan("{\"childRef\": \"CYP-2\", \"visitRef\": \"V-2\"}");

        // When
        var again = plan("{\"childRef\": \"CYP-1\"}", "Idempotency-Key", "k-" + authority);
        var other = plan("{\"childRef\": \"CYP-3\"}", "Idempotency-Key", "k-" + authority);
        var sameReference = plan("{\"childRef\": \"CYP-4\", \"visitRef\": \"V-2\"}");

        // Then
        assertThat(again.location()).isEqualTo(keyed.location());
        refused(other, 422, "request.key-reused");
        refused(sameReference, 422, "visit.reference");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {}                                                                | visit.child-needed   | childRef
            {"childRef": "Made Up"}                                           | visit.child-needed   | childRef
            {"childRef": "CYP-1", "personal": {"upn": "a secret"}}            | visit.upn-form       | personal.upn
            {"childRef": "CYP-1", "personal": {"dateOfBirth": "2022-08-01"}}  | visit.date-in-future | personal.dateOfBirth
            """)
    void whatNoCaseCanBeOpenedWithIsRefusedWithItsField(String body, String rule, String field) {
        // When
        var refused = plan(body);

        // Then
        assertThat(refused(refused, 422, rule).get("field").asString()).isEqualTo(field);
        assertThat(refused.json().toString()).doesNotContain("Made Up", "a secret", "2022-08-01");
    }

    @Test
    void aCommandChangesTheCaseAndKeepsPersonalDetailsOutOfItsHistory() {
        // Given
        var address = plan("""
                {"childRef": "CYP-1", "plannedOn": "2022-07-01", "place": "Wycombe", "notes": "Rang twice.",
                 "personal": {"name": "Made Up", "dateOfBirth": "2010-02-03"}}""").location();

        // When
        var made = send(address + "/making", "{\"personal\": {\"upn\": \"A12345678901B\"}, \"notes\": \"All well.\"}");

        // Then
        assertThat(made.tag()).isEqualTo("\"2\"");
        assertThat(made.json().get("madeOn").asString()).isEqualTo("2022-07-31");
        assertThat(made.json().get("personal").propertyNames()).containsExactly("name", "dateOfBirth", "upn");
        var found = server.get(address, "Authorization", officer.bearer());
        assertThat(found.tag()).isEqualTo("\"2\"");
        var history = found.json().get("history");
        assertThat(texts(history, "type")).containsExactly("waymark.visits.visit-planned", "waymark.visits.visit-made");
        assertThat(texts(history, "note")).containsExactly("Rang twice.", "All well.");
        assertThat(history.get(0).get("data").get("place").asString()).isEqualTo("Wycombe");
        assertThat(history.get(0).get("actor").asString()).isEqualTo("CME-07");
        assertThat(history.toString()).doesNotContain("Made Up", "2010-02-03", "A12345678901B");
    }

    @Test
    void whatTheCourseOrAnotherCallersChangeForbidsIsRefused() {
        // Given
        var address = plan("{\"childRef\": \"CYP-1\"}").location();
        send(address + "/making", "{}");

        // When
        var twice = send(address + "/making", "{}");
        var stale = send(address + "/making", "{}", "If-Match", "\"1\"");
        var badDetails = send(address + "/making", "{\"personal\": {\"upn\": \"none\"}}");
        var endless = send(address + "/making", "{\"notes\": \"%s\"}".formatted("x".repeat(10_001)));
        var elsewhere = server.postJson(address + "/making", "{}", "Authorization", ELSEWHERE.bearer());
        var unknown = server.get(address, "Authorization", ELSEWHERE.bearer());

        // Then
        refused(twice, 409, "visit.not-planned");
        assertThat(refused(stale, 412, "request.stale").get("version").asInt()).isEqualTo(2);
        refused(badDetails, 422, "visit.upn-form");
        assertThat(refused(endless, 422, "visit.words-too-long").get("field").asString())
                .isEqualTo("notes");
        refused(elsewhere, 404, "request.not-found");
        assertThat(refused(unknown, 404, "request.not-found").get("detail").asString())
                .isEqualTo("There is no such visit.");
        assertThat(server.counted("waymark.commands", "kind", "visits", "command", "making", "result", "stale"))
                .isPositive();
    }

    @Test
    void aListIsFilteredSortedAndPaged() {
        // Given
        five();

        // When / Then
        assertThat(references("")).containsExactly("V-1", "V-2", "V-3", "V-4", "V-5");
        assertThat(references("?sort=-plannedOn&size=2&page=1")).containsExactly("V-3", "V-2");
        assertThat(references("?sort=place,-plannedOn")).containsExactly("V-5", "V-4", "V-2", "V-3", "V-1");
        assertThat(references("?place=Wycombe&status=planned")).containsExactly("V-3");
        assertThat(references("?manner=at-home,at-school")).containsExactly("V-1", "V-2");
        assertThat(references("?plannedWithin=0")).containsExactly("V-1", "V-2", "V-3", "V-4");
        assertThat(list("?place=Wycombe&size=1").get("total").asInt()).isEqualTo(2);
        assertThat(server.get("/visits", "Authorization", ELSEWHERE.bearer())
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            places=Wycombe     | places        | assigned, manner, page, place, plannedWithin, size, sort, status
            status=planned,    | status        | planned, made
            manner=AT_HOME     | manner        | at-home, at-school
            sort=manner        | sort          | place, plannedOn
            sort=              | sort          | place, plannedOn
            plannedWithin=-1   | plannedWithin |
            plannedWithin=soon | plannedWithin |
            size=1001          | size          |
            page=-1            | page          |
            """)
    void aListThatCannotBeUnderstoodIsRefusedWithWhatIsPermitted(String query, String parameter, String permitted) {
        // When
        var refused = server.get("/visits?" + query, "Authorization", officer.bearer());

        // Then
        var problem = refused(refused, 400, "request.parameter");
        assertThat(problem.get("parameter").asString()).isEqualTo(parameter);
        if (permitted != null) {
            assertThat(problem.get("permitted").valueStream().map(JsonNode::asString))
                    .containsExactly(permitted.split(", ", -1));
        }
    }

    @Test
    void theWholeListIsGivenAsCsvWithCodesAndEmptyCells() {
        // Given
        five();

        // When
        var csv = server.get("/visits?status=made&size=1", "Accept", "text/csv", "Authorization", officer.bearer());

        // Then
        assertThat(csv.type()).startsWith("text/csv");
        assertThat(csv.json().asString().lines())
                .containsExactly(
                        "visit_ref,place,manner,days_since_planned",
                        "V-1,Wycombe,at-home,30",
                        "V-2,Aylesbury,at-school,20");
    }

    @Test
    void everyKindIsPublishedAndCanBePublishedAgain() throws Exception {
        // Given
        plan("{\"childRef\": \"CYP-1\", \"visitRef\": \"V-1\"}");
        var declared = server.post(
                "/visits/imports?completeFrom=2021-09-01",
                "text/csv",
                BodyPublishers.ofString("visit_ref,child_ref,planned_on\nV-2,CYP-2,2022-05-05\n"),
                "Authorization",
                officer.bearer());
        assertThat(declared.json().get("state").asString()).isEqualTo("done");
        await().until(() -> published().size() == 3);

        // When
        var again = server.postJson("/actuator/republish", "{}");

        // Then
        assertThat(again.json().get("cases").asInt()).isGreaterThanOrEqualTo(3);
        await().until(() -> published().size() == 6);
        assertThat(published())
                .extracting(CaseEvent::type)
                .containsOnly("waymark.visits.visit-planned", "waymark.visits.register-declared");
        assertThat(published())
                .filteredOn(event -> event.type().endsWith("register-declared"))
                .hasSize(2)
                .allSatisfy(event -> {
                    assertThat(event.child()).isNull();
                    assertThat(event.data()).isEqualTo("{\"completeFrom\":\"2021-09-01\"}");
                });
    }

    @Test
    void aRegisterDeclaredTwiceIsDeclaredOnceAndNeverForADayOutsideTheYearsThatEventsAdmit() throws Exception {
        // Given
        var file = "visit_ref,child_ref,planned_on\nV-2,CYP-2,2022-05-05\n";
        var path = "/visits/imports?completeFrom=";

        // When
        for (var day : List.of("2021-09-01", "2021-09-01", "2021-10-01")) {
            server.post(path + day, "text/csv", BodyPublishers.ofString(file), "Authorization", officer.bearer());
        }
        var outside = server.post(
                path + "1066-10-14", "text/csv", BodyPublishers.ofString(file), "Authorization", officer.bearer());

        // Then
        refused(outside, 400, "request.parameter");
        await().until(() -> published().size() == 3);
        assertThat(published())
                .filteredOn(event -> event.type().endsWith("register-declared"))
                .extracting(CaseEvent::sequence)
                .containsExactly(1, 2);
    }

    private Response plan(String body, String... headers) {
        return send("/visits", body, headers);
    }

    private Response send(String path, String body, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", officer.bearer()));
        all.addAll(List.of(headers));
        return server.postJson(path, body, all.toArray(String[]::new));
    }

    private void five() {
        for (var visit : new String[][] {
            {"V-1", "2022-07-01", "\"Wycombe\"", "\"at-home\""},
            {"V-2", "2022-07-11", "\"Aylesbury\"", "\"at-school\""},
            {"V-3", "2022-07-21", "\"Wycombe\"", "null"},
            {"V-4", "2022-07-31", "\"Aylesbury\"", "null"},
            {"V-5", "2022-08-10", "null", "null"}
        }) {
            var planned = plan(
                    "{\"childRef\": \"C-%s\", \"visitRef\": \"%s\", \"plannedOn\": \"%s\", \"place\": %s, \"manner\": %s}"
                            .formatted(visit[0], visit[0], visit[1], visit[2], visit[3]));
            assertThat(planned.status()).isEqualTo(201);
            if (visit[0].equals("V-1") || visit[0].equals("V-2")) send(planned.location() + "/making", "{}");
        }
    }

    private JsonNode list(String query) {
        return server.get("/visits" + query, "Authorization", officer.bearer()).json();
    }

    private List<String> references(String query) {
        return texts(list(query).get("items"), "visitRef");
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(item -> item.get(field).asString()).toList();
    }

    private static JsonNode refused(Response response, int status, String rule) {
        assertThat(response.status()).as(response.json().toString()).isEqualTo(status);
        assertThat(response.json().get("rule").asString()).isEqualTo(rule);
        return response.json();
    }

    /** What is on the topic of this test's authority. */
    private List<CaseEvent> published() throws Exception {
        var events = new ArrayList<CaseEvent>();
        var partitions = TopicReader.partitionsOf(List.of("waymark.visits"));
        new TopicReader(server.kafka(), "test", partitions, Map.of()).readToPresentEnd(records -> {
            for (var message : records) {
                var event = CloudEventRecords.read(message);
                if (event.authority().equals(authority)) events.add(event);
            }
        });
        return events;
    }
}
