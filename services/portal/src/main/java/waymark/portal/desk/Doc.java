package waymark.portal.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.forms.Words;

/**
 * What a service answered, as a page reads it. Places are named by path ({@code personal.name}); what is not recorded is null, never an error, so that a
 * newer service's answer and an older page get on.
 */
public final class Doc {
    public static final Doc EMPTY = new Doc(Map.of());

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final Map<String, ?> fields;

    public Doc(Map<String, ?> fields) {
        this.fields = fields;
    }

    static Doc of(JsonNode node) {
        if (node.isArray()) return new Doc(Map.of("items", JSON.convertValue(node, Object.class)));
        return new Doc(JSON.convertValue(node, FIELDS));
    }

    public Object get(String path) {
        Object place = fields;
        for (var name : path.split("\\.", -1)) {
            if (!(place instanceof Map<?, ?> map)) return null;
            place = map.get(name);
        }
        return place;
    }

    public boolean has(String path) {
        return get(path) != null;
    }

    /** As text, whatever it is; null where it is not recorded. */
    public String text(String path) {
        var value = get(path);
        return value == null ? null : value.toString();
    }

    public boolean flag(String path) {
        return Boolean.TRUE.equals(get(path));
    }

    /** 0 where it is not recorded. */
    public long number(String path) {
        return get(path) instanceof Number number ? number.longValue() : 0;
    }

    public Number figure(String path) {
        return get(path) instanceof Number number ? number : null;
    }

    public LocalDate date(String path) {
        var text = text(path);
        return text == null ? null : LocalDate.parse(text);
    }

    /** As people write a day: 31 July 2022. */
    public String day(String path) {
        return Words.day(date(path));
    }

    /** An instant as people write it here: 31 July 2022 at 14:05. */
    public String moment(String path) {
        var text = text(path);
        return text == null ? null : Words.moment(Instant.parse(text));
    }

    public Doc doc(String path) {
        return get(path) instanceof Map<?, ?> map ? of(map) : EMPTY;
    }

    /** The objects of a list; empty where there is none. */
    public List<Doc> docs(String path) {
        var docs = new ArrayList<Doc>();
        if (get(path) instanceof List<?> list) {
            for (var item : list) if (item instanceof Map<?, ?> map) docs.add(of(map));
        }
        return docs;
    }

    /** Its objects by name, in order: what is broken down by a code. */
    public List<Map.Entry<String, Doc>> parts() {
        var parts = new ArrayList<Map.Entry<String, Doc>>();
        fields.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) parts.add(Map.entry(name, of(map)));
        });
        return parts;
    }

    public List<String> texts(String path) {
        return get(path) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** This, and one field more. */
    public Doc with(String name, Object value) {
        var more = new LinkedHashMap<String, Object>(fields);
        more.put(name, value);
        return new Doc(more);
    }

    public Map<String, ?> fields() {
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static Doc of(Map<?, ?> map) {
        return new Doc((Map<String, ?>) map);
    }
}
