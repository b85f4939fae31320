package waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import waymark.web.visits.VisitsServer;

class BadRequestsTest {
    private static final int TEN_MEGABYTES = 10 << 20;

    @TempDir
    private static Path folder;

    private static VisitsServer server;

    @BeforeAll
    static void start() {
        server = new VisitsServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode problem(VisitsServer.Response response, int status, String rule) {
        assertThat(response.status()).as(response.json().toString()).isEqualTo(status);
        assertThat(response.type()).isEqualTo("application/problem+json");
        assertThat(response.json().path("rule").asString()).isEqualTo(rule);
        assertThat(response.json().path("detail").asString()).isNotBlank();
        assertThat(response.json().toString()).doesNotContain("Exception", "waymark.web", "trace\"", "at org.");
        return response.json();
    }

    @Test
    void aGoodBodyIsTaken() {
        // When
        var response = server.postJson("/echo", """
                {"childRef": "CYP-1", "plannedOn": "2022-07-31", "manner": "at-home", "minutes": 30, "guests": [{"name": "A", "related": true}]}""");

        // Then
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json().path("manner").asString()).isEqualTo("at-home");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"childRef": "CYP-1",              | 1
            {"childRef": "CYP-1"} and more     | 1
            {'childRef': 1}                    | 1
            """)
    void malformedJsonIsRefusedWithItsPlace(String body, int line) {
        // When
        var response = server.postJson("/echo", body);

        // Then
        var problem = problem(response, 400, "request.json");
        assertThat(problem.path("line").asInt()).isEqualTo(line);
        assertThat(problem.path("column").asInt()).isPositive();
    }

    @Test
    void anUnknownFieldIsRefusedWithThePermittedOnes() {
        // When
        var response = server.postJson("/echo", "{\"childRef\": \"CYP-1\",\n \"plannedOnn\": \"2022-07-31\"}");

        // Then
        var problem = problem(response, 400, "request.unknown-field");
        assertThat(problem.path("field").asString()).isEqualTo("plannedOnn");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("permitted").valueStream().map(JsonNode::asString))
                .containsExactly("childRef", "guests", "manner", "minutes", "plannedOn");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"plannedOn": "2022-02-30"}            | plannedOn         | a day that exists
            {"plannedOn": "31/07/2022"}            | plannedOn         | a day that exists
            {"plannedOn": "2022-07-31T23:30:00Z"}  | plannedOn         | a day that exists
            {"plannedOn": ""}                      | plannedOn         | a day that exists
            {"plannedOn": 44773}                   | plannedOn         | a day that exists
            {"plannedOn": [2022, 7, 31]}           | plannedOn         | a day that exists
            {"minutes": "thirty"}                  | minutes           | a whole number
            {"minutes": "30"}                      | minutes           | a whole number
            {"minutes": 30.5}                      | minutes           | a whole number
            {"minutes": 99999999999999}            | minutes           | a whole number
            {"childRef": 7}                        | childRef          | text
            {"childRef": true}                     | childRef          | text
            {"childRef": {"a": 1}}                 | childRef          | text
            {"manner": "at-sea"}                   | manner            | one of at-home, at-school
            {"manner": 0}                          | manner            | one of at-home, at-school
            {"guests": "A"}                        | guests            | a list
            {"guests": [{"related": "yes"}]}       | guests[0].related | true or false
            {"guests": [{"related": null}]}        | guests[0].related | true or false
            [1, 2]                                 | of the body       | an object
            """)
    void aWrongTypeIsRefusedWithItsFieldAndWhatWouldDo(String body, String field, String wanted) {
        // When
        var response = server.postJson("/echo", body);

        // Then
        var problem = problem(response, 400, "request.field-form");
        assertThat(problem.path("detail").asString()).contains(field).contains(wanted);
    }

    @Test
    void anEmptyBodyIsRefused() {
        problem(server.postJson("/echo", ""), 400, "request.body");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        problem(server.post("/echo", "application/xml", BodyPublishers.ofString("<a/>")), 415, "request.415");
    }

    @Test
    void tenMegabytesThatSaySoAreRefused() {
        // When
        var response = server.post("/echo", "application/json", BodyPublishers.ofByteArray(blanks()));

        // Then
        assertThat(problem(response, 413, "request.too-large").path("limit").asLong())
                .isEqualTo(1 << 20);
    }

    @Test
    void tenMegabytesThatDoNotSaySoAreRefused() {
        // When
        var response = server.post(
                "/echo", "application/json", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blanks())));

        // Then
        problem(response, 413, "request.too-large");
    }

    private static byte[] blanks() {
        var body = new byte[TEN_MEGABYTES];
        Arrays.fill(body, (byte) ' ');
        return body;
    }

    @ParameterizedTest
    @CsvSource({
        "/echo,                          400, request.400",
        "/echo?from=2022-02-30,          400, request.parameter",
        "/echo?from=2022-02-01&page=one, 400, request.parameter",
        "/echo/not-an-id,                400, request.parameter",
        "/nowhere,                         403, request.role",
        "/store-away,                      503, server.store-away",
        "/fault,                           500, server.fault"
    })
    void aQuestionThatCannotBeAnsweredGetsAProblem(String path, int status, String rule) {
        problem(server.get(path), status, rule);
    }

    @Test
    void aFaultOfTheServerSaysUnderWhichTraceItIsFound() {
        assertThat(problem(server.get("/fault"), 500, "server.fault")
                        .path("traceId")
                        .asString())
                .hasSize(32);
    }

    @Test
    void aFaultBelowTheServiceIsAProblemToo() {
        problem(server.get("/disk-full"), 500, "server.fault");
    }

    @ParameterizedTest
    @CsvSource({"/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus", "/openapi"})
    void theServiceIsSeenFromOutside(String path) {
        assertThat(server.get(path).status()).isEqualTo(200);
    }
}
