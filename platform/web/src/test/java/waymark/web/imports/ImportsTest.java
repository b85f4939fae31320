package waymark.web.imports;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import waymark.testing.Credentials;
import waymark.web.visits.VisitsServer;

class ImportsTest {
    private static final String HEADER = "visit_ref,child_ref,planned_on,place,made_on\n";
    private static final String THREE = HEADER + """
            V-1,CYP-1,2022-01-10,Aylesbury,2022-01-12
            V-2,CYP-2,2022-01-11,,
            V-3,CYP-3,2022-01-12,Wycombe,
            """;

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

    @BeforeEach
    void empty() {
        server.database().getCollection("visits").deleteMany(new Document());
    }

    private static JsonNode done(VisitsServer.Response response) {
        assertThat(response.status()).as(response.json().toString()).isEqualTo(200);
        assertThat(response.json().path("state").asString()).isEqualTo("done");
        var report = response.json();
        assertThat(report.path("rows").asLong())
                .isEqualTo(report.path("accepted").asLong()
                        + report.path("unchanged").asLong()
                        + report.path("rejected").asLong());
        return report;
    }

    private static String counts(JsonNode report) {
        return List.of("rows", "accepted", "changed", "unchanged", "rejected").stream()
                .map(name -> report.path(name).asString())
                .collect(Collectors.joining(" "));
    }

    private static List<String> findings(JsonNode list) {
        return list.valueStream()
                .map(finding -> List.of("line", "column", "value", "reason").stream()
                        .map(name -> finding.get(name).isNull()
                                ? "-"
                                : finding.get(name).asString())
                        .collect(Collectors.joining("|")))
                .toList();
    }

    private static long cases() {
        return server.database().getCollection("visits").countDocuments();
    }

    private static JsonNode refused(VisitsServer.Response response, int status, String rule) {
        assertThat(response.status()).as(response.json().toString()).isEqualTo(status);
        assertThat(response.json().path("rule").asString()).isEqualTo(rule);
        assertThat(cases()).isZero();
        return response.json();
    }

    private static VisitsServer.Response postBytes(byte[] file) {
        return server.post("/visits/imports", "text/csv", BodyPublishers.ofByteArray(file));
    }

    @Test
    void aFileIsTakenAndItsReportHasTheDocumentedFields() {
        // When
        var response = server.postCsv(THREE);

        // Then
        var report = done(response);
        assertThat(report.propertyNames())
                .containsExactly(
                        "id", "state", "rows", "accepted", "changed", "unchanged", "rejected", "warnings", "errors");
        assertThat(counts(report)).isEqualTo("3 3 0 0 0");
        assertThat(report.path("warnings").isEmpty()).isTrue();
        assertThat(report.path("errors").isEmpty()).isTrue();
        assertThat(server.get("/visits/imports/" + report.path("id").asString()).json())
                .isEqualTo(report);
    }

    @Test
    void theSameFileAgainChangesNothing() {
        // Given
        done(server.postCsv(THREE));

        // When
        var report = done(server.postCsv(THREE));

        // Then
        assertThat(counts(report)).isEqualTo("3 0 0 3 0");
        assertThat(server.database().getCollection("visits").find())
                .allSatisfy(visit -> assertThat(visit.getInteger("version")).isLessThanOrEqualTo(2));
    }

    @Test
    void aChangedRowChangesItsCase() {
        // Given
        done(server.postCsv(THREE));

        // When
        var report = done(
                server.postCsv(THREE.replace("2022-01-11,,", "2022-01-11,,2022-01-20") + "V-4,CYP-4,2022-02-01,,\n"));

        // Then
        assertThat(counts(report)).isEqualTo("4 2 1 2 0");
    }

    @Test
    void rowsThatVanishedAreReportedAndLeftAsTheyAre() {
        // Given
        done(server.postCsv(THREE));

        // When
        var report = done(server.postCsv(HEADER + "V-2,CYP-2,2022-01-11,,\n"));

        // Then
        assertThat(counts(report)).isEqualTo("1 0 0 1 0");
        assertThat(findings(report.path("warnings")))
                .containsExactlyInAnyOrder(
                        "-|visit_ref|V-1|was in an earlier file but is not in this one; it is left as it is",
                        "-|visit_ref|V-3|was in an earlier file but is not in this one; it is left as it is");
        assertThat(cases()).isEqualTo(3);
    }

