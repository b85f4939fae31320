package waymark.drills;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import waymark.calendar.BusinessClock;
import waymark.drills.ToldReferral.Entry;

/** Contacts about a child, one after the other, what became of each, the referrals that came of them to their closing, early help, and what is put right later. */
final class ReferralTrade implements Trade {
    private static final int EARLIEST_CONTACT = 500;
    private static final String EARLY_HELP = "early-help";
    private static final String PROTECTION = "protection-plan-begun";
    private static final String IN_NEED = "child-in-need-plan-begun";

    @Override
    public String service() {
        return "referrals";
    }

    @Override
    public List<Cases> cases() {
        return List.of(new Cases("referrals", "reference"), new Cases(EARLY_HELP, "requestRef"));
    }

    @Override
    public Work begin(Random random) {
        return new ReferralWork(random);
    }

    private enum Stage {
        RECEIVED,
        /** To something other than a referral. */
        DECIDED,
        OPEN,
        CLOSED,
        VOIDED,
        /** As of early help. */
        REQUESTED,
        PROGRESSED,
        ENDED
    }

    /** Each step is of the day of the one before or later, and none is to come. The child is told of again once nothing is open. */
    private static final class ReferralWork implements Work {
        private final Random random;
        /** Yesterday, all of whose hours have passed. */
        private final LocalDate latest = BusinessClock.system().today().minusDays(1);

        private String child;
        private Stage stage;
        /** Of the last step. */
        private LocalDate day;

        private LocalDate dayBeforeClosing;
        private LocalDate openedOn;
        private IntConsumer whenDone;
        private int assessment;
        private int discussion;
        private boolean concluded;
        private boolean decidedAgainstAction;
        private boolean protection;
        private boolean inNeed;
        private int visit;
        private int closing;
        private int workers;
        private boolean withTeam;

        private ReferralWork(Random random) {
            this.random = random;
            day = latest.minusDays(20 + random.nextInt(EARLIEST_CONTACT - 20));
        }

        @Override
        public Step opening(String ref) {
            child = ref;
            return random.nextInt(4) == 0 ? referral() : contact();
        }

        private Step contact() {
            begun(Stage.RECEIVED);
            boolean several = random.nextInt(4) == 0;
            var sibling = several ? ", {\"childRef\": \"%s-S\"}".formatted(child) : "";
            return new Step(
                    "contacts",
                    "",
                    "\"receivedAt\": \"%sT09:00\", \"source\": \"6\", \"locality\": \"Wycombe\", \"children\": [{\"childRef\": \"%s\"}%s]"
                            .formatted(day, child, sibling),
                    "notes",
                    several ? 2 : 1);
        }

        private Step referral() {
            begun(Stage.OPEN);
            return new Step(
                    "",
                    "\"childRef\": \"%s\", \"referredOn\": \"%s\", \"source\": \"2A\", \"primaryNeed\": \"N1\""
                            .formatted(child, day));
        }

        private Step earlyHelp() {
            begun(Stage.REQUESTED);
            return new Step(
                    EARLY_HELP,
                    "",
                    "\"children\": [\"%s\"], \"requestedAt\": \"%sT09:00\", \"source\": \"1A\"".formatted(child, day),
                    "notes",
                    1);
        }

        private void begun(Stage as) {
            stage = as;
            openedOn = day;
            assessment = 0;
            discussion = 0;
            concluded = false;
            decidedAgainstAction = false;
            protection = false;
            inNeed = false;
            visit = 0;
            withTeam = false;
        }

        @Override
        public Step next() {
            var choices = new ArrayList<Supplier<Step>>();
            switch (stage) {
                case RECEIVED ->
                    choices.addAll(
                            List.of(this::referred, this::referred, this::decidedOtherwise, this::earlierContact));
                case DECIDED -> choices.addAll(List.of(this::another, this::earlyHelpLater, this::earlierContact));
                case OPEN -> addSteps(choices);
                case CLOSED ->
                    choices.addAll(List.of(
                            this::another, this::another, this::reopening, this::anotherReason, this::laterClosing));
                case VOIDED -> choices.add(this::another);
                case REQUESTED -> choices.addAll(List.of(this::progress, this::progress, this::ending));
                case PROGRESSED ->
                    choices.addAll(List.of(
                            () -> atTime("family-contact", "contactedAt", ""),
                            () -> ofHelp(on("support", "arrangedOn", ", \"service\": \"parenting-course\"")),
                            this::ending));
                case ENDED -> choices.addAll(List.of(this::another, this::resumption, this::reopeningOfHelp));
            }
            return choices.get(random.nextInt(choices.size())).get();
        }

