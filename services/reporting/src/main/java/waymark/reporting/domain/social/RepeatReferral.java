package waymark.reporting.domain.social;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.FactShard;

/**
 * Why a referral is a repeat, or why it is none: read off the same columns as the figure.
 *
 * @param lookBackFrom the first day on which an earlier referral would make it a repeat
 * @param because in words
 * @param earlier the child's last referral before this one that counts, whether it makes it a repeat or not; null where there is none
 * @param daysTooOld how many days before the first one that is; null where it makes it a repeat, or where there is none
 * @param notCounted referrals of the child on the days looked at that were voided
 * @param hidden how many others it says nothing of, since the caller may not open their cases
 */
public record RepeatReferral(
        Known referral,
        int lookBackMonths,
        LocalDate lookBackFrom,
        boolean repeat,
        String because,
        Known earlier,
        Long daysTooOld,
        List<Known> notCounted,
        int hidden) {
    private static final String VOIDED = "it was voided, and is in no figure";
    private static final String NONE_EARLIER = "the child has no earlier referral that counts";

    /**
     * A referral, as far as it matters here.
     *
     * @param caseId of the case
     * @param reference of the referral, or of its case; null where there is none
     * @param closedOn null while it is open, as the reason
     */
    public record Known(
            UUID caseId,
            String reference,
            LocalDate referredOn,
            boolean noFurtherAction,
            LocalDate closedOn,
            String closureReason) {
        private static Known of(Referrals facts, int row) {
            var own = facts.referrals().reference(row);
            return new Known(
                    facts.caseId(row),
                    own == null ? facts.contacts().reference(row) : own,
                    Days.date(facts.referredOn()[row]),
                    facts.withoutAction(row),
                    Days.date(facts.closedOn()[row]),
                    Referrals.REASONS.valueOf(facts.reason(row)));
        }
    }

    /**
     * @param shards of one authority
     * @param referral id of the case, or the reference of the referral or of the case
     * @return empty where the authority has no such referral
     */
    public static Optional<RepeatReferral> explain(List<Referrals> shards, String referral, int lookBackMonths) {
        var lookBack = LookBack.of(lookBackMonths);
        for (var shard : shards) {
            int row = row(shard, referral);
            if (row != FactShard.ABSENT) return Optional.of(explained(shard, row, lookBack));
        }
        return Optional.empty();
    }

    private static int row(Referrals facts, String referral) {
        var id = uuid(referral);
        if (id != null) {
            int row = facts.row(id);
            return row != FactShard.ABSENT && facts.isReferral(row) ? row : FactShard.ABSENT;
        }
        var reference = referral.getBytes(StandardCharsets.UTF_8);
        int ofCase = FactShard.ABSENT;
        for (int row = 0; row < facts.size(); row++) {
            if (!facts.isReferral(row)) continue;
            if (facts.referrals().hasReference(row, reference)) return row;
            if (facts.contacts().hasReference(row, reference)) ofCase = row;
        }
        return ofCase;
    }

    private static UUID uuid(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException reference) {
            return null;
        }
    }

    private static RepeatReferral explained(Referrals facts, int row, LookBack lookBack) {
        int day = facts.referredOn()[row];
        int from = lookBack.from(day);
        int before = facts.referralBefore(row);
        boolean counts = !facts.voided(row);
        boolean repeat = counts && facts.isRepeat(row, lookBack);
        var earlier = before == FactShard.ABSENT ? null : Known.of(facts, before);
        Long daysTooOld = earlier == null || facts.referredOn()[before] >= from
                ? null
                : Long.valueOf((long) from - facts.referredOn()[before]);
        return new RepeatReferral(
                Known.of(facts, row),
                lookBack.months(),
                Days.date(from),
                repeat,
                because(counts, repeat, earlier, daysTooOld),
                earlier,
                daysTooOld,
                voided(facts, row, from),
                0);
    }

    /**
     * Without what would tell of other cases; whether it is a repeat stays, as in the figure.
     *
     * @param hidden those that the caller may not open, which are counted
     * @param erased those of which nothing leads to the child any more, which are not
     */
    public RepeatReferral without(Predicate<UUID> hidden, Predicate<UUID> erased) {
        boolean hidesEarlier = earlier != null && hidden.test(earlier.caseId);
        boolean lacksEarlier = earlier != null && (hidesEarlier || erased.test(earlier.caseId));
        var open = notCounted.stream().filter(one -> !hidden.test(one.caseId)).toList();
        return new RepeatReferral(
                referral,
                lookBackMonths,
                lookBackFrom,
                repeat,
                lacksEarlier && !because.equals(VOIDED) ? becauseOfWhatIsNotShown(hidesEarlier) : because,
                lacksEarlier ? null : earlier,
                lacksEarlier ? null : daysTooOld,
                open.stream().filter(one -> !erased.test(one.caseId)).toList(),
                notCounted.size() - open.size() + (hidesEarlier ? 1 : 0));
    }

    private String becauseOfWhatIsNotShown(boolean hidden) {
        if (!hidden) return repeat ? "it was counted as one, of which the reason is no longer kept" : NONE_EARLIER;
        return repeat
                ? "the child was referred before, in a case that you may not open"
                : "the child's last referral before is too old, and of a case that you may not open";
    }

    /** The cases that it tells of. */
    public List<UUID> cases() {
        return told().map(Known::caseId).toList();
    }

    /** The references of those that have one. */
    public List<String> references() {
        return told().map(Known::reference).filter(Objects::nonNull).distinct().toList();
    }

    private Stream<Known> told() {
        return Stream.concat(Stream.of(referral), Stream.concat(Stream.ofNullable(earlier), notCounted.stream()));
    }

    private static String because(boolean counts, boolean repeat, Known earlier, Long daysTooOld) {
        if (!counts) return VOIDED;
        if (earlier == null) return NONE_EARLIER;
        return repeat
                ? "the child was referred before on " + earlier.referredOn
                : "the child's last referral before, on %s, is %d %s too old"
                        .formatted(earlier.referredOn, daysTooOld, daysTooOld == 1 ? "day" : "days");
    }

    private static List<Known> voided(Referrals facts, int row, int from) {
        var voided = new ArrayList<Known>();
        for (int other = facts.nextOfChild(row); other != row; other = facts.nextOfChild(other)) {
            boolean within = facts.isReferral(other) && facts.referredOn()[other] >= from;
            if (facts.voided(other) && within && facts.precedes(other, row)) voided.add(Known.of(facts, other));
        }
        voided.sort(Comparator.comparing(Known::referredOn).thenComparing(Known::caseId));
        return List.copyOf(voided);
    }
}