    @Test
    void aRejectedRowHasNotVanished() {
        // Given
        done(server.postCsv(THREE));

        // When
        var report = done(server.postCsv(THREE.replace("2022-01-12,Wycombe", "2022-01-32,Wycombe")));

        // Then
        assertThat(counts(report)).isEqualTo("3 0 0 2 1");
        assertThat(report.path("warnings").isEmpty()).isTrue();
    }

    @Test
    void aPartialFileSaysNothingOfTheRowsThatItHasNot() {
        // Given
        done(server.postCsv(THREE));

        // When
        var report = done(server.post(
                "/visits/imports?partial=true",
                "text/csv",
                BodyPublishers.ofString(HEADER + "V-2,CYP-2,2022-01-11,,\n")));

        // Then
        assertThat(report.path("warnings").isEmpty()).isTrue();
    }

    @Test
    void ofManyVanishedRowsTheFirstThousandAreNamed() {
        // Given
        done(server.postCsv(HEADER + rows(1, 1_203), "Prefer", "wait=60"));

        // When
        var warnings = findings(done(server.postCsv(HEADER)).path("warnings"));

        // Then
        assertThat(warnings).hasSize(1_001);
        assertThat(warnings.getLast())
                .isEqualTo(
                        "-|visit_ref|-|203 more were in an earlier file but are not in this one; they are left as they are");
    }

    @Test
    void rowsThatBreakARuleAreTakenWithAWarningAndThoseNotUnderstoodAreRejected() {
        // When
        var report = done(server.postCsv(HEADER + """
                V-1,CYP-1,2022-01-10,,2022-01-09
                V-2,CYP-2,2022-02-30,,
                V-3,,soon,,

                V-4,CYP-4,1999-12-31,,
                V-5,CYP-5,2022-01-10,,2022-08-01
                V-6,CYP-6,2022-01-10
                V-7,CYP-7,2022-01-10,,,,
                V-8,CYP-8,2022-01-10,,
                V-9,CYP-8,2022-01-11,,
                """));

        // Then
        assertThat(counts(report)).isEqualTo("9 4 0 0 5");
        assertThat(findings(report.path("warnings")))
                .containsExactlyInAnyOrder(
                        "2|made_on|2022-01-09|is before it was planned",
                        "7|made_on|2022-08-01|lies in the future",
                        "11|child_ref|CYP-8|the child has another visit planned");
        assertThat(findings(report.path("errors")))
                .containsExactlyInAnyOrder(
                        "3|planned_on|2022-02-30|must be a day that exists, as 2022-07-31, in the years 1900 to 2099",
                        "4|child_ref|-|is needed",
                        "4|planned_on|soon|must be a day that exists, as 2022-07-31, in the years 1900 to 2099",
                        "6|planned_on|1999-12-31|must not be before 2000",
                        "8|-|-|has 3 fields, but the header has 5",
                        "9|-|-|has 7 fields, but the header has 5");
    }

    @Test
    void aReferenceThatStandsOnAnEarlierLineIsRejectedEachTime() {
        // Given
        var twice = THREE + "V-1,CYP-1,2022-01-15,,\n";
        var first = done(server.postCsv(twice));

        // When
        var again = done(server.postCsv(twice));

        // Then
        assertThat(counts(first)).isEqualTo("4 3 0 0 1");
        assertThat(counts(again)).isEqualTo("4 0 0 3 1");
        assertThat(findings(again.path("errors")))
                .containsExactly("5|visit_ref|V-1|stands on line 2 already: only that row counts");
    }

    @Test
    void aReferenceOfAnotherChildIsRejected() {
        // Given
        done(server.postCsv(THREE));

        // When
        var report = done(server.postCsv(THREE.replace("CYP-2", "CYP-9")));

        // Then
        assertThat(counts(report)).isEqualTo("3 0 0 2 1");
        assertThat(findings(report.path("errors"))).first().asString().startsWith("3|child_ref|CYP-9|");
    }

    @Test
    void commasQuotesAndLineBreaksInFieldsAreReadRight() {
        // When
        var report = done(server.postCsv("""
                "visit_ref",child_ref,planned_on,place
                V-1,CYP-1,2022-01-10,"Hall ""B"", 2nd floor
                left"
                V-2,CYP-2,2022-13-01,x
                """.replace("\n", "\r\n")));

        // Then
        assertThat(counts(report)).isEqualTo("2 1 0 0 1");
        assertThat(report.path("errors").get(0).path("line").asInt()).isEqualTo(4);
        assertThat(server.database().getCollection("visits").find().first().get("state", Document.class))
                .containsEntry("place", "Hall \"B\", 2nd floor\r\nleft");
    }

