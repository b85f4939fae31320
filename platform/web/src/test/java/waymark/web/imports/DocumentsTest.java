package waymark.web.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import waymark.web.visits.VisitsServer;

/** A register as an XML document. It is 31 July 2022. */
class DocumentsTest {
    private static final String THREE = """
            <Diary>
              <Head><Council>825</Council></Head>
              <Child>
                <Number>CYP-1</Number>
                <Visit><Ref>X-1</Ref><Planned><On>2022-01-10</On></Planned><Place>Wycombe</Place></Visit>
                <Visit><Ref>X-2</Ref><Planned><On>2022-02-10</On></Planned><Made>2022-02-11T10:30</Made></Visit>
              </Child>
              <Child>
                <Visit><Ref>X-3</Ref><Planned><On>2022-03-10</On></Planned></Visit>
                <Number>CYP-2</Number>
              </Child>
            </Diary>
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

    private static VisitsServer.Response post(String document, String... headers) {
        return server.post("/visits/imports", "application/xml", BodyPublishers.ofString(document), headers);
    }

    private static JsonNode done(VisitsServer.Response response) {
        assertThat(response.status()).as(response.json().toString()).isEqualTo(200);
        return response.json();
    }

    private static String counts(JsonNode report) {
        return List.of("rows", "accepted", "changed", "unchanged", "rejected").stream()
                .map(name -> report.path(name).asString())
                .collect(Collectors.joining(" "));
    }

    private static List<String> findings(JsonNode list) {
        return list.valueStream()
                .map(finding -> List.of("line", "record", "column", "value", "rule", "reason").stream()
                        .map(name -> finding.get(name).isNull()
                                ? "-"
                                : finding.get(name).asString())
                        .collect(Collectors.joining("|")))
                .toList();
    }

    private static JsonNode refused(VisitsServer.Response response, int status, String rule) throws Exception {
        assertThat(response.status()).as(response.json().toString()).isEqualTo(status);
        assertThat(response.json().path("rule").asString()).isEqualTo(rule);
        assertThat(server.database().getCollection("visits").countDocuments()).isZero();
        try (var left = Files.list(server.imports())) {
            assertThat(left).isEmpty();
        }
        return response.json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/xml", "application/xml; charset=UTF-8"})
    void aDocumentIsTakenWhereverTheChildsNumberStands(String type) {
        // When
        var report = done(server.post("/visits/imports", type, BodyPublishers.ofString(THREE)));

        // Then
        assertThat(counts(report)).isEqualTo("3 3 0 0 0");
        assertThat(findings(report.path("warnings"))).isEmpty();
        assertThat(server.database()
                        .getCollection("visits")
                        .find(new Document("reference", "X-3"))
                        .first())
                .containsEntry("child", "CYP-2");
    }

    @Test
    void theSameDocumentAgainChangesNothingWhateverItsLayout() {
        // Given
        done(post(THREE));

        // When
        var report = done(post("<!-- another layout -->" + THREE.replaceAll(">\\s+<", "><")));

        // Then
        assertThat(counts(report)).isEqualTo("3 0 0 3 0");
    }

    @Test
    void aChangedRecordChangesItsCaseAndNoOtherOfTheChild() {
        // Given
        done(post(THREE));

        // When
        var report = done(post(THREE.replace("Wycombe", "Chesham")));

        // Then
        assertThat(counts(report)).isEqualTo("3 1 1 2 0");
    }

    @Test
    void aFindingNamesLineRecordElementRuleAndReason() {
        // When
        var report = done(post("""
                <Diary>
                  <Head><Council>826</Council></Head>
                  <Child>
                    <Number>CYP-1</Number>
                    <Visit><Ref>X-1</Ref><Planned><On>2022-01-10</On></Planned><Made>2022-01-09T10:00</Made></Visit>
                    <Visit><Ref>X-2</Ref><Planned><On>2022-02-30</On></Planned></Visit>
                    <Visit><Ref>X-1</Ref><Planned><On>2022-01-10</On></Planned></Visit>
                    <Visit><Ref>X-4</Ref><Place>A</Place><Planned><On>2022-01-10</On><On>2022-01-11</On></Planned></Visit>
                  </Child>
                  <Child><Number>CYP-2</Number></Child>
                  <Child><Visit><Ref>X-5</Ref><Planned><On>2022-01-10</On></Planned></Visit></Child>
                </Diary>
                """));

        // Then
        assertThat(counts(report)).isEqualTo("5 1 0 0 4");
        assertThat(findings(report.path("warnings")))
                .containsExactly(
                        "2|-|Council|826|visit.council|is another; it does not count",
                        "10|CYP-2|Visit|-|visit.none|the child has no visit",
                        "5|CYP-1, Visit 1|Made|2022-01-09T10:00|visit.early|is before it was planned");
        assertThat(findings(report.path("errors")))
                .containsExactly(
                        "6|CYP-1, Visit 2|Planned/On|2022-02-30|import.not-understood|must be a day that exists, as 2022-07-31, in the years 1900 to 2099",
                        "7|CYP-1, Visit 3|Ref|X-1|import.reference-repeated|stands on line 5 already: only that record counts",
                        "8|CYP-1, Visit 4|Planned/On|2022-01-10|import.not-understood|stands here several times with different values: only one can be true",
                        "11|Visit 1|Child/Number|-|import.not-understood|is needed");
    }

    @Test
    void whatIsNotReadIsSaidOnceADocument() {
        // When
        var report = done(post(THREE.replace("<Number>", "<Hair>red</Hair><Number>")
                .replace("<Diary>", "<Diary xmlns=\"urn:diary\" made=\"by hand\">")));

        // Then
        assertThat(counts(report)).isEqualTo("3 3 0 0 0");
        assertThat(findings(report.path("warnings")))
                .containsExactly(
                        "1|-|Diary/@made|-|import.element-unread|is not read: what it holds is not taken (1 times in the file)",
                        "4|-|Diary/Child/Hair|-|import.element-unread|is not read: what it holds is not taken (2 times in the file)");
    }

    @Test
    void ofVeryManyUnknownElementsTheFirstAreNamed() {
        // Given
        var unknown = IntStream.range(0, 300).mapToObj("<E%d/>"::formatted).collect(Collectors.joining());

        // When
        var warnings = findings(
                done(post(THREE.replace("<Diary>", "<Diary>" + unknown))).path("warnings"));

        // Then
        assertThat(warnings).hasSize(51).last().asString().contains("|-|-|import.element-unread|more elements", "250");
    }

    @Test
    void whatVanishedIsNamedOfWhatCameInThisForm() {
        // Given
        done(server.postCsv("visit_ref,child_ref,planned_on\nV-1,CYP-9,2022-01-10\n"));
        done(post(THREE));

        // When
        var report = done(post(THREE.replace("<Ref>X-3</Ref>", "<Ref>X-4</Ref>")));

        // Then
        assertThat(findings(report.path("warnings")))
                .contains(
                        "-|-|Ref|X-3|import.vanished|was in an earlier file but is not in this one; it is left as it is")
                .noneMatch(warning -> warning.contains("V-1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <Diary><Child></Diary>                                                                       | 1
            ''                                                                                           | 1
            <Diary>&#10;<Child>&nbsp;</Child></Diary>                                                    | 1
            no document at all                                                                           | 1
            <Visits/>                                                                                    | 1
            <!DOCTYPE Diary><Diary/>                                                                     | 1
            <!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Diary><Child><Number>&x;</Number></Child></Diary> | 1
            <!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><Diary><Head>&b;</Head></Diary>        | 1
            <Diary/><Diary/>                                                                             | 1
            <Diary/>                                                                                     | 1
            <Diary>&#10;<Head><Council>825</Council></Head>&#10;<Kid/></Diary>                           | 1
            """)
    void aDocumentThatIsBrokenOrReachesOutsideIsRefusedAsAWhole(String document, int line) throws Exception {
        assertThat(refused(post(document), 400, "import.xml").path("line").asInt())
                .isEqualTo(line);
    }

    @Test
    void aDocumentThatBreaksOffIsRefusedWithItsLineAndNothingWasTaken() throws Exception {
        // When
        var response = post(THREE.substring(0, THREE.indexOf("CYP-2")));

        // Then
        var problem = refused(response, 400, "import.xml");
        assertThat(problem.path("line").asInt()).isEqualTo(10);
        assertThat(problem.toString()).doesNotContain("CYP");
    }

    @Test
    void whatExceedsAnyHonestDocumentIsRefused() throws Exception {
        // Given
        var visit = "<Visit><Place>x</Place></Visit>";

        // Then
        refused(post("<Diary>" + "<a>".repeat(40) + "</a>".repeat(40) + "</Diary>"), 400, "import.xml");
        refused(post("<Diary>" + "<a>".repeat(100_000)), 400, "import.xml");
        refused(post("<Diary><Head><Council>" + "x".repeat(5_000) + "</Council></Head></Diary>"), 400, "import.xml");
        refused(post("<Diary><Child>" + visit.repeat(6_000) + "</Child></Diary>"), 400, "import.xml");
        refused(
                post("<Diary>" + ("<Child>" + visit.repeat(100) + "</Child>").repeat(201) + "</Diary>"),
                413,
                "import.too-many-rows");
        refused(post("<Diary><Child " + "a".repeat(70_000) + "=\"x\"/></Diary>"), 400, "import.xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- % -->",
                "<Child a=\"%\"/>",
                "<Child><![CDATA[%]]></Child>",
                "<?note %?>",
                "<Kid b=\"%\"/>",
                "<Kid><![CDATA[%]]></Kid>"
            })
    void aPieceThatNoHonestDocumentHasIsRefusedBeforeItIsInMemory(String piece) throws Exception {
        // Given
        var document = "<Diary>\n" + piece.replace("%", "x".repeat(3_000_000)) + "</Diary>";

        // When
        var problem = refused(post(document), 400, "import.xml");

        // Then
        assertThat(problem.path("detail").asString()).contains("more than 65536 bytes");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
    }

    @Test
    void aLongPieceBeforeTheDocumentBeginsIsRefusedToo() throws Exception {
        refused(post("<?xml version=\"1.0\" encoding=\"" + "U".repeat(3_000_000)), 400, "import.xml");
        refused(post("<!--" + "x".repeat(3_000_000)), 400, "import.xml");
        refused(post("<!DOCTYPE Diary [<!-- " + "x".repeat(3_000_000)), 400, "import.xml");
    }

    @Test
    void manyPiecesOfAnHonestLengthAreNotTooLongTogether() {
        // Given
        var comments = ("<!-- " + "x".repeat(40_000) + " -->\n").repeat(100);

        // When
        var report = done(post(THREE.replace("<Head>", comments + "<Head>")));

        // Then
        assertThat(counts(report)).isEqualTo("3 3 0 0 0");
    }

    @Test
    void textWhereOnlyElementsBelongIsSaidToBeUnread() {
        // When
        var report = done(post(THREE.replace("<Planned><On>2022-01-10</On></Planned>", "<Planned>2022-01-10</Planned>")
                .replace("<Head>", "stray<Head>")));

        // Then
        assertThat(findings(report.path("warnings")))
                .containsExactly(
                        "2|-|Diary/text()|-|import.element-unread|is not read: what it holds is not taken (1 times in the file)",
                        "5|-|Diary/Child/Visit/Planned/text()|-|import.element-unread|is not read: what it holds is not taken (1 times in the file)");
    }

    @Test
    void aDocumentOfAnotherEncodingSaysWhichAndOneThatIsNotOfItsEncodingIsRefused() throws Exception {
        // Given
        var latin = THREE.replace("Wycombe", "Orléans").getBytes(StandardCharsets.ISO_8859_1);
        var wide = THREE.getBytes(Charset.forName("x-UTF-16LE-BOM"));

        // Then
        refused(server.post("/visits/imports", "text/xml", BodyPublishers.ofByteArray(latin)), 400, "import.xml");
        assertThat(counts(done(server.post("/visits/imports", "text/xml", BodyPublishers.ofByteArray(wide)))))
                .isEqualTo("3 3 0 0 0");
    }

    @Test
    void anotherMediaTypeIsRefusedWithThoseThatArePermitted() throws Exception {
        // When
        var response = server.post("/visits/imports", "application/json", BodyPublishers.ofString(THREE));

        // Then
        assertThat(refused(response, 415, "import.media-type").path("permitted").asString())
                .isEqualTo("text/csv, application/xml, text/xml");
    }

    @Test
    void aLongDocumentGoesInByPortions() {
        // Given
        var children = IntStream.range(0, 1_200)
                .mapToObj(n ->
                        "<Child><Number>C-%d</Number><Visit><Ref>X-%d</Ref><Planned><On>2022-01-10</On></Planned></Visit></Child>\n"
                                .formatted(n, n))
                .collect(Collectors.joining());

        // When
        var report = done(post("<Diary>\n" + children + "</Diary>", "Prefer", "wait=60"));

        // Then
        assertThat(counts(report)).isEqualTo("1200 1200 0 0 0");
    }
}
