package waymark.portal.dashboards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;
import waymark.web.CodeLists;

/** The codes by which figures are broken down, in words. */
@Component
public final class Codes {
    public static final String NOT_RECORDED = "NOT_RECORDED";

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final Map<String, List<Choice>> MEANT = Map.of(
            "schoolYear", Meanings.SCHOOL_YEARS,
            "senStatus", Meanings.SEN,
            "socialCareStatus", Meanings.SOCIAL_CARE,
            "sex", Meanings.SEXES);

    private static final Set<String> AS_THEY_ARE = Set.of("locality", "lastSchool", "ethnicity", "team", "worker");

    private static final Map<String, String> DIMENSIONS = Map.ofEntries(
            Map.entry("outcomeGroup", "Group of outcomes"),
            Map.entry("confirmed", "Closure confirmed by somebody"),
            Map.entry("reason", "DfE reason"),
            Map.entry("daysOpen", "From opening to closing"),
            Map.entry("requestSource", "Requested by"),
            Map.entry("origin", "Requested or moved in"),
            Map.entry("exception", "Exception to the 20 weeks"),
            Map.entry("overturned", "Refusal overturned"),
            Map.entry("decision", "Decision on the contact"),
            Map.entry("closureReason", "Reason of the closing"),
            Map.entry("noFurtherAction", "Nothing to follow from the referral"),
            Map.entry("schoolYear", "School year"),
            Map.entry("senStatus", "SEN status"),
            Map.entry("socialCareStatus", "Social-care status"),
            Map.entry("referredBy", "Referred by"),
            Map.entry("monthsSinceStart", "Months since the start"),
            Map.entry("lastSchool", "Last school"),
            Map.entry("meetsS436A", "Meets s436A"),
            Map.entry("durationSinceMissing", "Weeks since missing"),
            Map.entry("weeksToIssue", "Weeks to the plan"),
            Map.entry("weeksWaited", "Weeks waited"),
            Map.entry("monthsUntilOver", "Calendar months until over 20 weeks"),
            Map.entry("body", "Body asked"),
            Map.entry("source", "Told by"));

    private final Map<String, Map<String, String>> lists = new LinkedHashMap<>();
    private final CodeLists files;

    Codes(CodeLists files) {
        this.files = files;
        add("outcome", "closure-outcomes.csv");
        add("primaryNeed", "primary-needs.csv");
        add("primaryNeed", "referral-needs.csv");
        add("source", "referral-sources.csv");
        add("closureReason", "closure-reasons.csv");
        add("category", "protection-categories.csv");
    }

    private void add(String dimension, String file) {
        var meanings = lists.computeIfAbsent(dimension, none -> new LinkedHashMap<>());
        files.rows(file, row -> Map.entry(row.getField("code"), row.getField("meaning")))
                .forEach(row -> meanings.put(row.getKey(), row.getValue()));
    }

    /** {@code BUSC: Buckinghamshire school}, {@code Year 3}, {@code SEN support}. */
    String words(String dimension, String code) {
        if (code.equals(NOT_RECORDED)) return "Not recorded";
        var meant = MEANT.get(dimension);
        if (meant != null) return Meanings.of(meant, code);
        if (dimension.equals("daysOpen")) return daysOpen(code);
        if (dimension.equals("monthsUntilOver")) return untilOver(code);
        if (code.startsWith("<=")) return "Up to " + code.substring(2);
        var listed = lists.getOrDefault(dimension, Map.of()).get(code);
        if (listed != null) return code + ": " + Character.toUpperCase(listed.charAt(0)) + listed.substring(1);
        boolean asItIs = AS_THEY_ARE.contains(dimension) || dimension.startsWith("months");
        return asItIs ? code : Words.code(code);
    }

    /** A dimension, as a column's head or a filter's label. */
    static String dimension(String id) {
        return DIMENSIONS.getOrDefault(id, Words.code(id));
    }

    private static String daysOpen(String band) {
        return band.endsWith("+") ? band.replace("+", " days or more") : band.replace("-", " to ") + " days";
    }

    private static String untilOver(String code) {
        return switch (code) {
            case "over" -> "Over 20 weeks already";
            case "0" -> "This month";
            case "1" -> "Next month";
            default ->
                code.startsWith(">") ? "In more than " + code.substring(1) + " months" : "In " + code + " months";
        };
    }

    /** A breakdown whose values are single figures, each with its list. */
    Chart brokenDown(Doc values, Frame frame, Dashboard.Drawn drawn, String dimension, String measure, String column) {
        var rows = new ArrayList<Chart.Row>();
        values.fields()
                .forEach((value, count) -> rows.add(new Chart.Row(
                        words(dimension, value),
                        List.of(new Figure(
                                (Number) count, Figure.CASES, frame.list(measure, Span.PERIOD, dimension, value))))));
        return Chart.bars(drawn.id(), drawn.title(), null, dimension(dimension), List.of(column), rows);
    }

    /** The fields of a filter bar; {@code chosen} has the code of those by which it is filtered, or what was typed in its place. */
    List<Filter> filters(Map<String, List<String>> offered, Map<String, String> chosen, List<Fault> faults) {
        var filters = new ArrayList<Filter>();
        offered.forEach((dimension, codes) -> filters.add(new Filter(
                dimension,
                dimension(dimension),
                chosen.get(dimension),
                codes.stream()
                        .map(code -> Choice.of(code, words(dimension, code)))
                        .toList(),
                faults.stream()
                        .filter(fault -> dimension.equals(fault.field()))
                        .map(Fault::words)
                        .findFirst()
                        .orElse(null))));
        return filters;
    }

    /** Why a figure is missing, with its days as people write them. */
    public static String reason(String words) {
        return DAY.matcher(words).replaceAll(day -> Words.day(LocalDate.parse(day.group())));
    }

    /** The authority's localities, and what is not recorded. */
    List<String> localities(String authority) {
        var rows = files.rows("localities.csv", row -> Map.entry(row.getField("authority"), row.getField("locality")));
        var own = rows.stream().filter(row -> row.getKey().equals(authority)).toList();
        var of = own.isEmpty()
                ? rows.stream().filter(row -> row.getKey().equals("*")).toList()
                : own;
        return Stream.concat(of.stream().map(Map.Entry::getValue).distinct(), Stream.of(NOT_RECORDED))
                .toList();
    }

    /** Those that can be chosen, and what is not recorded. */
    static List<String> recorded(List<Choice> choices) {
        return Stream.concat(choices.stream().map(Choice::code), Stream.of(NOT_RECORDED))
                .toList();
    }

    /** The codes of a list, and what is not recorded. */
    List<String> of(String file) {
        var codes = new ArrayList<>(files.rows(file, row -> row.getField("code")));
        codes.add(NOT_RECORDED);
        return codes;
    }
}