    @Test
    void aFormulaIsTextInTheStoreAndNoDay() {
        // When
        var report = done(
                server.postCsv(HEADER + "V-1,CYP-1,2022-01-10,\"=HYPERLINK(\"\"x\"\")\",\nV-2,CYP-2,=TODAY(),,\n"));

        // Then
        assertThat(counts(report)).isEqualTo("2 1 0 0 1");
        assertThat(findings(report.path("errors")).getFirst()).startsWith("3|planned_on|=TODAY()|");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheHeader() {
        assertThat(counts(done(server.postCsv("\uFEFF" + THREE)))).isEqualTo("3 3 0 0 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesMayEndInAnyOfThreeWays(String end) {
        // When
        var report = done(server.postCsv((THREE + "V-4,CYP-4,2022-02-30,,\n").replace("\n", end)));

        // Then
        assertThat(counts(report)).isEqualTo("4 3 0 0 1");
        assertThat(report.path("errors").get(0).path("line").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "x-UTF-16LE-BOM", "UTF-32", "UTF-32LE", "X-UTF-32LE-BOM"})
    void aFileInAWiderEncodingIsRefusedAsAWhole(String charset) {
        // When
        var response = postBytes(THREE.getBytes(Charset.forName(charset)));

        // Then
        assertThat(refused(response, 400, "import.encoding").path("detail").asString())
                .contains("UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"Aylesbury, 2", "Wycombe, 4"})
    void aByteThatIsNotUtf8IsRefusedWithItsLine(String place, int line) {
        // Given
        var file = THREE.replace(place, "Orléans").getBytes(StandardCharsets.ISO_8859_1);

        // When
        var response = postBytes(file);

        // Then
        assertThat(refused(response, 400, "import.encoding").path("line").asInt())
                .isEqualTo(line);
    }

    @Test
    void aFileThatEndsWithinACharacterIsRefused() {
        // Given
        var whole = (THREE + "V-4,CYP-4,2022-02-01,é").getBytes(StandardCharsets.UTF_8);

        // When
        var response = postBytes(Arrays.copyOf(whole, whole.length - 1));

        // Then
        assertThat(refused(response, 400, "import.encoding").path("line").asInt())
                .isEqualTo(5);
    }

    @Test
    void anEmptyFileIsRefusedAndAHeaderAloneIsNot() {
        refused(server.postCsv(""), 400, "import.empty");
        refused(server.postCsv("\uFEFF\n\n"), 400, "import.empty");
        assertThat(counts(done(server.postCsv(HEADER)))).isEqualTo("0 0 0 0 0");
    }

    @Test
    void aWrongHeaderIsRefusedWithWhatIsWrongAndWhatIsPermitted() {
        // When
        var response = server.postCsv("visit_ref,planned_on,planned_on,Child,\nV-1,2022-01-10,,,\n");

        // Then
        var problem = refused(response, 400, "import.header");
        assertThat(problem.path("missing").toString()).isEqualTo("[\"child_ref\"]");
        assertThat(problem.path("unknown").toString()).isEqualTo("[\"Child\",\"(no name)\"]");
        assertThat(problem.path("repeated").toString()).isEqualTo("[\"planned_on\"]");
        assertThat(problem.path("permitted").size()).isEqualTo(5);
        assertThat(problem.path("detail").asString())
                .contains("child_ref is missing", "Child is unknown", "planned_on is there twice");
    }

    @Test
    void semicolonsBetweenFieldsAreAWrongHeader() {
        refused(server.postCsv(THREE.replace(',', ';')), 400, "import.header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V-4,CYP-4,2022-02-01,\"never closed,\n", "V-4,CYP-4,2022-02-01,\"closed\" early,\n"})
    void aRecordWhoseEndIsUnclearIsRefusedWithItsLine(String record) {
        // When
        var response = server.postCsv(THREE + record + "V-5,CYP-5,2022-02-01,,\n");

        // Then
        assertThat(refused(response, 400, "import.csv").path("line").asInt()).isEqualTo(5);
    }

    @Test
    void aFieldWithoutEndIsRefused() {
        refused(server.postCsv(THREE + "V-4,CYP-4,2022-02-01," + "x".repeat(100_000) + ",\n"), 400, "import.csv");
        refused(server.postCsv(THREE + "V-4,CYP-4,2022-02-01" + ",x".repeat(60_000) + "\n"), 400, "import.csv");
    }

    @Test
    void aFileWithTooManyRowsIsRefused() {
        refused(server.postCsv(HEADER + rows(1, 20_001)), 413, "import.too-many-rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "text/plain", "text/csv; charset=ISO-8859-1", "text/csv; charset=no-such"})
    void anotherMediaTypeIsRefused(String type) {
        refused(server.post("/visits/imports", type, BodyPublishers.ofString(THREE)), 415, "import.media-type");
    }

    @Test
    void aLongFileIsAnsweredWithItsAddressAndCanBeFollowedToItsEnd() throws IOException {
        // When
        var response = server.postCsv(HEADER + rows(1, 3_000));

        // Then
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.json().path("rows").asInt()).isEqualTo(3_000);
        assertThat(response.location())
                .endsWith("/visits/imports/" + response.json().path("id").asString());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(counts(done(server.get(
                                "/visits/imports/" + response.json().path("id").asString()))))
                        .isEqualTo("3000 3000 0 0 0"));
        try (var left = Files.list(server.imports())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whoeverPrefersToWaitWaits() {
        assertThat(done(server.postCsv(HEADER + rows(1, 1_500), "Prefer", "respond-async, wait=60"))
                        .path("rows")
                        .asInt())
                .isEqualTo(1_500);
    }

    @Test
    void manyFindingsComeInTheOrderOfTheFile() {
        // Given
        var bad = IntStream.range(0, 1_700)
                .mapToObj("V-%d,CYP-1,never,,\n"::formatted)
                .collect(Collectors.joining());

        // When
        var errors = done(server.postCsv(HEADER + bad, "Prefer", "wait=60")).path("errors");

        // Then
        assertThat(errors.valueStream().map(error -> error.path("line").asInt()))
                .containsExactlyElementsOf(IntStream.range(2, 1_702).boxed().toList());
    }

    @Test
    void noAuthoritySeesOrTouchesWhatIsAnothers() {
        // Given
        done(server.postCsv(THREE));

        // When
        var other = done(server.postCsv(
                HEADER + "V-1,CYP-1,2022-05-01,,\n", "Authorization", Credentials.OFFICER_ELSEWHERE.bearer()));

        // Then
        assertThat(counts(other)).isEqualTo("1 1 0 0 0");
        assertThat(other.path("warnings").isEmpty()).isTrue();
        assertThat(server.get("/visits/imports/" + other.path("id").asString()).status())
                .isEqualTo(404);
        assertThat(counts(done(server.postCsv(THREE)))).isEqualTo("3 0 0 3 0");
    }

    @Test
    void aReportIsForItsSenderAndForManagersAndEachReadingIsSetDown() {
        // Given
        var sender = new Credentials("760", "CME-07", "cme-officer");
        var manager = new Credentials("760", "MAN-01", "team-manager");
        var id = done(server.postCsv(HEADER + "V-1,CYP-1,2022-31-01,,\n", "Authorization", sender.bearer()))
                .path("id")
                .asString();

        // When / Then: whoever else may send files learns not even that there is one
        for (var other : List.of(
                new Credentials("760", "CME-08", "cme-officer"),
                new Credentials("760", "AN-01", "performance-analyst"),
                new Credentials("761", "MAN-01", "team-manager"))) {
            assertThat(withoutTrace(report(other, id)))
                    .isEqualTo(withoutTrace(report(other, "00000000-0000-0000-0000-000000000001")))
                    .contains("request.not-found");
        }

        // When / Then
        assertThat(report(sender, id).json().path("errors").toString()).contains("2022-31-01");
        assertThat(report(manager, id).json()).isEqualTo(report(sender, id).json());
        var readings = server.get("/audit?action=import-report", "Authorization", manager.bearer())
                .json()
                .path("items");
        assertThat(readings.valueStream().map(entry -> entry.path("actor").asString()))
                .containsExactly("CME-07", "MAN-01", "CME-07", "CME-07");
        assertThat(readings.valueStream().map(entry -> entry.path("reason").asString()))
                .containsOnly(id);
    }

    private static VisitsServer.Response report(Credentials who, String id) {
        return server.get("/visits/imports/" + id, "Authorization", who.bearer());
    }

    private static String withoutTrace(VisitsServer.Response response) {
        assertThat(response.status()).isEqualTo(404);
        return response.json().toString().replaceAll("[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f-]{27}", "-");
    }

    @Test
    void anImportThatFailsSaysWhereAndIsNoPromise() {
        // When
        var response = server.postCsv(HEADER + rows(1, 600) + "V-x,CYP-x,2022-01-01,server fault,\n");

        // Then
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.json().path("state").asString()).isEqualTo("failed");
        assertThat(counts(response.json())).isEqualTo("601 500 0 0 0");
        assertThat(findings(response.json().path("errors")).getFirst()).startsWith("602|-|-|the server failed");
    }

    @Test
    void anImportThatAKilledInstanceLeftIsFoundInterrupted() {
        // Given
        var id = done(server.postCsv(THREE)).path("id").asString();
        leaveRunning(id, Duration.ofSeconds(61));
        server.restart();

        // When
        var found = server.get("/visits/imports/" + id);

        // Then
        assertThat(found.json().path("state").asString()).isEqualTo("interrupted");
        assertThat(server.database()
                        .getCollection("visits-imports")
                        .find(eq("_id", id))
                        .first())
                .containsEntry("state", "INTERRUPTED");
    }

    @Test
    void anImportThatAnotherInstanceIsAtWorkOnIsRunning() {
        // Given
        var id = done(server.postCsv(THREE)).path("id").asString();
        leaveRunning(id, Duration.ofSeconds(50));

        // When
        var found = server.get("/visits/imports/" + id);

        // Then
        assertThat(found.json().path("state").asString()).isEqualTo("running");
    }

    private static void leaveRunning(String id, Duration silence) {
        server.database()
                .getCollection("visits-imports")
                .updateOne(
                        eq("_id", id),
                        Updates.combine(
                                Updates.set("state", "RUNNING"),
                                Updates.set("beat", Date.from(Instant.now().minus(silence)))));
    }

    @Test
    void anImportThatRunsWhenTheServiceStopsIsSetDownAsInterrupted() {
        // Given
        var id = server.postCsv(HEADER + rows(1, 20_000)).json().path("id").asString();

        // When
        server.restart();

        // Then
        var found = server.get("/visits/imports/" + id).json();
        assertThat(found.path("state").asString()).isEqualTo("interrupted");
        assertThat(cases()).isEqualTo(found.path("accepted").asLong());
    }

    @Test
    void whatIsTooMuchToWaitIsTurnedAway() {
        // Given
        for (int file = 0; file < 3; file++) {
            server.postCsv(HEADER + rows(1, 10_000));
        }

        // When
        var turnedAway = server.postCsv(THREE);

        // Then
        assertThat(turnedAway.status()).isEqualTo(503);
        assertThat(turnedAway.json().path("rule").asString()).isEqualTo("import.busy");
        server.restart();
    }

    @Test
    void rowsAreCountedByWhatCameOfThem() {
        // Given
        server.restart();

        // When
        done(server.postCsv(THREE));
        done(server.postCsv(THREE.replace("Wycombe", "Chesham").replace("2022-01-11", "2022-31-01")));

        // Then
        assertThat(counted("new")).isEqualTo(3);
        assertThat(counted("changed")).isEqualTo(1);
        assertThat(counted("unchanged")).isEqualTo(1);
        assertThat(counted("rejected")).isEqualTo(1);
    }

    private static double counted(String result) {
        return server.counted("waymark.imports.rows", "kind", "visits", "result", result);
    }

    @Test
    void oldImportsAreForgotten() {
        // Given
        var id = done(server.postCsv(THREE)).path("id").asString();
        server.database()
                .getCollection("visits-imports")
                .updateOne(
                        eq("_id", id),
                        Updates.set("startedAt", Date.from(Instant.now().minus(Duration.ofDays(91)))));

        // When / Then
        assertThat(server.get("/visits/imports/" + id).status()).isEqualTo(404);
    }

    private static String rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> "R-%d,CYP-%d,2022-01-10,,\n".formatted(n, n))
                .collect(Collectors.joining());
    }
}
