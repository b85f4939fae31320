package waymark.portal.cme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.desk.Doc;
import waymark.web.CodeLists;

/** Involvements as the service answers them, for tests. */
final class Involvements {
    private final List<Map<String, Object>> history = new ArrayList<>();
    private final String status;

    private Involvements(String status) {
        this.status = status;
    }

    static Involvements with(String status) {
        return new Involvements(status).happened("opened", "2022-03-01", "{\"openedOn\": \"2022-03-01\"}");
    }

    Involvements happened(String type, String on, String data) {
        var happened = new LinkedHashMap<String, Object>();
        happened.put("sequence", history.size() + 1);
        happened.put("type", "waymark.involvements." + type);
        happened.put("effectiveOn", on);
        happened.put("recordedAt", "2022-03-20T10:00:00Z");
        happened.put("actor", "CME-07");
        happened.put("role", "cme-officer");
        happened.put("data", JsonMapper.shared().readValue(data, Map.class));
        history.add(happened);
        return this;
    }

    Doc doc() {
        return new Doc(Map.of("status", status, "history", history, "authority", "825"));
    }

    static CodeLists codeLists() {
        var settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("lists", "classpath:/contracts/registers/")));
        return new CodeLists(settings, "lists");
    }
}
