package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.Given;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Printout;
import waymark.reporting.domain.social.ReferralEvent;
import waymark.reporting.domain.social.ReferralFacts;
import waymark.reporting.domain.social.Referrals;
import waymark.reporting.domain.social.RepeatReferral;

/** Referrals recorded late, put right, annulled, made again and voided, in any order: the repeat figures are those of a plain list looked through from scratch. */
class RepeatReferralOracleTest {
    private static final int HAPPENINGS = 50_000;
    private static final int LOOKED_AT = 25;
    private static final int EXPLAINED = 40;
    private static final List<String> AUTHORITIES = List.of("825", "826");
    private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
    private static final int DAYS = 1600;

    /** A referral in the plain list. */
    private static final class Written {
        private final String authority;
        private final UUID child;
        private final CaseStory story;
        private LocalDate on;
        private Instant recordedAt;
        private Instant contactAt;
        private boolean voided;

        private Written(String authority, UUID child) {
            this.authority = authority;
            this.child = child;
            story = new CaseStory(ReferralEvents.TOPIC, authority, child, UUID.randomUUID());
        }

        private boolean counts() {
            return !voided && on != null;
        }
    }

    private static final Comparator<Written> IN_ORDER = Comparator.comparing((Written one) -> one.on)
            .thenComparing(one -> one.recordedAt)
            .thenComparing(one -> one.contactAt)
            .thenComparing(one -> one.story.caseId());

    private final Random random = new Random(20260829);
    private final List<Written> all = new ArrayList<>();
    private final Map<String, List<Written>> byChild = new HashMap<>();
    private final FoldedTopic<ReferralFacts, ReferralEvent, Referrals> folded =
            new FoldedTopic<>(ReferralEvents.SOURCE);
    private Instant now = Instant.parse("2023-06-01T09:00:00Z");

    @Test
    void theRepeatFiguresAreThoseOfAPlainListWhateverIsRecordedInWhateverOrder() throws UnreadableEvent {
        for (int happening = 1; happening <= HAPPENINGS; happening++) {
            // When
            happen();

            // Then
            if (happening % (HAPPENINGS / LOOKED_AT) == 0) {
                for (var authority : AUTHORITIES) figuresHold(authority);
                for (int times = 0; times < EXPLAINED; times++) explanationHolds(all.get(random.nextInt(all.size())));
            }
        }
    }

    private void happen() throws UnreadableEvent {
        // Often several within one moment, so that their contacts decide, and then their ids.
        if (random.nextInt(3) > 0) now = now.plusSeconds(1);
        int what = all.isEmpty() ? 0 : random.nextInt(10);
        if (what < 6) {
            refer();
            return;
        }
        var one = all.get(random.nextInt(all.size()));
        var today = "2023-06-01";
        if (one.voided) return;
        if (what < 8) {
            correct(one, today);
        } else if (what == 8) {
            one.voided = true;
            fold(one.story.and("voided", today, now, "\"voidedOn\":\"2023-06-01\",\"reason\":\"duplicate\""));
        } else {
            annulOrMakeAgain(one, today);
        }
    }

    private void refer() throws UnreadableEvent {
        var authority = AUTHORITIES.get(random.nextInt(10) == 0 ? 1 : 0);
        // The same child key in both authorities: they see nothing of each other.
        var written = new Written(authority, new UUID(7, random.nextInt(9_000)));
        all.add(written);
        byChild.computeIfAbsent(authority + written.child, first -> new ArrayList<>())
                .add(written);
        // Sometimes at one moment too, so that nothing but their ids is left.
        written.contactAt = Instant.parse("2019-01-01T09:00:00Z").plusSeconds(random.nextInt(3));
        fold(written.story.and(
                "contact-received",
                "2019-01-01",
                now,
                "\"reference\":\"C-%d\",\"receivedAt\":\"%s\"".formatted(all.size(), written.contactAt)));
        make(written);
    }

    private void make(Written written) throws UnreadableEvent {
        written.on = day();
        written.recordedAt = now;
        fold(written.story.and(
                "referral-made",
                written.on.toString(),
                now,
                "\"referredOn\":\"%s\",\"noFurtherAction\":%b".formatted(written.on, random.nextInt(5) == 0)));
    }

    private LocalDate day() {
        // Leap days and their neighbours oftener than by chance.
        return random.nextInt(20) == 0
                ? LocalDate.of(2020, 2, 27).plusDays(random.nextInt(4)).plusYears(random.nextInt(2))
                : FIRST.plusDays(random.nextInt(DAYS));
    }

