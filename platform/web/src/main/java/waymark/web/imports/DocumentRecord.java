package waymark.web.imports;

import java.util.stream.Collectors;

/**
 * One record of an XML document.
 *
 * @param unit that it is in
 * @param said what it says
 */
public record DocumentRecord(Element unit, Element said) {
    /** All that the document says of this record and of its unit, but nothing of the unit's other records: equal where the same is said. */
    String everything() {
        return unit.parts().stream()
                .filter(part ->
                        part.place().equals(said.place()) || !part.name().equals(said.name()))
                .map(Element::everything)
                .collect(Collectors.joining());
    }
}
