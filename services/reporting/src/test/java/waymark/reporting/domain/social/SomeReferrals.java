package waymark.reporting.domain.social;

import static waymark.reporting.domain.Days.NONE;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Moments;
import waymark.reporting.domain.course.ClockMark;

/** Plausible contacts and referrals in a table, for measuring: two in three lead to a referral, and three in ten of these are repeats. */
public final class SomeReferrals {
    private static final List<String> SOURCES = List.of("6", "2A", "1A", "3A", "5C", "9");
    private static final List<String> LOCALITIES = List.of("Aylesbury", "Wycombe", "Chiltern and South Bucks");
    private static final long NANOS_IN_HOUR = 3_600_000_000_000L;
    private static final int DAYS_IN_YEAR = 365;

    private final Random random = new Random(42);
    private final SocialCare kind = new SocialCare();
    private final List<UUID> children = new ArrayList<>();
    private ReferralFacts fact;
    private int sequence;
    private Instant recordedAt;

    private SomeReferrals() {}

    public static FactTable<Referrals> table(String authority, int cases, int firstYear, int years) {
        var table = new FactTable<>(12, Referrals::new);
        var some = new SomeReferrals();
        int start = Days.of(LocalDate.of(firstYear, 1, 1));
        for (int at = 0; at < cases; at++) {
            var child = some.child();
            some.recordedAt = Instant.EPOCH.plusSeconds(at);
            some.course(start + (int) ((long) at * DAYS_IN_YEAR * years / cases), "CON-%06d".formatted(at));
            table.shard(authority, Math.floorMod(child.hashCode(), 12))
                    .put(some.uuid(), child, some.fact, some.sequence, some.uuid());
        }
        return table;
    }

    private UUID child() {
        boolean known = !children.isEmpty() && random.nextInt(10) < 4;
        if (known) return children.get(children.size() - 1 - random.nextInt(Math.min(children.size(), 20_000)));
        children.add(uuid());
        return children.getLast();
    }

    private void course(int on, String reference) {
        fact = null;
        sequence = 0;
        long at = Moments.of(LocalDate.ofEpochDay(on).atTime(10, 0).toInstant(ZoneOffset.UTC));
        var source = SOURCES.get(random.nextInt(SOURCES.size()));
        var locality = LOCALITIES.get(random.nextInt(LOCALITIES.size()));
        after(new ReferralEvent.ContactReceived(
                on,
                at,
                new Details(reference, source, null, null, locality, "F", null),
                List.of(
                        new ClockMark(
                                Referrals.CONTACT_24_HOURS,
                                1,
                                null,
                                ClockMark.Action.START,
                                on,
                                on + 1,
                                NONE,
                                at + 24 * NANOS_IN_HOUR,
                                Moments.NONE),
                        start(Referrals.CONTACT_WORKING_DAY, on, 1))));
        int hours = random.nextInt(30);
        boolean refers = random.nextInt(3) > 0;
        var decision = refers ? "referral" : "information-and-advice";
        after(new ReferralEvent.Happened(
                ReferralCourse.CONTACT_DECIDED,
                on + hours / 24,
                0,
                decision,
                List.of(
                        new ClockMark(
                                Referrals.CONTACT_24_HOURS,
                                1,
                                null,
                                ClockMark.Action.STOP,
                                on,
                                on + 1,
                                on + hours / 24,
                                at + 24 * NANOS_IN_HOUR,
                                at + hours * NANOS_IN_HOUR),
                        stop(Referrals.CONTACT_WORKING_DAY, 1, on + hours / 24))));
        if (refers) referral(on, reference.replace("CON", "REF"), source, locality);
    }

    private void referral(int on, String reference, String source, String locality) {
        var details = new Details(reference, source, "N" + random.nextInt(10), false, locality, "F", null);
        int referred = sequence + 1;
        after(new ReferralEvent.ReferralMade(on, details, List.of(start(Referrals.ASSESSMENT, on, 63))));
        happened(ReferralCourse.ASSESSMENT_STARTED, on, null, List.of());
        after(new ReferralEvent.Allocated(on + 1, "SW-" + (100 + random.nextInt(400)), "team-one", true, List.of()));
        int completed = on + 20 + random.nextInt(60);
        var outcome = random.nextBoolean() ? "no-further-action" : "child-in-need";
        happened(
                ReferralCourse.ASSESSMENT_COMPLETED,
                completed,
                outcome,
                List.of(stop(Referrals.ASSESSMENT, referred, completed)));
        int closed = completed + random.nextInt(60);
        if (random.nextInt(15) == 0) {
            happened(
                    ReferralCourse.DISCUSSION_HELD,
                    on + 5,
                    "section-47",
                    List.of(start(Referrals.CONFERENCE, on + 5, 21)));
            happened(
                    ReferralCourse.CONFERENCE_HELD,
                    on + 25,
                    "protection-plan",
                    List.of(stop(Referrals.CONFERENCE, sequence, on + 25)));
            happened(
                    ReferralCourse.PROTECTION_PLAN_BEGUN,
                    on + 25,
                    "NEG",
                    List.of(start("protection-visit", on + 25, 28)));
            closed = on + 300;
            int visits = sequence;
            happened(
                    ReferralCourse.PROTECTION_PLAN_ENDED,
                    closed,
                    null,
                    List.of(new ClockMark(
                            "protection-visit", visits, null, ClockMark.Action.LAPSE, on + 25, on + 53, closed)));
        }
        if (random.nextInt(20) > 0) happened(ReferralCourse.CLOSED, closed, "RC8", List.of());
    }

    private void happened(String what, int on, String code, List<ClockMark> marks) {
        after(new ReferralEvent.Happened(what, on, 0, code, marks));
    }

    private void after(ReferralEvent event) {
        fact = kind.evolve(fact, event, ++sequence, recordedAt);
    }

    /** By the event that comes next. */
    private ClockMark start(String clock, int on, int days) {
        return new ClockMark(clock, sequence + 1, null, ClockMark.Action.START, on, on + days, NONE);
    }

    /** The run's days are known from its start. */
    private static ClockMark stop(String clock, int instance, int on) {
        return new ClockMark(clock, instance, null, ClockMark.Action.STOP, on, on, on);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
