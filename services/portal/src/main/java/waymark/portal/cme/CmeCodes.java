package waymark.portal.cme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Choices;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;
import waymark.web.CodeLists;

/** The codes of involvements: what can be chosen, and the words that stand for them on the pages. */
@Component
final class CmeCodes {
    static final List<Choice> STATUSES =
            List.of(Choice.of("open", "Open"), Choice.of("closed", "Closed"), Choice.of("voided", "Voided"));
    static final List<Choice> REFERRERS = List.of(
            Choice.of("school", "School"),
            Choice.of("other-local-authority", "Another local authority"),
            Choice.of("admissions", "School admissions"),
            Choice.of("social-care", "Social care"),
            Choice.of("health", "Health"),
            Choice.of("parent", "Parent"),
            Choice.of("police", "Police"),
            Choice.of("other", "Somebody else"));
    static final List<Choice> CHECKED =
            List.of(Choice.of("social-care", "Social care"), Choice.of("send", "The SEND service"));
    static final List<Choice> CONCERNS =
            List.of(Choice.of("welfare", "The child's welfare"), Choice.of("crime", "A crime against the child"));
    static final List<Choice> REFERRED_TO =
            List.of(Choice.of("social-care", "Social care"), Choice.of("police", "The police"));
    static final List<Choice> REFERRED_TO_IF_AT_ALL = Stream.concat(
                    REFERRED_TO.stream(), Stream.of(Choice.of("", "Nobody yet")))
            .toList();
    static final List<Choice> VOIDING = List.of(
            Choice.of("opened-in-error", "It was opened in error"),
            Choice.of("wrong-child", "It was opened for the wrong child"),
            Choice.of("duplicate", "It is there twice"));
    private static final Map<String, String> OUTCOME_GROUPS = Map.of(
            "school-placement", "In a school",
            "not-cme", "Not missing education",
            "other-authority", "Another authority",
            "other", "Other");

    final Choices outcomes;
    final Choices agencies;
    final Choices results;
    final Choices localities;
    private final Map<String, String> outcomeWords;
    private final Map<String, String> agencyWords;
    private final Map<String, String> resultWords;

    CmeCodes(CodeLists lists) {
        var groups = new LinkedHashMap<String, String>();
        lists.rows("closure-outcomes.csv", row -> groups.put(row.getField("code"), row.getField("group")));
        var inForce = Choices.list(lists, "closure-outcomes.csv");
        outcomes = (subject, today) -> inForce.on(subject, today).stream()
                .map(choice -> {
                    var group = groups.get(choice.code());
                    return choice.in(OUTCOME_GROUPS.getOrDefault(group, Words.code(group)));
                })
                .toList();
        agencies = Choices.list(lists, "agencies.csv");
        results = Choices.list(lists, "enquiry-results.csv");
        localities = Choices.localities(lists);
        outcomeWords = Meanings.of(lists, "closure-outcomes.csv");
        agencyWords = Meanings.of(lists, "agencies.csv");
        resultWords = Meanings.of(lists, "enquiry-results.csv");
    }

    // For templates: each gives null for null, and a code that no list has as it is.

    public String status(String code) {
        return Meanings.of(STATUSES, code);
    }

    public String sen(String code) {
        return Meanings.of(Meanings.SEN, code);
    }

    public String socialCare(String code) {
        return Meanings.of(Meanings.SOCIAL_CARE, code);
    }

    public String year(String code) {
        return Meanings.of(Meanings.SCHOOL_YEARS, code);
    }

    public String referrer(String code) {
        return Meanings.of(REFERRERS, code);
    }

    public String sex(String code) {
        return Meanings.of(Meanings.SEXES, code);
    }

    /** {@code OVER, overseas}. */
    public String outcome(String code) {
        return code == null || !outcomeWords.containsKey(code) ? code : code + ", " + outcomeWords.get(code);
    }

    public String agency(String code) {
        return Words.capital(agencyWithin(code));
    }

    public String result(String code) {
        return Words.capital(resultWithin(code));
    }

    // Within a sentence, as the lists have them.

    String agencyWithin(String code) {
        return agencyWords.getOrDefault(code, code);
    }

    String resultWithin(String code) {
        return resultWords.getOrDefault(code, code);
    }
}
