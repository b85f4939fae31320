package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import waymark.referrals.domain.Referral.Opened;
import waymark.referrals.domain.ReferralCommand.Happened;
import waymark.referrals.domain.ReferralCommand.TakeFromSource;
import waymark.referrals.domain.ReferralCommand.TakeFromSource.Said;
import waymark.referrals.domain.ReferralEvent.ChildSeen.Occasion;

/** Asks whatever of a case, in whatever order: mostly what could come next, and days that mostly go forward. The same seed asks the same. */
final class AnyCourse {
    /** About the changes of the clock, Christmas and leap days. */
    private static final List<LocalDate> ODD_DAYS = List.of(
            LocalDate.of(2020, 2, 29),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2024, 3, 30),
            LocalDate.of(2024, 3, 31),
            LocalDate.of(2024, 10, 26),
            LocalDate.of(2024, 10, 27),
            LocalDate.of(2025, 3, 29),
            LocalDate.of(2025, 10, 25),
            LocalDate.of(2023, 8, 31),
            LocalDate.of(2024, 12, 24));

    private enum Ask {
        CONTACT,
        DECIDE,
        REFER,
        DECIDE_NOTHING_FOLLOWS,
        START,
        SEE,
        COMPLETE,
        DISCUSS,
        CONCLUDE,
        CONFER,
        BEGIN_PROTECTION,
        REVIEW_PROTECTION,
        END_PROTECTION,
        BEGIN_IN_NEED,
        REVIEW_IN_NEED,
        END_IN_NEED,
        ALLOCATE,
        TRANSFER,
        CLOSE,
        REOPEN,
        CORRECT,
        ANNUL,
        VOID,
        TAKE,
        KEEP_BESIDE,
        TWO_AT_ONCE
    }

    private final Random random;
    private final boolean sources;
    private LocalDate cursor;

    /** @param sources whether a source may be taken too, which says what an officer would be refused */
    AnyCourse(long seed, boolean sources) {
        random = new Random(seed);
        this.sources = sources;
        cursor = oneIn(2)
                ? one(ODD_DAYS).minusDays(random.nextInt(3) - 1L)
                : LocalDate.of(2019, 9, 1).plusDays(random.nextInt(2200));
    }

    ReferralCommand next(Referral state) {
        return switch (state) {
            case Referral.NotOpened _ -> command(oneIn(4) ? Ask.REFER : oneIn(6) ? Ask.TAKE : Ask.CONTACT, state);
            case Opened opened -> command(oneIn(4) ? one(List.of(Ask.values())) : one(sensible(opened)), state);
        };
    }

    private List<Ask> sensible(Opened opened) {
        return switch (opened.standing()) {
            case RECEIVED -> List.of(Ask.DECIDE, Ask.DECIDE, Ask.DECIDE, Ask.CORRECT, Ask.TWO_AT_ONCE);
            case DECIDED -> List.of(Ask.REFER, Ask.REFER, Ask.CORRECT, Ask.CORRECT, Ask.ANNUL);
            case OPEN ->
                switch (opened.present().plan()) {
                    case NONE ->
                        List.of(
                                Ask.START,
                                Ask.SEE,
                                Ask.COMPLETE,
                                Ask.COMPLETE,
                                Ask.DISCUSS,
                                Ask.CONCLUDE,
                                Ask.CONFER,
                                Ask.CONFER,
                                Ask.BEGIN_PROTECTION,
                                Ask.BEGIN_PROTECTION,
                                Ask.BEGIN_IN_NEED,
                                Ask.ALLOCATE,
                                Ask.DECIDE_NOTHING_FOLLOWS,
                                Ask.TRANSFER,
                                Ask.CLOSE,
                                Ask.CORRECT,
                                Ask.CORRECT,
                                Ask.ANNUL);
                    case CHILD_IN_NEED ->
                        List.of(
                                Ask.SEE,
                                Ask.SEE,
                                Ask.REVIEW_IN_NEED,
                                Ask.END_IN_NEED,
                                Ask.DISCUSS,
                                Ask.CONFER,
                                Ask.BEGIN_PROTECTION,
                                Ask.CLOSE,
                                Ask.TRANSFER,
                                Ask.CORRECT,
                                Ask.ANNUL);
                    case PROTECTION ->
                        List.of(
                                Ask.SEE,
                                Ask.SEE,
                                Ask.REVIEW_PROTECTION,
                                Ask.REVIEW_PROTECTION,
                                Ask.END_PROTECTION,
                                Ask.END_PROTECTION,
                                Ask.TRANSFER,
                                Ask.CORRECT,
                                Ask.ANNUL);
                };
            case CLOSED -> List.of(Ask.REOPEN, Ask.CORRECT);
            case VOIDED -> List.of(Ask.REOPEN);
        };
    }

    private ReferralCommand command(Ask ask, Referral state) {
        return switch (ask) {
            case TAKE -> sources ? source() : happened(Story.allocated(day(), "SW-1", null));
            case KEEP_BESIDE -> new ReferralCommand.KeepBeside(Story.TODAY);
            case TWO_AT_ONCE ->
                happened(
                        Story.decided(moment(), oneIn(4) ? one(ContactDecision.values()) : ContactDecision.REFERRAL),
                        event(Ask.REFER, state));
            case CONTACT,
                    DECIDE,
                    REFER,
                    DECIDE_NOTHING_FOLLOWS,
                    START,
                    SEE,
                    COMPLETE,
                    DISCUSS,
                    CONCLUDE,
                    CONFER,
                    BEGIN_PROTECTION,
                    REVIEW_PROTECTION,
                    END_PROTECTION,
                    BEGIN_IN_NEED,
                    REVIEW_IN_NEED,
                    END_IN_NEED,
                    ALLOCATE,
                    TRANSFER,
                    CLOSE,
                    REOPEN,
                    CORRECT,
                    ANNUL,
                    VOID -> happened(event(ask, state));
        };
    }

    private static ReferralCommand happened(ReferralEvent... events) {
        return new Happened(Story.TODAY, Story.NOW, List.of(events));
    }

    private ReferralEvent event(Ask ask, Referral state) {
        return switch (ask) {
            case CONTACT -> Story.contact(oneIn(30) ? null : moment());
            case DECIDE -> {
                var decision = oneIn(3) ? one(ContactDecision.values()) : ContactDecision.REFERRAL;
                yield Story.decided(moment(), decision, oneIn(4) ? Story.OPEN_CASE : null);
            }
            case REFER ->
                Story.referral(
                        state instanceof Opened && oneIn(2) ? null : day(),
                        state instanceof Opened && oneIn(2) ? null : "2A",
                        oneIn(30) ? "N77" : "N1",
                        oneIn(8) ? Boolean.TRUE : null);
            case DECIDE_NOTHING_FOLLOWS -> Story.nothingFollows(day());
            case START -> Story.started(day());
            case SEE -> Story.seen(day(), oneIn(3) ? one(Occasion.values()) : null);
            case COMPLETE ->
                Story.completed(
                        day(),
                        oneIn(3) ? number(state) : null,
                        one(AssessmentOutcome.values()),
                        oneIn(2) ? "3B" : "16A");
            case DISCUSS ->
                Story.discussed(day(), oneIn(4) ? DiscussionOutcome.NO_ENQUIRY : DiscussionOutcome.SECTION_47);
            case CONCLUDE -> Story.concluded(day(), oneIn(2) ? number(state) : null, one(EnquiryOutcome.values()));
            case CONFER ->
                Story.conference(
                        day(),
                        oneIn(2) ? number(state) : null,
                        oneIn(4) ? ConferenceOutcome.NO_PLAN : ConferenceOutcome.PROTECTION_PLAN);
            case BEGIN_PROTECTION -> Story.protection(day(), "NEG", oneIn(3) ? number(state) : null);
            case REVIEW_PROTECTION -> Story.reviewed(laterDay(), oneIn(2) ? null : "EMO");
            case END_PROTECTION -> Story.protectionEnded(day());
            case BEGIN_IN_NEED -> Story.inNeed(day());
            case REVIEW_IN_NEED -> Story.inNeedReviewed(laterDay());
            case END_IN_NEED -> Story.inNeedEnded(day());
            case ALLOCATE ->
                Story.allocated(day(), oneIn(6) ? null : "SW-" + random.nextInt(3), oneIn(2) ? null : "duty");
            case TRANSFER -> Story.transferred(day(), "north", oneIn(2) ? null : "SW-" + random.nextInt(3));
            case CLOSE -> Story.closed(day(), "RC" + (1 + random.nextInt(9)));
            case REOPEN -> Story.reopened(oneIn(3) ? day() : Story.TODAY);
            case CORRECT -> correction(state);
            case ANNUL -> Story.annulled(number(state));
            case VOID -> oneIn(8) ? Story.voided(day(), "duplicate") : Story.seen(day());
            case TAKE, KEEP_BESIDE, TWO_AT_ONCE -> throw new IllegalStateException("no single event: " + ask);
        };
    }

    private ReferralEvent correction(Referral state) {
        var entry = number(state);
        if (!(state instanceof Opened opened) || entry == null) return Story.right(1, moment());
        var event = opened.record().entry(entry).map(CaseRecord.Entry::event).orElse(null);
        if (event != null && Steps.at(event) != null && !oneIn(6)) return Story.right(entry, moment());
        return switch (random.nextInt(8)) {
            case 0 -> Story.right(entry, code());
            case 1 -> Story.rightCategory(entry, "PHY");
            case 2 -> Story.rightOpening(entry, "2B", null, oneIn(2), null, "M");
            case 3 -> Story.rightFactors(entry, "4A", "5B");
            case 4 -> Story.right(entry, day(), null, code());
            default -> Story.right(entry, day());
        };
    }

    private String code() {
        return switch (random.nextInt(6)) {
            case 0 -> Constants.code(one(ContactDecision.values()));
            case 1 -> Constants.code(one(AssessmentOutcome.values()));
            case 2 -> Constants.code(one(DiscussionOutcome.values()));
            case 3 -> Constants.code(one(EnquiryOutcome.values()));
            case 4 -> Constants.code(one(ConferenceOutcome.values()));
            default -> "RC1";
        };
    }

    /** A record with gaps, whose days come in any order and may be yet to come. */
    private TakeFromSource source() {
        var said = new ArrayList<Said>();
        if (oneIn(2)) {
            said.add(Story.said("contact_at", Story.contact(moment())));
            if (oneIn(2)) said.add(Story.said("decision_at", Story.decided(moment(), one(ContactDecision.values()))));
        }
        if (said.isEmpty() || oneIn(2)) {
            var without = oneIn(4) ? Boolean.TRUE : oneIn(2) ? Boolean.FALSE : null;
            said.add(Story.said("referral_on", Story.referral(sourceDay(), "1A", oneIn(3) ? null : "N2", without)));
            if (oneIn(2)) said.add(Story.said("worker", Story.allocated(day(), "SW-" + random.nextInt(3), null)));
            for (int number = random.nextInt(3); number > 0; number--) {
                said.add(Story.said("started" + number, Story.started(sourceDay())));
                if (!oneIn(3)) {
                    said.add(Story.said(
                            "completed" + number, Story.completed(sourceDay(), null, one(AssessmentOutcome.values()))));
                }
            }
            if (oneIn(4)) said.add(Story.said("seen", Story.seen(sourceDay())));
            if (oneIn(3)) said.add(Story.said("discussed", Story.discussed(sourceDay())));
            if (oneIn(5)) {
                said.add(Story.said("concluded", Story.concluded(sourceDay(), null, one(EnquiryOutcome.values()))));
            }
            if (oneIn(3)) {
                said.add(Story.said(
                        "conference",
                        Story.conference(sourceDay(), null, oneIn(2) ? null : ConferenceOutcome.PROTECTION_PLAN)));
            }
            if (oneIn(4)) {
                said.add(Story.said("plan", Story.protection(sourceDay(), oneIn(2) ? null : "SAB", null)));
                if (oneIn(2)) said.add(Story.said("review", Story.reviewed(sourceDay(), oneIn(2) ? null : "PHY")));
                if (oneIn(2)) said.add(Story.said("plan_end", Story.protectionEnded(sourceDay())));
            }
            if (oneIn(5)) said.add(Story.said("in_need", Story.inNeed(sourceDay())));
            if (oneIn(3)) said.add(Story.said("closed", Story.closed(sourceDay(), oneIn(3) ? null : "RC7")));
        }
        return new TakeFromSource(Story.TODAY, Story.NOW, said, oneIn(2));
    }

    private LocalDate sourceDay() {
        return oneIn(25) ? Story.TODAY.plusDays(random.nextInt(600)) : day();
    }

    /** The number of something recorded, or of nothing, or none. */
    private Integer number(Referral state) {
        if (oneIn(6) || !(state instanceof Opened opened)) return null;
        return 1 + random.nextInt(opened.record().events() + 1);
    }

    private LocalDate laterDay() {
        forward(200);
        return day();
    }

    /** Not far beyond today. */
    private void forward(int days) {
        if (cursor.isBefore(Story.TODAY)) cursor = cursor.plusDays(random.nextInt(days));
    }

    private LocalDate day() {
        if (oneIn(6)) return cursor.minusDays(random.nextInt(60));
        if (oneIn(25)) return one(ODD_DAYS);
        if (oneIn(3)) forward(40);
        return cursor;
    }

    /** Some hour of a day; now and then the very hour of another. */
    private Instant moment() {
        if (oneIn(10)) return Story.RECEIVED;
        return Story.london(day().atTime(random.nextInt(24), 15 * random.nextInt(4)));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
