package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.events.CaseEvent;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Given;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Printout;
import waymark.reporting.domain.Scan;
import waymark.reporting.domain.social.Demand;
import waymark.reporting.domain.social.Referrals;
import waymark.reporting.domain.social.RepeatReferral;

/** What the published registers and a few chosen courses give, without a service. */
class SocialCareFiguresTest {
    private static final String AUTHORITY = "825";
    private static final Instant THEN = Instant.parse("2022-08-01T09:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final LocalDate MARCH = LocalDate.of(2022, 3, 1);

    @Test
    void theRegisterGivesThePublishedMonths() throws Exception {
        // Given
        var table = table("/contracts/registers/referral-register-2017-06.csv");
        var expected = JSON.readTree(resource("/contracts/registers/referral-register-2017-06.expected.json"));

        // When
        var printed = monthly(table, "2017-03", "2017-06");

        // Then
        assertPrints(expected, printed);
    }

    @Test
    void aPlanStandsUntilItsEndAndTheNextOneIsASecondOne() throws UnreadableEvent {
        // Given
        var child = UUID.randomUUID();
        var first = referral(child, MARCH.minusYears(4));
        first.planBegun(MARCH.minusYears(4), "NEG")
                .planEnded(MARCH.minusYears(2))
                .closed(MARCH.minusYears(1), "RC7");
        var second = referral(child, MARCH.minusDays(20));
        second.planBegun(MARCH, "EMO").visited(MARCH.plusDays(10));
        var closing = referral(UUID.randomUUID(), MARCH);
        closing.planBegun(MARCH, "NEG").closed(MARCH.plusDays(9), "RC7");

        // When
        var table = folded(first, second, closing);

        // Then
        assertThat(figure(table, "secondOrSubsequentPlans", MARCH, MARCH.plusDays(30)))
                .isEqualTo(1L);
        assertThat(figure(table, "secondOrSubsequentPlanPercent", MARCH, MARCH.plusDays(30)))
                .hasToString("50.0");
        assertThat(figure(table, "protectionPlansEndedAfter2Years", MARCH.minusYears(5), MARCH))
                .isEqualTo(1L);
        assertThat(figure(table, "childrenOnPlan", MARCH, MARCH.plusDays(8))).isEqualTo(2L);
        assertThat(figure(table, "childrenOnPlan", MARCH, MARCH.plusDays(9))).isEqualTo(1L);
        assertThat(figure(table, "childrenOnPlan", MARCH, MARCH.minusYears(2).minusDays(1)))
                .isEqualTo(1L);
        assertThat(figure(
                        table,
                        "protectionPlansOver2YearsAtEndPercent",
                        MARCH,
                        MARCH.minusYears(2).minusDays(1)))
                .hasToString("0.0");
        assertThat(figure(table, "protectionPlansOver2YearsAtEndPercent", MARCH, MARCH.plusYears(2)))
                .hasToString("100.0");
        assertThat(figure(table, "protectionPlanSeenIn4WeeksPercent", MARCH, MARCH.plusDays(38)))
                .hasToString("100.0");
        assertThat(figure(table, "protectionPlanSeenIn4WeeksPercent", MARCH, MARCH.plusDays(39)))
                .hasToString("0.0");
        assertThat(figure(table, "protectionVisitsOverdue", MARCH, MARCH.plusDays(39)))
                .isEqualTo(1L);
    }

    @Test
    void aCaseIsAllocatedToWhoeverWasAllocatedLastByTheDayWhicheverWasRecordedFirst() throws UnreadableEvent {
        // Given
        var story = referral(UUID.randomUUID(), MARCH);
        story.allocated(MARCH.plusDays(10), "SW-1", "north")
                .allocated(MARCH.plusDays(2), "SW-2", "south")
                .closed(MARCH.plusDays(20), "RC7");

        // When
        var table = folded(story);

        // Then
        assertThat(workers(table, MARCH.plusDays(1))).isEmpty();
        assertThat(workers(table, MARCH.plusDays(5))).containsOnlyKeys("SW-2");
        assertThat(workers(table, MARCH.plusDays(15))).containsOnlyKeys("SW-1");
        assertThat(workers(table, MARCH.plusDays(20))).isEmpty();
    }

    @Test
    void ofReferralsRecordedAtOnceOnOneDayTheFirstContactsIsNoRepeat() throws UnreadableEvent {
        // Given
        var child = UUID.randomUUID();
        var ids = Stream.generate(UUID::randomUUID).limit(2).sorted().toList();
        var later = new ReferralStory(AUTHORITY, child, ids.getFirst(), THEN)
                .contact(MARCH.atTime(11, 0), "C-2", "")
                .referred(MARCH, "");
        var earlier = new ReferralStory(AUTHORITY, child, ids.getLast(), THEN)
                .contact(MARCH.atTime(9, 0), "C-1", "")
                .referred(MARCH, "");

        // When
        var table = folded(later, earlier);

        // Then
        assertThat(figure(table, "repeatReferrals", MARCH, MARCH)).isEqualTo(1L);
        assertThat(repeat(table, ids.getFirst())).isTrue();
        assertThat(repeat(table, ids.getLast())).isFalse();
    }

    private static boolean repeat(FactTable<Referrals> table, UUID referral) {
        return RepeatReferral.explain(table.shards(AUTHORITY), referral.toString(), 12)
                .orElseThrow()
                .repeat();
    }

    @Test
    void theLongestWaitCountsAmongTheQuartiles() throws UnreadableEvent {
        // Given
        var start = LocalDateTime.of(2021, 3, 1, 12, 0);
        var quick = new ReferralStory(AUTHORITY, UUID.randomUUID(), UUID.randomUUID(), THEN)
                .contact(start, "C-1", "")
                .decided(start.plusHours(2), "no-further-action");
        var longest = new ReferralStory(AUTHORITY, UUID.randomUUID(), UUID.randomUUID(), THEN)
                .contact(start, "C-2", "")
                .decided(start.plusHours(6_000), "no-further-action");

        // When
        var hours = report(
                        folded(quick, longest),
                        "timeliness",
                        new Period(start.toLocalDate(), MARCH),
                        Map.of(),
                        Map.of())
                .get("contacts")
                .get("hours");

        // Then
        assertThat(hours.get("number").asInt()).isEqualTo(2);
        assertThat(hours.get("median").decimalValue()).isEqualByComparingTo("2501");
    }

    @Test
    void onlyWhatWasDecidedOtherwiseIsARepeatContactWithoutAReferral() throws UnreadableEvent {
        // Given
        var stories = Stream.of("no-further-action", "linked-to-open-case", "referral", "")
                .flatMap(decision -> {
                    var child = UUID.randomUUID();
                    var first = new ReferralStory(AUTHORITY, child, UUID.randomUUID(), THEN)
                            .contact(MARCH.minusDays(9).atTime(9, 0), "C-1", "");
                    var again = new ReferralStory(AUTHORITY, child, UUID.randomUUID(), THEN)
                            .contact(MARCH.atTime(9, 0), "C-2", "");
                    return Stream.of(first, decision.isEmpty() ? again : again.decided(MARCH.atTime(10, 0), decision));
                })
                .toArray(ReferralStory[]::new);

        // When
        var table = folded(stories);

        // Then
        assertThat(figure(table, "repeatContactsWithoutReferral", MARCH, MARCH)).isEqualTo(1L);
    }

    @Test
    void aRepeatIsAfterNoFurtherActionWhereTheLastAssessmentBeforeFoundNothing() throws UnreadableEvent {
        // Given
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        var nothing = referral(one, MARCH.minusMonths(3))
                .completed(MARCH.minusMonths(2), "no-further-action")
                .closed(MARCH.minusMonths(1), "RC7");
        var more = referral(other, MARCH.minusMonths(3))
                .completed(MARCH.minusMonths(2), "no-further-action")
                .completed(MARCH.minusMonths(2).plusDays(3), "child-in-need")
                .closed(MARCH.minusMonths(1), "RC7");

        // When
        var table = folded(nothing, more, referral(one, MARCH), referral(other, MARCH));

        // Then
        assertThat(figure(table, "repeatReferrals", MARCH, MARCH)).isEqualTo(2L);
        assertThat(figure(table, "repeatsAfterNoFurtherAction", MARCH, MARCH)).isEqualTo(1L);
    }

    @Test
    void nothingIsSaidOfMonthsBeforeTheRegisterIsCompleteAndRepeatsOfTheFirstYearSaySo() throws UnreadableEvent {
        // Given
        var declared = new CaseStory(ReferralStory.TOPIC, AUTHORITY, null, UUID.randomUUID())
                .and("register-declared", "2022-03-01", THEN, "\"completeFrom\":\"2022-03-01\"");
        var events = new ArrayList<CaseEvent>(declared.events());
        events.addAll(referral(UUID.randomUUID(), MARCH.minusDays(1)).events());
        events.addAll(referral(UUID.randomUUID(), MARCH).events());

        // When
        var table = Recount.folded(ReferralEvents.SOURCE, events);

        // Then
        var monthly = monthly(table, "2022-02", "2022-03");
        assertThat(monthly.get("months").get(0).get("referrals").isNull()).isTrue();
        assertThat(monthly.get("months").get(0).get("reasons").get("referrals").asString())
                .contains("2022-03-01");
        assertThat(monthly.get("months").get(1).get("referrals").asInt()).isEqualTo(1);
        assertThat(monthly.get("totals").get("referrals").isNull()).isTrue();
        assertThat(monthly(table, "2022-03", "2031-12")
                        .get("totals")
                        .get("referrals")
                        .asInt())
                .isEqualTo(1);
        var rows = Demand.of(
                        table,
                        AUTHORITY,
                        new Demand.Span(YearMonth.of(2022, 2), YearMonth.of(2022, 3)),
                        new Demand.Span(YearMonth.of(2022, 3), YearMonth.of(2022, 3)),
                        Map.of(),
                        List.of())
                .rows();
        assertThat(rows.get(1).baseMonthlyAverage()).isNull();
        assertThat(rows.get(1).changePercent()).isNull();
        assertThat(rows.get(1).reason()).contains("2022-03-01");
        assertThat(rows.get(1).againstMonthlyAverage()).isEqualByComparingTo("1");
        assertThat(note(table, LocalDate.of(2023, 2, 28))).contains("repeats may be missing", "2022-02-28");
        assertThat(note(table, LocalDate.of(2023, 3, 1))).isEmpty();
    }

    private static String note(FactTable<Referrals> table, LocalDate day) {
        return report(table, "repeat-referrals", Period.of(day), Map.of("lookBack", 12), Map.of("unit", "referral"))
                .path("note")
                .asString("");
    }

    @Test
    void aDeadlineOfHoursIsKeptToTheMinuteAcrossTheChangeOfClocks() throws UnreadableEvent {
        // Given
        var spring = LocalDateTime.of(2022, 3, 26, 12, 0);
        var inTime = new ReferralStory(AUTHORITY, UUID.randomUUID(), UUID.randomUUID(), THEN)
                .contact(spring, "C-1", "")
                .decided(spring.plusHours(25), "no-further-action");
        var late = new ReferralStory(AUTHORITY, UUID.randomUUID(), UUID.randomUUID(), THEN)
                .contact(spring, "C-2", "")
                .decided(spring.plusHours(25).plusMinutes(1), "no-further-action");
        var waiting =
                new ReferralStory(AUTHORITY, UUID.randomUUID(), UUID.randomUUID(), THEN).contact(spring, "C-3", "");

        // When
        var table = folded(inTime, late, waiting);

        // Then
        var day = spring.toLocalDate();
        assertThat(figure(table, "contactsDecidedWithin24Hours", day, day)).isEqualTo(1L);
        assertThat(figure(table, "contactsDecidedWithin24HoursPercent", day, day))
                .hasToString("33.3");
        assertThat(figure(table, "contactsOver24HoursAtEnd", day, day)).isEqualTo(0L);
        assertThat(figure(table, "contactsOver24HoursAtEnd", day, day.plusDays(1)))
                .isEqualTo(1L);
        assertThat(figure(table, "contactsOverWorkingDayAtEnd", day, day.plusDays(2)))
                .isEqualTo(0L);
        assertThat(figure(table, "contactsOverWorkingDayAtEnd", day, day.plusDays(3)))
                .isEqualTo(1L);
    }

    @Test
    void aConferenceWithoutADiscussionStaysInTheDenominator() throws UnreadableEvent {
        // Given
        var known = referral(UUID.randomUUID(), MARCH);
        int discussion = known.enquiryBegun(MARCH.plusDays(1));
        known.conference(MARCH.plusDays(10), discussion);
        var unknown = referral(UUID.randomUUID(), MARCH);
        unknown.conference(MARCH.plusDays(10), 0);

        // When
        var table = folded(known, unknown);

        // Then
        assertThat(figure(table, "conferencesWithin15WorkingDaysPercent", MARCH, MARCH.plusDays(30)))
                .hasToString("50.0");
        assertThat(figure(table, "conferencesWithoutDiscussion", MARCH, MARCH.plusDays(30)))
                .isEqualTo(1L);
    }

    @Test
    void aFamilyIsKnownByAnyOfItsChildren() throws UnreadableEvent {
        // Given
        var elder = UUID.randomUUID();
        var younger = UUID.randomUUID();
        var first = new ReferralStory(AUTHORITY, elder, UUID.randomUUID(), THEN)
                .requested(MARCH.minusMonths(8).atTime(9, 0), ",\"children\":[\"%s\"]".formatted(younger))
                .progressed(MARCH.minusMonths(8).atTime(20, 0), "north")
                .helpClosed(MARCH.minusMonths(7), "stepped-up");
        var again = new ReferralStory(AUTHORITY, younger, UUID.randomUUID(), THEN).requested(MARCH.atTime(9, 0), "");
        var others = new ReferralStory(AUTHORITY, UUID.randomUUID(), UUID.randomUUID(), THEN)
                .requested(MARCH.atTime(9, 0), "");

        // When
        var table = Recount.folded(EarlyHelpEvents.SOURCE, events(first, again, others));

        // Then
        var kind = EarlyHelpEvents.SOURCE.kind();
        assertThat(figure(kind, table, "earlyHelpReReferralsWithin12Months", MARCH, MARCH))
                .isEqualTo(1L);
        assertThat(figure(kind, table, "earlyHelpReReferralsWithin12MonthsPercent", MARCH, MARCH))
                .hasToString("50.0");
        assertThat(figure(kind, table, "earlyHelpReReferralsWithin6Months", MARCH, MARCH))
                .isEqualTo(0L);
        assertThat(figure(kind, table, "earlyHelpOpenAtEnd", MARCH, MARCH)).isEqualTo(2L);
        assertThat(figure(kind, table, "earlyHelpProgressOverdue", MARCH, MARCH.plusDays(1)))
                .isEqualTo(2L);
        assertThat(figure(kind, table, "earlyHelpProgressOver72Hours", MARCH, MARCH.plusDays(2)))
                .isEqualTo(0L);
    }

    private static ReferralStory referral(UUID child, LocalDate on) {
        return new ReferralStory(AUTHORITY, child, UUID.randomUUID(), THEN)
                .contact(on.atTime(9, 0), "C-1", "")
                .referred(on, "");
    }

    private static List<CaseEvent> events(ReferralStory... stories) {
        return Stream.of(stories).flatMap(story -> story.events().stream()).toList();
    }

    private static FactTable<Referrals> folded(ReferralStory... stories) throws UnreadableEvent {
        return Recount.folded(ReferralEvents.SOURCE, events(stories));
    }

    private static Number figure(FactTable<Referrals> table, String field, LocalDate from, LocalDate to) {
        return figure(ReferralEvents.SOURCE.kind(), table, field, from, to);
    }

    /** Of what is of a day, that is the last one. */
    private static <S extends FactShard<?>> Number figure(
            CaseKind<?, ?, S> kind, FactTable<S> table, String field, LocalDate from, LocalDate to) {
        var period = new Period(from.isAfter(to) ? to : from, to);
        var ask = new Scan.Ask<>(kind.measure("socialCare." + field).orElseThrow(), period);
        return Scan.of(table, AUTHORITY, List.of(ask), List.of(), null).figure(0);
    }

    private static Map<String, Number> workers(FactTable<Referrals> table, LocalDate day) {
        var kind = ReferralEvents.SOURCE.kind();
        var ask = new Scan.Ask<>(
                kind.measure("socialCare.allocatedCases").orElseThrow(),
                Period.of(day),
                kind.dimension("worker").orElseThrow());
        return Scan.of(table, AUTHORITY, List.of(ask), List.of(), null).breakdown(0);
    }

    static FactTable<Referrals> table(String register) throws IOException, UnreadableEvent {
        try (var rows = new BufferedReader(new InputStreamReader(resource(register), StandardCharsets.UTF_8))) {
            var events = ReferralRegister.stories(rows, AUTHORITY).stream()
                    .flatMap(story -> story.events().stream())
                    .toList();
            return Recount.folded(ReferralEvents.SOURCE, events);
        }
    }

    static JsonNode monthly(FactTable<Referrals> table, String from, String to) {
        var period =
                new Period(YearMonth.parse(from).atDay(1), YearMonth.parse(to).atEndOfMonth());
        return report(table, "monthly", period, Map.of(), Map.of());
    }

    private static JsonNode report(
            FactTable<Referrals> table,
            String id,
            Period period,
            Map<String, Integer> counts,
            Map<String, String> choices) {
        var report = ReferralEvents.SOURCE.kind().reports().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        var sheet = report.sheet().apply(new Given(period, Map.of(), counts, choices));
        return JSON.readTree(JSON.writeValueAsString(new Printout<>(sheet).of(table, AUTHORITY, List.of(), null)));
    }

    static void assertPrints(JsonNode expected, JsonNode printed) {
        for (var field : List.of("contacts", "referrals", "openReferralsAtEnd", "months")) {
            assertThat(printed.get(field)).as(field).isEqualTo(expected.get(field));
        }
    }

    private static InputStream resource(String name) {
        return SocialCareFiguresTest.class.getResourceAsStream(name);
    }
}
