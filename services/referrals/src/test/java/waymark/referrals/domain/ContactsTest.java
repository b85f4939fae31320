package waymark.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.referrals.domain.ContactDecision.EARLY_HELP;
import static waymark.referrals.domain.ContactDecision.LINKED_TO_OPEN_CASE;
import static waymark.referrals.domain.ContactDecision.NO_FURTHER_ACTION;
import static waymark.referrals.domain.ContactDecision.REFERRAL;
import static waymark.referrals.domain.Story.ASSESSED_BY;
import static waymark.referrals.domain.Story.DECIDED;
import static waymark.referrals.domain.Story.NOW;
import static waymark.referrals.domain.Story.OPEN_CASE;
import static waymark.referrals.domain.Story.RECEIVED;
import static waymark.referrals.domain.Story.RECEIVED_ON;
import static waymark.referrals.domain.Story.TODAY;
import static waymark.referrals.domain.Story.allocated;
import static waymark.referrals.domain.Story.at;
import static waymark.referrals.domain.Story.closed;
import static waymark.referrals.domain.Story.completed;
import static waymark.referrals.domain.Story.concluded;
import static waymark.referrals.domain.Story.conference;
import static waymark.referrals.domain.Story.contact;
import static waymark.referrals.domain.Story.day;
import static waymark.referrals.domain.Story.decided;
import static waymark.referrals.domain.Story.discussed;
import static waymark.referrals.domain.Story.due;
import static waymark.referrals.domain.Story.hours;
import static waymark.referrals.domain.Story.inNeed;
import static waymark.referrals.domain.Story.inNeedEnded;
import static waymark.referrals.domain.Story.inNeedReviewed;
import static waymark.referrals.domain.Story.lapses;
import static waymark.referrals.domain.Story.nothingFollows;
import static waymark.referrals.domain.Story.protection;
import static waymark.referrals.domain.Story.protectionEnded;
import static waymark.referrals.domain.Story.referral;
import static waymark.referrals.domain.Story.referred;
import static waymark.referrals.domain.Story.reviewed;
import static waymark.referrals.domain.Story.right;
import static waymark.referrals.domain.Story.seen;
import static waymark.referrals.domain.Story.started;
import static waymark.referrals.domain.Story.starts;
import static waymark.referrals.domain.Story.stops;
import static waymark.referrals.domain.Story.told;
import static waymark.referrals.domain.Story.transferred;
import static waymark.referrals.domain.Story.undated;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import waymark.casefile.course.ClockMark.Action;
import waymark.referrals.domain.Referral.Next;
import waymark.referrals.domain.ReferralEvent.ContactReceived;

/** From the contact to the referral that comes of it, or does not. */
class ContactsTest {
    private static final ReferralEvent RECORDED_DECISION = decided(REFERRAL)
            .with(List.of(
                    hours(Action.STOP, RECEIVED, DECIDED),
                    stops("contact-working-day", 1, RECEIVED_ON, day(3, 4), day(3, 4))));
    private static final ReferralEvent RECORDED_REFERRAL =
            referral(RECEIVED_ON, "6", "N1", null).with(List.of(starts("assessment", 3, RECEIVED_ON, ASSESSED_BY)));

    // The contact

    @Test
    void aContactStartsTheHoursAndTheWorkingDay() {
        told().when(contact())
                .then(contact()
                        .with(List.of(
                                hours(Action.START, RECEIVED, null),
                                starts("contact-working-day", 1, RECEIVED_ON, day(3, 4)))));
    }

    @Test
    void aContactIsToBeDecidedByTheEarlierOfItsClocks() {
        var story = told(contact());

        assertThat(story.standing()).isEqualTo(Standing.RECEIVED);
        assertThat(story.standing().isOpen()).isFalse();
        assertThat(story.next())
                .isEqualTo(new Next(NextStep.DECIDE_CONTACT, "contact-24-hours", day(3, 4), at(3, 4, 16, 40)));
    }

    @Test
    void aContactMustSayWhenItWasReceivedAndWhoTold() {
        told().refuses(contact(null), "needed", "receivedAt");
        told().refuses(contact(RECEIVED, null, "F", null), "needed", "source");
    }

    @Test
    void aContactIsNotYetToCome() {
        told().when(contact(NOW)).thenWarned();
        told().refuses(contact(NOW.plusSeconds(1)), "time-in-future", "receivedAt");
    }

    @Test
    void aContactSpeaksInCodes() {
        told().refuses(contact(RECEIVED, "7A", "F", null), "code-unknown", "source");
        told().refuses(contact(RECEIVED, "6", "female", null), "code-form", "sex");
        told().refuses(contact(RECEIVED, "6", "F", "British"), "code-form", "ethnicity");
        told().refuses(
                        new ContactReceived("two words", null, RECEIVED, "6", null, null, null, null, List.of()),
                        "code-form",
                        "contactRef");
    }

    @Test
    void aCaseIsOpenedOnce() {
        told(contact()).refuses(contact(), "opened-twice", null);
        referred().refuses(contact(), "opened-twice", null);
    }

