package waymark.web.imports;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import waymark.web.Problem;

/** Goes through an XML document once. One unit is in memory at a time, and of it only what its reader knows. */
final class XmlUnits implements AutoCloseable {
    private static final int DEEPEST = 30;
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_ELEMENTS = 10_000;
    private static final int MOST_UNREAD = 50;
    private static final int LONGEST_NAME = 60;

    private final PieceLimit pieces;
    private final XMLStreamReader xml;
    private final Set<String> known;
    private final Set<String> containers;
    private final String unitPath;
    private final String headerPath;
    private final Deque<String> paths = new ArrayDeque<>();
    private final Map<String, Unread> unread = new LinkedHashMap<>();
    private Element header;
    private int elements;

    /**
     * What the document has and its reader does not know.
     *
     * @param line of the first
     */
    record Unread(long line, String path, long times) {}

    XmlUnits(InputStream document, DocumentReader<?> reader) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        pieces = new PieceLimit(document);
        xml = factory.createXMLStreamReader(pieces);
        known = reader.elements();
        containers = known.stream()
                .filter(path -> path.contains("/"))
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .collect(Collectors.toUnmodifiableSet());
        unitPath = reader.unit();
        headerPath = reader.header();
        header = new Element(1, headerPath, headerPath, "", List.of());
    }

    /**
     * The next unit, or null after the last.
     *
     * @throws Problem where the document is not of the kind or exceeds what any honest one needs
     */
    Element next() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (paths.isEmpty()) requireRoot();
                    if (!enter()) continue;
                    elements = 0;
                    if (paths.element().equals(unitPath)) return element(new HashMap<>());
                    if (paths.element().equals(headerPath)) header = element(new HashMap<>());
                }
                case XMLStreamConstants.END_ELEMENT -> paths.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.getText().isBlank()) leaveTextUnread(line());
                }
                case XMLStreamConstants.DTD ->
                    throw refused("The document has a DOCTYPE, which is not taken: leave it out.");
                default -> {}
            }
        }
        return null;
    }

    /** As far as the document was gone through; empty where there was none. */
    Element header() {
        return header;
    }

    /** As far as the document was gone through, in its order; the last where there were too many to name has no path. */
    List<Unread> unread() {
        return List.copyOf(unread.values());
    }

    /** The line that was come to. */
    long line() {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    @Override
    public void close() throws XMLStreamException {
        xml.close();
    }

    /** Reads the element that was entered, to its end. */
    private Element element(Map<String, Integer> siblings) throws XMLStreamException {
        if (++elements > MOST_ELEMENTS) {
            throw refused("A %s has more than %d elements within it.".formatted(lastOf(unitPath), MOST_ELEMENTS));
        }
        long line = line();
        var name = xml.getLocalName();
        int number = siblings.merge(name, 1, Integer::sum);
        var text = new StringBuilder();
        var parts = new ArrayList<Element>();
        var names = new HashMap<String, Integer>();
        for (int event = advance(); event != XMLStreamConstants.END_ELEMENT; event = advance()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (enter()) parts.add(element(names));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    text.append(xml.getText());
                    if (text.length() > LONGEST_TEXT) {
                        throw refused("An element's text is longer than %d characters.".formatted(LONGEST_TEXT));
                    }
                }
                default -> {}
            }
        }
        var value = text.toString().strip();
        if (!value.isEmpty() && containers.contains(paths.element())) leaveTextUnread(line);
        paths.pop();
        return new Element(line, name, number == 1 ? name : name + "[" + number + "]", value, parts);
    }

    private int advance() throws XMLStreamException {
        int event = xml.next();
        pieces.pieceEnded();
        return event;
    }

    /** Whether the element that begins is known; one that is not is gone through to its end. */
    private boolean enter() throws XMLStreamException {
        var path = paths.isEmpty() ? xml.getLocalName() : paths.element() + "/" + xml.getLocalName();
        if (!known.contains(path)) {
            leaveUnread(path, line());
            skip();
            return false;
        }
        for (int place = 0; place < xml.getAttributeCount(); place++) {
            boolean isSchemas = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(xml.getAttributeNamespace(place));
            if (!isSchemas) leaveUnread(path + "/@" + xml.getAttributeLocalName(place), line());
        }
        paths.push(path);
        return true;
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
            if (paths.size() + depth > DEEPEST) {
                throw refused("Elements stand in each other more than %d deep.".formatted(DEEPEST));
            }
        }
    }

    /** Of the element that is come to, which should hold other elements and no text of its own. */
    private void leaveTextUnread(long line) {
        leaveUnread(paths.element() + "/text()", line);
    }

    private void leaveUnread(String path, long line) {
        int slash = path.lastIndexOf('/') + 1;
        var name = path.length() - slash <= LONGEST_NAME ? path : path.substring(0, slash + LONGEST_NAME) + "...";
        var key = unread.containsKey(name) || unread.size() < MOST_UNREAD ? name : null;
        unread.merge(
                key == null ? "" : key,
                new Unread(line, key, 1),
                (first, _) -> new Unread(first.line(), first.path(), first.times() + 1));
    }

    private void requireRoot() {
        var root = unitPath.substring(0, unitPath.indexOf('/'));
        if (!xml.getLocalName().equals(root)) {
            throw refused("The document must be a %s.".formatted(root));
        }
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Problem refused(String why) {
        return XmlFile.refused(why, line());
    }
}
