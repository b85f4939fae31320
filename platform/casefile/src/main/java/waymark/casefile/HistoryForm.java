package waymark.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import waymark.events.CaseEvent;

/** The form of a case's history within its document. What every event of a case shares stands once, in the document itself. */
final class HistoryForm {
    private HistoryForm() {}

    static Document write(Entry entry) {
        var event = entry.event();
        var document = new Document("id", event.id().toString())
                .append("type", event.type())
                .append("sequence", event.sequence())
                .append("effectiveOn", event.effectiveOn().toString())
                .append("recordedAt", event.recordedAt().toString())
                .append("role", event.actorRole())
                .append("actor", entry.actor())
                .append("data", event.data());
        if (event.previous() != null)
            document.append("previous", event.previous().toString());
        if (event.traceparent() != null) document.append("traceparent", event.traceparent());
        return document;
    }

    static List<Entry> read(Document whole) {
        var authority = whole.getString("authority");
        var child = uuid(whole.getString("childKey"));
        var caseId = uuid(whole.getString("_id"));
        return whole.getList("history", Document.class, List.of()).stream()
                .map(kept -> new Entry(
                        new CaseEvent(
                                uuid(kept.getString("id")),
                                kept.getString("type"),
                                authority,
                                child,
                                caseId,
                                kept.getInteger("sequence"),
                                uuid(kept.getString("previous")),
                                LocalDate.parse(kept.getString("effectiveOn")),
                                Instant.parse(kept.getString("recordedAt")),
                                kept.getString("role"),
                                kept.getString("traceparent"),
                                kept.getString("data")),
                        kept.getString("actor")))
                .toList();
    }

    private static UUID uuid(String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
