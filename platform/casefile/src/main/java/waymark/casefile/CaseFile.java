package waymark.casefile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One case as it stands in the store.
 *
 * @param child the person number, unique within the authority; null for a case that is not about a child
 * @param childKey what stands for the child on Kafka; null with the child
 * @param reference how people call the case, unique within the authority and kind
 * @param version the newest event's sequence
 * @param history the events that led here, oldest first; empty where it was not asked for
 * @param personal name, birth date and the like; never folded, never published
 * @param notes free text; never folded, never published
 * @param keeping who may open it and for how long it is kept
 */
public record CaseFile<S>(
        UUID id,
        String authority,
        String child,
        UUID childKey,
        String reference,
        int version,
        S state,
        List<Entry> history,
        Map<String, Object> personal,
        List<Note> notes,
        Keeping keeping) {

    public CaseFile {
        personal = Collections.unmodifiableMap(new LinkedHashMap<>(personal));
    }

    /** @param sequence the event that the words belong to */
    public record Note(int sequence, String text) {}
}
