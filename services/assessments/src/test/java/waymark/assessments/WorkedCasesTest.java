package waymark.assessments;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.testing.Credentials.OFFICER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.calendar.TurnableClock;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** The clocks of a case as they are served, and the README's five cases held to them line by line. It is 31 December 2025. */
class WorkedCasesTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final LocalDate TODAY = LocalDate.of(2025, 12, 31);
    private static final TurnableClock clock = TurnableClock.at(TODAY);
    private static int children;
    private static RunningService service;

    @BeforeAll
    static void start(@TempDir Path folder) {
        service = RunningService.start(AssessmentsApplication.class, "assessments", stack, clock, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void turnToToday() {
        clock.turnTo(TODAY);
    }

    @Test
    void theReadmesCaseOnTimeIsServedSo() throws IOException {
        // Given
        var address = requested("2025-03-03");
        step(address, "decision", "{'decidedOn': '2025-04-09', 'decision': 'assess'}");
        step(address, "advice-requests", "{'requestedOn': '2025-04-11', 'body': 'educational-psychologist'}");
        step(address, "advice", "{'receivedOn': '2025-05-23', 'body': 'educational-psychologist'}");
        step(address, "drafts", "{'sentOn': '2025-06-25'}");
        step(address, "plan", "{'issuedOn': '2025-07-18'}");

        // Then
        assertReadme("On time", served(address, ""));
    }

    @Test
    void theReadmesLateCaseIsServedSo() throws IOException {
        // Given
        var address = requested("2025-01-06");
        step(address, "decision", "{'decidedOn': '2025-02-18', 'decision': 'assess'}");
        step(address, "drafts", "{'sentOn': '2025-06-09'}");
        step(address, "representations", "{'receivedOn': '2025-06-20'}");
        step(address, "plan", "{'issuedOn': '2025-06-30'}");

        // Then
        assertReadme("Late", served(address, ""));
    }

    @Test
    void theReadmesExcusedCaseIsServedSo() throws IOException {
        // Given
        var address = requested("2025-04-07");
        step(address, "decision", "{'decidedOn': '2025-05-15', 'decision': 'assess'}");
        step(address, "advice-requests", "{'requestedOn': '2025-07-17', 'body': 'school'}");
        step(
                address,
                "exceptions",
                "{'code': 'institution-closed', 'evidence': 'DOC-31', 'from': '2025-07-23', 'until': '2025-09-02', 'revisedTarget': '2025-09-30'}");
        step(address, "advice", "{'receivedOn': '2025-09-12', 'body': 'school'}");
        step(address, "drafts", "{'sentOn': '2025-09-13'}");
        step(address, "plan", "{'issuedOn': '2025-09-29'}");

        // When
        var plan = service.get(OFFICER, address + "/clocks")
                .json()
                .get("clocks")
                .valueStream()
                .filter(one -> one.get("clock").asString().equals("ehc-plan"))
                .findFirst()
                .orElseThrow();

        // Then
        assertReadme("Excused", served(address, ""));
        assertThat(plan.get("dueOn").asString()).isEqualTo("2025-08-25");
        assertThat(plan.get("revisedTarget").asString()).isEqualTo("2025-09-30");
        assertThat(plan.get("exception").get("code").asString()).isEqualTo("institution-closed");
        assertThat(plan.get("exception").get("evidence").asString()).isEqualTo("DOC-31");
    }

    @Test
    void theReadmesCaseWithoutAPlanIsServedSo() throws IOException {
        // Given
        var address = requested("2025-06-02");
        step(address, "decision", "{'decidedOn': '2025-07-14', 'decision': 'assess'}");
        step(address, "refusal", "{'decidedOn': '2025-09-22'}");

        // Then
        assertReadme("No plan, at 16 weeks", served(address, ""));
    }

    @Test
    void theReadmesOpenCaseIsServedSo() throws IOException {
        // Given
        var address = requested("2025-08-04");
        step(address, "decision", "{'decidedOn': '2025-09-12', 'decision': 'assess'}");
        step(address, "advice-requests", "{'requestedOn': '2025-09-15', 'body': 'educational-psychologist'}");

        // Then
        assertReadme("Still open", served(address, ""));
        assertReadme("Still open, as at 1 December", served(address, "?asAt=2025-12-01"));
    }

    @Test
    void anEarlierDayShowsTheClocksAsTheyStoodByAllThatIsKnownNow() {
        // Given
        var address = requested("2025-03-03");
        step(address, "decision", "{'decidedOn': '2025-04-09', 'decision': 'assess'}");
        step(address, "correction", "{'entry': 2, 'entryOn': '2025-04-10', 'reason': 'misread'}");

        // When
        var before = served(address, "?asAt=2025-03-02");
        var between = served(address, "?asAt=2025-04-09");
        var on = served(address, "?asAt=2025-04-10");

        // Then
        assertThat(before).isEmpty();
        assertThat(between)
                .contains(
                        "ehc-decision: received 3 March 2025, day 0; 6 weeks = 42 days; due 14 April 2025; on 9 April 2025, day 37, 5 days left");
        assertThat(on)
                .contains(
                        "ehc-decision: received 3 March 2025, day 0; 6 weeks = 42 days; due 14 April 2025; done 10 April 2025, day 38, in time");
    }

    @Test
    void anEarlierInstantShowsTheClocksByWhatHadBeenRecordedThen() {
        // Given
        clock.turnTo(LocalDate.of(2025, 4, 8));
        var address = requested("2025-03-03");
        clock.turnTo(LocalDate.of(2025, 4, 22));
        step(address, "decision", "{'decidedOn': '2025-04-09', 'decision': 'assess'}");

        // When
        var unrecorded = served(address, "?asAt=2025-04-21&asKnownAt=2025-04-22T10:59:59Z");
        var recorded = served(address, "?asAt=2025-04-21&asKnownAt=2025-04-22T11:00:00Z");
        var nothing = served(address, "?asKnownAt=2025-04-01T00:00:00Z");

        // Then
        assertThat(unrecorded)
                .contains(
                        "ehc-decision: received 3 March 2025, day 0; 6 weeks = 42 days; due 14 April 2025; on 21 April 2025, day 49, 7 days over");
        assertThat(recorded)
                .contains(
                        "ehc-decision: received 3 March 2025, day 0; 6 weeks = 42 days; due 14 April 2025; done 9 April 2025, day 37, in time");
        assertThat(nothing).isEmpty();
    }

    @Test
    void anExceptionThatIsWithdrawnExcusesNoMore() {
        // Given
        var address = requested("2025-03-03");
        step(address, "exceptions", "{'code': 'exceptional-circumstances', 'evidence': 'DOC-2', 'from': '2025-05-01'}");
        var excused = served(address, "");

        // When
        step(address, "exception-withdrawals", "{}");

        // Then
        assertThat(excused)
                .contains(
                        "ehc-plan: received 3 March 2025, day 0; 20 weeks = 140 days; due 21 July 2025; on 31 December 2025, day 303, 163 days over, excused");
        assertThat(served(address, ""))
                .contains(
                        "ehc-plan: received 3 March 2025, day 0; 20 weeks = 140 days; due 21 July 2025; on 31 December 2025, day 303, 163 days over");
    }

    @Test
    void theRevisedTargetOfAnExceptionStandsBesideTheStatutoryDay() {
        // Given
        var address = requested("2025-03-03");

        // When
        step(
                address,
                "exceptions",
                "{'code': 'exceptional-circumstances', 'evidence': 'DOC-2', 'from': '2025-07-21', 'revisedTarget': '2025-09-01'}");

        // Then
        var plan =
                service.get(OFFICER, address + "/clocks").json().get("clocks").get(2);
        assertThat(plan.get("clock").asString()).isEqualTo("ehc-plan");
        assertThat(plan.get("state").asString()).isEqualTo("excused");
        assertThat(plan.get("dueOn").asString()).isEqualTo("2025-07-21");
        assertThat(plan.get("revisedTarget").asString()).isEqualTo("2025-09-01");
    }

    @Test
    void aMoveAwayIsCountedInWorkingDays() {
        // Given
        var created = service.post(
                OFFICER,
                "/assessments/moves-in",
                "{\"childRef\": \"CYP-W%d\", \"transferredOn\": \"2025-03-03\", \"fromAuthority\": \"826\"}"
                        .formatted(++children));
        var address = created.header("Location");
        step(address, "move-away", "{'learnedOn': '2025-12-12', 'movesOn': '2025-12-15'}");

        // Then
        assertThat(served(address, ""))
                .contains(
                        "ehc-plan-transfer: learned of the move 12 December 2025, day 0; 15 working days (not counting 8 weekend days, Christmas Day, Boxing Day, New Year’s Day); due 7 January 2026; a move on 15 December 2025; due on the later day, 7 January 2026; on 31 December 2025, working day 11, 4 working days left");
    }

    @Test
    void aVoidedCaseHasNoClocks() {
        // Given
        var address = requested("2025-03-03");

        // When
        step(address, "voiding", "{'reason': 'duplicate'}");

        // Then
        assertThat(served(address, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "asAt=2026-01-01, asAt",
        "asAt=31/12/2025, asAt",
        "asAt=2025-02-30, asAt",
        "asKnownAt=2025-12-31, asKnownAt",
        "asat=2025-12-01, asat"
    })
    void aParameterThatCannotBeUsedIsNamed(String query, String parameter) {
        // Given
        var address = requested("2025-03-03");

        // When
        var refused = service.get(OFFICER, address + "/clocks?" + query);

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("rule").asString()).isEqualTo("request.parameter");
        assertThat(refused.json().get("parameter").asString()).isEqualTo(parameter);
    }

    /** @param name of the case, before its lines in the README */
    private static void assertReadme(String name, List<String> served) throws IOException {
        var lines = new ArrayList<String>();
        boolean inCase = false;
        for (var line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("**")) inCase = line.startsWith("**" + name + ".**");
            else if (inCase && line.startsWith("    ehc-")) lines.add(line.strip());
        }
        assertThat(lines).as("the README's lines of the case: " + name).isNotEmpty();
        assertThat(served).containsAll(lines);
    }

    private static List<String> served(String address, String query) {
        var answer = service.get(OFFICER, address + "/clocks" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json()
                .get("clocks")
                .valueStream()
                .map(one -> one.get("clock").asString()
                        + (one.get("subject").isNull()
                                ? ""
                                : " " + one.get("subject").asString())
                        + ": "
                        + one.get("working").asString())
                .toList();
    }

    private static String requested(String on) {
        var created = service.post(
                OFFICER,
                "/assessments",
                "{\"childRef\": \"CYP-W%d\", \"requestedOn\": \"%s\"}".formatted(++children, on));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.header("Location");
    }

    /** @param body with ' for " */
    private static void step(String address, String command, String body) {
        var done = service.post(OFFICER, address + "/" + command, body.replace('\'', '"'));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }
}
