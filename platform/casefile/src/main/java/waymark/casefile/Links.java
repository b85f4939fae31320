package waymark.casefile;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.bson.Document;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import waymark.events.CaseEvent;

/**
 * Leaves out of cases what leads from an erased one to the child's others, and from those to it: whoever knew which child's case it was would know whose
 * its history is. The documents keep it, and what was published stands.
 */
final class Links<S> {
    private static final JsonMapper JSON = Json.mapper(null);
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final CaseKind<S, ?, ?> kind;
    private final MongoDatabase database;
    /** Null values are of links that name no case. */
    private final Map<String, String> kindOf = new HashMap<>();

    Links(CaseKind<S, ?, ?> kind, MongoDatabase database) {
        this.kind = kind;
        this.database = database;
        kind.links().forEach(link -> kindOf.put(link.property(), link.kind()));
    }

    /** @param files of one authority */
    List<CaseFile<S>> withoutErased(List<CaseFile<S>> files) {
        if (kindOf.isEmpty() || files.isEmpty()) return files;
        var named = new HashMap<String, Set<String>>();
        for (var file : files) {
            if (isErased(file)) continue;
            without(file, (property, value) -> {
                var of = kindOf.get(property);
                if (of != null) named.computeIfAbsent(of, _ -> new HashSet<>()).add(value.toString());
                return false;
            });
        }
        var authority = files.getFirst().authority();
        var erased = named.entrySet().stream()
                .flatMap(of -> erased(authority, of.getKey(), of.getValue()).stream())
                .collect(Collectors.toSet());
        return files.stream()
                .map(file -> {
                    if (isErased(file)) return without(file, (property, _) -> kindOf.containsKey(property));
                    if (erased.isEmpty()) return file;
                    return without(
                            file,
                            (property, value) -> kindOf.get(property) != null && erased.contains(value.toString()));
                })
                .toList();
    }

    private static boolean isErased(CaseFile<?> file) {
        return file.keeping().erasedOn() != null;
    }

    private Set<String> erased(String authority, String of, Set<String> ids) {
        return database.getCollection(of)
                .find(and(in("_id", ids), eq("authority", authority), exists("erased")))
                .projection(Projections.include("_id"))
                .map(document -> document.getString("_id"))
                .into(new HashSet<>());
    }

    /** @param goes asked for each property, with its value, whether it is left out */
    private CaseFile<S> without(CaseFile<S> file, BiPredicate<String, Object> goes) {
        Document state = kind.states().write(file.state());
        boolean changed = leaveOut(state, goes);
        var history = file.history().stream().map(entry -> without(entry, goes)).toList();
        return new CaseFile<>(
                file.id(),
                file.authority(),
                file.child(),
                file.childKey(),
                file.reference(),
                file.version(),
                changed ? kind.states().read(state) : file.state(),
                history,
                file.personal(),
                file.notes(),
                file.keeping());
    }

    private static Entry without(Entry entry, BiPredicate<String, Object> goes) {
        var event = entry.event();
        var data = JSON.readValue(event.data(), FIELDS);
        if (!leaveOut(data, goes)) return entry;
        return new Entry(
                new CaseEvent(
                        event.id(),
                        event.type(),
                        event.authority(),
                        event.child(),
                        event.caseId(),
                        event.sequence(),
                        event.previous(),
                        event.effectiveOn(),
                        event.recordedAt(),
                        event.actorRole(),
                        event.traceparent(),
                        JSON.writeValueAsString(data)),
                entry.actor());
    }

    private static boolean leaveOut(Object value, BiPredicate<String, Object> goes) {
        boolean changed = false;
        if (value instanceof Map<?, ?> fields) {
            changed = fields.entrySet()
                    .removeIf(
                            field -> field.getValue() != null && goes.test((String) field.getKey(), field.getValue()));
            for (var inner : fields.values()) changed |= leaveOut(inner, goes);
        } else if (value instanceof List<?> several) {
            for (var inner : several) changed |= leaveOut(inner, goes);
        }
        return changed;
    }
}
