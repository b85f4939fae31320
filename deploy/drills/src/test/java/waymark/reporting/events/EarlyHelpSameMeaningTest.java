package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import waymark.calendar.LondonTime;
import waymark.casefile.CaseKind;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.Decision;
import waymark.referrals.domain.EarlyHelp.Opened;
import waymark.referrals.domain.EarlyHelp.Standing;
import waymark.referrals.domain.EarlyHelpCommand;
import waymark.referrals.domain.EarlyHelpCourse;
import waymark.referrals.domain.EarlyHelpEvent;
import waymark.referrals.domain.EarlyHelpEvent.EarlyHelpClosed;
import waymark.referrals.domain.EarlyHelpEvent.EarlyHelpClosed.Outcome;
import waymark.referrals.events.ReferralCodes;
import waymark.referrals.events.ReferralKinds;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Scan;
import waymark.reporting.domain.social.EarlyHelp;
import waymark.reporting.domain.social.EarlyHelpCases;
import waymark.reporting.domain.social.EarlyHelpFacts;
import waymark.web.CodeLists;

/** As {@link ReferralsSameMeaningTest}, of a family's early help. */
class EarlyHelpSameMeaningTest {
    private static final int CASES = 400;
    private static final int ASKED = 60;
    private static final String AUTHORITY = "825";
    private static final UUID ID = UUID.fromString("5a4b3c2d-1e0f-8a9b-8c7d-6e5f4a3b2c1d");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final Instant NOW = london(TODAY.atTime(12, 0));
    private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);
    private static final Period EVER = new Period(LocalDate.of(1990, 1, 1), LATEST);
    private static final EarlyHelp EARLY_HELP = new EarlyHelp();
    private static final CaseKind<waymark.referrals.domain.EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> KIND = kind();

    private Random random;
    private LocalDate cursor;
    private waymark.referrals.domain.EarlyHelp told;
    private EarlyHelpFacts fact;
    private int events;

    @Test
    void whateverHappensInEarlyHelpReportingMeansByItWhatTheServiceMeans() throws Exception {
        for (long seed = 0; seed < CASES; seed++) {
            // Given
            random = new Random(seed);
            cursor = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000));
            told = EarlyHelpCourse.INITIAL;
            fact = null;
            events = 0;

            // When
            for (int asked = 0; asked < ASKED; asked++) {
                happen(told instanceof Opened opened ? next(opened) : requested());
                if (told instanceof Opened opened) holdsNow(opened, "case %d, event %d".formatted(seed, events));
            }

            // Then
            if (told instanceof Opened opened) holdsOnEveryDay(opened, seed);
        }
    }

    // What happens

    private void happen(EarlyHelpEvent asked) throws Source.Malformed {
        var decided = KIND.decide().apply(told, new EarlyHelpCommand.Happened(TODAY, NOW, asked));
        if (!(decided instanceof Decision.Accepted<EarlyHelpEvent> accepted)) return;
        for (var event : accepted.events()) {
            events++;
            told = KIND.evolve().apply(told, event);
            var type = KIND.events()
                    .typeOf(event)
                    .substring(EarlyHelpEvents.SOURCE.topic().length() + 1);
            var data = EarlyHelpEvents.SOURCE.reader().read(type, KIND.events().write(event));
            if (data instanceof Data.OfCase<?>(var happened)) {
                var read = (waymark.reporting.domain.social.EarlyHelpEvent) happened;
                fact = EARLY_HELP.evolve(fact, read, events, Instant.EPOCH);
            }
        }
    }

    private EarlyHelpEvent requested() {
        return new EarlyHelpEvent.EarlyHelpRequested(
                "EH-1", moment(), List.of(), "2A", "Aylesbury", null, null, List.of());
    }

    /** Mostly what could come next. */
    private EarlyHelpEvent next(Opened opened) {
        return switch (opened.standing().isOpen() ? random.nextInt(9) : 5 + random.nextInt(6)) {
            case 0, 1 -> new EarlyHelpEvent.EarlyHelpProgressed(moment(), "north", List.of());
            case 2 -> new EarlyHelpEvent.FamilyContacted(moment(), List.of());
            case 3 -> new EarlyHelpEvent.SupportArranged(day(), "parenting-course", List.of());
            case 4, 5 -> new EarlyHelpClosed(day(), one(Outcome.values()), List.of());
            case 6, 7, 8 -> correction(opened);
            case 9 -> new EarlyHelpEvent.EarlyHelpResumed(day(), List.of());
            default ->
                random.nextInt(12) == 0
                        ? new EarlyHelpEvent.EarlyHelpVoided(TODAY, "duplicate", List.of())
                        : new EarlyHelpEvent.EarlyHelpReopened(TODAY, List.of());
        };
    }

    private EarlyHelpEvent correction(Opened opened) {
        var entry = opened.entries().get(random.nextInt(opened.entries().size()));
        boolean closed = entry.event() instanceof EarlyHelpClosed;
        boolean momentary = entry.event() instanceof EarlyHelpEvent.EarlyHelpRequested
                || entry.event() instanceof EarlyHelpEvent.EarlyHelpProgressed
                || entry.event() instanceof EarlyHelpEvent.FamilyContacted;
        return new EarlyHelpEvent.EarlyHelpCorrected(
                entry.sequence(),
                momentary ? null : day(),
                momentary ? moment() : null,
                closed && random.nextBoolean() ? one(Outcome.values()) : null,
                entry.sequence() == 1 && random.nextBoolean() ? "6" : null,
                null,
                null,
                null,
                List.of());
    }

    /** Not beyond today; now and then an earlier one. */
    private LocalDate day() {
        if (random.nextInt(5) == 0) return cursor.minusDays(random.nextInt(20));
        if (random.nextInt(2) == 0 && cursor.isBefore(TODAY.minusDays(60)))
            cursor = cursor.plusDays(random.nextInt(40));
        return cursor;
    }

    private Instant moment() {
        return london(day().atTime(random.nextInt(24), 15 * random.nextInt(4)));
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    // What must hold

    private void holdsNow(Opened opened, String what) {
        var status = opened.standing() == Standing.VOIDED
                ? "voided"
                : opened.standing().isOpen() ? "open" : "closed";
        assertThat(said("status", LATEST)).as("status, %s", what).isEqualTo(status);
        assertThat(said("requestedOn", LATEST)).as("requested on, %s", what).isEqualTo(opened.requestedOn());
        assertThat(said("source", LATEST)).as("source, %s", what).isEqualTo(opened.source());
    }

    private void holdsOnEveryDay(Opened opened, long seed) {
        var table = FactTable.of(EARLY_HELP, 1);
        table.shard(AUTHORITY, 0).put(ID, ID, fact, events, ID);
        if (opened.standing() == Standing.VOIDED) {
            assertThat(figure(table, "Requests", EVER)).isZero();
            return;
        }
        var what = "case " + seed;
        assertThat(figure(table, "Requests", Period.of(opened.requestedOn())))
                .as(what)
                .isEqualTo(1);
        assertThat(figure(table, "Closed", EVER))
                .as("closings, %s", what)
                .isEqualTo(count(opened, EarlyHelpClosed.class));
        assertThat(figure(table, "Resumed", EVER))
                .as("resumptions, %s", what)
                .isEqualTo(count(opened, EarlyHelpEvent.EarlyHelpResumed.class));
        holdsInTime(table, "ProgressedWithin24Hours", opened, "progress", what);
        holdsInTime(table, "ProgressedWithin72Hours", opened, "progress-at-most", what);
        holdsInTime(table, "FamilyContactedWithin24Hours", opened, "contact", what);
        holdsInTime(table, "SupportArrangedWithin5Days", opened, "support", what);
        var days = new TreeSet<LocalDate>();
        for (var entry : opened.entries()) {
            var day = entry.event().day();
            days.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
        }
        for (var day : days) {
            assertThat(figure(table, "OpenAtEnd", Period.of(day)))
                    .as("open, %s on %s", what, day)
                    .isEqualTo(isOpenOn(opened, day) ? 1 : 0);
        }
    }

    private static void holdsInTime(
            FactTable<EarlyHelpCases> table, String figure, Opened opened, String clock, String what) {
        // What a family that came back is owed has runs of its own.
        var startedBy = clock.startsWith("progress")
                ? EarlyHelpEvent.EarlyHelpRequested.class
                : EarlyHelpEvent.EarlyHelpProgressed.class;
        boolean inTime = opened.entries().stream()
                .filter(entry -> startedBy.isInstance(entry.event()))
                .anyMatch(entry -> opened.clocks().stream()
                        .anyMatch(run -> run.clock().equals("early-help-" + clock)
                                && run.instance() == entry.sequence()
                                && isStoppedInTime(run)));
        assertThat(figure(table, figure, EVER)).as("%s, %s", figure, what).isEqualTo(inTime ? 1 : 0);
    }

    private static boolean isStoppedInTime(ClockRun run) {
        if (run.ending() != ClockRun.Ending.STOPPED) return false;
        return run.dueAt() == null
                ? !run.endedOn().isAfter(run.dueOn())
                : !run.endedAt().isAfter(run.dueAt());
    }

    private static long count(Opened opened, Class<? extends EarlyHelpEvent> kind) {
        return opened.entries().stream()
                .filter(entry -> kind.isInstance(entry.event()))
                .count();
    }

    /** The latest of closing and resuming that had happened tells. */
    private static boolean isOpenOn(Opened opened, LocalDate day) {
        if (day.isBefore(opened.requestedOn())) return false;
        return opened.entries().stream()
                .map(waymark.referrals.domain.EarlyHelp.Entry::event)
                .filter(event -> !event.day().isAfter(day))
                .filter(event -> event instanceof EarlyHelpClosed || event instanceof EarlyHelpEvent.EarlyHelpResumed)
                .reduce((_, later) -> later)
                .map(last -> last instanceof EarlyHelpEvent.EarlyHelpResumed)
                .orElse(true);
    }

    private Object said(String detail, LocalDate day) {
        return EARLY_HELP.details().stream()
                .filter(one -> one.name().equals(detail))
                .findFirst()
                .orElseThrow()
                .of()
                .of(fact, Days.of(day));
    }

    private static long figure(FactTable<EarlyHelpCases> table, String field, Period period) {
        var measure = EARLY_HELP.measure("socialCare.earlyHelp" + field).orElseThrow();
        return Scan.of(table, AUTHORITY, List.of(new Scan.Ask<>(measure, period)), List.of(), null)
                .figure(0)
                .longValue();
    }

    private static CaseKind<waymark.referrals.domain.EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> kind() {
        var settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource("given", Map.of("lists", "classpath:/contracts/registers/")));
        var lists = new CodeLists(settings, "lists");
        return ReferralKinds.earlyHelp(
                new EarlyHelpCourse(ReferralCodes.of(lists), ReferralCodes.earlyHelpClocks(lists)));
    }

    private static Instant london(LocalDateTime time) {
        return time.atZone(LondonTime.ZONE).toInstant();
    }
}
