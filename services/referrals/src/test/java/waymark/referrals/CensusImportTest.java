package waymark.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.TurnableClock;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** The DfE's children-in-need census, sent again and again. It is 31 July 2022. */
class CensusImportTest {
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final AtomicInteger authorities = new AtomicInteger(500);
    private static RunningService service;
    private static HttpClient http;

    /** Each test is an authority of its own, and so begins with nothing. */
    private final Credentials worker = new Credentials(Integer.toString(authorities.incrementAndGet()), "DUTY-04");

    @BeforeAll
    static void start(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2022, 7, 31));
        service = RunningService.start(ReferralsApplication.class, "referrals", stack, clock, folder, Map.of());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        service.close();
    }

    @Test
    void theExampleGoesInWithEveryOddityNamed() {
        // When
        var report = send(example());

        // Then
        assertThat(counts(report)).isEqualTo("done rows=12 accepted=11 changed=0 unchanged=0 rejected=1");
        assertThat(findings(report.get("errors")))
                .containsExactly(
                        "197 | EX-0009, CINdetails 1 | CINreferralDate | import.not-understood",
                        "197 | EX-0009, CINdetails 1 | PrimaryNeedCode | import.not-understood");
        assertThat(findings(report.get("warnings")))
                .containsExactly(
                        "4 | - | Message/Header/Source/LEA | census.other-authority",
                        "26 | - | Message/Children/Child/ChildCharacteristics/Disabilities | import.element-unread",
                        "50 | - | Message/Children/Child/CINdetails/Section47/InitialCPCtarget | import.element-unread",
                        "158 | - | Message/Children/Child/ChildIdentifiers/PersonDeathDate | import.element-unread",
                        "111 | EX-0004, CINdetails 2 | CINreferralDate | census.referral-on-closing-day",
                        "124 | EX-0005, CINdetails 1 | ChildIdentifiers/UPN | census.left-out",
                        "131 | EX-0005, CINdetails 2 | CINreferralDate | census.referrals-overlap",
                        "131 | EX-0005, CINdetails 2 | ChildIdentifiers/UPN | census.left-out",
                        "179 | EX-0007, CINdetails 2 | ReasonForClosure | census.reason-without-closing",
                        "187 | EX-0008 | CINdetails | census.no-referral",
                        "90 | EX-0003, CINdetails 1 | DateOfInitialCPC | referral.conference-without-discussion",
                        "90 | EX-0003, CINdetails 1 | ReferralNFA | referral.no-further-action-open",
                        "90 | EX-0003, CINdetails 1 | ReferralNFA | referral.no-further-action-followed",
                        "148 | EX-0006, CINdetails 2 | CINreferralDate | referral.second-open",
                        "160 | EX-0007, CINdetails 1 | CINclosureDate | referral.date-in-future",
                        "179 | EX-0007, CINdetails 2 | CINreferralDate | referral.date-in-future");
    }

    @Test
    void theSameDocumentAgainChangesNothing() {
        // Given
        send(example());

        // When
        var again = send(example());

        // Then
        assertThat(counts(again)).isEqualTo("done rows=12 accepted=0 changed=0 unchanged=11 rejected=1");
    }

    @Test
    void aCourseOfManyStepsIsTakenInItsOrder() {
        // When
        send(example());

        // Then
        var referral = referralOf("EX-0001");
        assertThat(history(referral))
                .isEqualTo(
                        "referral-made assessment-started assessment-completed strategy-discussion-held conference-held"
                                + " child-in-need-plan-begun child-in-need-plan-ended protection-plan-begun"
                                + " protection-plan-reviewed protection-plan-reviewed protection-plan-ended");
        assertThat(referral.get("sex").asString()).isEqualTo("F");
        assertThat(referral.get("personal").get("upn").asString()).isEqualTo("A999000000011");
        assertThat(referral.get("personal").get("dateOfBirth").asString()).isEqualTo("2012-05-04");
    }

    @Test
    void noReferenceAndNoEventRevealsTheChild() {
        // When
        send(example());

        // Then
        var references = referrals()
                .valueStream()
                .map(referral -> referral.get("reference").asString())
                .toList();
        assertThat(references).hasSize(11).doesNotHaveDuplicates().allMatch(one -> one.matches("CIN-[0-9A-Z]{10}"));
        var history = service.get(
                worker, "/referrals/" + referralOf("EX-0001").get("id").asString() + "/history");
        assertThat(history.text()).doesNotContain("EX-0001", "A999000000011", "2012-05-04");
    }

    @Test
    void aLaterCensusBecomesTheEventsThatMakeTheDifference() {
        // Given
        send(example());
        var open = "<PrimaryNeedCode>N2</PrimaryNeedCode>\n      </CINdetails>";
        var closed = "<PrimaryNeedCode>N2</PrimaryNeedCode>\n      <CINclosureDate>2022-05-03</CINclosureDate>"
                + "<ReasonForClosure>RC8</ReasonForClosure></CINdetails>";

        // When
        var report = send(example().replace(open, closed).replace("2021-05-20", "2021-05-21"));

        // Then
        assertThat(counts(report)).isEqualTo("done rows=12 accepted=2 changed=2 unchanged=9 rejected=1");
        assertThat(history(referralOf("EX-0001"))).endsWith("corrected");
    }

    @Test
    void twoNumbersOfOneChildAreRejectedAndOfTwoEthnicitiesNoneIsTaken() {
        // Given
        var children = """
                <Child>
                  <ChildIdentifiers><LAchildID>P-1</LAchildID></ChildIdentifiers>
                  <ChildIdentifiers><LAchildID>P-2</LAchildID></ChildIdentifiers>
                  <CINdetails><CINreferralDate>2022-03-01</CINreferralDate></CINdetails>
                </Child>
                <Child>
                  <ChildIdentifiers><LAchildID>P-3</LAchildID></ChildIdentifiers>
                  <ChildIdentifiers><LAchildID>P-3</LAchildID><UPN>A999000000011</UPN></ChildIdentifiers>
                  <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
                  <ChildCharacteristics><Ethnicity>WOTH</Ethnicity></ChildCharacteristics>
                  <CINdetails><CINreferralDate>2022-03-01</CINreferralDate></CINdetails>
                </Child>
                """;

        // When
        var report = send(census(children));

        // Then
        assertThat(findings(report.get("errors")))
                .containsExactly("5 | P-1, CINdetails 1 | ChildIdentifiers/LAchildID | import.not-understood");
        assertThat(findings(report.get("warnings")))
                .containsExactly("12 | P-3, CINdetails 1 | ChildCharacteristics/Ethnicity | census.left-out");
        var taken = referralOf("P-3");
        assertThat(taken.get("ethnicity").isNull()).isTrue();
        assertThat(taken.get("personal").get("upn").asString()).isEqualTo("A999000000011");
    }

    @Test
    void textWhereTheCensusHasElementsIsSaidToBeUnread() {
        // When
        var report = send(census(child("P-1", "<Assessments>2017-04-01</Assessments>")));

        // Then
        assertThat(counts(report)).isEqualTo("done rows=1 accepted=1 changed=0 unchanged=0 rejected=0");
        assertThat(findings(report.get("warnings")))
                .containsExactly(
                        "2 | - | Message/Children/Child/CINdetails/Assessments/text() | import.element-unread");
    }

    @Test
    void aCensusWithNobodyInItIsNotTheWholeRegister() {
        // Given
        send(census(child("P-1", "")));

        // When
        var answer = answer("<Message/>");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("rule").asString()).isEqualTo("import.xml");
    }

    @Test
    void whatVanishedIsNamedByItsChildAndOfItsOwnFormOnly() {
        // Given
        var register = "contact_ref,child_ref,contact_at\n%s,P-8,2022-03-01T09:00\n";
        service.postCsv(
                worker, "/referrals/imports", register.formatted("CIN-7").getBytes(StandardCharsets.UTF_8));
        send(census(child("P-1", "") + child("P-2", "")));
        var reference = referralOf("P-1").get("reference").asString();

        // When
        var census = send(census(child("P-2", ""))).get("warnings");
        var rows = service.postCsv(
                        worker,
                        "/referrals/imports",
                        register.formatted("CIN-8").getBytes(StandardCharsets.UTF_8))
                .json()
                .get("warnings");

        // Then
        assertThat(findings(census)).containsExactly("- | P-1 | - | import.vanished");
        assertThat(census.get(0).get("value").asString()).isEqualTo(reference);
        assertThat(findings(rows)).containsExactly("- | - | contact_ref | import.vanished");
        assertThat(rows.get(0).get("value").asString()).isEqualTo("CIN-7");
    }

    @Test
    void ofTwoOpenCasesTheSecondIsTheChildsOpenCaseWhenTheFirstIsClosed() {
        // Given
        send(example());
        var both = service.get(worker, "/referrals?status=open&size=200")
                .json()
                .get("items")
                .valueStream()
                .filter(referral -> referral.get("childRef").asString().equals("EX-0006"))
                .collect(Collectors.toMap(referral -> referral.get("source").asString(), CensusImportTest::addressOf));
        var first = both.get("4");
        var second = both.get("10");
        var closed = post(first + "/closing", "{\"closedOn\": \"2022-07-30\", \"reason\": \"RC8\"}");
        var contact = post(
                        "/contacts",
                        "{\"receivedAt\": \"2022-07-30T10:00\", \"source\": \"6\", \"children\": [{\"childRef\": \"EX-0006\"}]}")
                .header("Location")
                .replace("/referrals/", "/contacts/");

        // When
        var third = post(
                contact + "/decision",
                "{\"decidedAt\": \"2022-07-30T11:00\", \"decision\": \"referral\", \"referral\": {\"primaryNeed\": \"N1\"}}");
        var linked = post(
                contact + "/decision", "{\"decidedAt\": \"2022-07-30T11:00\", \"decision\": \"linked-to-open-case\"}");

        // Then
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(third.status()).isEqualTo(409);
        assertThat(third.json().get("rule").asString()).isEqualTo("referral.second-open");
        assertThat(third.json().get("detail").asString())
                .contains(service.get(worker, second).json().get("reference").asString());
        assertThat(linked.status()).as(linked.text()).isEqualTo(200);
        assertThat(service.get(worker, contact.replace("/contacts/", "/referrals/") + "/history")
                        .text())
                .contains(second.replace("/referrals/", ""));
    }

    private static String addressOf(JsonNode referral) {
        return "/referrals/" + referral.get("id").asString();
    }

    private RunningService.Response post(String path, String json) {
        return service.post(worker, path, json);
    }

    private static String census(String children) {
        return "<Message><Children>\n" + children + "</Children></Message>";
    }

    private static String child(String number, String said) {
        return """
                <Child><ChildIdentifiers><LAchildID>%s</LAchildID></ChildIdentifiers><CINdetails><CINreferralDate>2022-03-01</CINreferralDate>%s</CINdetails></Child>
                """.formatted(number, said);
    }

    private JsonNode send(String document) {
        var answer = answer(document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> answer(String document) {
        try {
            var request = worker.on(HttpRequest.newBuilder(service.address("/referrals/imports")))
                    .header("Content-Type", "application/xml")
                    .POST(BodyPublishers.ofString(document));
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private JsonNode referrals() {
        return service.get(worker, "/referrals?size=200").json().get("items");
    }

    private JsonNode referralOf(String child) {
        return referrals()
                .valueStream()
                .filter(referral -> referral.get("childRef").asString().equals(child))
                .findFirst()
                .orElseThrow();
    }

    private String history(JsonNode referral) {
        return service.get(worker, "/referrals/" + referral.get("id").asString() + "/history")
                .json()
                .get("history")
                .valueStream()
                .map(event -> event.get("type").asString().replace("waymark.referrals.", ""))
                .collect(Collectors.joining(" "));
    }

    private static List<String> findings(JsonNode list) {
        return list.valueStream()
                .map(finding -> List.of("line", "record", "column", "rule").stream()
                        .map(name -> finding.get(name).isNull()
                                ? "-"
                                : finding.get(name).asString())
                        .collect(Collectors.joining(" | ")))
                .toList();
    }

    private static String counts(JsonNode report) {
        return List.of("rows", "accepted", "changed", "unchanged", "rejected").stream()
                .map(name -> name + "=" + report.get(name).asInt())
                .collect(Collectors.joining(" ", report.get("state").asString() + " ", ""));
    }

    private static String example() {
        try (var file = CensusImportTest.class.getResourceAsStream("/contracts/registers/cin-census-example.xml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
