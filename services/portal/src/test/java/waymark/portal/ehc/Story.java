package waymark.portal.ehc;

import java.util.ArrayList;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.desk.Doc;

/** Cases told in lines of {@code type day data}, as the service would answer them. */
final class Story {
    private Story() {}

    static Doc subject(String status, String story) {
        var history = new ArrayList<Map<String, ?>>();
        for (var line : story.lines().toList()) {
            var words = line.split(" +", 3);
            history.add(Map.of(
                    "sequence",
                    history.size() + 1,
                    "type",
                    "waymark.assessments." + words[0],
                    "effectiveOn",
                    words[1],
                    "data",
                    doc(words[2]).fields()));
        }
        return new Doc(Map.of("status", status, "history", history, "authority", "825"));
    }

    static Course course(String story) {
        return Course.of(subject("requested", story));
    }

    @SuppressWarnings("unchecked")
    static Doc doc(String json) {
        return new Doc(JsonMapper.shared().readValue(json, Map.class));
    }
}