        /** What the course allows of an open referral. */
        private void addSteps(List<Supplier<Step>> choices) {
            choices.addAll(List.of(this::allocation, this::allocation, this::seen, this::anotherSource));
            if (random.nextInt(8) == 0) choices.add(this::voiding);
            if (assessment != 0) choices.add(this::assessmentCompletion);
            else if (!decidedAgainstAction) choices.addAll(List.of(this::assessmentStart, this::againstAction));
            if (discussion == 0) {
                choices.add(this::strategyDiscussion);
            } else {
                if (!concluded) choices.add(this::enquiryConclusion);
                choices.add(this::conference);
            }
            if (visit != 0) choices.addAll(List.of(this::annulment, this::visitOfAnotherDay));
            if (protection) choices.addAll(List.of(this::protectionReview, this::protectionEnd));
            else if (inNeed) choices.addAll(List.of(this::inNeedReview, this::inNeedEnd));
            else choices.add(this::inNeedPlan);
            if (!protection && assessment == 0 && discussion == 0)
                choices.addAll(List.of(this::closing, this::closing));
        }

        private Step another() {
            day = within(150);
            return random.nextInt(4) == 0 ? referral() : contact();
        }

        private Step earlyHelpLater() {
            day = within(5);
            return earlyHelp();
        }

        private Step referred() {
            return decision("referral", ", \"referral\": {\"primaryNeed\": \"N1\"}", Stage.OPEN);
        }

        private Step decidedOtherwise() {
            var decisions = List.of("early-help", "information-and-advice", "no-further-action");
            return decision(decisions.get(random.nextInt(3)), "", Stage.DECIDED);
        }

        private Step decision(String decision, String more, Stage as) {
            var on = within(4);
            whenDone = version -> {
                stage = as;
                day = on;
            };
            return new Step(
                    "contacts",
                    "decision",
                    "\"decidedAt\": \"%sT%s\", \"decision\": \"%s\"%s"
                            .formatted(on, random.nextBoolean() ? "09:00" : "16:30", decision, more),
                    "notes",
                    1);
        }

        private Step earlierContact() {
            return correction("\"entry\": 1, \"at\": \"%sT0%d:30\"".formatted(openedOn, 1 + random.nextInt(7)));
        }

        private Step anotherSource() {
            return correction("\"entry\": 1, \"source\": \"%s\"".formatted(random.nextBoolean() ? "2A" : "3A"));
        }

        private Step againstAction() {
            return on("no-further-action", "decidedOn", "", version -> decidedAgainstAction = true);
        }

        private Step allocation() {
            var worker = "SW-" + ++workers;
            return random.nextInt(3) == 0
                    ? on("transfer", "transferredOn", ", \"team\": \"north\", \"worker\": \"%s\"".formatted(worker))
                    : on("allocation", "allocatedOn", ", \"worker\": \"%s\"".formatted(worker));
        }

        private Step assessmentStart() {
            return on("assessments", "startedOn", "", version -> assessment = version);
        }

        private Step assessmentCompletion() {
            var outcomes = List.of("no-further-action", "early-help", "child-in-need", "section-47");
            var outcome = ", \"outcome\": \"%s\"".formatted(outcomes.get(random.nextInt(4)));
            return on("assessment-completions", "completedOn", outcome, 70, version -> assessment = 0);
        }

        private Step seen() {
            return on("visits", "seenOn", "", version -> visit = version);
        }

        private Step annulment() {
            int entry = visit;
            whenDone = version -> visit = 0;
            return new Step("annulment", "\"entry\": " + entry, "reason");
        }

        private Step visitOfAnotherDay() {
            return correction("\"entry\": %d, \"on\": \"%s\"".formatted(visit, day));
        }

        private Step strategyDiscussion() {
            boolean begins = random.nextInt(4) > 0;
            var outcome = ", \"outcome\": \"%s\"".formatted(begins ? "section-47" : "no-enquiry");
            return on("strategy-discussions", "heldOn", outcome, version -> {
                discussion = begins ? version : 0;
                concluded = false;
            });
        }