    private void correct(Written one, String today) throws UnreadableEvent {
        if (one.on == null) return;
        int entry = one.story.events().stream()
                .filter(event -> event.type().endsWith(".referral-made"))
                .mapToInt(CaseEvent::sequence)
                .max()
                .orElseThrow();
        one.on = random.nextInt(4) == 0 ? one.on.minusDays(1) : day();
        fold(one.story.and("corrected", today, now, "\"entry\":%d,\"on\":\"%s\"".formatted(entry, one.on)));
    }

    private void annulOrMakeAgain(Written one, String today) throws UnreadableEvent {
        if (one.on == null) {
            make(one);
            return;
        }
        int entry = one.story.events().stream()
                .filter(event -> event.type().endsWith(".referral-made"))
                .mapToInt(CaseEvent::sequence)
                .max()
                .orElseThrow();
        one.on = null;
        fold(one.story.and("entry-annulled", today, now, "\"annulledOn\":\"2023-06-01\",\"entry\":" + entry));
    }

    private void fold(CaseStory story) throws UnreadableEvent {
        var event = story.events().getLast();
        var message = CaseStory.received(CloudEventRecords.write(ReferralEvents.TOPIC, event, 1), 0);
        folded.apply(folded.decode(message), Instant.EPOCH);
    }

    // The plain list

    private List<Written> before(Written one) {
        return byChild.get(one.authority + one.child).stream()
                .filter(other -> other != one && other.counts() && IN_ORDER.compare(other, one) < 0)
                .sorted(IN_ORDER)
                .toList();
    }

    private boolean isRepeat(Written one, int months) {
        var from = one.on.minusMonths(months);
        return before(one).stream().anyMatch(other -> !other.on.isBefore(from));
    }

    private void figuresHold(String authority) {
        var from = day();
        var to = from.plusDays(random.nextInt(400));
        int months = random.nextBoolean() ? 12 : 1 + random.nextInt(30);
        var referred = all.stream()
                .filter(one -> one.authority.equals(authority) && one.counts())
                .filter(one -> !one.on.isBefore(from) && !one.on.isAfter(to))
                .toList();
        var repeats = referred.stream().filter(one -> isRepeat(one, months)).toList();
        var ofReferrals = printed(authority, new Period(from, to), months, "referral");
        var ofChildren = printed(authority, new Period(from, to), months, "child");
        long children = referred.stream().map(one -> one.child).distinct().count();
        long again = repeats.stream().map(one -> one.child).distinct().count();
        assertThat(ofReferrals)
                .containsEntry("referrals", (long) referred.size())
                .containsEntry("repeatReferrals", (long) repeats.size())
                .containsEntry("repeatReferralPercent", percent(repeats.size(), referred.size()));
        assertThat(ofChildren)
                .containsEntry("childrenReferred", children)
                .containsEntry("childrenReferredAgain", again)
                .containsEntry("childrenReferredAgainPercent", percent(again, children));
    }

    private Map<String, Object> printed(String authority, Period period, int months, String unit) {
        var report = ReferralEvents.SOURCE.kind().reports().stream()
                .filter(one -> one.id().equals("repeat-referrals"))
                .findFirst()
                .orElseThrow();
        var sheet = report.sheet().apply(new Given(period, Map.of(), Map.of("lookBack", months), Map.of("unit", unit)));
        return new Printout<>(sheet).of(folded.table(), authority, List.of(), null);
    }

    private static BigDecimal percent(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(100 * part).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }

    private void explanationHolds(Written one) {
        var explained = RepeatReferral.explain(
                folded.table().shards(one.authority), one.story.caseId().toString(), 12);
        var other = AUTHORITIES.get(1 - AUTHORITIES.indexOf(one.authority));
        assertThat(RepeatReferral.explain(
                        folded.table().shards(other), one.story.caseId().toString(), 12))
                .isEmpty();
        assertThat(explained.isPresent()).isEqualTo(one.on != null);
        if (one.on == null) return;
        var why = explained.orElseThrow();
        assertThat(why.referral().referredOn()).isEqualTo(one.on);
        assertThat(why.lookBackFrom()).isEqualTo(one.on.minusYears(1));
        assertThat(why.repeat()).isEqualTo(!one.voided && isRepeat(one, 12));
        var before = before(one);
        if (before.isEmpty()) assertThat(why.earlier()).isNull();
        else assertThat(why.earlier().caseId()).isEqualTo(before.getLast().story.caseId());
        assertThat(why.daysTooOld() == null).isEqualTo(before.isEmpty() || isRepeat(one, 12));
    }
}
