package waymark.referrals.events;

import java.util.List;
import waymark.casefile.CaseKind;
import waymark.casefile.EventForm;
import waymark.casefile.Link;
import waymark.casefile.Outline;
import waymark.casefile.StateForm;
import waymark.casefile.course.Breach;
import waymark.events.Topics;
import waymark.referrals.domain.EarlyHelp;
import waymark.referrals.domain.EarlyHelpCommand;
import waymark.referrals.domain.EarlyHelpCourse;
import waymark.referrals.domain.EarlyHelpEvent;
import waymark.referrals.domain.Referral;
import waymark.referrals.domain.ReferralCommand;
import waymark.referrals.domain.ReferralCourse;
import waymark.referrals.domain.ReferralEvent;
import waymark.referrals.domain.Standing;
import waymark.web.Constants;
import waymark.web.imports.Register;

/** The kinds of case that this service keeps: contacts with the referrals that come of them, early help, and what is known of the registers they come from. */
public final class ReferralKinds {
    private static final String REFERRALS = "referrals";
    private static final String EARLY_HELP = "early-help";
    public static final String TOPIC = Topics.of(REFERRALS);

    /** The order of the duty team's list with whatever it can be filtered by, and one worker's list. */
    private static final List<List<String>> LISTED_BY = List.of(
            List.of(
                    "state.next.dueOn",
                    "state.next.dueAt",
                    "reference",
                    "state.standing",
                    "state.next.step",
                    "state.next.clock",
                    "state.present.worker",
                    "state.present.team",
                    "state.present.plan",
                    "state.present.decision",
                    "state.present.source",
                    "state.present.primaryNeed",
                    "state.present.locality",
                    "state.present.referralReference",
                    "state.present.sharedContact",
                    "state.present.referredOn",
                    "state.openedOn",
                    "child"),
            List.of("state.present.worker", "state.next.dueOn", "state.next.dueAt", "reference"));

    private static final List<List<String>> EARLY_HELP_LISTED_BY = List.of(
            List.of("personal.otherChildren"),
            List.of(
                    "state.dueOn",
                    "state.dueAt",
                    "reference",
                    "state.standing",
                    "state.dueClock",
                    "state.team",
                    "state.locality",
                    "state.source",
                    "state.requestedOn",
                    "child"));

    private ReferralKinds() {}

    public static CaseKind<Referral, ReferralCommand, ReferralEvent> referrals(ReferralCourse course) {
        return new CaseKind<>(
                REFERRALS,
                TOPIC,
                new EventForm<>(TOPIC, ReferralEvent.class, ReferralEvent::day),
                new StateForm<>(Referral.class),
                ReferralCourse.INITIAL,
                course::decide,
                course::evolve,
                state -> state instanceof Referral.Opened opened
                        && opened.standing().isOpen(),
                open -> new Breach(
                        "referral.second-open",
                        null,
                        "The child has an open case already: %s. Record there what follows; a contact about it is decided as linked-to-open-case."
                                .formatted(open.reference())),
                new Breach(
                        "referral.reference-taken",
                        null,
                        "Another case has this reference. Leave it empty to be given a new one."),
                LISTED_BY,
                ReferralKinds::outline,
                "state.present.team",
                List.of(
                        new Link("openCase", REFERRALS),
                        new Link("replaces", REFERRALS),
                        new Link("sharedContact", null)));
    }

    private static Outline outline(Referral state) {
        return switch (state) {
            case Referral.Opened opened ->
                new Outline(
                        opened.standing().isOpen() || opened.standing() == Standing.RECEIVED,
                        Constants.code(opened.standing()),
                        opened.openedOn(),
                        opened.present().closedOn(),
                        opened.present().worker(),
                        opened.present().team());
            case Referral.NotOpened _ -> throw new IllegalStateException("a case in the store has been opened");
        };
    }

    public static CaseKind<EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> earlyHelp(EarlyHelpCourse course) {
        return new CaseKind<>(
                EARLY_HELP,
                TOPIC,
                new EventForm<>(TOPIC, EarlyHelpEvent.class, EarlyHelpEvent::day),
                new StateForm<>(EarlyHelp.class),
                EarlyHelpCourse.INITIAL,
                course::decide,
                course::evolve,
                state -> state instanceof EarlyHelp.Opened opened
                        && opened.standing().isOpen(),
                open -> new Breach(
                        "early-help.second-open",
                        null,
                        "The family has early help already: %s. Record it there.".formatted(open.reference())),
                new Breach(
                        "early-help.reference-taken",
                        "requestRef",
                        "Another case has this reference. Leave it empty to be given a new one."),
                EARLY_HELP_LISTED_BY,
                ReferralKinds::outline,
                "state.team",
                List.of(new Link("contact", REFERRALS), new Link("replaces", EARLY_HELP), new Link("children", null)));
    }

    private static Outline outline(EarlyHelp state) {
        return switch (state) {
            case EarlyHelp.Opened opened ->
                new Outline(
                        opened.standing().isOpen(),
                        Constants.code(opened.standing()),
                        opened.requestedOn(),
                        opened.closedOn(),
                        null,
                        opened.team());
            case EarlyHelp.NotOpened _ -> throw new IllegalStateException("a case in the store has been opened");
        };
    }

    public static CaseKind<Register, Register.Declare, Register.Event> registers() {
        return Register.kind("referral-registers", TOPIC);
    }
}
