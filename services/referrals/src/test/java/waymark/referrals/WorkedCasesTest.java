package waymark.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.testing.Credentials.OFFICER;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import tools.jackson.databind.JsonNode;
import waymark.calendar.TurnableClock;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** The clocks of a case as they are served, and the README's five cases held to them line by line. It is noon on 31 March 2026, unless it is said. */
class WorkedCasesTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final Instant NOON = Instant.parse("2026-03-31T11:00:00Z");
    private static final TurnableClock clock = new TurnableClock(NOON);
    private static int children;
    private static RunningService service;

    @BeforeAll
    static void start(@TempDir Path folder) {
        service = RunningService.start(ReferralsApplication.class, "referrals", stack, clock, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void turnToNoon() {
        clock.turnTo(NOON);
    }

    @Test
    void theReadmesContactOnAFridayAfternoonIsServedSo() throws IOException {
        // Given
        var address = received("2026-03-20T16:40");
        decided(address, "2026-03-23T10:05");

        // Then
        assertReadme("A contact on a Friday afternoon", served(address, ""));
    }

    @Test
    void theReadmesContactOverTheOctoberClockChangeIsServedSo() throws IOException {
        // Given
        var address = received("2025-10-25T15:00");
        decided(address, "2025-10-26T14:30");

        // Then
        assertReadme("A contact over the October clock change", served(address, ""));
    }

    @Test
    void theReadmesAssessmentOverChristmasIsServedSo() throws IOException {
        // Given
        var address = referred("2025-11-24");
        step(address, "assessments", "{'startedOn': '2025-11-27'}");
        step(address, "assessment-completions", "{'completedOn': '2026-01-29', 'outcome': 'child-in-need'}");

        // Then
        assertReadme("An assessment over Christmas", served(address, ""));
    }

    @Test
    void theReadmesLateConferenceIsServedSo() throws IOException {
        // Given
        var address = referred("2026-01-08");
        step(address, "strategy-discussions", "{'heldOn': '2026-01-12', 'outcome': 'section-47'}");
        step(address, "enquiry-conclusions", "{'concludedOn': '2026-01-23', 'outcome': 'conference'}");
        step(address, "conferences", "{'heldOn': '2026-02-05', 'outcome': 'no-plan'}");

        // Then
        assertReadme("A conference that was late", served(address, ""));
    }

    @Test
    void theReadmesProtectionPlanIsServedSo() throws IOException {
        // Given
        var address = referred("2025-08-18");
        step(address, "strategy-discussions", "{'heldOn': '2025-08-20', 'outcome': 'section-47'}");
        step(address, "conferences", "{'heldOn': '2025-09-03', 'outcome': 'protection-plan', 'category': 'NEG'}");
        step(address, "visits", "{'seenOn': '2025-09-24'}");
        step(address, "visits", "{'seenOn': '2025-10-24'}");
        step(address, "protection-plan-reviews", "{'reviewedOn': '2025-12-02'}");

        // Then
        assertReadme("A protection plan, as at 10 December 2025", served(address, "?asAt=2025-12-10"));
    }

    @Test
    void theReadmesLinesAreAllHeld() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md")).stream().filter(WorkedCasesTest::isOfACase))
                .hasSize(11);
    }

    @Test
    void thePresentIsReadToTheMinuteAndADayAtItsEnd() {
        // Given
        var address = received("2026-03-30T16:40");

        // When
        var atNoon = contactClock(address, "");
        clock.turnTo(Instant.parse("2026-03-31T15:40:00Z"));
        var atTheLastMoment = contactClock(address, "");
        clock.turnTo(Instant.parse("2026-03-31T15:41:00Z"));
        var aMinuteLater = contactClock(address, "");

        // Then
        assertThat(atNoon.get("left").asInt()).isEqualTo(4);
        assertThat(atNoon.get("used").asInt()).isEqualTo(19);
        assertThat(atNoon.get("unit").asString()).isEqualTo("hours");
        assertThat(atNoon.get("working").asString())
                .endsWith("on 31 March 2026 at 12:00, hour 19, 4 hours 40 minutes left");
        assertThat(atTheLastMoment.get("state").asString()).isEqualTo("running");
        assertThat(aMinuteLater.get("state").asString()).isEqualTo("missed");
        assertThat(aMinuteLater.get("working").asString()).endsWith("1 minute over");
        assertThat(contactClock(address, "?asAt=2026-03-30").get("working").asString())
                .endsWith("at the end of 30 March 2026, hour 7, 16 hours 40 minutes left");
    }

    @Test
    void anEarlierDayShowsTheClocksAsTheyStoodByAllThatIsKnownNow() {
        // Given
        var address = received("2026-03-20T16:40");
        decided(address, "2026-03-24T10:05");
        step(address, "correction", "{'entry': 2, 'at': '2026-03-23T10:05', 'reason': 'misread'}");

        // When
        var before = served(address, "?asAt=2026-03-19");
        var between = served(address, "?asAt=2026-03-22");
        var on = served(address, "?asAt=2026-03-23");

        // Then
        assertThat(before).isEmpty();
        assertThat(between)
                .contains(
                        "contact-working-day: received 20 March 2026, day 0; 1 working day (not counting 2 weekend days); due 23 March 2026; on 22 March 2026, working day 0, 1 working day left");
        assertThat(on)
                .contains(
                        "contact-working-day: received 20 March 2026, day 0; 1 working day (not counting 2 weekend days); due 23 March 2026; done 23 March 2026, working day 1, in time");
    }

    @Test
    void anEarlierInstantShowsTheClocksByWhatHadBeenRecordedThen() {
        // Given
        clock.turnTo(Instant.parse("2026-03-23T09:00:00Z"));
        var address = received("2026-03-20T16:40");
        clock.turnTo(Instant.parse("2026-03-25T09:00:00Z"));
        decided(address, "2026-03-23T10:05");
        clock.turnTo(NOON);

        // When
        var unrecorded = contactClock(address, "?asKnownAt=2026-03-25T08:59:59Z");
        var recorded = contactClock(address, "?asKnownAt=2026-03-25T09:00:00Z");
        var nothing = served(address, "?asKnownAt=2026-03-23T08:00:00Z");
        var both = served(address, "?asAt=2026-03-23&asKnownAt=2026-03-25T09:00:00Z");

        // Then
        assertThat(unrecorded.get("stoppedAt").isNull()).isTrue();
        assertThat(recorded.get("stoppedAt").asString()).isEqualTo("2026-03-23T10:05:00Z");
        assertThat(nothing).isEmpty();
        assertThat(both).hasSize(2).allMatch(line -> line.contains("; done 23 March 2026"));
    }

    @Test
    void whatSomeoneElseSaysOfToMorrowIsNotYetSo() {
        // Given
        service.postCsv(
                OFFICER,
                "/referrals/imports",
                "contact_ref,child_ref,contact_at,source,decision_at,decision\nAHEAD,C-AHEAD,2026-03-31T09:00,6,2026-03-31T15:00,no-further-action\n"
                        .getBytes(StandardCharsets.UTF_8));
        var id = service.get(OFFICER, "/referrals?reference=AHEAD")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();

        // When
        var now = contactClock("/referrals/" + id, "");
        clock.turnTo(Instant.parse("2026-03-31T14:00:00Z"));
        var then = contactClock("/referrals/" + id, "");

        // Then
        assertThat(now.get("state").asString()).isEqualTo("running");
        assertThat(then.get("state").asString()).isEqualTo("met");
    }

    @Test
    void theClocksOfEarlyHelpAreReadAlike() {
        // Given
        var address = service.post(OFFICER, "/early-help", """
                {"children": ["CYP-W-EH"], "source": "5D", "requestedAt": "2026-03-23T10:00"}""").header("Location");
        step(address, "progress", "{'progressedAt': '2026-03-24T12:00', 'team': 'family-support'}");

        // When
        var now = served(address, "");
        var earlier = served(address, "?asAt=2026-03-23");

        // Then
        assertThat(now)
                .containsExactly(
                        "early-help-progress: requested 23 March 2026 at 10:00; 24 hours; due 24 March 2026 at 10:00; done 24 March 2026 at 12:00, hour 26, 2 hours late",
                        "early-help-progress-at-most: requested 23 March 2026 at 10:00; 72 hours; due 26 March 2026 at 10:00; done 24 March 2026 at 12:00, hour 26, in time",
                        "early-help-contact: with the team since 24 March 2026 at 12:00; 24 hours; due 25 March 2026 at 12:00; on 31 March 2026 at 12:00, hour 167, 143 hours over",
                        "early-help-support: with the team since 24 March 2026, day 0; 5 days; due 29 March 2026; on 31 March 2026, day 7, 2 days over");
        assertThat(earlier).hasSize(2).allMatch(line -> line.contains("at the end of 23 March 2026"));
    }

    @ParameterizedTest
    @CsvSource({
        "asAt=2026-04-01, asAt",
        "asAt=31/03/2026, asAt",
        "asKnownAt=2026-03-31, asKnownAt",
        "asKnownAt=2026-03-31T11:00:01Z, asKnownAt",
        "asat=2026-03-01, asat"
    })
    void aParameterThatCannotBeUsedIsNamed(String query, String parameter) {
        // Given
        var address = referred("2026-03-02");

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
            else if (inCase && isOfACase(line)) lines.add(line.strip());
        }
        assertThat(lines).as("the README's lines of the case: " + name).isNotEmpty();
        assertThat(served).containsAll(lines);
    }

    private static boolean isOfACase(String line) {
        return line.matches(" {4}[a-z0-9-]+: .*");
    }

    private static List<String> served(String address, String query) {
        return clocks(address, query)
                .valueStream()
                .map(one ->
                        one.get("clock").asString() + ": " + one.get("working").asString())
                .toList();
    }

    private static JsonNode contactClock(String address, String query) {
        return clocks(address, query).get(0);
    }

    private static JsonNode clocks(String address, String query) {
        var answer = service.get(OFFICER, address + "/clocks" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("clocks");
    }

    private static String received(String at) {
        return opened(
                "/contacts",
                "{'source': '2A', 'receivedAt': '%s', 'children': [{'childRef': 'CYP-W%d'}]}"
                        .formatted(at, ++children));
    }

    private static void decided(String address, String at) {
        step(
                address.replace("/referrals/", "/contacts/"),
                "decision",
                "{'decidedAt': '%s', 'decision': 'no-further-action'}".formatted(at));
    }

    private static String referred(String on) {
        return opened(
                "/referrals",
                "{'childRef': 'CYP-W%d', 'source': '2A', 'primaryNeed': 'N1', 'referredOn': '%s'}"
                        .formatted(++children, on));
    }

    /** @param body with ' for " */
    private static String opened(String address, String body) {
        var created = service.post(OFFICER, address, body.replace('\'', '"'));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.header("Location");
    }

    private static void step(String address, String command, String body) {
        var done = service.post(OFFICER, address + "/" + command, body.replace('\'', '"'));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }
}
