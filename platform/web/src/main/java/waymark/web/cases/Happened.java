package waymark.web.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.casefile.CaseFile;
import waymark.casefile.Entry;

/**
 * @param recordedAt by the business clock
 * @param note words recorded with it, or null
 */
public record Happened(
        int sequence,
        UUID event,
        UUID previous,
        String type,
        LocalDate effectiveOn,
        Instant recordedAt,
        String actor,
        String role,
        JsonNode data,
        String note) {

    /** A case's history, oldest first, with who recorded each event and the notes taken with it. */
    static List<Happened> in(CaseFile<?> file, JsonMapper json) {
        return file.history().stream().map(entry -> of(entry, file, json)).toList();
    }

    private static Happened of(Entry entry, CaseFile<?> file, JsonMapper json) {
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
