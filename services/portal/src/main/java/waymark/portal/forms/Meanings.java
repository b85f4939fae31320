package waymark.portal.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waymark.web.CodeLists;

/** What codes mean, in the same words on every page: those that several kinds of case have, and those of the code lists. */
public final class Meanings {
    public static final List<Choice> SEXES =
            List.of(Choice.of("F", "Female"), Choice.of("M", "Male"), Choice.of("U", "Not known"));

    public static final List<Choice> SCHOOL_YEARS = Stream.of(
                    Stream.of(
                            Choice.of("N1", "Nursery, first year"),
                            Choice.of("N2", "Nursery, second year"),
                            Choice.of("0", "Reception")),
                    IntStream.rangeClosed(1, 13).mapToObj(year -> Choice.of(Integer.toString(year), "Year " + year)),
                    Stream.of(Choice.of("post-16", "Post-16")))
            .flatMap(years -> years)
            .toList();

    public static final List<Choice> SEN =
            List.of(Choice.of("none", "None"), Choice.of("sen-support", "SEN support"), Choice.of("ehcp", "EHC plan"));

    public static final List<Choice> SOCIAL_CARE = List.of(
            Choice.of("none", "None"),
            Choice.of("child-in-need", "Child in need"),
            Choice.of("child-protection", "Child protection"),
            Choice.of("looked-after", "Looked after"));

    private Meanings() {}

    /** Null for null; a code that cannot be chosen, such as an old one, says itself what it means. */
    public static String of(List<Choice> choices, String code) {
        return code == null ? null : Choices.words(choices, code).orElseGet(() -> Words.code(code));
    }

    /** The meaning of each code of a list, in the list's order, whenever it holds. */
    public static Map<String, String> of(CodeLists lists, String file) {
        var meanings = new LinkedHashMap<String, String>();
        lists.rows(file, row -> meanings.put(row.getField("code"), row.getField("meaning")));
        return meanings;
    }
}
