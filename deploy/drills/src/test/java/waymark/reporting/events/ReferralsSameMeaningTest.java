package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import waymark.drills.ToldReferral;
import waymark.referrals.domain.RandomCase;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Scan;
import waymark.reporting.domain.social.ReferralFacts;
import waymark.reporting.domain.social.Referrals;
import waymark.reporting.domain.social.SocialCare;

/**
 * Reporting folds the events of referrals by itself. Whatever happens in a case, taken from a source, corrected, annulled and re-opened too, it must make of
 * it what the service makes of it.
 */
class ReferralsSameMeaningTest {
    private static final int CASES = 400;
    private static final int ASKED = 80;
    private static final String AUTHORITY = "825";
    private static final UUID ID = UUID.fromString("5a4b3c2d-1e0f-8a9b-8c7d-6e5f4a3b2c1d");
    private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);
    private static final Period EVER = new Period(LocalDate.of(1990, 1, 1), LATEST);
    private static final SocialCare SOCIAL_CARE = new SocialCare();

    private ReferralFacts fact;
    private int events;
    private ToldReferral entries;

    @Test
    void whateverHappensInAReferralReportingMeansByItWhatTheServiceMeans() throws Exception {
        for (long seed = 0; seed < CASES; seed++) {
            // Given
            boolean sources = seed % 2 == 0;
            var told = new RandomCase(seed, sources);
            fact = null;
            events = 0;
            entries = new ToldReferral();

            // When
            for (int asked = 0; asked < ASKED; asked++) {
                for (var event : told.next()) fold(event);
                if (fact != null && !told.voided()) holdsNow(told, seed);
            }

            // Then
            if (fact != null) holdsOnEveryDay(told, seed);
        }
    }

    private void fold(RandomCase.Told event) throws Source.Malformed {
        events++;
        var type = event.type().substring(ReferralEvents.SOURCE.topic().length() + 1);
        entries.add(events, type, JsonMapper.shared().readTree(event.data()));
        if (ReferralEvents.SOURCE.reader().read(type, event.data()) instanceof Data.OfCase<?>(var happened)) {
            var read = (waymark.reporting.domain.social.ReferralEvent) happened;
            fact = SOCIAL_CARE.evolve(fact, read, events, Instant.EPOCH);
        }
    }

    private void holdsNow(RandomCase told, long seed) {
        var what = "case %d, event %d".formatted(seed, events);
        var present = told.present();
        assertThat(said("status", LATEST)).as("status, %s", what).isEqualTo(told.standing());
        assertThat(said("referral", LATEST)).as("referral, %s", what).isEqualTo(present.referralReference());
        assertThat(said("referredOn", LATEST)).as("referred on, %s", what).isEqualTo(present.referredOn());
        assertThat(said("closedOn", LATEST)).as("closed on, %s", what).isEqualTo(present.closedOn());
        assertThat(said("source", LATEST)).as("source, %s", what).isEqualTo(present.source());
        assertThat(said("primaryNeed", LATEST)).as("need, %s", what).isEqualTo(present.primaryNeed());
        assertThat(said("locality", LATEST)).as("locality, %s", what).isEqualTo(present.locality());
        assertThat(said("decision", LATEST)).as("decision, %s", what).isEqualTo(code(present.decision()));
    }

    private void holdsOnEveryDay(RandomCase told, long seed) {
        var table = FactTable.of(SOCIAL_CARE, 1);
        table.shard(AUTHORITY, 0).put(ID, ID, fact, events, ID);
        if (told.voided()) {
            for (var figure : List.of("contacts", "referrals", "closed", "assessmentsCompleted", "conferences")) {
                assertThat(figure(table, figure, EVER))
                        .as("%s of case %d", figure, seed)
                        .isZero();
            }
            return;
        }
        holdsAltogether(table, told, "case " + seed);
        var days = new TreeSet<LocalDate>();
        for (var day : told.days()) days.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
        for (var day : days) {
            var on = Period.of(day);
            var what = "case %d on %s".formatted(seed, day);
            // What a source tells of days before the case began is kept, and the service says nothing of them.
            if (told.standingOn(day) == null) continue;
            assertThat(said("status", day)).as(what).isEqualTo(told.standingOn(day));
            assertThat(figure(table, "openReferralsAtEnd", on))
                    .as("open, %s", what)
                    .isEqualTo(told.openOn(day) ? 1 : 0);
            // A source may tell of a plan that is older than the referral.
            if (told.openOn(day)) {
                assertThat(planOn(table, on)).as("plan, %s", what).isEqualTo(told.planOn(day));
            }
            assertThat(workerOn(table, on))
                    .as("worker, %s", what)
                    .isEqualTo(told.openOn(day) ? told.workerOn(day) : null);
            assertThat(figure(table, "assessmentsCompleted", on))
                    .as("assessments, %s", what)
                    .isEqualTo(entries.count("assessment-completed", day));
            assertThat(figure(table, "section47Enquiries", on))
                    .as("enquiries, %s", what)
                    .isEqualTo(entries.enquiries(day));
            assertThat(figure(table, "conferences", on))
                    .as("conferences, %s", what)
                    .isEqualTo(entries.count("conference-held", day));
        }
    }

    private void holdsAltogether(FactTable<Referrals> table, RandomCase told, String what) {
        var referredOn = told.present().referredOn();
        if (referredOn != null) {
            assertThat(figure(table, "referrals", Period.of(referredOn)))
                    .as("referral of %s", what)
                    .isEqualTo(1);
        }
        assertThat(figure(table, "referrals", EVER)).as("referral of %s", what).isEqualTo(referredOn == null ? 0 : 1);
        assertThat(figure(table, "contactsDecidedWithin24Hours", EVER))
                .as("within 24 hours, %s", what)
                .isEqualTo(entries.isDecidedIn24Hours() ? 1 : 0);
        assertThat(figure(table, "contactsDecidedWithinWorkingDay", EVER))
                .as("within a working day, %s", what)
                .isEqualTo(entries.isDecidedInWorkingDay() ? 1 : 0);
        assertThat(figure(table, "referralsNoFurtherAction", EVER))
                .as("no further action, %s", what)
                .isEqualTo(entries.isWithoutAction() ? 1 : 0);
        if (entries.saysWhatEachAnswers()) {
            assertThat(figure(table, "assessmentsWithin45WorkingDays", EVER))
                    .as("assessments in time, %s", what)
                    .isEqualTo(entries.assessmentsInTime());
            assertThat(figure(table, "conferencesWithin15WorkingDays", EVER))
                    .as("conferences in time, %s", what)
                    .isEqualTo(entries.conferencesInTime());
        }
    }

    private static String planOn(FactTable<Referrals> table, Period on) {
        if (figure(table, "protectionPlansAtEnd", on) > 0) return "protection";
        return figure(table, "childInNeedPlansAtEnd", on) > 0 ? "child-in-need" : "none";
    }

    private static String workerOn(FactTable<Referrals> table, Period on) {
        var measure = SOCIAL_CARE.measure("socialCare.allocatedCases").orElseThrow();
        var by = SOCIAL_CARE.dimension("worker").orElseThrow();
        var found = Scan.of(table, AUTHORITY, List.of(new Scan.Ask<>(measure, on, by)), List.of(), null)
                .breakdown(0);
        assertThat(found).hasSizeLessThan(2);
        return found.isEmpty() ? null : found.firstKey();
    }

    /** As it is published; null of null. */
    private static String code(Enum<?> constant) {
        return constant == null
                ? null
                : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Object said(String detail, LocalDate day) {
        return SOCIAL_CARE.details().stream()
                .filter(one -> one.name().equals(detail))
                .findFirst()
                .orElseThrow()
                .of()
                .of(fact, Days.of(day));
    }

    private static long figure(FactTable<Referrals> table, String field, Period period) {
        var measure = SOCIAL_CARE.measure("socialCare." + field).orElseThrow();
        return Scan.of(table, AUTHORITY, List.of(new Scan.Ask<>(measure, period)), List.of(), null)
                .figure(0)
                .longValue();
    }
}
