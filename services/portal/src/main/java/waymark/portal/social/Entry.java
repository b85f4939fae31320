package waymark.portal.social;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Words;

/**
 * An entry of a case's history as it is held to have happened: corrections are worked in. What was annulled is none, and no more are corrections,
 * re-openings and voidings themselves.
 *
 * @param number in the history, by which other entries and requests name it
 * @param type as published, without what stands before its last dot
 * @param day in London
 * @param corrected whether it was put right since
 */
record Entry(int number, String type, LocalDate day, Doc data, boolean corrected) {
    private static final Set<String> CORRECTIONS = Set.of("corrected", "early-help-corrected");
    private static final Set<String> ANNULMENTS = Set.of("entry-annulled", "early-help-entry-annulled");
    private static final Set<String> REOPENINGS = Set.of("reopened", "early-help-reopened");
    private static final Set<String> VOIDINGS = Set.of("voided", "early-help-voided");
    private static final Set<String> CLOSINGS = Set.of("closed", "early-help-closed");

    /** Fields by which a correction names what it puts right, and those that say nothing. */
    private static final Set<String> NO_VALUES = Set.of("entry", "on", "at", "outcome", "clocks");

    /** Those of a case, in the order in which they were recorded. */
    static List<Entry> of(Doc subject) {
        var entries = new ArrayList<Entry>();
        for (var happened : subject.docs("history")) {
            var type = type(happened);
            var data = happened.doc("data");
            if (CORRECTIONS.contains(type)) {
                entries.replaceAll(entry -> entry.number == data.number("entry") ? entry.corrected(data) : entry);
            } else if (ANNULMENTS.contains(type)) {
                entries.removeIf(entry -> entry.number == data.number("entry"));
            } else if (REOPENINGS.contains(type)) {
                entries.stream()
                        .filter(entry -> CLOSINGS.contains(entry.type))
                        .max(Comparator.comparingInt(Entry::number))
                        .ifPresent(entries::remove);
            } else if (!VOIDINGS.contains(type)) {
                entries.add(
                        new Entry((int) happened.number("sequence"), type, happened.date("effectiveOn"), data, false));
            }
        }
        return entries;
    }

    /** What happened, without the service's name. */
    static String type(Doc happened) {
        var type = happened.text("type");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private Entry corrected(Doc by) {
        Map<String, Object> right = new HashMap<>(data.fields());
        by.fields().forEach((field, value) -> {
            boolean says = value != null && !value.equals(List.of()) && !NO_VALUES.contains(field);
            if (says) right.put(field, value);
        });
        if (by.has("outcome")) right.put(outcomeField(), by.text("outcome"));
        if (by.has("at")) right.put(momentField(), by.text("at"));
        var on = by.has("on") ? by.date("on") : by.has("at") ? Words.dayOf(Instant.parse(by.text("at"))) : day;
        return new Entry(number, type, on, new Doc(right), true);
    }

    private String outcomeField() {
        if (data.has("decision")) return "decision";
        return data.has("reason") || type.equals("closed") ? "reason" : "outcome";
    }

    private String momentField() {
        return data.fields().keySet().stream()
                .filter(field -> field.endsWith("At"))
                .findFirst()
                .orElse("at");
    }

    /** Its decision, outcome or reason, as a code; null where it has none. */
    String outcome() {
        return data.text(outcomeField());
    }

    /** As ISO instant; null of what has only a day. */
    String at() {
        return data.text(momentField());
    }

    boolean isClosing() {
        return CLOSINGS.contains(type);
    }

    /** When it happened, in words: for templates too. */
    public String when() {
        return at() == null ? Words.day(day) : Words.moment(Instant.parse(at()));
    }
}
