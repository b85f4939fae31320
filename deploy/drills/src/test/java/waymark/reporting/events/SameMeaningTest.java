package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waymark.assessments.domain.RandomCase;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Scan;
import waymark.reporting.domain.ehc.AssessmentFacts;
import waymark.reporting.domain.ehc.Assessments;
import waymark.reporting.domain.ehc.Ehc;

/**
 * Reporting folds the events of assessments by itself. Whatever happens in a case, taken from registers, corrected and re-opened too, it must make of it what
 * the service makes of it.
 */
class SameMeaningTest {
    private static final int CASES = 400;
    private static final int ASKED = 100;
    private static final String AUTHORITY = "825";
    private static final UUID ID = UUID.fromString("5a4b3c2d-1e0f-8a9b-8c7d-6e5f4a3b2c1d");
    private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);
    private static final Period EVER = new Period(LocalDate.of(1990, 1, 1), LATEST);
    private static final Ehc EHC = new Ehc();

    private AssessmentFacts fact;
    private int events;

    @Test
    void whateverHappensInACaseReportingMeansByItWhatTheServiceMeans() throws Exception {
        for (long seed = 0; seed < CASES; seed++) {
            // Given
            var told = new RandomCase(seed);
            fact = null;
            events = 0;

            // When
            for (int asked = 0; asked < ASKED; asked++) {
                for (var event : told.next()) {
                    fold(event);
                }
                if (fact != null && !told.voided()) holdsNow(told, seed);
            }

            // Then
            if (fact != null) holdsOnEveryDay(told, seed);
        }
    }

    private void fold(RandomCase.Told event) throws Source.Malformed {
        events++;
        var type = event.type().substring(AssessmentEvents.SOURCE.topic().length() + 1);
        if (AssessmentEvents.SOURCE.reader().read(type, event.data()) instanceof Data.OfCase<?>(var happened)) {
            var read = (waymark.reporting.domain.ehc.AssessmentEvent) happened;
            fact = EHC.evolve(fact, read, events, Instant.EPOCH);
        }
    }

    private void holdsNow(RandomCase told, long seed) {
        assertThat(said("status", LATEST))
                .as("status, case %d, event %d", seed, events)
                .isEqualTo(told.standing());
        assertThat(said("overturned", LATEST))
                .as("overturned, case %d, event %d", seed, events)
                .isEqualTo(told.overturned());
    }

    private void holdsOnEveryDay(RandomCase told, long seed) {
        var table = new FactTable<>(1, EHC::newShard);
        table.shard(AUTHORITY, 0).put(ID, ID, fact, events, ID);
        if (told.voided()) {
            assertThat(figure(table, "requestsReceived", EVER)).isZero();
            return;
        }
        var days = new TreeSet<LocalDate>();
        for (var day : told.days()) days.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
        for (var day : days) {
            var on = Period.of(day);
            var what = "case %d on %s".formatted(seed, day);
            assertThat(said("status", day)).as(what).isEqualTo(told.standingOn(day));
            assertThat(figure(table, "openAtEnd", on)).as("open, %s", what).isEqualTo(told.assessedOn(day) ? 1 : 0);
            assertThat(figure(table, "openAfterOverturning", on))
                    .as("resumed, %s", what)
                    .isEqualTo(told.resumedOn(day) ? 1 : 0);
            assertThat(figure(table, "plansMaintained", on))
                    .as("plan, %s", what)
                    .isEqualTo(told.maintainedOn(day) ? 1 : 0);
        }
        assertThat(figure(table, "plansIssued", EVER) + figure(table, "plansIssuedAfterOverturning", EVER))
                .as("plans of case %d", seed)
                .isEqualTo(told.plansIssued());
    }

    private Object said(String detail, LocalDate day) {
        return EHC.details().stream()
                .filter(one -> one.name().equals(detail))
                .findFirst()
                .orElseThrow()
                .of()
                .of(fact, Days.of(day));
    }

    private static long figure(FactTable<Assessments> table, String field, Period period) {
        var measure = EHC.measure("ehc." + field).orElseThrow();
        return Scan.of(table, AUTHORITY, List.of(new Scan.Ask<>(measure, period)), List.of(), null)
                .figure(0)
                .longValue();
    }
}
