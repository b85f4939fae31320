package waymark.alerts.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import waymark.alerts.domain.WatchedCase.Entry;
import waymark.alerts.domain.WatchedCase.What;
import waymark.calendar.LondonTime;

/** What only shows where all of a child's cases are seen together; and that nothing happens in one. */
final class Across {
    private static final Set<String> OPEN_TO_SOCIAL_CARE = Set.of("child-in-need", "child-protection", "looked-after");

    private Across() {}

    /** Whenever it becomes known anew, it is told of anew. */
    static Stream<Condition> knownToSocialCare(Rule.Set set, Watch watch, UUID caseId, WatchedCase involvement) {
        if (!involvement.isOpen()) return Stream.of();
        boolean open = OPEN_TO_SOCIAL_CARE.contains(Objects.toString(involvement.socialCareStatus()));
        var said = open ? learned(involvement, What.SOCIAL_CARE_STATUS) : Stream.<Instant>of();
        var checked = involvement.all(What.KNOWN_TO_SOCIAL_CARE).map(Entry::recordedAt);
        var referred = watch.others(involvement)
                .filter(WatchedCase::isOpenReferral)
                .map(referral -> referral.last(What.REFERRED).recordedAt());
        return earliest(Stream.of(said, checked, referred))
                .map(known -> of(set, caseId, involvement, What.OPENED, "opened", known)
                        .of(LondonTime.dateOf(known)))
                .stream();
    }

    static Stream<Condition> withPlan(Rule.Set set, Watch watch, UUID caseId, WatchedCase involvement) {
        if (!involvement.isOpen()) return Stream.of();
        var said =
                "ehcp".equals(involvement.senStatus()) ? learned(involvement, What.SEN_STATUS) : Stream.<Instant>of();
        var plan = watch.others(involvement)
                .filter(WatchedCase::hasPlan)
                .map(assessment -> assessment.last(What.PLAN_BEGUN).recordedAt());
        return earliest(Stream.of(said, plan))
                .map(known -> of(set, caseId, involvement, What.OPENED, "opened", known))
                .stream();
    }

    /** When a case said what its status is; of one that was kept before that was noted, when it was opened. */
    private static Stream<Instant> learned(WatchedCase about, What status) {
        return Stream.of(about.has(status) ? about.last(status) : about.last(What.OPENED))
                .map(Entry::recordedAt);
    }

    private static Optional<Instant> earliest(Stream<Stream<Instant>> all) {
        return all.flatMap(Function.identity()).min(Comparator.naturalOrder());
    }

    /** Each spell out of school is told of anew. */
    static Stream<Condition> withInvolvement(Rule.Set set, Watch watch, UUID caseId, WatchedCase referral) {
        return referral.isOpenReferral()
                ? sinceInvolvement(watch, referral)
                        .map(opened -> of(set, caseId, referral, What.REFERRED, "referred", opened)
                                .of(LondonTime.dateOf(opened)))
                        .stream()
                : Stream.of();
    }

    /** As {@link #withInvolvement}: a plan lasts for years. */
    static Stream<Condition> planWithInvolvement(Rule.Set set, Watch watch, UUID caseId, WatchedCase assessment) {
        return assessment.hasPlan()
                ? sinceInvolvement(watch, assessment)
                        .map(opened -> of(set, caseId, assessment, What.PLAN_BEGUN, "begun", opened)
                                .of(LondonTime.dateOf(opened)))
                        .stream()
                : Stream.of();
    }

    /** When the first involvement that is open beside a case was learned of. */
    private static Optional<Instant> sinceInvolvement(Watch watch, WatchedCase than) {
        return watch.others(than)
                .filter(other -> other.kind() == Kind.INVOLVEMENT && other.isOpen())
                .map(involvement -> involvement.last(What.OPENED).recordedAt())
                .min(Comparator.naturalOrder());
    }

    /** A repeat referral whose child had a repeat referral within the twelve months before it. */
    static Stream<Condition> secondRepeat(Rule.Set set, Watch watch, UUID caseId, WatchedCase referral) {
        if (!referral.isOpenReferral()) return Stream.of();
        var all = watch.cases().values().stream()
                .flatMap(one -> one.all(What.REFERRED))
                .toList();
        var latest = referral.last(What.REFERRED);
        boolean second = repeated(latest, all)
                .anyMatch(one -> repeated(one, all).findAny().isPresent());
        return second ? Stream.of(of(set, caseId, referral, What.REFERRED, "referred", null)) : Stream.of();
    }

    /** Those that a referral repeats: of the twelve months before it, and of the same day those that were recorded before. */
    private static Stream<Entry> repeated(Entry referral, List<Entry> all) {
        return all.stream()
                .filter(one -> !one.on().isBefore(referral.on().minusYears(1)))
                .filter(one -> one.on().isBefore(referral.on())
                        || (one.on().equals(referral.on()) && one.recordedAt().isBefore(referral.recordedAt())));
    }

    static Stream<Condition> secondPlan(Rule.Set set, Watch watch, UUID caseId, WatchedCase referral) {
        var latest = referral.last(What.PROTECTION_BEGUN);
        if (latest == null || !referral.isOpen()) return Stream.of();
        boolean another = watch.cases().values().stream()
                .flatMap(one -> one.all(What.PROTECTION_BEGUN))
                .anyMatch(plan -> plan.on().isBefore(latest.on()));
        return another ? Stream.of(of(set, caseId, referral, What.PROTECTION_BEGUN, "begun", null)) : Stream.of();
    }

    static Stream<Condition> noActivity(Rule.Set set, Watch watch, UUID caseId, WatchedCase about) {
        if (!about.isOpen()) return Stream.of();
        var since = LondonTime.startOf(about.activeOn().plusDays(set.days() + 1L));
        return Stream.of(new Condition(
                set.rule(),
                caseId,
                about,
                "no-activity",
                about.activeOn().toString(),
                set.rule().severity(),
                false,
                null,
                null,
                null,
                since,
                null,
                about.recordedAt()));
    }

    static Stream<Condition> red(Rule.Set set, Watch watch, UUID caseId, WatchedCase measure) {
        var red = measure.last(What.RED);
        return red == null
                ? Stream.of()
                : Stream.of(new Condition(
                        set.rule(),
                        caseId,
                        measure,
                        "red",
                        red.on().toString(),
                        set.rule().severity(),
                        false,
                        measure.reference(),
                        null,
                        null,
                        red.recordedAt(),
                        null,
                        red.recordedAt()));
    }

    /** @param other when the other thing that it takes was learned; null where the case itself says it */
    private static Condition of(
            Rule.Set set, UUID caseId, WatchedCase about, What what, String milestone, Instant other) {
        var entry = about.last(what);
        var since = other == null || other.isBefore(entry.recordedAt()) ? entry.recordedAt() : other;
        return new Condition(
                set.rule(),
                caseId,
                about,
                milestone,
                "event-" + entry.sequence(),
                set.rule().severity(),
                true,
                null,
                null,
                null,
                since,
                null,
                since);
    }
}