    @Test
    void nothingElseBeginsACase() {
        told().refuses(decided(REFERRAL), "not-opened", null);
        told().refuses(closed(day(3, 3)), "not-opened", null);
        told().refuses(right(1, day(3, 3)), "not-opened", null);
        told().when(new ReferralCommand.KeepBeside(TODAY)).thenRefused("referral.not-opened");
    }

    @Test
    void whatIsKeptBesideTheCaseIsNoEvent() {
        told(contact()).when(new ReferralCommand.KeepBeside(TODAY)).then().thenWarned();
    }

    // The decision

    @Test
    void theDecisionStopsBothClocks() {
        told(contact()).when(decided(REFERRAL)).then(RECORDED_DECISION);
    }

    @Test
    void aContactMayBeDecidedAtTheInstantAtWhichItWasReceived() {
        // Given
        var story = told(contact(), decided(RECEIVED, NO_FURTHER_ACTION));

        // Then
        assertThat(story.running()).isEmpty();
        assertThat(story.run("contact-24-hours", 1).endedAt()).isEqualTo(RECEIVED);
        assertThat(story.reading("contact-24-hours", 1, RECEIVED_ON).working())
                .isEqualTo("received 3 March 2025 at 16:40; 24 hours; due 4 March 2025 at 16:40;"
                        + " done 3 March 2025 at 16:40, hour 0, in time");
    }

    @Test
    void aContactIsNotDecidedBeforeItWasReceivedNorBeforeItHappens() {
        told(contact()).refuses(decided(at(3, 3, 16, 39), REFERRAL), "decided-before-contact", "decidedAt");
        told(contact()).refuses(decided(NOW.plusSeconds(60), REFERRAL), "time-in-future", "decidedAt");
        told(contact()).refuses(decided((Instant) null, REFERRAL), "needed", "decidedAt");
        told(contact()).refuses(decided(DECIDED, null), "needed", "decision");
    }

    @Test
    void aContactIsDecidedOnce() {
        told(contact(), decided(EARLY_HELP)).refuses(decided(REFERRAL), "decided-already", null);
    }

    @Test
    void aCaseThatBeganWithAReferralHasNoContactToDecide() {
        told(referral(RECEIVED_ON, "1A", "N1", null)).refuses(decided(REFERRAL), "no-contact", null);
    }

    @Test
    void onlyAContactThatBelongsToAnOpenCaseNamesOne() {
        told(contact())
                .when(decided(DECIDED, LINKED_TO_OPEN_CASE, OPEN_CASE))
                .then(decided(DECIDED, LINKED_TO_OPEN_CASE, OPEN_CASE).with(RECORDED_DECISION.clocks()));
        told(contact()).refuses(decided(DECIDED, REFERRAL, OPEN_CASE), "not-linked", "openCase");
        told(contact()).refuses(decided(LINKED_TO_OPEN_CASE), "no-open-case", "decision");
    }

    @ParameterizedTest
    @EnumSource(value = ContactDecision.class, mode = EnumSource.Mode.EXCLUDE, names = "REFERRAL")
    void aContactThatIsNoReferralGoesNoFurther(ContactDecision decision) {
        // Given
        var openCase = decision == LINKED_TO_OPEN_CASE ? OPEN_CASE : null;
        var story = told(contact(), decided(DECIDED, decision, openCase));

        // Then
        assertThat(story.standing()).isEqualTo(Standing.DECIDED);
        assertThat(story.next()).isEqualTo(undated(null));
        story.refuses(referral(null), "contact-not-referral", null);
        for (var later : List.of(
                nothingFollows(day(3, 5)),
                started(day(3, 5)),
                seen(day(3, 5)),
                completed(day(3, 5)),
                discussed(day(3, 5)),
                concluded(day(3, 5), null, EnquiryOutcome.CONFERENCE),
                conference(day(3, 5)),
                protection(day(3, 5)),
                reviewed(day(3, 5), null),
                protectionEnded(day(3, 5)),
                inNeed(day(3, 5)),
                inNeedReviewed(day(3, 5)),
                inNeedEnded(day(3, 5)),
                allocated(day(3, 5), "SW-1", null),
                transferred(day(3, 5), "north", null),
                closed(day(3, 5)))) {
            story.refuses(later, "no-referral", null);
        }
    }

    // The referral

    @Test
    void aReferralIsOfTheContactsDayAndSourceUnlessItSaysOtherwise() {
        // When, then
        told(contact(), decided(REFERRAL)).when(referral(null)).then(RECORDED_REFERRAL);
        told(contact(), decided(REFERRAL))
                .when(referral(day(3, 4), "2A", "N1", null))
                .then(referral(day(3, 4), "2A", "N1", null)
                        .with(List.of(starts("assessment", 3, day(3, 4), day(5, 9)))));
    }

    @Test
    void aContactMayBeDecidedAndReferredAtOnce() {
        told(contact()).when(decided(REFERRAL), referral(null)).then(RECORDED_DECISION, RECORDED_REFERRAL);
    }