        private Step enquiryConclusion() {
            boolean needed = random.nextInt(3) > 0;
            var outcome = ", \"outcome\": \"%s\"".formatted(needed ? "conference" : "no-conference-needed");
            return on("enquiry-conclusions", "concludedOn", outcome, version -> {
                concluded = true;
                if (!needed) discussion = 0;
            });
        }

        private Step conference() {
            boolean plan = !protection && random.nextInt(3) > 0;
            var outcome = plan ? "protection-plan\", \"category\": \"NEG" : "no-plan";
            return on("conferences", "heldOn", ", \"outcome\": \"%s\"".formatted(outcome), 30, version -> {
                discussion = 0;
                if (!plan) return;
                protection = true;
                inNeed = false;
                visit = 0;
            });
        }

        private Step protectionReview() {
            return on("protection-plan-reviews", "reviewedOn", "");
        }

        private Step protectionEnd() {
            return on("protection-plan-end", "endedOn", "", 60, version -> {
                protection = false;
                visit = 0;
            });
        }

        private Step inNeedPlan() {
            return on("child-in-need-plan", "begunOn", "", version -> {
                inNeed = true;
                visit = 0;
            });
        }

        private Step inNeedReview() {
            return on("child-in-need-plan-reviews", "reviewedOn", "");
        }

        private Step inNeedEnd() {
            return on("child-in-need-plan-end", "endedOn", "", version -> {
                inNeed = false;
                visit = 0;
            });
        }

        private Step closing() {
            dayBeforeClosing = day;
            return on("closing", "closedOn", ", \"reason\": \"RC8\"", version -> {
                stage = Stage.CLOSED;
                closing = version;
            });
        }

        private Step anotherReason() {
            return correction("\"entry\": %d, \"outcome\": \"RC9\"".formatted(closing));
        }

        private Step laterClosing() {
            var on = within(5);
            whenDone = version -> day = on;
            return new Step("correction", "\"entry\": %d, \"on\": \"%s\"".formatted(closing, on), "reason");
        }

        private Step reopening() {
            whenDone = version -> {
                stage = Stage.OPEN;
                day = dayBeforeClosing;
            };
            return new Step("reopening", "");
        }

        private Step voiding() {
            whenDone = version -> stage = Stage.VOIDED;
            return new Step("voiding", "\"reason\": \"duplicate\"");
        }

        // Early help

        private Step progress() {
            return atTime("progress", "progressedAt", ", \"team\": \"north\"", version -> {
                withTeam = true;
                stage = Stage.PROGRESSED;
            });
        }

        private Step ending() {
            return ofHelp(on("closing", "closedOn", ", \"outcome\": \"needs-met\"", version -> stage = Stage.ENDED));
        }

        private Step resumption() {
            return ofHelp(on("resumption", "resumedOn", "", 40, version -> stage = helped()));
        }

        private Step reopeningOfHelp() {
            whenDone = version -> stage = helped();
            return ofHelp(new Step("reopening", ""));
        }

        private Stage helped() {
            return withTeam ? Stage.PROGRESSED : Stage.REQUESTED;
        }

        private Step atTime(String path, String field, String more) {
            return atTime(path, field, more, version -> {});
        }

        private Step atTime(String path, String field, String more, IntConsumer then) {
            var on = within(3);
            whenDone = version -> {
                day = on;
                then.accept(version);
            };
            return ofHelp(new Step(path, "\"%s\": \"%sT11:00\"%s".formatted(field, on, more)));
        }

        private static Step ofHelp(Step step) {
            return new Step(EARLY_HELP, step.path(), step.details(), step.noteField(), step.cases());
        }

        // All of them

        private Step correction(String details) {
            whenDone = version -> {};
            return new Step("correction", details, "reason");
        }

        private Step on(String path, String field, String more) {
            return on(path, field, more, version -> {});
        }

        private Step on(String path, String field, String more, IntConsumer then) {
            return on(path, field, more, 12, then);
        }

        private Step on(String path, String field, String more, int days, IntConsumer then) {
            var on = within(days);
            whenDone = version -> {
                day = on;
                then.accept(version);
            };
            return new Step(path, "\"%s\": \"%s\"%s".formatted(field, on, more));
        }

