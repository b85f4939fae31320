package waymark.alerts.domain;

import static waymark.alerts.domain.Kind.ASSESSMENT;
import static waymark.alerts.domain.Kind.EARLY_HELP;
import static waymark.alerts.domain.Kind.INVOLVEMENT;
import static waymark.alerts.domain.Kind.REFERRAL;
import static waymark.alerts.domain.Severity.IMPORTANT;
import static waymark.alerts.domain.Severity.URGENT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waymark.alerts.domain.Rule.Family;

/** Every rule, declared. The README of the service lists them from here. */
public final class Rules {
    private static final String CME = "cme-officer";
    private static final String SEND = "send-coordinator";
    private static final String DUTY = "duty-worker";
    private static final String MANAGER = "team-manager";
    private static final String WORKING_TOGETHER = "Working Together to Safeguard Children";
    private static final String PRACTICE = "the council's practice";

    public static final List<Rule> ALL = List.of(
            deadline("cme-review", INVOLVEMENT, "Review of the involvement", IMPORTANT, CME, PRACTICE, 2),
            deadline(
                    "ehc-decision",
                    ASSESSMENT,
                    "Decision whether to assess",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 4; 5",
                    14,
                    7),
            deadline(
                    "ehc-advice",
                    ASSESSMENT,
                    "Advice of a body that was asked",
                    IMPORTANT,
                    SEND,
                    "SEND Regulations 2014 reg 8",
                    14,
                    7),
            deadline(
                    "ehc-plan",
                    ASSESSMENT,
                    "Final plan within 20 weeks",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 13(2)",
                    42,
                    28,
                    14),
            deadline(
                    "ehc-annual-review",
                    ASSESSMENT,
                    "Annual review of the plan",
                    IMPORTANT,
                    SEND,
                    "Children and Families Act 2014 s44",
                    42,
                    14),
            deadline(
                    "ehc-review-decision",
                    ASSESSMENT,
                    "Decision after the annual review",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 20(10)",
                    14,
                    7),
            deadline(
                    "ehc-amendment",
                    ASSESSMENT,
                    "Amended plan after the notice",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 22",
                    28,
                    14),
            deadline(
                    "ehc-phase-transfer",
                    ASSESSMENT,
                    "Plan for the move to another phase of school",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 18",
                    56,
                    28),
            deadline(
                    "ehc-post-16-transfer",
                    ASSESSMENT,
                    "Plan for the move to post-16",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 18",
                    56,
                    28),
            deadline(
                    "ehc-between-post-16",
                    ASSESSMENT,
                    "Plan for the move between post-16 institutions",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 18",
                    56,
                    28),
            deadline(
                    "ehc-plan-transfer",
                    ASSESSMENT,
                    "Transfer of the plan to the new authority",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 15(2)",
                    5),
            deadline(
                    "ehc-moved-in",
                    ASSESSMENT,
                    "Word to the parent of a child who moved in",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 15(4)",
                    14,
                    7),
            deadline(
                    "ehc-unopposed-notify",
                    ASSESSMENT,
                    "Word to the parent after an appeal not opposed",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 45",
                    7),
            deadline(
                    "ehc-unopposed-assess",
                    ASSESSMENT,
                    "Assessment after an appeal not opposed",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 45",
                    28,
                    14),
            deadline(
                    "ehc-unopposed-plan",
                    ASSESSMENT,
                    "Final plan after an appeal not opposed",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 45",
                    28,
                    14),
            deadline(
                    "ehc-unopposed-amendment",
                    ASSESSMENT,
                    "Amended plan after an appeal not opposed",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 45",
                    14,
                    7),
            deadline(
                    "ehc-order-notify",
                    ASSESSMENT,
                    "Word to the parent after an order",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 42; 44",
                    7),
            deadline(
                    "ehc-order-assess",
                    ASSESSMENT,
                    "Assessment that was ordered",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 42; 44",
                    28,
                    14),
            deadline(
                    "ehc-order-plan",
                    ASSESSMENT,
                    "Final plan after the ordered assessment",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 42; 44",
                    28,
                    14),
            deadline(
                    "ehc-order-draft",
                    ASSESSMENT,
                    "Draft plan that was ordered",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 42; 44",
                    14,
                    7),
            deadline(
                    "ehc-order-issue",
                    ASSESSMENT,
                    "Final plan that was ordered",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 42; 44",
                    28,
                    14),
            deadline(
                    "ehc-order-amendment",
                    ASSESSMENT,
                    "Amended plan that was ordered",
                    URGENT,
                    SEND,
                    "SEND Regulations 2014 reg 42; 44",
                    14,
                    7),
            inHours("contact-24-hours", REFERRAL, "Decision on the contact within 24 hours", URGENT, DUTY, PRACTICE, 6),
            deadline(
                    "contact-working-day",
                    REFERRAL,
                    "Decision on the contact within one working day",
                    IMPORTANT,
                    DUTY,
                    WORKING_TOGETHER),
            // 45 working days are 63 days and more: told at about 25 and 35 of them, because work bunches before a
            // limit.
            deadline(
                    "assessment",
                    REFERRAL,
                    "Assessment within 45 working days",
                    URGENT,
                    DUTY,
                    WORKING_TOGETHER,
                    28,
                    14),
            deadline(
                    "reassessment",
                    REFERRAL,
                    "Further assessment within 45 working days",
                    URGENT,
                    DUTY,
                    "our decision",
                    28,
                    14),
            deadline(
                    "conference",
                    REFERRAL,
                    "Initial child protection conference within 15 working days",
                    URGENT,
                    DUTY,
                    WORKING_TOGETHER,
                    10,
                    5),
            deadline(
                    "protection-review-first",
                    REFERRAL,
                    "First review of the protection plan",
                    URGENT,
                    DUTY,
                    WORKING_TOGETHER,
                    28,
                    14),
            deadline(
                    "protection-review",
                    REFERRAL,
                    "Review of the protection plan",
                    URGENT,
                    DUTY,
                    WORKING_TOGETHER,
                    28,
                    14),
            deadline(
                    "protection-visit",
                    REFERRAL,
                    "Visit to the child under the protection plan",
                    URGENT,
                    DUTY,
                    PRACTICE,
                    7,
                    3),
            deadline(
                    "child-in-need-visit",
                    REFERRAL,
                    "Visit to the child under the child-in-need plan",
                    IMPORTANT,
                    DUTY,
                    PRACTICE,
                    7),
            deadline(
                    "child-in-need-review-first",
                    REFERRAL,
                    "First review of the child-in-need plan",
                    IMPORTANT,
                    DUTY,
                    "our decision",
                    28,
                    14),
            deadline(
                    "child-in-need-review",
                    REFERRAL,
                    "Review of the child-in-need plan",
                    IMPORTANT,
                    DUTY,
                    "our decision",
                    28,
                    14),
            inHours(
                    "early-help-progress",
                    EARLY_HELP,
                    "Request brought to the locality's team within 24 hours",
                    IMPORTANT,
                    DUTY,
                    PRACTICE,
                    6),
            inHours(
                    "early-help-progress-at-most",
                    EARLY_HELP,
                    "Request brought to the locality's team within 72 hours",
                    URGENT,
                    DUTY,
                    PRACTICE,
                    24),
            inHours(
                    "early-help-contact",
                    EARLY_HELP,
                    "Word with the family within 24 hours",
                    IMPORTANT,
                    DUTY,
                    PRACTICE,
                    6),
            deadline("early-help-support", EARLY_HELP, "Support arranged within 5 days", IMPORTANT, DUTY, PRACTICE, 2),
            drift("no-activity-involvement", INVOLVEMENT, "Nothing was recorded in an open involvement", CME, 42),
            drift("no-activity-assessment", ASSESSMENT, "Nothing was recorded in an assessment under way", SEND, 42),
            drift("no-activity-referral", REFERRAL, "Nothing was recorded in an open referral", DUTY, 42),
            drift("no-activity-early-help", EARLY_HELP, "Nothing was recorded in open early help", DUTY, 42),
            // Each side is told about its own case, which it can open.
            across(
                    "involvement-known-to-social-care",
                    INVOLVEMENT,
                    "A child missing education is open to social care",
                    URGENT,
                    CME,
                    Across::knownToSocialCare),
            across(
                    "referral-with-involvement",
                    REFERRAL,
                    "A child who was referred is missing education",
                    URGENT,
                    DUTY,
                    Across::withInvolvement),
            across(
                    "involvement-with-plan",
                    INVOLVEMENT,
                    "A child missing education has an education, health and care plan",
                    IMPORTANT,
                    CME,
                    Across::withPlan),
            across(
                    "plan-with-involvement",
                    ASSESSMENT,
                    "A child with an education, health and care plan is missing education",
                    IMPORTANT,
                    SEND,
                    Across::planWithInvolvement),
            across(
                    "second-repeat-referral",
                    REFERRAL,
                    "A second repeat referral within 12 months",
                    IMPORTANT,
                    MANAGER,
                    Across::secondRepeat),
            across(
                    "second-protection-plan",
                    REFERRAL,
                    "A protection plan for a second time",
                    URGENT,
                    MANAGER,
                    Across::secondPlan),
            new Rule(
                    "measure-off-track",
                    Family.MEASURE,
                    null,
                    "A measure of the scorecard turned red",
                    IMPORTANT,
                    MANAGER,
                    List.of(),
                    null,
                    "the council's scorecard",
                    Across::red),
            new Rule(
                    "reviewing-officer",
                    Family.PERSON,
                    null,
                    "Raised by a reviewing officer",
                    URGENT,
                    MANAGER,
                    List.of(),
                    null,
                    "IRO Handbook; the council's practice",
                    (set, watch, caseId, about) -> Stream.of()));

