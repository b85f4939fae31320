package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.Codes;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Given;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Printout;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.Scan;
import waymark.reporting.domain.alerts.AlertFacts;
import waymark.reporting.domain.alerts.Alerts;

/** What a few chosen courses of alerts give, without a service. */
class AlertFiguresTest {
    private static final String AUTHORITY = "825";
    private static final Period MARCH = Period.of(YearMonth.of(2025, 3));
    private static final Period APRIL = Period.of(YearMonth.of(2025, 4));

    @Test
    void whatPeopleResolveCountsAtTheLevelAtWhichTheyDid() throws UnreadableEvent {
        // Given
        var atOnce = AlertStory.raised("2025-03-03T09:00:00Z", "\"respondBy\":\"2025-03-10\"")
                .acknowledged("2025-03-03T10:30:00Z")
                .acknowledged("2025-03-04T10:30:00Z")
                .resolved("2025-03-10T23:59:00Z", "action-taken");
        var oneUp = AlertStory.raised("2025-03-03T09:00:00Z", "\"respondBy\":\"2025-03-10\"")
                .acknowledged("2025-03-03T11:30:00Z")
                .escalated("2025-03-11T00:00:00Z", 2, "head-of-service", "2025-03-18", true)
                .acknowledged("2025-03-11T03:00:00Z")
                .resolved("2025-03-13T09:00:00Z", "accepted-as-it-is");
        var tooLate = AlertStory.raised("2025-03-03T09:00:00Z", "\"respondBy\":\"2025-03-10\"")
                .handedOver("2025-03-04", "team-manager")
                .resolved("2025-03-11T09:00:00Z", "done-already");
        var noneCalledFor =
                AlertStory.raised("2025-03-03T09:00:00Z", "").resolved("2025-03-31T09:00:00Z", "done-already");

        // When
        var table = folded(atOnce, oneUp, tooLate, noneCalledFor);

        // Then
        assertThat(figure(table, "raised", MARCH)).isEqualTo(4L);
        assertThat(figure(table, "resolved", MARCH)).isEqualTo(4L);
        assertThat(figure(table, "resolvedInTime", MARCH)).isEqualTo(1L);
        assertThat(figure(table, "resolvedInTimePercent", MARCH)).hasToString("33.3");
        assertThat(figure(table, "resolvedInTimePercent", APRIL)).isNull();
        assertThat(figure(table, "acknowledged", MARCH)).isEqualTo(3L);
        assertThat(figure(table, "averageHoursToAcknowledge", MARCH)).hasToString("2.3");
        assertThat(figure(table, "escalated", MARCH)).isEqualTo(1L);
        assertThat(figure(table, "escalatedByTime", MARCH)).isEqualTo(1L);
        assertThat(by(table, "resolvedInTimePercent", "level", MARCH).toString())
                .isEqualTo("{1=50.0, 2=0.0}");
        assertThat(by(table, "resolved", "role", MARCH).toString())
                .isEqualTo("{cme-officer=2, head-of-service=1, team-manager=1}");
        var printed = timeliness(table, MARCH);
        assertThat(printed.get("hoursToAcknowledge").toString()).contains("number=3", "median=2.0");
        assertThat(printed.get("hoursToResolve").toString()).contains("number=4", "median=216.0");
        assertThat(printed.get("averageHoursToResolve")).hasToString("321.7");
    }

