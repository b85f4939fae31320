package waymark.casefile;

import java.util.Map;
import org.bson.Document;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The form of a kind's states in the store: the record's components, and in {@code status} which record it is. Dates are ISO text and so sort. */
public final class StateForm<S> {
    private static final JsonMapper JSON = Json.mapper("status");
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final Class<S> type;

    public StateForm(Class<S> sealed) {
        type = sealed;
    }

    public Document write(S state) {
        return new Document(JSON.convertValue(state, FIELDS));
    }

    public S read(Document document) {
        return JSON.convertValue(document, type);
    }
}
