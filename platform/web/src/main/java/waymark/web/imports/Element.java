package waymark.web.imports;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An element of an XML document with those within it that its reader knows. Attributes are not read.
 *
 * @param line where its tag ends
 * @param place its name, and from the second of that name on its number: {@code Assessments[2]}
 * @param text without surrounding blanks; empty where there is none
 */
public record Element(long line, String name, String place, String text, List<Element> parts) implements Values {
    @Override
    public String get(String part) {
        return all(part).stream()
                .map(Element::text)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean contradictory(String part) {
        return all(part).stream()
                        .map(Element::text)
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .count()
                > 1;
    }

    /** The elements of that name, in the document's order. */
    public List<Element> all(String part) {
        return parts.stream().filter(one -> one.name().equals(part)).toList();
    }

    /** The first element of that name; one that says nothing where there is none. */
    public Element part(String part) {
        return all(part).stream().findFirst().orElse(new Element(line, part, part, "", List.of()));
    }

    /** All elements of that name as if they were one, so that two that do not say the same contradict each other. */
    public Element together(String part) {
        var all = all(part);
        return all.size() < 2
                ? part(part)
                : new Element(
                        all.getFirst().line(),
                        part,
                        part,
                        "",
                        all.stream().flatMap(one -> one.parts().stream()).toList());
    }

    String everything() {
        var own = "<%s %d>%s".formatted(name, text.length(), text);
        return parts.stream().map(Element::everything).collect(Collectors.joining("", own, "</>"));
    }
}