    private static final Map<String, Rule> BY_ID =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Rule::id, Function.identity()));
    private static final List<Rule> NOT_DEADLINES =
            ALL.stream().filter(rule -> rule.family() != Family.DEADLINE).toList();

    private Rules() {}

    public static Optional<Rule> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** All that holds, or will hold if nothing happens, of a child's cases. */
    public static List<Condition> conditions(Watch watch, Settings settings) {
        var found = new ArrayList<Condition>();
        watch.cases().forEach((caseId, about) -> {
            if (about.voided()) return;
            for (var run : about.runs()) {
                var rule = BY_ID.get(run.clock());
                if (rule == null || !run.toBeDone() || !run.isRunning()) continue;
                var set = settings.of(rule);
                if (set.on()) Deadlines.find(set, caseId, about, run).forEach(found::add);
            }
            for (var rule : NOT_DEADLINES) {
                if (rule.kind() == about.kind())
                    settings.of(rule).find(watch, caseId, about).forEach(found::add);
            }
        });
        return found;
    }

    /**
     * A missed day that is over.
     *
     * @param done whether the step was done, after its time; else it was called for no more
     * @param on whether the authority has the rule on
     */
    record Over(Condition condition, boolean done, boolean on) {}

    /** The missed days of the last thirteen months that are over. */
    static List<Over> over(Watch watch, Settings settings, Instant now) {
        var from = now.minus(Duration.ofDays(WatchedCase.DAYS_KEPT));
        var found = new ArrayList<Over>();
        watch.cases().forEach((caseId, about) -> {
            if (about.voided()) return;
            for (var run : about.runs()) {
                var rule = BY_ID.get(run.clock());
                if (rule == null || !run.toBeDone()) continue;
                var set = settings.of(rule);
                Deadlines.over(set, caseId, about, run, from)
                        .ifPresent(
                                condition -> found.add(new Over(condition, run.ending() == Run.Ending.DONE, set.on())));
            }
        });
        return found;
    }

    /** Every missed day of the last thirteen months that should have its alert, over or not. */
    public static List<Condition> missed(Watch watch, Settings settings, Instant now) {
        var missed = new ArrayList<Condition>();
        for (var condition : conditions(watch, settings)) {
            boolean deadline = condition.rule().family() == Family.DEADLINE;
            if (deadline && condition.until() == null && condition.holdsAt(now)) missed.add(condition);
        }
        for (var over : over(watch, settings, now)) if (over.on()) missed.add(over.condition());
        return missed;
    }

    private static Rule deadline(
            String clock, Kind kind, String title, Severity missed, String role, String source, int... leadDays) {
        var leads = IntStream.of(leadDays).mapToObj(Lead::days).toList();
        return new Rule(clock, Family.DEADLINE, kind, title, missed, role, leads, null, source, Deadlines::find);
    }

    private static Rule inHours(
            String clock, Kind kind, String title, Severity missed, String role, String source, int lead) {
        return new Rule(
                clock,
                Family.DEADLINE,
                kind,
                title,
                missed,
                role,
                List.of(Lead.hours(lead)),
                null,
                source,
                Deadlines::find);
    }

    private static Rule drift(String id, Kind kind, String title, String role, int days) {
        return new Rule(
                id, Family.DRIFT, kind, title, IMPORTANT, role, List.of(), days, "our decision", Across::noActivity);
    }

    private static Rule across(String id, Kind kind, String title, Severity severity, String role, Rule.Finder finder) {
        return new Rule(id, Family.ACROSS_SERVICES, kind, title, severity, role, List.of(), null, PRACTICE, finder);
    }
}
