package waymark.reporting.domain.cme;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import waymark.reporting.domain.Dictionary;

/** What the codes of outcomes mean, and how the council's paper groups them: as contracts/registers/closure-outcomes.csv has it. */
record ClosureOutcome(String code, String meaning, String group) {
    private static final String SCHOOL = "school-placement";
    private static final String NOT_CME = "not-cme";
    private static final String OTHER_AUTHORITY = "other-authority";
    private static final String OTHER = "other";

    static final Dictionary GROUPS = new Dictionary(SCHOOL, NOT_CME, OTHER_AUTHORITY, OTHER);

    static final Map<String, String> GROUP_TITLES =
            Map.of(SCHOOL, "School placement", NOT_CME, "Not CME", OTHER_AUTHORITY, "Other authority", OTHER, "Other");

    static final List<ClosureOutcome> ALL = List.of(
            new ClosureOutcome("BUSC", "Buckinghamshire school", SCHOOL),
            new ClosureOutcome("IND", "independent placement", SCHOOL),
            new ClosureOutcome("OLAB", "school in another authority, Buckinghamshire resident", SCHOOL),
            new ClosureOutcome("OLAN", "school in another authority, not a resident", SCHOOL),
            new ClosureOutcome("SB", "school base", SCHOOL),
            new ClosureOutcome("NCA", "not CME: attendance", NOT_CME),
            new ClosureOutcome("NCE", "not CME: electively home educated", NOT_CME),
            new ClosureOutcome("NCO", "not CME", NOT_CME),
            new ClosureOutcome("OLCM", "handed to another authority's CME team", OTHER_AUTHORITY),
            new ClosureOutcome("OLEA", "other authority", OTHER_AUTHORITY),
            new ClosureOutcome("OTAG", "other agency", OTHER),
            new ClosureOutcome("OVER", "overseas", OTHER),
            new ClosureOutcome("SLA", "school leaving age", OTHER),
            new ClosureOutcome("UNTR", "untraced after all reasonable enquiries", OTHER));

    private static final Map<String, ClosureOutcome> BY_CODE =
            ALL.stream().collect(Collectors.toMap(ClosureOutcome::code, Function.identity()));

    /** Null for null; a code that came later is among the others. */
    static String groupOf(String code) {
        if (code == null) return null;
        var known = BY_CODE.get(code);
        return known == null ? OTHER : known.group;
    }

    /** The code itself where it came later. */
    static String meaningOf(String code) {
        var known = BY_CODE.get(code);
        return known == null ? code : known.meaning;
    }
}
