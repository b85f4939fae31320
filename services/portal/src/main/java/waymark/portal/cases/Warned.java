package waymark.portal.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;

/**
 * An alert in words, as a line of the inbox and of its case's page.
 *
 * @param one as the service answers it
 * @param title what it says
 * @param remark which of the rule's moments it is, or null
 * @param severity in a word
 * @param tag class of the severity's tag; the word alone says the same
 * @param due the day or the moment that it is about, or null
 * @param left until then; null where it is about no day, or the alert has ended
 * @param since when it began to hold; of a day that began, the day alone
 * @param state in words
 * @param stateTag class of the state's tag
 * @param who has it
 * @param area of the case's pages, or null where it is about no case
 */
public record Warned(
        Doc one,
        String title,
        String remark,
        String severity,
        String tag,
        String due,
        Left left,
        String since,
        String state,
        String stateTag,
        String who,
        String area) {
    public static final List<Choice> CONCERNS = List.of(
            Choice.of("delay-in-finding-placement", "Delay in finding a placement"),
            Choice.of("premature-return-home", "Premature return home"),
            Choice.of("delay-in-family-finding", "Delay in family finding"),
            Choice.of("effect-of-another-child-in-placement", "Effect of another child in the placement"),
            Choice.of("delay-in-reallocating-social-worker", "Delay in re-allocating the social worker"),
            Choice.of("plan-not-shared-with-child", "Plan not shared with the child"),
            Choice.of("delay-in-education-provision", "Delay in education provision"),
            Choice.of(
                    "officer-not-consulted-on-significant-change",
                    "Reviewing officer not consulted on a significant change"),
            Choice.of("permanence-plan-not-clear-by-second-review", "Permanence plan not clear by the second review"));

    public static final List<Choice> KINDS = List.of(
            Choice.of("involvement", "Involvement"),
            Choice.of("assessment", "EHC assessment"),
            Choice.of("referral", "Contact or referral"),
            Choice.of("early-help", "Early help"));

    /** Kinds of case in words, in the plural: involvements, EHC assessments and early help. */
    public static String kinds(Collection<String> kinds) {
        var words = kinds.stream()
                .map(kind -> switch (kind) {
                    case "assessment" -> "EHC assessments";
                    case "early-help" -> "early help";
                    default -> kind + "s";
                })
                .toList();
        if (words.size() < 2) return String.join("", words);
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    private static final Map<String, String> AREAS = Map.of(
            "involvement", "involvements",
            "assessment", "assessments",
            "referral", "referrals",
            "early-help", "early-help");

    private static final Pattern LEAD = Pattern.compile("due-in-([0-9]+)([dh])");

    /** @param today the business day, and {@code now} the moment, which clocks of hours need */
    public static Warned of(Doc one, LocalDate today, Instant now) {
        boolean open = isOpen(one);
        var severity = one.text("severity");
        var status = String.valueOf(one.text("status"));
        return new Warned(
                one,
                title(one),
                remark(one.text("milestone")),
                Words.code(severity),
                severityTag(severity),
                one.has("dueAt") ? one.moment("dueAt") : one.day("dueOn"),
                open ? left(one, today, now) : null,
                since(one),
                state(status, one.flag("toAcknowledge")),
                stateTag(status),
                who(one),
                AREAS.get(one.text("kind")));
    }

    /** Whether somebody has still to respond. */
    public static boolean isOpen(Doc one) {
        var status = String.valueOf(one.text("status"));
        return status.equals("raised") || status.equals("acknowledged");
    }

    /** What a person is concerned about, else the rule's own words. */
    public static String title(Doc one) {
        if (one.has("concern")) return Meanings.of(CONCERNS, one.text("concern"));
        return one.has("title") ? one.text("title") : Words.code(one.text("rule"));
    }

    /** The kind, as the service calls it, of cases whose pages are in this area. */
    public static String kind(CaseArea area) {
        return AREAS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(area.id()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** The area of the pages of a kind's cases, or null. */
    public static String area(String kind) {
        return kind == null ? null : AREAS.get(kind);
    }

    /** The address of the case's page; null where it is about no case. */
    public String casePage() {
        return area == null || !one.has("caseId") ? null : "/%s/%s".formatted(area, one.text("caseId"));
    }

    /** The officer as the account is written, with the role; else anybody of the role. */
    private static String who(Doc one) {
        var parts = new ArrayList<String>();
        if (one.has("officer")) parts.add(one.text("officer"));
        if (one.has("role")) parts.add(one.has("officer") ? Told.role(one.text("role")) : anybody(one.text("role")));
        if (one.has("team")) parts.add("team " + one.text("team"));
        return String.join(", ", parts);
    }

    private static String anybody(String role) {
        return "Any " + Told.role(role);
    }

    private static String remark(String milestone) {
        if (milestone == null) return null;
        if (milestone.equals("missed")) return "The day was missed";
        var lead = LEAD.matcher(milestone);
        if (!lead.matches()) return null;
        var unit = lead.group(2).equals("d") ? "day" : "hour";
        return "Told %s %s before".formatted(lead.group(1), lead.group(1).equals("1") ? unit : unit + "s");
    }

    private static Left left(Doc one, LocalDate today, Instant now) {
        if (one.has("dueAt")) return Left.of(Instant.parse(one.text("dueAt")), now);
        return Left.of(one.date("dueOn"), today);
    }

    private static String since(Doc one) {
        if (!one.has("since")) return null;
        var since = Instant.parse(one.text("since"));
        return Words.time(since).equals("00:00") ? Words.day(Words.dayOf(since)) : Words.moment(since);
    }

    private static String severityTag(String severity) {
        return switch (String.valueOf(severity)) {
            case "urgent" -> "govuk-tag--red";
            case "important" -> "govuk-tag--orange";
            default -> "govuk-tag--grey";
        };
    }

    private static String state(String status, boolean toAcknowledge) {
        return switch (status) {
            case "raised" -> toAcknowledge ? "To acknowledge" : "Open";
            case "acknowledged" -> "Acknowledged, to resolve";
            case "settled" -> "Resolved itself";
            default -> Words.code(status);
        };
    }

    private static String stateTag(String status) {
        return switch (status) {
            case "raised" -> "govuk-tag--yellow";
            case "acknowledged" -> "govuk-tag--blue";
            case "resolved" -> "govuk-tag--green";
            default -> "govuk-tag--grey";
        };
    }
}
