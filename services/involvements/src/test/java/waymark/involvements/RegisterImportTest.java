package waymark.involvements;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.testing.Credentials.OFFICER_ELSEWHERE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waymark.calendar.TurnableClock;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** The council's register, sent night after night. */
@Tag("containers-too")
class RegisterImportTest {
    private static final String HEADER =
            "involvement_ref,child_ref,opened_on,closed_on,outcome,school_year,sen_status,social_care_status,locality,referred_by\n";

    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final AtomicInteger authorities = new AtomicInteger(300);
    private static RunningService service;

    /** Each test is an authority of its own, and so begins with nothing. */
    private final Credentials officer = new Credentials(Integer.toString(authorities.incrementAndGet()), "CME-07");

    @BeforeAll
    static void start(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2022, 11, 3));
        service = RunningService.start(InvolvementsApplication.class, "involvements", stack, clock, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theCouncilsRegisterGoesInWholeAndASecondTimeChangesNothing() {
        // Given
        var register = register();

        // When
        var first = send(register);
        var second = send(register);

        // Then
        assertThat(counts(first)).isEqualTo("done rows=609 accepted=609 changed=0 unchanged=0 rejected=0");
        assertThat(first.get("warnings")).isEmpty();
        assertThat(first.get("errors")).isEmpty();
        assertThat(counts(second)).isEqualTo("done rows=609 accepted=0 changed=0 unchanged=609 rejected=0");
        assertThat(service.get(officer, "/involvements?size=1")
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(609);
        assertThat(service.get(officer, "/involvements?status=open")
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(67);
        assertThat(service.get(OFFICER_ELSEWHERE, "/involvements")
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(service.get(
                                officer,
                                "/involvements/imports/" + first.get("id").asString())
                        .json())
                .isEqualTo(first);
        assertThat(service.get(
                                OFFICER_ELSEWHERE,
                                "/involvements/imports/" + first.get("id").asString())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aChangedRowBecomesTheEventsThatMakeTheDifference() {
        // Given
        send(
                HEADER
                        + "R-1,C-1,2022-09-05,,,9,none,none,Wycombe,school\nR-2,C-2,2022-09-06,2022-10-01,BUSC,8,none,none,Wycombe,school\n");

        // When
        var answer = send(
                HEADER
                        + "R-1,C-1,2022-09-05,2022-10-20,OVER,10,none,none,Wycombe,school\nR-2,C-2,2022-09-06,2022-10-02,BUSC,8,none,none,Wycombe,school\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=2 accepted=2 changed=2 unchanged=0 rejected=0");
        assertThat(history("R-1")).isEqualTo("opened circumstances-changed closed");
        assertThat(history("R-2")).isEqualTo("opened closed corrected");
    }

    @Test
    void whatBreaksARuleIsTakenWithAWarningAndWhatCannotBeUnderstoodIsRejectedWithItsPlace() {
        // When
        var answer = send(HEADER
                + "R-1,C-1,2022-09-05,2022-09-01,BUSC,9,none,none,Wycombe,school\n"
                + "R-2,C-2,2022-02-30,,,9,none,none,Wycombe,school\n"
                + "R-3,C-3,2022-09-05,2022-10-05,NOPE,9,none,none,Atlantis,school\n"
                + "R-4,C-4,2022-12-24,,,9,none,none,Wycombe,school\n"
                + "R-5,C-5,2022-09-05,,,9,none,none,Wycombe,school\n"
                + "R-6,C-5,2022-09-06,,,9,none,none,Wycombe,school\n"
                + "R-7,,2022-09-06,,,9,none,none,Wycombe,=cmd|' /C calc'!A0\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=7 accepted=4 changed=0 unchanged=0 rejected=3");
        assertThat(answer.get("warnings"))
                .extracting(warning -> warning.get("line").asInt() + " "
                        + warning.get("column").asString("-"))
                .containsExactlyInAnyOrder("2 closed_on", "5 opened_on", "7 -");
        assertThat(answer.get("errors"))
                .extracting(error ->
                        error.get("line").asInt() + " " + error.get("column").asString("-"))
                .containsExactlyInAnyOrder("3 opened_on", "4 outcome", "4 locality", "8 child_ref", "8 referred_by");
    }

    @Test
    void aReferenceThatBelongsToAnotherChildIsRejected() {
        // Given
        send(HEADER + "R-1,C-1,2022-09-05,,,9,none,none,Wycombe,school\n");

        // When
        var answer = send(HEADER + "R-1,C-2,2022-09-05,,,9,none,none,Wycombe,school\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=0 changed=0 unchanged=0 rejected=1");
        assertThat(answer.get("errors").get(0).get("column").asString()).isEqualTo("child_ref");
    }

    @Test
    void aRowThatVanishesIsReportedAndLeftAsItIs() {
        // Given
        send(HEADER
                + "R-1,C-1,2022-09-05,,,9,none,none,Wycombe,school\nR-2,C-2,2022-09-05,,,9,none,none,Wycombe,school\n");

        // When
        var answer = send(HEADER + "R-2,C-2,2022-09-05,,,9,none,none,Wycombe,school\n");

        // Then
        assertThat(answer.get("warnings")).hasSize(1);
        assertThat(answer.get("warnings").get(0).get("value").asString()).isEqualTo("R-1");
        assertThat(history("R-1")).isEqualTo("opened");
    }

    @Test
    void aFileWithoutTheColumnOfClosingsLeavesClosingsAlone() {
        // Given
        send(HEADER + "R-1,C-1,2022-09-05,2022-10-01,BUSC,9,none,none,Wycombe,school\n");

        // When
        var answer = send("involvement_ref,child_ref,opened_on,school_year\nR-1,C-1,2022-09-05,10\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=1 changed=1 unchanged=0 rejected=0");
        assertThat(history("R-1")).isEqualTo("opened closed circumstances-changed");
    }

    @Test
    void theSameRowAgainDoesNotUndoWhatAnOfficerRecordedSince() {
        // Given
        var row = HEADER + "R-1,C-1,2022-09-05,,,9,none,none,Wycombe,school\n";
        send(row);
        service.post(officer, "/involvements/" + id("R-1") + "/closure", "{\"outcome\": \"BUSC\"}");

        // When
        var answer = send(row);

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=0 changed=0 unchanged=1 rejected=0");
        assertThat(history("R-1")).isEqualTo("opened closed");
    }

    @Test
    void aDetailThatComesLaterIsKeptThoughItLeadsToNoEvent() {
        // Given
        send(HEADER + "R-1,C-1,2022-09-05,,,9,none,none,Wycombe,school\n");

        // When
        send("involvement_ref,child_ref,opened_on,upn\nR-1,C-1,2022-09-05,A12345678901B\n");

        // Then
        var involvement = service.get(officer, "/involvements/" + id("R-1")).json();
        assertThat(involvement.get("personal").get("upn").asString()).isEqualTo("A12345678901B");
        assertThat(involvement.get("version").asInt()).isEqualTo(1);
    }

    @Test
    void aDayOutsideTheYearsThatEventsAdmitIsRejected() {
        // When
        var answer = send(
                HEADER
                        + "R-1,C-1,0022-09-05,,,9,none,none,Wycombe,school\nR-2,C-2,+999999999-12-31,,,9,none,none,Wycombe,school\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=2 accepted=0 changed=0 unchanged=0 rejected=2");
    }

    private JsonNode send(String csv) {
        var answer = service.postCsv(
                officer, "/involvements/imports?completeFrom=2021-09-01", csv.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private String history(String reference) {
        var types = new StringBuilder();
        for (var event : service.get(officer, "/involvements/" + id(reference) + "/history")
                .json()
                .get("history")) {
            types.append(' ').append(event.get("type").asString().replace("waymark.involvements.", ""));
        }
        return types.substring(1);
    }

    private String id(String reference) {
        var found = service.get(officer, "/involvements?involvementRef=" + reference)
                .json();
        return found.get("items").get(0).get("id").asString();
    }

    private static String counts(JsonNode report) {
        var counts = new StringBuilder(report.get("state").asString());
        for (var name : new String[] {"rows", "accepted", "changed", "unchanged", "rejected"}) {
            counts.append(' ').append(name).append('=').append(report.get(name).asInt());
        }
        return counts.toString();
    }

    private static String register() {
        try (var file = RegisterImportTest.class.getResourceAsStream("/contracts/registers/cme-register-2021-22.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
