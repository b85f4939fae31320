package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waymark.referrals.domain.CaseRecord.Entry;
import waymark.referrals.domain.ReferralEvent.AssessmentCompleted;
import waymark.referrals.domain.ReferralEvent.Closed;
import waymark.referrals.domain.ReferralEvent.ConferenceHeld;
import waymark.referrals.domain.ReferralEvent.ContactDecided;
import waymark.referrals.domain.ReferralEvent.ContactReceived;
import waymark.referrals.domain.ReferralEvent.Corrected;
import waymark.referrals.domain.ReferralEvent.EnquiryConcluded;
import waymark.referrals.domain.ReferralEvent.ProtectionPlanBegun;
import waymark.referrals.domain.ReferralEvent.ProtectionPlanReviewed;
import waymark.referrals.domain.ReferralEvent.ReferralMade;
import waymark.referrals.domain.ReferralEvent.StrategyDiscussionHeld;

/** What a correction may put right in an entry, and what it makes of it. What it does not say stays as it was. */
final class Correcting {
    private static final Set<String> OF_OPENING = Set.of("source", "locality", "sex", "ethnicity");

    private Correcting() {}

    /** Adds to the rules what speaks against a correction. */
    static void check(Corrected correction, CaseRecord record, Rules rules) {
        var entry = correction.entry() == null
                ? null
                : record.entry(correction.entry()).orElse(null);
        rules.check(
                entry != null,
                "entry-unknown",
                "entry",
                "Say by its number in the history which entry is put right; the opening is number 1.");
        if (entry == null) return;
        var said = said(correction);
        rules.check(
                !said.isEmpty(), "nothing-corrected", null, "Say at least one day or value as it should have been.");
        var possible = fields(entry.event());
        for (var field : said) {
            rules.check(
                    possible.contains(field),
                    "entry-without-field",
                    field,
                    "That entry has no such field. It has: %s."
                            .formatted(possible.stream().sorted().collect(Collectors.joining(", "))));
        }
        boolean linked = entry.event() instanceof ContactDecided
                && Constants.code(ContactDecision.LINKED_TO_OPEN_CASE).equals(correction.outcome());
        rules.check(
                correction.outcome() == null || hasOutcome(entry.event(), correction.outcome()),
                "code-unknown",
                "outcome",
                linked
                        ? "A decision is not corrected to this, as it names the open case. Annul the decision and decide the contact again."
                        : "That is none of the outcomes that such an entry can have.");
        if (!rules.breaches().isEmpty()) return;
        standing(correction, entry, record, rules);
        var right = record.next(record.replacing(entry.sequence(), corrected(entry.event(), correction)));
        var field = correction.at() == null ? "on" : "at";
        rules.addNew(outOfOrder(record, rules.afresh()), outOfOrder(right, rules.afresh()), field);
    }

    /** What rests on an outcome holds the outcome. */
    private static void standing(Corrected correction, Entry entry, CaseRecord record, Rules rules) {
        boolean another = correction.outcome() != null
                && !correction.outcome().equals(values(entry.event()).outcome());
        boolean rested = record.entries().stream()
                        .anyMatch(other -> Objects.equals(Steps.answered(other.event()), entry.sequence()))
                || (entry.event() instanceof ContactDecided && record.has(ReferralMade.class));
        boolean structural = !(entry.event() instanceof AssessmentCompleted || entry.event() instanceof Closed);
        rules.check(
                !(another && rested && structural),
                "entry-answered",
                "outcome",
                "Another entry rests on that outcome. Annul that one first.");
    }

    private static Rules outOfOrder(CaseRecord record, Rules rules) {
        for (var entry : record.entries()) rules.day(Steps.dayField(entry.event()), entry, record);
        return rules;
    }

