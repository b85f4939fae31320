package waymark.involvements;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.testing.Credentials.CME_OFFICER;
import static waymark.testing.Credentials.MANAGER;
import static waymark.testing.Credentials.OFFICER;
import static waymark.testing.Credentials.OFFICER_ELSEWHERE;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import waymark.calendar.TurnableClock;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;
import waymark.testing.RunningService.Response;

/** An officer's work on involvements, as requests and answers. It is 31 July 2022. */
@Tag("containers-too")
class InvolvementsOverHttpTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final AtomicInteger children = new AtomicInteger();
    private static final LocalDate TODAY = LocalDate.of(2022, 7, 31);
    private static RunningService service;

    @BeforeAll
    static void start(@TempDir Path folder) {
        service = RunningService.start(
                InvolvementsApplication.class, "involvements", stack, TurnableClock.at(TODAY), folder, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anInvolvementGoesItsWholeCourse() {
        // Given
        var created = open(OFFICER, """
                {"childRef": "%s", "openedOn": "2022-05-02", "schoolYear": "9", "senStatus": "none", "socialCareStatus": "none",
                 "locality": "Aylesbury", "referredBy": "school", "personal": {"name": "Made Up", "dateOfBirth": "2008-03-04"},
                 "notes": "Rang twice."}""");
        var address = created.header("Location");

        // When
        step(address, "checks", "{\"checkedOn\": \"2022-05-03\", \"service\": \"send\", \"known\": false}");
        step(
                address,
                "enquiries",
                "{\"enquiredOn\": \"2022-05-04\", \"agency\": \"family\", \"result\": \"no-reply\"}");
        step(address, "reviews", "{\"reviewedOn\": \"2022-05-20\"}");
        step(
                address,
                "concerns",
                "{\"notedOn\": \"2022-05-21\", \"concern\": \"welfare\", \"referredTo\": \"social-care\", \"referredOn\": \"2022-05-21\"}");
        step(address, "circumstances", "{\"changedOn\": \"2022-05-23\", \"socialCareStatus\": \"child-in-need\"}");
        step(address, "assignment", "{\"officer\": \"CME-07\"}");
        step(
                address,
                "closure",
                "{\"closedOn\": \"2022-06-10\", \"outcome\": \"BUSC\", \"confirmedBy\": \"school\", \"confirmedOn\": \"2022-06-09\"}");
        step(address, "reopening", "{\"reopenedOn\": \"2022-06-20\"}");
        step(address, "closure", "{\"closedOn\": \"2022-07-01\", \"outcome\": \"OVER\"}");
        step(address, "correction", "{\"closedOn\": \"2022-07-02\", \"reason\": \"misread the letter\"}");

        // Then
        var involvement = service.get(OFFICER, address).json();
        assertThat(involvement.get("status").asString()).isEqualTo("closed");
        assertThat(involvement.get("closedOn").asString()).isEqualTo("2022-07-02");
        assertThat(involvement.get("outcome").asString()).isEqualTo("OVER");
        assertThat(involvement.get("socialCareStatus").asString()).isEqualTo("child-in-need");
        assertThat(involvement.get("personal").get("name").asString()).isEqualTo("Made Up");
        assertThat(involvement.get("history")).hasSize(12);
        var history = service.get(OFFICER, address + "/history").json().get("history");
        assertThat(history.get(11).get("type").asString()).isEqualTo("waymark.involvements.corrected");
        assertThat(history.get(11).get("note").asString()).isEqualTo("misread the letter");
        assertThat(history.toString()).doesNotContain("Made Up", "2008-03-04");
    }

    @Test
    void personalDetailsAloneAreCorrectedByNoEvent() {
        // Given
        var address = service.post(OFFICER, "/involvements", """
                {"childRef": "CYP-NAMED", "openedOn": "2022-05-02", "personal": {"name": "Mode Up"}}""").header("Location");

        // When
        var corrected = service.post(OFFICER, address + "/correction", """
                {"reason": "misspelt", "personal": {"name": "Made Up"}}""");

        // Then
        assertThat(corrected.status()).as(corrected.text()).isEqualTo(200);
        assertThat(corrected.json().get("personal").get("name").asString()).isEqualTo("Made Up");
        assertThat(corrected.json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void aNewInvolvementIsAnsweredWithItsAddressAndVersion() {
        // When
        var created = open(OFFICER, "{\"childRef\": \"%s\"}");

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Location")).matches("/involvements/[0-9a-f-]{36}");
        assertThat(created.json().get("openedOn").asString()).isEqualTo("2022-07-31");
        assertThat(created.json().get("involvementRef").asString()).matches("CME-[0-9A-Z]{10}");
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndAnotherUnderItsKeyIsRefused() {
        // Given
        var child = child();
        var body = "{\"childRef\": \"%s\", \"openedOn\": \"2022-05-02\"}".formatted(child);
        var first = service.post(OFFICER, "/involvements", body, "Idempotency-Key", child);
        var address = first.header("Location");
        var review = service.post(
                OFFICER, address + "/reviews", "{\"reviewedOn\": \"2022-05-09\"}", "Idempotency-Key", "r-" + child);
        step(address, "reviews", "{\"reviewedOn\": \"2022-05-16\"}");

        // When
        var again = service.post(OFFICER, "/involvements", body, "Idempotency-Key", child);
        var reviewAgain = service.post(
                OFFICER, address + "/reviews", "{\"reviewedOn\": \"2022-05-09\"}", "Idempotency-Key", "r-" + child);
        var other = service.post(OFFICER, "/involvements", body.replace("05-02", "05-03"), "Idempotency-Key", child);

        // Then
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(address);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(reviewAgain.json()).isEqualTo(review.json());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("rule").asString()).isEqualTo("request.key-reused");
        assertThat(service.get(OFFICER, address).json().get("version").asInt()).isEqualTo(3);
    }

    @Test
    void aCaseThatChangedSinceItWasReadIsNotOverwritten() {
        // Given
        var address = open(OFFICER, "{\"childRef\": \"%s\", \"openedOn\": \"2022-05-02\"}")
                .header("Location");
        step(address, "reviews", "{\"reviewedOn\": \"2022-05-09\"}");

        // When
        var stale = service.post(OFFICER, address + "/closure", "{\"outcome\": \"BUSC\"}", "If-Match", "\"1\"");
        var fresh = service.post(OFFICER, address + "/closure", "{\"outcome\": \"BUSC\"}", "If-Match", "\"2\"");

        // Then
        assertThat(stale.status()).isEqualTo(412);
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void aSecondOpenInvolvementOfAChildIsRefusedByNamingTheFirst() {
        // Given
        var child = child();
        var first = service.post(OFFICER, "/involvements", "{\"childRef\": \"%s\"}".formatted(child));

        // When
        var second = service.post(OFFICER, "/involvements", "{\"childRef\": \"%s\"}".formatted(child));

        // Then
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("rule").asString()).isEqualTo("involvement.second-open");
        assertThat(second.json().get("detail").asString())
                .contains(first.json().get("involvementRef").asString());
    }

    @Test
    void nobodySeesAnotherAuthoritysInvolvements() {
        // Given
        var child = child();
        var body = "{\"childRef\": \"%s\", \"involvementRef\": \"%s\"}".formatted(child, child);
        var here = service.post(OFFICER, "/involvements", body);

        // When
        var elsewhere = service.post(OFFICER_ELSEWHERE, "/involvements", body);

        // Then
        assertThat(elsewhere.status()).isEqualTo(201);
        assertThat(elsewhere.header("Location")).isNotEqualTo(here.header("Location"));
        var address = here.header("Location");
        assertThat(service.get(OFFICER_ELSEWHERE, address).status()).isEqualTo(404);
        assertThat(service.get(OFFICER_ELSEWHERE, address + "/history").status())
                .isEqualTo(404);
        assertThat(service.post(OFFICER_ELSEWHERE, address + "/reviews", "{}").status())
                .isEqualTo(404);
        assertThat(service.get(OFFICER_ELSEWHERE, "/involvements?childRef=" + child)
                        .json()
                        .get("items"))
                .extracting(item -> item.get("id").asString())
                .containsExactly(elsewhere.json().get("id").asString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"closedOn": "2022-05-01", "outcome": "BUSC"}  | 422 | involvement.closed-before-opened
            {"closedOn": "2022-08-01", "outcome": "BUSC"}  | 422 | involvement.date-in-future
            {"outcome": "XXXX"}                            | 422 | involvement.outcome-unknown
            {}                                             | 422 | involvement.outcome-missing
            {"outcome": "UNTR"}                            | 422 | involvement.untraced-not-approved
            {"outcome": "OLCM"}                            | 422 | involvement.hand-over-not-accepted
            {"closedOn": "2022-02-30", "outcome": "BUSC"}  | 400 | request.field-form
            {"closedon": "2022-05-30", "outcome": "BUSC"}  | 400 | request.unknown-field
            {"closedOn": 5, "outcome": "BUSC"}             | 400 | request.field-form
            {"closedOn":                                   | 400 | request.json
            """)
    void aClosingThatIsWrongIsRefusedByItsRule(String body, int status, String rule) {
        // Given
        var address = open(OFFICER, "{\"childRef\": \"%s\", \"openedOn\": \"2022-05-02\"}")
                .header("Location");

        // When
        var refused = service.post(OFFICER, address + "/closure", body);

        // Then
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().get("rule").asString()).isEqualTo(rule);
        assertThat(refused.text()).doesNotContain("Exception", "at waymark.");
        assertThat(service.get(OFFICER, address).json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void theListIsFilteredSortedAndPaged() {
        // Given
        var officer = "LIST-1";
        for (int month = 1; month <= 5; month++) {
            var address = open(
                            OFFICER,
                            "{\"childRef\": \"%s\", \"openedOn\": \"2022-0" + month
                                    + "-01\", \"locality\": \"Wycombe\"}")
                    .header("Location");
            step(address, "assignment", "{\"officer\": \"" + officer + "\"}");
            if (month == 5) step(address, "closure", "{\"outcome\": \"SB\"}");
        }

        // When
        var page = list("officer=" + officer + "&sort=-openedOn&page=1&size=2");
        var open = list("officer=" + officer + "&status=open");
        var longOpen = list("officer=" + officer + "&openLongerThan=150");
        var overdue = list("officer=" + officer + "&reviewOverdue=true&locality=Wycombe,Aylesbury");

        // Then
        assertThat(page.get("total").asInt()).isEqualTo(5);
        assertThat(page.get("items"))
                .extracting(item -> item.get("openedOn").asString())
                .containsExactly("2022-03-01", "2022-02-01");
        assertThat(open.get("total").asInt()).isEqualTo(4);
        assertThat(longOpen.get("items"))
                .extracting(item -> item.get("openedOn").asString())
                .containsExactly("2022-01-01", "2022-02-01", "2022-03-01");
        assertThat(overdue.get("total").asInt()).isEqualTo(4);
        assertThat(service.get(OFFICER, "/involvements?colour=red")
                        .json()
                        .get("permitted")
                        .toString())
                .contains("locality");
    }

    @Test
    void theListComesAsCsvThatNoSpreadsheetRuns() {
        // Given
        open(OFFICER, "{\"childRef\": \"%s\", \"schoolYear\": \"N1\"}");

        // When
        var csv = service.get(OFFICER, "/involvements?schoolYear=N1", "Accept", "text/csv");

        // Then
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text())
                .startsWith("involvement_ref,child_ref,opened_on,closed_on,outcome,school_year")
                .contains(",N1,");
    }

    @Test
    void circumstancesOfManyAreRefreshedInOneRequest() {
        // Given
        var one = open(OFFICER, "{\"childRef\": \"%s\"}").json().get("id").asString();
        var other = open(OFFICER, "{\"childRef\": \"%s\"}").json().get("id").asString();

        // When
        var answer = service.post(OFFICER, "/involvements/circumstances", """
                {"changes": [{"id": "%s", "socialCareStatus": "looked-after"}, {"id": "%s", "schoolYear": "99"},
                 {"id": "00000000-0000-8000-8000-000000000000", "senStatus": "ehcp"}]}""".formatted(one, other))
                .json();

        // Then
        assertThat(answer.get("accepted").asInt()).isEqualTo(1);
        assertThat(answer.get("refused").asInt()).isEqualTo(2);
        assertThat(answer.get("results").get(1).get("rule").asString()).isEqualTo("involvement.school-year-unknown");
        assertThat(answer.get("results").get(2).get("rule").asString()).isEqualTo("request.not-found");
        assertThat(service.get(OFFICER, "/involvements/" + one)
                        .json()
                        .get("socialCareStatus")
                        .asString())
                .isEqualTo("looked-after");
    }

    @Test
    void aCaseThatDoesNotOpenToWhomRefreshesManyIsLeftAsItIs() {
        // Given
        var opened = open(OFFICER, "{\"childRef\": \"%s\"}");
        var id = opened.json().get("id").asString();
        var restricted = service.put(
                MANAGER,
                opened.header("Location") + "/restriction",
                "{\"officers\": [], \"reason\": \"A known family.\"}");
        assertThat(restricted.status()).as(restricted.text()).isEqualTo(200);

        // When
        var answer = service.post(
                        CME_OFFICER,
                        "/involvements/circumstances",
                        "{\"changes\": [{\"id\": \"%s\", \"socialCareStatus\": \"looked-after\"}]}".formatted(id))
                .json();

        // Then
        assertThat(answer.get("accepted").asInt()).isZero();
        assertThat(answer.get("results").get(0).get("rule").asString()).isEqualTo("case.restricted");
        assertThat(service.get(MANAGER, opened.header("Location"))
                        .json()
                        .get("version")
                        .asInt())
                .isOne();
    }

    @Test
    void whatNobodyHasIsFoundByItself() {
        // Given
        open(OFFICER, "{\"childRef\": \"%s\", \"schoolYear\": \"N2\"}");
        var theirs =
                open(OFFICER, "{\"childRef\": \"%s\", \"schoolYear\": \"N2\"}").header("Location");
        step(theirs, "assignment", "{\"officer\": \"CME-08\"}");

        // When / Then
        assertThat(list("schoolYear=N2&assigned=false").get("items"))
                .extracting(item -> item.get("officer").asString(null))
                .containsExactly((String) null);
        assertThat(list("schoolYear=N2&assigned=true").get("items"))
                .extracting(item -> item.get("officer").asString())
                .containsExactly("CME-08");
    }

    @Test
    void nothingLeadsFromAnErasedInvolvementToTheChildsOthersNorFromThoseToIt() {
        // Given
        var child = child();
        var first = closedAfter(child, "");
        var second = closedAfter(child, ", \"previousInvolvement\": \"%s\"".formatted(id(first)));
        var third = closedAfter(child, ", \"previousInvolvement\": \"%s\"".formatted(id(second)));
        assertThat(service.get(OFFICER, second).text()).contains(id(first));
        assertThat(list("childRef=" + child).toString()).contains("\"previousInvolvement\":\"" + id(first));

        // When
        var erased = service.post(MANAGER, second + "/erasure", "{\"reason\": \"Its time is past.\"}");

        // Then
        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        var reference = erased.json().get("reference").asString();
        for (var shown : List.of(
                service.get(OFFICER, second),
                service.get(OFFICER, second + "/history"),
                service.get(OFFICER, "/involvements?childRef=" + id(second)),
                service.post(OFFICER, "/involvements/searches", "{\"reference\": \"" + reference + "\"}"))) {
            assertThat(shown.text()).contains(reference).doesNotContain(id(first), id(third), child);
        }
        var reopened = service.post(OFFICER, third + "/reopening", "{}");
        assertThat(reopened.json().get("status").asString()).isEqualTo("open");
        for (var shown : List.of(
                service.get(OFFICER, third),
                service.get(OFFICER, third + "/history"),
                reopened,
                service.get(OFFICER, "/involvements?childRef=" + child),
                service.post(OFFICER, "/involvements/searches", "{\"childRef\": \"" + child + "\"}"))) {
            assertThat(shown.text()).contains(id(third)).doesNotContain(id(second));
        }
    }

    private static String closedAfter(String child, String more) {
        var opened = service.post(OFFICER, "/involvements", """
                {"childRef": "%s", "openedOn": "2022-05-02", "schoolYear": "9", "senStatus": "none", "socialCareStatus": "none",
                 "locality": "Aylesbury", "referredBy": "school"%s}""".formatted(child, more));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        step(opened.header("Location"), "closure", "{\"closedOn\": \"2022-06-10\", \"outcome\": \"BUSC\"}");
        return opened.header("Location");
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static String child() {
        return "CYP-T" + children.incrementAndGet();
    }

    private static Response open(Credentials as, String body) {
        var created = service.post(as, "/involvements", body.formatted(child()));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created;
    }

    private static void step(String address, String command, String body) {
        var done = service.post(OFFICER, address + "/" + command, body);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private static JsonNode list(String query) {
        return service.get(OFFICER, "/involvements?" + query).json();
    }
}
