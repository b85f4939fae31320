package waymark.portal.social;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;
import waymark.web.CodeLists;

/** What the codes, steps and clocks of social care mean, in the words of those who read them. */
@Component
final class SocialWords {
    /** Which code list says what a field's codes mean. */
    private static final Map<String, String> LISTS = Map.of(
            "source", "referral-sources.csv",
            "primaryNeed", "referral-needs.csv",
            "factors", "assessment-factors.csv",
            "category", "protection-categories.csv");

    /** What something came to, in the event that says so. Codes of several lists can stand there. */
    private static final List<String> CAME_OF_IT = List.of("decision", "outcome", "reason");

    private static final List<String> ENDINGS = List.of("closure-reasons.csv", "closure-outcomes.csv");
    private static final List<String> CLOCKS = List.of("social-care-clocks.csv", "early-help-clocks.csv");

    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("contact-decided", "Contact decided"),
            Map.entry("no-further-action-decided", "No further action"),
            Map.entry("child-seen", "Child seen"),
            Map.entry("strategy-discussion-held", "Strategy discussion held"),
            Map.entry("enquiry-concluded", "Section 47 enquiry concluded"),
            Map.entry("conference-held", "Initial child protection conference (ICPC) held"),
            Map.entry("child-in-need-plan-begun", "Child-in-need plan begun"),
            Map.entry("child-in-need-plan-reviewed", "Child-in-need plan reviewed"),
            Map.entry("child-in-need-plan-ended", "Child-in-need plan ended"),
            Map.entry("allocated", "Allocated"),
            Map.entry("transferred", "Transferred to another team"),
            Map.entry("closed", "Closed"),
            Map.entry("reopened", "Re-opened: the closing was a mistake"),
            Map.entry("voided", "Voided: the case should never have been opened"),
            Map.entry("early-help-requested", "Early help requested"),
            Map.entry("early-help-progressed", "Request reached the locality’s team"),
            Map.entry("family-contacted", "Family spoken to"),
            Map.entry("early-help-closed", "Early help ended"),
            Map.entry("early-help-resumed", "Family came back"),
            Map.entry("early-help-reopened", "Re-opened: the closing was a mistake"),
            Map.entry("early-help-voided", "Voided: the case should never have been opened"));

    private static final Map<String, String> FIELDS = Map.of(
            "primaryNeed", "Primary need",
            "noFurtherAction", "No further action",
            "openCase", "Open case",
            "sharedContact", "Contact about several children",
            "occasion", "Seen for",
            "service", "Support",
            "worker", "Worker");

    /** Places, people and references, which are what they say. */
    private static final Set<String> AS_IT_IS =
            Set.of("locality", "worker", "reference", "sharedContact", "openCase", "ethnicity", "officer");

    private record Clock(String title, boolean ofHours) {}

    private final Map<String, Map<String, String>> meanings = new HashMap<>();
    private final Map<String, Clock> clocks = new HashMap<>();

    SocialWords(CodeLists lists) {
        for (var file : LISTS.values()) meanings.put(file, Meanings.of(lists, file));
        for (var file : ENDINGS) meanings.put(file, Meanings.of(lists, file));
        for (var file : CLOCKS) {
            lists.rows(
                    file,
                    row -> clocks.put(
                            row.getField("clock"),
                            new Clock(
                                    Words.capital(row.getField("title")),
                                    row.getField("due").endsWith("hours"))));
        }
    }

    /** Such as "Abuse or neglect (N1)"; a code that no list has stays as it is. Null for null. */
    String of(String field, String code) {
        if (code == null) return null;
        var list = LISTS.get(field);
        if (list != null) return named(meanings.get(list), code);
        if (field.equals("sex")) return Meanings.of(Meanings.SEXES, code);
        return AS_IT_IS.contains(field) ? code : Words.code(code);
    }

    /** What something came to. */
    String outcome(String code) {
        if (code == null) return null;
        for (var file : ENDINGS) if (meanings.get(file).containsKey(code)) return named(meanings.get(file), code);
        return Words.code(code);
    }

    private static String named(Map<String, String> meanings, String code) {
        var meaning = meanings.get(code);
        return meaning == null ? Words.code(code) : "%s (%s)".formatted(Words.capital(meaning), code);
    }

    /** A step by its event's type, with what came of it. */
    String step(String type, Doc data) {
        var came = cameOfIt(data);
        return came == null ? step(type) : step(type) + ": " + Words.uncapital(came);
    }

    static String step(String type) {
        return STEPS.getOrDefault(type, Words.code(type));
    }

    /** In words; null where an event came to nothing. */
    String cameOfIt(Doc data) {
        for (var field : CAME_OF_IT) if (data.has(field)) return outcome(data.text(field));
        return null;
    }

    /** What else an event says, by its fields in words: neither its day nor what it did to clocks. */
    Map<String, String> details(Doc data) {
        var details = new LinkedHashMap<String, String>();
        data.fields().forEach((field, value) -> {
            var words = isSaidElsewhere(field) ? null : words(field, value);
            if (words != null) details.put(FIELDS.getOrDefault(field, Words.code(field)), words);
        });
        return details;
    }

    private static boolean isSaidElsewhere(String field) {
        return CAME_OF_IT.contains(field)
                || field.equals("clocks")
                || field.endsWith("On")
                || field.endsWith("At")
                || Set.of("children", "replaces", "contact", "entry", "on", "at")
                        .contains(field);
    }

    private String words(String field, Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag ? "Yes" : "No";
            case Number number -> "entry " + number;
            case List<?> codes ->
                codes.isEmpty()
                        ? null
                        : codes.stream()
                                .map(code -> of(field, String.valueOf(code)))
                                .collect(Collectors.joining("; "));
            case String code -> of(field, code);
            default -> null;
        };
    }

    /** What a clock is for: "Complete the assessment". */
    String clock(String id) {
        if (id == null) return null;
        var clock = clocks.get(id);
        return clock == null ? Words.code(id) : clock.title;
    }

    /** Whether a clock counts hours, not days. */
    boolean isOfHours(String id) {
        return clocks.containsKey(id) && clocks.get(id).ofHours;
    }
}