    /** The fields that a correction says, as its sender calls them. */
    private static Set<String> said(Corrected correction) {
        return Stream.of(
                        Map.entry("on", present(correction.on())),
                        Map.entry("at", present(correction.at())),
                        Map.entry("outcome", present(correction.outcome())),
                        Map.entry("factors", !isEmpty(correction.factors())),
                        Map.entry("category", present(correction.category())),
                        Map.entry("source", present(correction.source())),
                        Map.entry("primaryNeed", present(correction.primaryNeed())),
                        Map.entry("noFurtherAction", present(correction.noFurtherAction())),
                        Map.entry("locality", present(correction.locality())),
                        Map.entry("sex", present(correction.sex())),
                        Map.entry("ethnicity", present(correction.ethnicity())))
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> fields(ReferralEvent event) {
        return switch (event) {
            case ContactReceived _ -> with(OF_OPENING, "at");
            case ContactDecided _ -> Set.of("at", "outcome");
            case ReferralMade _ -> with(OF_OPENING, "on", "primaryNeed", "noFurtherAction");
            case AssessmentCompleted _ -> Set.of("on", "outcome", "factors");
            case StrategyDiscussionHeld _, EnquiryConcluded _, ConferenceHeld _, Closed _ -> Set.of("on", "outcome");
            case ProtectionPlanBegun _, ProtectionPlanReviewed _ -> Set.of("on", "category");
            case ReferralEvent _ -> Set.of("on");
        };
    }

    private static boolean hasOutcome(ReferralEvent event, String code) {
        return switch (event) {
            case ContactDecided decided ->
                Constants.of(ContactDecision.class, code)
                        .filter(decision -> decision != ContactDecision.LINKED_TO_OPEN_CASE
                                || decided.decision() == ContactDecision.LINKED_TO_OPEN_CASE)
                        .isPresent();
            case AssessmentCompleted _ ->
                Constants.of(AssessmentOutcome.class, code).isPresent();
            case StrategyDiscussionHeld _ ->
                Constants.of(DiscussionOutcome.class, code).isPresent();
            case EnquiryConcluded _ -> Constants.of(EnquiryOutcome.class, code).isPresent();
            case ConferenceHeld _ -> Constants.of(ConferenceOutcome.class, code).isPresent();
            // Its list is looked at with the other code lists.
            case Closed _ -> true;
            case ReferralEvent _ -> false;
        };
    }

    /** The event as it should have been. */
    static ReferralEvent corrected(ReferralEvent event, Corrected correction) {
        var right = withValues(event, correction);
        return correction.on() == null ? right : onDay(right, correction.on());
    }

    private static ReferralEvent withValues(ReferralEvent event, Corrected c) {
        return switch (event) {
            case ContactReceived was ->
                new ContactReceived(
                        was.reference(),
                        was.sharedContact(),
                        or(c.at(), was.receivedAt()),
                        or(c.source(), was.source()),
                        or(c.locality(), was.locality()),
                        or(c.sex(), was.sex()),
                        or(c.ethnicity(), was.ethnicity()),
                        was.replaces(),
                        List.of());
            case ContactDecided was -> {
                var decision = outcome(ContactDecision.class, c, was.decision());
                yield new ContactDecided(
                        or(c.at(), was.decidedAt()),
                        decision,
                        decision == was.decision() ? was.openCase() : null,
                        List.of());
            }
            case ReferralMade was ->
                new ReferralMade(
                        was.referredOn(),
                        was.reference(),
                        or(c.source(), was.source()),
                        or(c.primaryNeed(), was.primaryNeed()),
                        or(c.noFurtherAction(), was.noFurtherAction()),
                        or(c.locality(), was.locality()),
                        or(c.sex(), was.sex()),
                        or(c.ethnicity(), was.ethnicity()),
                        was.replaces(),
                        List.of());
            case AssessmentCompleted was ->
                new AssessmentCompleted(
                        was.completedOn(),
                        was.assessment(),
                        outcome(AssessmentOutcome.class, c, was.outcome()),
                        isEmpty(c.factors()) ? was.factors() : c.factors(),
                        List.of());
            case StrategyDiscussionHeld was ->
                new StrategyDiscussionHeld(was.heldOn(), outcome(DiscussionOutcome.class, c, was.outcome()), List.of());
            case EnquiryConcluded was ->
                new EnquiryConcluded(
                        was.concludedOn(),
                        was.discussion(),
                        outcome(EnquiryOutcome.class, c, was.outcome()),
                        List.of());
            case ConferenceHeld was ->
                new ConferenceHeld(
                        was.heldOn(), was.discussion(), outcome(ConferenceOutcome.class, c, was.outcome()), List.of());
            case ProtectionPlanBegun was ->
                new ProtectionPlanBegun(was.begunOn(), or(c.category(), was.category()), was.conference(), List.of());
            case ProtectionPlanReviewed was ->
                new ProtectionPlanReviewed(was.reviewedOn(), or(c.category(), was.category()), List.of());
            case Closed was -> new Closed(was.closedOn(), or(c.outcome(), was.reason()), List.of());
            case ReferralEvent same -> same;
        };
    }

    static ReferralEvent onDay(ReferralEvent event, LocalDate on) {
        return switch (event) {
            case ReferralMade was ->
                new ReferralMade(
                        on,
                        was.reference(),
                        was.source(),
                        was.primaryNeed(),
                        was.noFurtherAction(),
                        was.locality(),
                        was.sex(),
                        was.ethnicity(),
                        was.replaces(),
                        List.of());
            case ReferralEvent.NoFurtherActionDecided _ -> new ReferralEvent.NoFurtherActionDecided(on, List.of());
            case ReferralEvent.AssessmentStarted _ -> new ReferralEvent.AssessmentStarted(on, List.of());
            case ReferralEvent.ChildSeen was -> new ReferralEvent.ChildSeen(on, was.occasion(), List.of());
            case AssessmentCompleted was ->
                new AssessmentCompleted(on, was.assessment(), was.outcome(), was.factors(), List.of());
            case StrategyDiscussionHeld was -> new StrategyDiscussionHeld(on, was.outcome(), List.of());
            case EnquiryConcluded was -> new EnquiryConcluded(on, was.discussion(), was.outcome(), List.of());
            case ConferenceHeld was -> new ConferenceHeld(on, was.discussion(), was.outcome(), List.of());
            case ProtectionPlanBegun was -> new ProtectionPlanBegun(on, was.category(), was.conference(), List.of());
            case ProtectionPlanReviewed was -> new ProtectionPlanReviewed(on, was.category(), List.of());
            case ReferralEvent.ProtectionPlanEnded _ -> new ReferralEvent.ProtectionPlanEnded(on, List.of());
            case ReferralEvent.ChildInNeedPlanBegun _ -> new ReferralEvent.ChildInNeedPlanBegun(on, List.of());
            case ReferralEvent.ChildInNeedPlanReviewed _ -> new ReferralEvent.ChildInNeedPlanReviewed(on, List.of());
            case ReferralEvent.ChildInNeedPlanEnded _ -> new ReferralEvent.ChildInNeedPlanEnded(on, List.of());
            case ReferralEvent.Allocated was -> new ReferralEvent.Allocated(on, was.worker(), was.team(), List.of());
            case ReferralEvent.Transferred was ->
                new ReferralEvent.Transferred(on, was.team(), was.worker(), List.of());
            case Closed was -> new Closed(on, was.reason(), List.of());
            case ContactReceived _,
                    ContactDecided _,
                    ReferralEvent.Reopened _,
                    ReferralEvent.EntryAnnulled _,
                    Corrected _,
                    ReferralEvent.Voided _ -> event;
        };
    }

    /**
     * The correction that makes of a known entry what a source says of it; what the source leaves out stays. Null where the entry is that already.
     */
    static Corrected towards(Entry known, ReferralEvent said) {
        BiPredicate<Object, Object> differs = (before, after) -> after != null && !after.equals(before);
        var was = values(known.event());
        var is = values(said);
        boolean moment = known.event() instanceof ContactReceived || known.event() instanceof ContactDecided;
        boolean noAction =
                is.noFurtherAction() != null && isTrue(is.noFurtherAction()) != isTrue(was.noFurtherAction());
        var correction = new Corrected(
                known.sequence(),
                !moment && differs.test(known.event().day(), said.day()) ? said.day() : null,
                differs.test(was.at(), is.at()) ? is.at() : null,
                differs.test(was.outcome(), is.outcome()) ? is.outcome() : null,
                !isEmpty(is.factors()) && differs.test(was.factors(), is.factors()) ? is.factors() : List.of(),
                differs.test(was.category(), is.category()) ? is.category() : null,
                differs.test(was.source(), is.source()) ? is.source() : null,
                differs.test(was.primaryNeed(), is.primaryNeed()) ? is.primaryNeed() : null,
                noAction ? is.noFurtherAction() : null,
                differs.test(was.locality(), is.locality()) ? is.locality() : null,
                differs.test(was.sex(), is.sex()) ? is.sex() : null,
                differs.test(was.ethnicity(), is.ethnicity()) ? is.ethnicity() : null,
                List.of());
        return said(correction).isEmpty() ? null : correction;
    }

    /** What a correction could say of an event: the values that it has. */
    private static Corrected values(ReferralEvent event) {
        var none =
                new Corrected(null, null, null, null, List.of(), null, null, null, null, null, null, null, List.of());
        return switch (event) {
            case ContactReceived has ->
                new Corrected(
                        null,
                        null,
                        has.receivedAt(),
                        null,
                        List.of(),
                        null,
                        has.source(),
                        null,
                        null,
                        has.locality(),
                        has.sex(),
                        has.ethnicity(),
                        List.of());
            case ContactDecided has -> ofOutcome(Constants.code(has.decision()), has.decidedAt(), List.of());
            case ReferralMade has ->
                new Corrected(
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        has.source(),
                        has.primaryNeed(),
                        has.noFurtherAction(),
                        has.locality(),
                        has.sex(),
                        has.ethnicity(),
                        List.of());
            case AssessmentCompleted has -> ofOutcome(Constants.code(has.outcome()), null, has.factors());
            case StrategyDiscussionHeld has -> ofOutcome(Constants.code(has.outcome()), null, List.of());
            case EnquiryConcluded has -> ofOutcome(Constants.code(has.outcome()), null, List.of());
            case ConferenceHeld has -> ofOutcome(Constants.code(has.outcome()), null, List.of());
            case Closed has -> ofOutcome(has.reason(), null, List.of());
            case ProtectionPlanBegun has -> ofCategory(has.category());
            case ProtectionPlanReviewed has -> ofCategory(has.category());
            case ReferralEvent _ -> none;
        };
    }

    private static Corrected ofOutcome(String outcome, Instant at, List<String> factors) {
        return new Corrected(null, null, at, outcome, factors, null, null, null, null, null, null, null, List.of());
    }

    private static Corrected ofCategory(String category) {
        return new Corrected(
                null, null, null, null, List.of(), category, null, null, null, null, null, null, List.of());
    }

    private static <T extends Enum<T>> T outcome(Class<T> type, Corrected correction, T was) {
        return correction.outcome() == null
                ? was
                : Constants.of(type, correction.outcome()).orElse(was);
    }

    private static <T> T or(T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static boolean isTrue(Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private static boolean present(Object value) {
        return value != null;
    }

    private static boolean isEmpty(List<String> list) {
        return list == null || list.isEmpty();
    }

    private static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }
}