        private LocalDate within(int days) {
            int room = (int) ChronoUnit.DAYS.between(day, latest) + 1;
            return day.plusDays(random.nextInt(Math.min(days, room)));
        }

        @Override
        public void done(Step step, int version) {
            whenDone.accept(version);
        }
    }

    // Reckoning

    /** @param referredAt when the referral was recorded; null where there is none */
    private record Case(String child, boolean ofHelp, ToldReferral told, Instant referredAt) {
        static Case of(JsonNode file) {
            var told = new ToldReferral();
            boolean ofHelp = file.has("requestRef");
            Instant referredAt = null;
            for (var event : file.get("history")) {
                var type = Trade.type(event);
                told.add(
                        event.get("sequence").asInt(),
                        type.startsWith("early-help-") ? type.substring("early-help-".length()) : type,
                        event.get("data"));
                if (type.equals("referral-made")) referredAt = Instant.parse(Trade.text(event, "recordedAt"));
            }
            return new Case(Trade.text(file, "childRef"), ofHelp, told, referredAt);
        }

        LocalDate referredOn() {
            var made = told.last("referral-made");
            return made == null ? null : made.on();
        }

        /** Of one day the one recorded first is none. */
        boolean repeats(Case other) {
            if (!other.child.equals(child) || other.referredOn() == null) return false;
            boolean before = other.referredOn().isBefore(referredOn())
                    || (other.referredOn().equals(referredOn()) && other.referredAt.isBefore(referredAt));
            return before && !other.referredOn().isBefore(referredOn().minusYears(1));
        }

        boolean isOpenHelp() {
            var closed = told.last("closed");
            var resumed = told.last("resumed");
            return closed == null || (resumed != null && resumed.sequence() > closed.sequence());
        }
    }

    @Override
    public List<Expected> expected(Collection<JsonNode> files, LocalDate today) {
        var cases = files.stream()
                .map(Case::of)
                .filter(one -> !one.told().isVoided())
                .toList();
        var contacts = cases.stream().filter(one -> !one.ofHelp()).toList();
        var help = cases.stream().filter(Case::ofHelp).toList();
        var expected = new ArrayList<Expected>();
        expected.add(new Expected(monthly(today), months(contacts, today)));
        expected.add(new Expected(
                "/reports/social-care/plans?" + all(today),
                Map.of(
                        "protectionPlansBegun",
                        sum(contacts, one -> one.told().all(PROTECTION).count()),
                        "protectionPlansAtEnd",
                        count(contacts, one -> one.told().isInForce(PROTECTION, "protection-plan-ended")),
                        "childInNeedPlansAtEnd",
                        count(
                                contacts,
                                one -> one.told().isInForce(IN_NEED, "child-in-need-plan-ended", PROTECTION)))));
        var referrals =
                contacts.stream().filter(one -> one.referredOn() != null).toList();
        var again = referrals.stream()
                .filter(one -> referrals.stream().anyMatch(one::repeats))
                .toList();
        expected.add(new Expected(
                "/reports/social-care/repeat-referrals?unit=child&" + all(today),
                Map.of(
                        "childrenReferred",
                        referrals.stream().map(Case::child).distinct().count(),
                        "childrenReferredAgain",
                        again.stream().map(Case::child).distinct().count())));
        expected.add(new Expected(
                "/reports/social-care/early-help?" + all(today),
                Map.of(
                        "earlyHelpRequests",
                        help.size(),
                        "earlyHelpProgressedWithin24Hours",
                        count(
                                help,
                                one -> one.told()
                                        .all("progressed")
                                        .anyMatch(entry -> one.told().isStopped("early-help-progress", 1, entry))),
                        "earlyHelpClosed",
                        sum(help, one -> one.told().all("closed").count()),
                        "earlyHelpResumed",
                        sum(help, one -> one.told().all("resumed").count()),
                        "earlyHelpOpenAtEnd",
                        count(help, Case::isOpenHelp))));
        return expected;
    }