    @Test
    void whatEndsByItselfStaysOutOfTheFiguresOfHowPromptPeopleAre() throws UnreadableEvent {
        // Given
        var settled = AlertStory.raised("2025-03-03T09:00:00Z", "\"respondBy\":\"2025-03-10\"")
                .acknowledged("2025-03-03T10:00:00Z")
                .escalated("2025-03-04T09:00:00Z", 2, "team-manager", "2025-03-11", false)
                .settled("2025-03-05T09:00:00Z")
                .handedOver("2025-03-06", "team-manager");
        var withdrawn = AlertStory.raised("2025-03-03T09:00:00Z", "\"respondBy\":\"2025-03-10\"")
                .acknowledged("2025-03-03T10:00:00Z")
                .withdrawn("2025-03-05T09:00:00Z");
        var again = AlertStory.raised("2025-03-03T09:00:00Z", "\"respondBy\":\"2025-03-10\"")
                .acknowledged("2025-03-03T10:00:00Z")
                .settled("2025-03-05T09:00:00Z")
                .reinstatedFor("send-coordinator", "2025-03-20T09:00:00Z", "2025-03-27")
                .acknowledged("2025-03-20T14:00:00Z")
                .resolved("2025-03-21T09:00:00Z", "action-taken");

        // When
        var table = folded(settled, withdrawn, again);

        // Then
        assertThat(figure(table, "raised", MARCH)).isEqualTo(3L);
        assertThat(figure(table, "settled", MARCH)).isEqualTo(1L);
        assertThat(figure(table, "withdrawn", MARCH)).isEqualTo(1L);
        assertThat(figure(table, "acknowledged", MARCH)).isEqualTo(1L);
        assertThat(figure(table, "averageHoursToAcknowledge", MARCH)).hasToString("5.0");
        assertThat(figure(table, "averageHoursToResolve", MARCH)).hasToString("24.0");
        assertThat(figure(table, "resolvedInTimePercent", MARCH)).hasToString("100.0");
        assertThat(by(table, "resolved", "role", MARCH).toString()).isEqualTo("{send-coordinator=1}");
        assertThat(openOn(table, LocalDate.of(2025, 3, 4))).isEqualTo(3L);
        assertThat(openOn(table, LocalDate.of(2025, 3, 5))).isEqualTo(0L);
        assertThat(openOn(table, LocalDate.of(2025, 3, 20))).isEqualTo(1L);
        assertThat(openOn(table, LocalDate.of(2025, 3, 21))).isEqualTo(0L);
    }

    @Test
    void anOpenAlertAgesIsOverdueAndAwaitedAtTheLevelAtWhichItStands() throws UnreadableEvent {
        // Given
        var top = AlertStory.raised("2025-03-03T09:00:00Z", "\"respondBy\":\"2025-03-10\"")
                .escalated("2025-03-11T00:00:00Z", 2, "team-manager", "2025-03-18", true)
                .acknowledged("2025-03-12T09:00:00Z");
        var late = AlertStory.raised("2025-03-25T09:00:00Z", "\"respondBy\":\"2025-04-01\"")
                .late();
        var soon = AlertStory.raised("2025-03-29T09:00:00Z", "");

        // When
        var table = folded(top, late, soon);

        // Then
        assertThat(figure(table, "raisedLate", MARCH)).isEqualTo(1L);
        assertThat(figure(table, "missed", MARCH)).isEqualTo(3L);
        assertThat(figure(table, "missedWithoutAlert", MARCH)).isEqualTo(1L);
        assertThat(figure(table, "openAtEnd", MARCH)).isEqualTo(3L);
        assertThat(by(table, "openAtEnd", "weeksOpen", MARCH).toString()).isEqualTo("{0=2, 4-7=1}");
        assertThat(figure(table, "overdueAtEnd", MARCH)).isEqualTo(1L);
        assertThat(figure(table, "overdueAtEnd", day("2025-03-10"))).isEqualTo(0L);
        assertThat(figure(table, "overdueAtEnd", day("2025-03-11"))).isEqualTo(0L);
        assertThat(figure(table, "overdueAtEnd", day("2025-03-18"))).isEqualTo(0L);
        assertThat(figure(table, "overdueAtEnd", day("2025-03-19"))).isEqualTo(1L);
        assertThat(figure(table, "overdueAtEnd", APRIL)).isEqualTo(2L);
        assertThat(figure(table, "toAcknowledgeAtEnd", day("2025-03-11"))).isEqualTo(1L);
        assertThat(figure(table, "toAcknowledgeAtEnd", MARCH)).isEqualTo(1L);
        assertThat(by(table, "openAtEnd", "level", day("2025-03-10")).toString())
                .isEqualTo("{1=1}");
        assertThat(by(table, "openAtEnd", "level", MARCH).toString()).isEqualTo("{1=2, 2=1}");
    }

