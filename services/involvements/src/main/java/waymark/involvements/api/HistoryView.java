package waymark.involvements.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.casefile.CaseFile;
import waymark.casefile.Entry;
import waymark.involvements.domain.Involvement;

/** The events that led to an involvement as it stands, oldest first, as published, with who recorded each and the notes taken with it. */
record HistoryView(UUID id, String involvementRef, int version, List<Happened> history) {
    /**
     * @param recordedAt by the business clock
     * @param note words recorded with it, or null
     */
    record Happened(
            int sequence,
            UUID event,
            UUID previous,
            String type,
            LocalDate effectiveOn,
            Instant recordedAt,
            String actor,
            String role,
            JsonNode data,
            String note) {}

    static HistoryView of(CaseFile<Involvement> file, JsonMapper json) {
        return new HistoryView(
                file.id(),
                file.reference(),
                file.version(),
                file.history().stream()
                        .map(entry -> happened(file, entry, json))
                        .toList());
    }

    private static Happened happened(CaseFile<Involvement> file, Entry entry, JsonMapper json) {
        var event = entry.event();
        var note = file.notes().stream()
                .filter(words -> words.sequence() == event.sequence())
                .map(CaseFile.Note::text)
                .findFirst()
                .orElse(null);
        return new Happened(
                event.sequence(),
                event.id(),
                event.previous(),
                event.type(),
                event.effectiveOn(),
                event.recordedAt(),
                entry.actor(),
                event.actorRole(),
                json.readTree(event.data()),
                note);
    }
}