    private static Map<String, Object> months(List<Case> cases, LocalDate today) {
        var figures = new HashMap<String, Object>();
        var referrals = cases.stream().filter(one -> one.referredOn() != null).toList();
        figures.put("contacts", count(cases, one -> one.told().has("contact-received")));
        figures.put("referrals", referrals.size());
        figures.put("openReferralsAtEnd", count(cases, one -> one.told().isOpen()));
        figures.put("atEnd/contactsUndecidedAtEnd", sum(cases, one -> one.told().running("contact-24-hours")));
        figures.put("atEnd/assessmentsOpenAtEnd", sum(cases, one -> one.told().running("assessment", "reassessment")));
        figures.put(
                "atEnd/conferencesAwaitedAtEnd", sum(cases, one -> one.told().running("conference")));
        int row = 0;
        for (var month = first(today); !month.isAfter(YearMonth.from(today)); month = month.plusMonths(1)) {
            addMonth("months/%d/".formatted(row++), month, cases, referrals, figures);
        }
        return figures;
    }

    private static void addMonth(
            String row, YearMonth month, List<Case> cases, List<Case> referrals, Map<String, Object> figures) {
        long contacts = entries(cases, "contact-received", month, (told, entry) -> true);
        long decided = entries(cases, "contact-received", month, (told, entry) -> told.isDecidedIn24Hours());
        var made = referrals.stream()
                .filter(one -> YearMonth.from(one.referredOn()).equals(month))
                .toList();
        long repeats = count(made, one -> referrals.stream().anyMatch(one::repeats));
        long assessed = entries(cases, "assessment-completed", month, (told, entry) -> true);
        long inTime = entries(cases, "assessment-completed", month, ToldReferral::isAssessedInTime);
        figures.put(row + "month", month.toString());
        figures.put(row + "contacts", contacts);
        figures.put(row + "contactsDecidedWithin24Hours", decided);
        figures.put(row + "contactsDecidedWithin24HoursPercent", Trade.percent(decided, contacts));
        figures.put(row + "referrals", made.size());
        figures.put(row + "repeatReferrals", repeats);
        figures.put(row + "repeatReferralPercent", Trade.percent(repeats, made.size()));
        figures.put(row + "assessmentsCompleted", assessed);
        figures.put(row + "assessmentsWithin45WorkingDays", inTime);
        figures.put(row + "assessmentsWithin45WorkingDaysPercent", Trade.percent(inTime, assessed));
        figures.put(
                row + "assessmentsNoFurtherAction",
                entries(
                        cases,
                        "assessment-completed",
                        month,
                        (told, entry) -> entry.outcome().equals("no-further-action")));
        figures.put(row + "conferences", entries(cases, "conference-held", month, (told, entry) -> true));
        figures.put(
                row + "conferencesWithin15WorkingDays",
                entries(cases, "conference-held", month, ToldReferral::isHeldInTime));
        figures.put(row + "closed", entries(cases, "closed", month, (told, entry) -> told.has("referral-made")));
    }

    /** Of a case and one of its entries. */
    @FunctionalInterface
    private interface Test {
        boolean of(ToldReferral told, Entry entry);
    }

    private static long entries(List<Case> cases, String type, YearMonth month, Test that) {
        return sum(
                cases,
                one -> one.told()
                        .all(type)
                        .filter(entry -> entry.isIn(month) && that.of(one.told(), entry))
                        .count());
    }

    private static long count(List<Case> cases, Predicate<Case> that) {
        return cases.stream().filter(that).count();
    }

    private static long sum(List<Case> cases, ToLongFunction<Case> of) {
        return cases.stream().mapToLong(of).sum();
    }

    private static String monthly(LocalDate today) {
        return "/reports/social-care/monthly?from=%s&to=%s".formatted(first(today), YearMonth.from(today));
    }

    private static YearMonth first(LocalDate today) {
        return YearMonth.from(today.minusDays(EARLIEST_CONTACT + 30));
    }

    private static String all(LocalDate today) {
        return "from=%s&to=%s".formatted(first(today).atDay(1), today);
    }

    @Override
    public List<Standing> standings(LocalDate today) {
        return List.of(
                new Standing("referrals?status=open", monthly(today), "openReferralsAtEnd"),
                new Standing("referrals?status=received", monthly(today), "atEnd/contactsUndecidedAtEnd"),
                new Standing("referrals?status=closed", "/cases?measure=socialCare.closed&" + all(today), "total"),
                new Standing(
                        "early-help?status=requested,progressed,supported",
                        "/reports/social-care/early-help?" + all(today),
                        "earlyHelpOpenAtEnd"));
    }
}