    @Test
    void anAlertAboutAMeasureHasNoChildAndAnAuthoritysRulesAreInNoFigure() throws UnreadableEvent {
        // Given
        var measure = AlertStory.aboutMeasure("2025-03-03T09:00:00Z", "repeat-referrals")
                .settled("2025-03-05T09:00:00Z")
                .handedOver("2025-03-06", "team-manager");
        var rules = new CaseStory(AlertStory.TOPIC, AUTHORITY, null, UUID.randomUUID())
                .and("rules-changed", "2025-03-01", Instant.EPOCH, "\"days\":[5,5]")
                .and("rules-changed", "2025-03-02", Instant.EPOCH, "\"roles\":[\"team-manager\"]");

        // When
        var table = Recount.folded(
                AlertEvents.SOURCE,
                Stream.of(measure.events(), rules.events())
                        .flatMap(List::stream)
                        .toList());

        // Then
        assertThat(table.size()).isEqualTo(1);
        assertThat(figure(table, "raised", MARCH)).isEqualTo(1L);
        assertThat(by(table, "raised", "rule", MARCH).toString()).isEqualTo("{measure-off-track=1}");
        assertThat(table.completeFrom(AUTHORITY)).isEmpty();
    }

    @Test
    void aFactIsTheSameInItsColumnsAndInAFile() throws Exception {
        // Given
        var kind = AlertEvents.SOURCE.kind();
        var table = Recount.folded(AlertEvents.SOURCE, EventReadersTest.examples("alerts"));

        // When
        int seen = 0;
        for (var shard : table.shards(AUTHORITY)) {
            for (int row = 0; row < shard.size(); row++) {
                var fact = shard.fact(row);
                var bytes = new ByteArrayOutputStream();
                kind.write(fact, new DataOutputStream(bytes), new Codes.Out());

                // Then
                assertThat(read(bytes)).isEqualTo(fact);
                assertThat(shard.copy().fact(row)).isEqualTo(fact);
                seen++;
            }
        }
        assertThat(seen).isEqualTo(4);
    }

    private static AlertFacts read(ByteArrayOutputStream bytes) throws IOException {
        return AlertEvents.SOURCE
                .kind()
                .read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), new Codes.In());
    }

    private static FactTable<Alerts> folded(AlertStory... stories) throws UnreadableEvent {
        return Recount.folded(
                AlertEvents.SOURCE,
                Stream.of(stories).flatMap(story -> story.events().stream()).toList());
    }

    private static Period day(String day) {
        return Period.of(LocalDate.parse(day));
    }

    private static Number openOn(FactTable<Alerts> table, LocalDate day) {
        return figure(table, "openAtEnd", Period.of(day));
    }

    private static Number figure(FactTable<Alerts> table, String field, Period period) {
        return Scan.list(table, AUTHORITY, new Scan.Ask<>(measure(field), period), List.of())
                .figure();
    }

    private static SortedMap<String, Number> by(
            FactTable<Alerts> table, String field, String dimension, Period period) {
        Dimension<Alerts> by = AlertEvents.SOURCE.kind().dimension(dimension).orElseThrow();
        return Scan.of(table, AUTHORITY, List.of(new Scan.Ask<>(measure(field), period, by)), List.of(), null)
                .breakdown(0);
    }

    private static Measure<Alerts> measure(String field) {
        return AlertEvents.SOURCE.kind().measure("alerts." + field).orElseThrow();
    }

    private static Map<String, Object> timeliness(FactTable<Alerts> table, Period period) {
        Report<Alerts> report = AlertEvents.SOURCE.kind().reports().getFirst();
        var sheet = report.sheet().apply(new Given(period, Map.of(), Map.of(), Map.of()));
        return new Printout<>(sheet).of(table, AUTHORITY, List.of(), null);
    }
}
