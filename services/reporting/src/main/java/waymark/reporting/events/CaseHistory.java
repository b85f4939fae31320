package waymark.reporting.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waymark.calendar.LondonTime;
import waymark.events.CaseEvent;

/**
 * The entries of one case, of whatever service, as they stand after everything recorded in it: corrections are worked in, what was annulled is left out. It
 * knows only the fields by which the services put right and annul, and takes every other type as it is, newer ones too.
 */
final class CaseHistory {
    private static final Set<String> CORRECTIONS = Set.of("corrected", "early-help-corrected");
    private static final Set<String> REOPENINGS = Set.of("reopened", "early-help-reopened");
    private static final Set<String> ANNULMENTS = Set.of("entry-annulled", "early-help-entry-annulled");
    private static final Set<String> VOIDINGS = Set.of("voided", "early-help-voided");

    /** What a re-opening annuls: the latest of them. A decision is one only where it was not to assess. */
    private static final Set<String> ENDINGS = Set.of(
            "closed",
            "early-help-closed",
            "decision-made",
            "plan-issued",
            "plan-not-issued",
            "withdrawn",
            "plan-transferred",
            "plan-ceased");

    /** Fields in which a correction names a day, a moment or an entry, or that say nothing by themselves. */
    private static final Set<String> NO_VALUES =
            Set.of("entry", "on", "at", "entryOn", "openedOn", "closedOn", "clocks", "outcome");

    /** Fields that a correction of an involvement says of its closing. */
    private static final Set<String> OF_CLOSING = Set.of("closedOn", "outcome", "confirmedBy", "confirmedOn");

    private static final List<String> CAME_OF_IT = List.of("decision", "outcome", "reason");
    private static final Set<String> NO_CODES = Set.of("reference", "clocks");

    /** A moment, or the id or key of a case or a child. */
    private static final Pattern NO_CODE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final class Entry {
        private final CaseEvent event;
        private final String type;
        private final ObjectNode data;
        private LocalDate day;
        private boolean corrected;

        private Entry(CaseEvent event, String type, ObjectNode data) {
            this.event = event;
            this.type = type;
            this.data = data;
            day = event.effectiveOn();
        }
    }

    private final JsonMapper json;
    private final List<Entry> entries = new ArrayList<>();
    private final UUID caseId;
    private final String service;
    private boolean voided;

    CaseHistory(List<CaseEvent> history, JsonMapper json) {
        this.json = json;
        var type = history.getFirst().type();
        caseId = history.getFirst().caseId();
        service = type.substring(type.indexOf('.') + 1, type.lastIndexOf('.'));
        history.forEach(this::take);
    }

    private void take(CaseEvent event) {
        var type = event.type().substring(event.type().lastIndexOf('.') + 1);
        var data = (ObjectNode) json.readTree(event.data());
        if (CORRECTIONS.contains(type)) {
            correct(data);
            return;
        }
        if (ANNULMENTS.contains(type)) {
            int annulled = data.path("entry").asInt();
            entries.removeIf(entry -> entry.event.sequence() == annulled);
            return;
        }
        if (REOPENINGS.contains(type)) entries.remove(lastEnding());
        voided |= VOIDINGS.contains(type);
        entries.add(new Entry(event, type, data));
    }

    /** Null where nothing ended the case. */
    private Entry lastEnding() {
        for (var entry : entries.reversed()) {
            boolean goesOn = entry.type.equals("decision-made")
                    && entry.data.path("decision").asString("").equals("assess");
            if (ENDINGS.contains(entry.type) && !goesOn) return entry;
        }
        return null;
    }

    private void correct(ObjectNode by) {
        boolean named = by.has("entry");
        int sequence = named ? by.get("entry").asInt() : 1;
        var closing = named ? null : lastEnding();
        for (var entry : entries) {
            boolean isNamed = entry.event.sequence() == sequence;
            boolean isClosing = entry == closing && OF_CLOSING.stream().anyMatch(by::has);
            if (isNamed || isClosing) correct(entry, isClosing && !named, by);
        }
    }

    private static void correct(Entry entry, boolean closing, ObjectNode by) {
        boolean said = false;
        for (var field : by.properties()) {
            var name = field.getKey();
            boolean ofClosing = OF_CLOSING.contains(name);
            boolean moves =
                    Set.of("on", "at", "entryOn").contains(name) || name.equals(closing ? "closedOn" : "openedOn");
            if (moves) {
                entry.day = day(field.getValue().asString());
                said = true;
            } else if (name.equals("outcome") && (closing || by.has("entry"))) {
                entry.data.set(outcomeField(entry), field.getValue());
                said = true;
            } else if (!NO_VALUES.contains(name) && (by.has("entry") || ofClosing == closing)) {
                entry.data.set(name, field.getValue());
                said = true;
            }
        }
        entry.corrected |= said;
    }

    private static LocalDate day(String text) {
        return text.indexOf('T') < 0 ? LocalDate.parse(text) : LondonTime.dateOf(Instant.parse(text));
    }

    private static String outcomeField(Entry entry) {
        for (var name : CAME_OF_IT) if (entry.data.has(name)) return name;
        return "outcome";
    }

    UUID caseId() {
        return caseId;
    }

    /** Null where there is none. */
    String reference() {
        return entries.isEmpty() ? null : text(entries.getFirst().data.get("reference"));
    }

    String service() {
        return service;
    }

    int size() {
        return entries.size();
    }

    /**
     * @param references of the child's cases by their ids: one that an entry names stands there by its reference, another child's not at all
     * @param unnamed references that do not stand there
     */
    List<ChronologyLine> lines(Map<String, String> references, Set<String> unnamed) {
        return entries.stream().map(entry -> line(entry, references, unnamed)).toList();
    }

    private ChronologyLine line(Entry entry, Map<String, String> references, Set<String> unnamed) {
        var codes = new LinkedHashMap<String, Object>();
        String cameOfIt = null;
        for (var field : entry.data.properties()) {
            if (CAME_OF_IT.contains(field.getKey())) cameOfIt = text(field.getValue());
            else if (!NO_CODES.contains(field.getKey())) code(field, references, unnamed, codes);
        }
        return new ChronologyLine(
                entry.day,
                entry.event.recordedAt(),
                service,
                entry.event.caseId(),
                reference(),
                entry.event.sequence(),
                words(entry.type),
                codes,
                cameOfIt,
                entry.corrected,
                voided);
    }

    private static void code(
            Map.Entry<String, JsonNode> field,
            Map<String, String> references,
            Set<String> unnamed,
            Map<String, Object> codes) {
        var value = field.getValue();
        if (value.isString() && unnamed.contains(value.asString())) return;
        if (value.isString() && references.containsKey(value.asString())) {
            codes.put(field.getKey(), references.get(value.asString()));
            return;
        }
        // Days are left out, for the line has its own, and a correction puts right only that.
        boolean aDay = field.getKey().endsWith("On");
        if (value.isBoolean()) codes.put(field.getKey(), value.asBoolean());
        if (value.isArray()) {
            var texts = value.valueStream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .filter(text -> !NO_CODE.matcher(text).matches())
                    .toList();
            if (!texts.isEmpty()) codes.put(field.getKey(), texts);
        }
        if (value.isString() && !aDay && !NO_CODE.matcher(value.asString()).matches()) {
            codes.put(field.getKey(), value.asString());
        }
    }

    private static String text(JsonNode value) {
        return value == null || !value.isString() ? null : value.asString();
    }

    /** Such as Contact received: types are words of the field. */
    private static String words(String type) {
        var words = type.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