    @Test
    void nothingIsRecordedWhereTheSecondOfTwoThingsIsRefused() {
        told(contact()).when(decided(EARLY_HELP), referral(null)).thenRefused("referral.contact-not-referral");
        told(contact())
                .when(decided(REFERRAL), referral(null, null, "N99", null))
                .thenRefused("referral.code-unknown");
        told().when(contact(), decided(at(3, 3, 9, 0), REFERRAL)).thenRefused("referral.decided-before-contact");
    }

    @Test
    void aReferralOpensTheCase() {
        var story = referred();

        assertThat(story.standing()).isEqualTo(Standing.OPEN);
        assertThat(story.next()).isEqualTo(due(NextStep.START_ASSESSMENT, "assessment", ASSESSED_BY));
        assertThat(story.opened().openedOn()).isEqualTo(RECEIVED_ON);
        assertThat(story.present())
                .isEqualTo(new Referral.Present(
                        "R-1",
                        null,
                        "6",
                        "N1",
                        "Aylesbury",
                        "F",
                        "WBRI",
                        REFERRAL,
                        RECEIVED_ON,
                        null,
                        Referral.Plan.NONE,
                        null,
                        null,
                        null));
    }

    @Test
    void aReferralMayBeTheFirstThatIsRecorded() {
        // Given
        var referral = new ReferralEvent.ReferralMade(
                RECEIVED_ON, "R-1", "1A", "N2", null, "Wycombe", "M", "MWBC", null, List.of());

        // When, then
        told().when(referral).then(referral.with(List.of(starts("assessment", 1, RECEIVED_ON, ASSESSED_BY))));
        var present = told(referral).present();
        assertThat(List.of(present.source(), present.locality(), present.sex(), present.ethnicity()))
                .containsExactly("1A", "Wycombe", "M", "MWBC");
    }

    @Test
    void aReferralThatIsTheFirstMustSayItsDayAndWhoReferred() {
        told().refuses(referral(null, "1A", "N1", null), "needed", "referredOn");
        told().refuses(referral(RECEIVED_ON, null, "N1", null), "needed", "source");
        told().refuses(referral(TODAY.plusDays(1), "1A", "N1", null), "date-in-future", "referredOn");
        told().when(referral(TODAY, "1A", "N1", null)).thenWarned();
    }

    @Test
    void aReferralSpeaksInCodesAndSaysTheNeed() {
        var story = told(contact(), decided(REFERRAL));
        story.refuses(referral(null, "99", "N1", null), "code-unknown", "source");
        story.refuses(referral(null, null, null, null), "needed", "primaryNeed");
        story.refuses(referral(null, null, "need", null), "code-unknown", "primaryNeed");
        story.refuses(
                new ReferralEvent.ReferralMade(RECEIVED_ON, "R 1", null, "N1", null, null, null, null, null, List.of()),
                "code-form",
                "referralRef");
    }

    @Test
    void aReferralIsMadeOnceAndNotOfAnUndecidedContact() {
        told(contact()).refuses(referral(null), "contact-not-referral", null);
        referred().refuses(referral(null), "referred-already", null);
    }

    @Test
    void aReferralIsNotMadeBeforeTheContact() {
        var story = told(contact(), decided(REFERRAL));
        story.refuses(referral(day(3, 2)), "date-before-opening", "referredOn");
        story.refuses(referral(TODAY.plusDays(1)), "date-in-future", "referredOn");
    }

    @Test
    void aReferralOfWhichNothingIsToFollowAwaitsNoAssessmentAndStaysOpen() {
        // Given
        var story = told(contact(), decided(REFERRAL), referral(null, null, "N1", true));

        // Then
        assertThat(story.standing()).isEqualTo(Standing.OPEN);
        assertThat(story.running()).isEmpty();
        assertThat(story.next()).isEqualTo(undated(NextStep.PLAN_OR_CLOSE));
    }

    @Test
    void thatNothingIsToFollowEndsTheWaitForTheAssessmentAndLeavesTheCaseOpen() {
        // Given
        var decidedOn = nothingFollows(day(3, 10));

        // When, then
        referred()
                .when(decidedOn)
                .then(decidedOn.with(List.of(lapses("assessment", 3, RECEIVED_ON, ASSESSED_BY, day(3, 10)))));
        assertThat(referred().and(decidedOn).standing()).isEqualTo(Standing.OPEN);
        referred().and(decidedOn).refuses(nothingFollows(day(3, 11)), "decided-already", null);
        referred().refuses(nothingFollows(day(3, 2)), "date-before-opening", "decidedOn");
        referred().refuses(nothingFollows(null), "needed", "decidedOn");
    }

    @Test
    void aStepIsNotBeforeTheReferralThoughItIsAfterTheContact() {
        // Given
        var story = told(contact(), decided(REFERRAL), referral(day(3, 10)));

        // Then
        for (var step : List.of(
                nothingFollows(day(3, 9)),
                started(day(3, 9)),
                seen(day(3, 9)),
                discussed(day(3, 9)),
                inNeed(day(3, 9)),
                allocated(day(3, 9), "SW-1", null),
                transferred(day(3, 9), "north", null),
                closed(day(3, 9)))) {
            story.refuses(step, "before-referral", Steps.dayField(step));
        }
    }
}
