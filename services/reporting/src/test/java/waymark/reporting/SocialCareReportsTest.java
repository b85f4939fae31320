package waymark.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waymark.calendar.TurnableClock;
import waymark.events.ChildKeys;
import waymark.reporting.events.AssessmentStory;
import waymark.reporting.events.CaseStory;
import waymark.reporting.events.ReferralStory;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** Social care, from records on its topic to what is answered. Each test has an authority of its own. */
class SocialCareReportsTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final Instant THEN = Instant.parse("2022-07-31T09:00:00Z");
    private static final LocalDate MAY = LocalDate.of(2022, 5, 2);
    private static final String SECRET = "a secret of the chronology, long enough for keys";
    private static final ChildKeys KEYS = new ChildKeys(SECRET.getBytes(StandardCharsets.UTF_8));
    /** Its own: the topics are shared with the other classes of the JVM, whose records count for the same authority. */
    private static final AtomicInteger AUTHORITIES = new AtomicInteger(430);

    @TempDir
    static Path folder;

    private static final CaseServicesStandIn CASE_SERVICES = new CaseServicesStandIn();

    private static RunningService service;
    private static Producer<String, byte[]> producer;

    private final String authority = Integer.toString(AUTHORITIES.getAndIncrement());
    private final Credentials analyst = new Credentials(authority, "AN-01");

    @BeforeAll
    static void start() {
        producer = stack.kafka().producer("test");
        service = RunningService.start(
                ReportingApplication.class,
                "reporting",
                stack,
                TurnableClock.at(LocalDate.of(2022, 7, 31)),
                folder,
                CASE_SERVICES.with("waymark.child-key-secret", SECRET));
        await().until(() ->
                service.get(Credentials.OFFICER, "/actuator/health/readiness").status() == 200);
    }

    @AfterAll
    static void stop() {
        service.close();
        producer.close();
        CASE_SERVICES.close();
    }

    @Test
    void aRepeatIsExplainedByTheReferralBeforeItAndByThoseThatDoNotCount() throws Exception {
        // Given
        var child = UUID.randomUUID();
        var old = referral(child, MAY.minusYears(1).minusDays(3), "OLD-1");
        var voided = referral(child, MAY.minusMonths(3), "VOID-1").voided(MAY);
        var now = referral(child, MAY, "NOW-1");
        send(old, voided, now);
        for (var one : List.of(old, voided, now)) CASE_SERVICES.know(one.caseId());
        await().until(() -> total("socialCare.referrals") == 2);

        // When
        var none = get("/reports/social-care/repeat-referrals/" + now.caseId());
        var longer = get("/reports/social-care/repeat-referrals/NOW-1?lookBack=13");
        var late = referral(child, MAY.minusYears(1), "LATE-1");
        CASE_SERVICES.know(late.caseId());
        send(late);
        await().until(() -> total("socialCare.repeatReferrals") == 2);
        var repeat = get("/reports/social-care/repeat-referrals/NOW-1");

        // Then
        assertThat(none.get("repeat").asBoolean()).isFalse();
        assertThat(none.get("because").asString()).contains("2021-04-29", "3 days too old");
        assertThat(none.get("lookBackFrom").asString()).isEqualTo("2021-05-02");
        assertThat(none.get("earlier").get("reference").asString()).isEqualTo("OLD-1");
        assertThat(none.get("notCounted").get(0).get("reference").asString()).isEqualTo("VOID-1");
        assertThat(longer.get("repeat").asBoolean()).isTrue();
        assertThat(repeat.get("repeat").asBoolean()).isTrue();
        assertThat(repeat.get("earlier").get("reference").asString()).isEqualTo("LATE-1");
        assertThat(service.get(new Credentials("829", "X-1"), "/reports/social-care/repeat-referrals/NOW-1")
                        .status())
                .isEqualTo(404);
        var period = "from=2022-05-01&to=2022-05-31";
        assertThat(get("/reports/social-care/repeat-referrals?unit=child&lookBack=6&" + period)
                        .get("childrenReferredAgain")
                        .asInt())
                .isZero();
        assertThat(service.get(analyst, "/reports/social-care/repeat-referrals?unit=case&" + period)
                        .status())
                .isEqualTo(400);

        // When
        var slashed = referral(child, MAY.plusDays(1), "NOW/2");
        CASE_SERVICES.know(slashed.caseId());
        send(slashed);
        await().until(() -> total("socialCare.referrals") == 4);

        // Then
        assertThat(get("/reports/social-care/repeat-referrals?referral=NOW/2&lookBack=1")
                        .get("earlier")
                        .get("reference")
                        .asString())
                .isEqualTo("NOW-1");

        assertThat(service.get(analyst, "/reports/social-care/repeat-referrals/NOW-1?asKnownAt=2010-01-01T00:00:00Z")
                        .status())
                .isEqualTo(404);
        var demand = "/reports/demand?base=2022-04..2022-04&against=2022-05..2022-05";
        assertThat(get(demand + "&asKnownAt=2010-01-01T00:00:00Z").get("rows").toString())
                .isNotEqualTo(get(demand).get("rows").toString());

        // When: they were erased
        CASE_SERVICES.forget(late.caseId());
        CASE_SERVICES.forget(voided.caseId());
        var erased = get("/reports/social-care/repeat-referrals/NOW-1");
        CASE_SERVICES.forget(now.caseId());
        var itselfErased = get("/reports/social-care/repeat-referrals/NOW-1");
        CASE_SERVICES.know(now.caseId());

        // Then: nothing leads to them, and they are not counted
        assertThat(erased.get("repeat").asBoolean()).isTrue();
        assertThat(erased.get("earlier").isNull()).isTrue();
        assertThat(erased.get("notCounted").isEmpty()).isTrue();
        assertThat(erased.get("hidden").asInt()).isZero();
        assertThat(erased.toString())
                .doesNotContain("LATE-1", "VOID-1", late.caseId().toString());
        assertThat(itselfErased.get("referral").get("reference").asString()).isEqualTo("NOW-1");
        assertThat(itselfErased.get("earlier").isNull()).isTrue();

        // When
        CASE_SERVICES.hide(now.caseId());

        // Then
        var withoutEarlier = get("/reports/social-care/repeat-referrals?referral=NOW/2&lookBack=1");
        assertThat(withoutEarlier.get("repeat").asBoolean()).isTrue();
        assertThat(withoutEarlier.get("earlier").isNull()).isTrue();
        assertThat(withoutEarlier.get("because").asString()).doesNotContain(MAY.toString());
        assertThat(withoutEarlier.get("hidden").asInt()).isEqualTo(1);
        assertThat(service.get(analyst, "/reports/social-care/repeat-referrals/NOW-1")
                        .json()
                        .get("rule")
                        .asString())
                .isEqualTo("case.restricted");
    }

    @Test
    void everyReportIsPrintedAndTheDemandTableStandsBesideWhatWasPublished() throws Exception {
        // Given
        var story = referral(UUID.randomUUID(), MAY, "R-1")
                .allocated(MAY, "SW-1", "north")
                .started(MAY)
                .completed(MAY.plusDays(20), "no-further-action");
        int discussion = story.enquiryBegun(MAY.plusDays(1));
        story.conference(MAY.plusDays(9), discussion).planBegun(MAY.plusDays(9), "NEG");
        send(story);
        await().until(() -> total("socialCare.protectionPlansBegun") == 1);

        // When
        var timeliness = get("/reports/social-care/timeliness?from=2022-05-01&to=2022-05-31");
        var demand = get("/reports/demand?base=2022-04..2022-04&against=2022-05..2022-06&published=contacts:12.5");
        var rows = demand.get("rows");

        // Then
        assertThat(timeliness
                        .get("assessments")
                        .get("workingDays")
                        .get("median")
                        .decimalValue())
                .isEqualByComparingTo("14");
        assertThat(timeliness
                        .get("assessments")
                        .get("byWorkingDays")
                        .get("11-20")
                        .asInt())
                .isEqualTo(1);
        assertThat(timeliness.get("contacts").get("hours").get("median").isNull())
                .isTrue();
        assertThat(rows.valueStream().map(row -> row.get("measure").asString()))
                .containsExactly(
                        "contacts",
                        "referrals",
                        "section47Enquiries",
                        "conferences",
                        "childrenOnPlan",
                        "allocatedChildren");
        assertThat(rows.get(0).get("againstMonthlyAverage").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(rows.get(0).get("changePercent").isNull()).isTrue();
        assertThat(rows.get(0).get("publishedPercent").decimalValue()).isEqualByComparingTo("12.5");
        assertThat(rows.get(1).has("publishedPercent")).isFalse();
        assertThat(rows.get(4).get("againstMonthlyAverage").decimalValue()).isEqualByComparingTo("1.0");
        for (var report : List.of("repeat-referrals", "by-source-and-need", "plans", "early-help")) {
            assertThat(service.get(analyst, "/reports/social-care/" + report + "?from=2022-05-01&to=2022-05-31")
                            .status())
                    .as(report)
                    .isEqualTo(200);
        }
        assertThat(service.get(analyst, "/reports/social-care/monthly?from=2022-05&to=2022-06", "Accept", "text/csv")
                        .text()
                        .lines())
                .hasSize(3);
        assertThat(get("/cases?measure=socialCare.allocatedCases&from=2022-05-31&to=2022-05-31&worker=SW-1")
                        .get("rows")
                        .get(0)
                        .get("team")
                        .asString())
                .isEqualTo("north");
        assertThat(service.get(analyst, "/reports/demand?base=2022-04&against=2022-05..2022-06")
                        .status())
                .isEqualTo(400);
        var future = service.get(analyst, "/reports/demand?base=2022-04..2022-04&against=2022-07..2022-08");
        assertThat(future.status()).isEqualTo(400);
        assertThat(future.json().get("parameter").asString()).isEqualTo("against");
        var longest = get("/reports/social-care/monthly?from=2004-01&to=2031-12");
        assertThat(longest.get("months")).hasSize(336);
        assertThat(longest.get("totals").get("referrals").asInt()).isEqualTo(1);
    }

    @Test
    void aChildsStoryIsToldOverAllServicesWithItsBrothersEarlyHelp() throws Exception {
        // Given
        var child = KEYS.of(authority, "CYP-1");
        var brother = KEYS.of(authority, "CYP-2");
        var missing = new CaseStory(authority, child, UUID.randomUUID())
                .and("opened", "2022-01-10", THEN, "\"reference\":\"CME-1\",\"openedOn\":\"2022-01-10\"")
                .and("closed", "2022-02-01", THEN, "\"closedOn\":\"2022-02-01\",\"outcome\":\"BUSC\"");
        var assessed = new AssessmentStory(authority, child, UUID.randomUUID(), THEN)
                .requested("2022-03-01", "")
                .notAssessed("2022-03-20");
        var helped = new ReferralStory(authority, brother, UUID.randomUUID(), THEN)
                .requested(MAY.minusDays(60).atTime(9, 0), ",\"children\":[\"%s\"]".formatted(child))
                .progressed(MAY.minusDays(60).atTime(15, 0), "north");
        var referred = referral(child, MAY, "R-1").closed(MAY.plusDays(9), "RC8");
        referred.corrected(MAY.plusDays(10), "\"entry\":3,\"on\":\"2022-05-08\",\"outcome\":\"RC9\"");
        var linked = new ReferralStory(authority, child, UUID.randomUUID(), THEN)
                .contact(MAY.plusDays(20).atTime(9, 0), "C-4", "");
        linked.linked(MAY.plusDays(20).atTime(10, 0), referred.caseId());
        send(linked);
        var other = referral(KEYS.of(authority, "CYP-3"), MAY, "R-2");
        var voided = referral(child, MAY.minusDays(1), "R-3").voided(MAY.plusDays(1));
        send(referred, other, voided, helped);
        for (var record : missing.records()) producer.send(record).get();
        for (var record : missing.records()) producer.send(record).get();
        for (var record : assessed.records()) producer.send(record).get();
        await().until(() -> total("socialCare.referrals") == 2 && total("ehc.requestsNotAssessed") == 1);
        await().until(() -> total("socialCare.earlyHelpRequests") == 1 && total("cme.closed") == 1);

        for (var caseId : List.of(missing.caseId(), assessed.caseId(), helped.caseId())) CASE_SERVICES.know(caseId);
        for (var caseId : List.of(referred.caseId(), linked.caseId(), voided.caseId())) CASE_SERVICES.know(caseId);

        // When
        var lines = get("/children/CYP-1/chronology").get("lines");

        // Then
        assertThat(lines.valueStream()
                        .map(line -> line.get("day").asString() + " "
                                + line.get("what").asString()))
                .containsExactly(
                        "2022-01-10 Opened",
                        "2022-02-01 Closed",
                        "2022-03-01 Requested",
                        "2022-03-03 Early help requested",
                        "2022-03-03 Early help progressed",
                        "2022-03-20 Decision made",
                        "2022-05-01 Contact received",
                        "2022-05-01 Referral made",
                        "2022-05-02 Contact received",
                        "2022-05-02 Referral made",
                        "2022-05-03 Voided",
                        "2022-05-08 Closed",
                        "2022-05-22 Contact received",
                        "2022-05-22 Contact decided");
        assertThat(lines.get(13).get("codes").get("openCase").asString()).isEqualTo("C-R-1");
        var closed = lines.get(11);
        assertThat(closed.get("cameOfIt").asString()).isEqualTo("RC9");
        assertThat(closed.get("corrected").asBoolean()).isTrue();
        assertThat(closed.get("service").asString()).isEqualTo("referrals");
        assertThat(lines.get(1).get("cameOfIt").asString()).isEqualTo("BUSC");
        assertThat(lines.get(6).get("voided").asBoolean()).isTrue();
        assertThat(lines.get(4).get("codes").get("team").asString()).isEqualTo("north");
        assertThat(lines.toString()).doesNotContain(child.toString(), brother.toString(), "CYP-1");
        assertThat(get("/children/CYP-1/chronology").get("incomplete").asBoolean())
                .isFalse();
        assertThat(service.get(analyst, "/reports/social-care/monthly?from=2022-05&to=2022-05&asKnownAt=" + THEN)
                        .json()
                        .get("referrals")
                        .asInt())
                .isEqualTo(2);

        // When
        var gap = new CaseStory(authority, child, UUID.randomUUID())
                .and("opened", "2022-06-10", THEN, "\"reference\":\"CME-2\",\"openedOn\":\"2022-06-10\"")
                .and("closed", "2022-06-12", THEN, "\"closedOn\":\"2022-06-12\",\"outcome\":\"BUSC\"")
                .and("reopened", "2022-06-13", THEN, "\"reopenedOn\":\"2022-06-13\"");
        producer.send(gap.records().get(0)).get();
        producer.send(gap.records().get(2)).get();

        // Then
        await().until(() -> get("/children/CYP-1/chronology").get("incomplete").asBoolean());

        // When
        CASE_SERVICES.hide(referred.caseId());
        var without = get("/children/CYP-1/chronology");

        // Then
        assertThat(without.toString()).contains("Contact decided").doesNotContain("C-R-1");
        assertThat(without.get("hidden").asInt()).isEqualTo(3);
        assertThat(get("/children/CYP-9/chronology").get("lines").isEmpty()).isTrue();
        assertThat(service.get(new Credentials("829", "X-1"), "/children/CYP-1/chronology")
                        .json()
                        .get("lines")
                        .isEmpty())
                .isTrue();
    }

    private ReferralStory referral(UUID child, LocalDate on, String reference) {
        return new ReferralStory(authority, child, UUID.randomUUID(), THEN)
                .contact(on.atTime(9, 0), "C-" + reference, ",\"source\":\"6\"")
                .referred(on, ",\"reference\":\"%s\"".formatted(reference));
    }

    /** Over all years. */
    private int total(String measure) {
        return get("/cases?measure=%s&from=2010-01-01&to=2022-12-31&size=1".formatted(measure))
                .get("total")
                .asInt();
    }

    private JsonNode get(String path) {
        var response = service.get(analyst, path);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json();
    }

    private static void send(ReferralStory... stories) throws ExecutionException, InterruptedException {
        for (var story : stories)
            for (ProducerRecord<String, byte[]> record : story.records())
                producer.send(record).get();
    }
}
