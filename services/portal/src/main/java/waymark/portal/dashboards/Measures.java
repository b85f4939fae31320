package waymark.portal.dashboards;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Service;

/** What measures are called and what they mean, as reporting declares them; asked for again from time to time, since a newer one may say it better. */
@Component
class Measures {
    private static final long KEPT_NANOS = Duration.ofMinutes(5).toNanos();

    /**
     * @param unit cases, children, families, weeks or percent
     * @param polarity high, low or neutral: what it is good to be
     */
    record Measure(String id, String title, String definition, String unit, String polarity) {}

    private record Kept(Map<String, Measure> measures, long until) {}

    private volatile Kept kept;

    /** Those of reporting; what was known last while it is away. */
    Map<String, Measure> of(Desk desk) {
        var known = kept;
        if (known != null && System.nanoTime() - known.until < 0) return known.measures;
        return desk.get(Service.REPORTING, "/measures")
                .found()
                .map(answer -> {
                    var measures = new HashMap<String, Measure>();
                    for (var one : answer.docs("items")) {
                        measures.put(
                                one.text("id"),
                                new Measure(
                                        one.text("id"),
                                        one.text("title"),
                                        one.text("definition"),
                                        one.text("unit"),
                                        one.text("polarity")));
                    }
                    kept = new Kept(measures, System.nanoTime() + KEPT_NANOS);
                    return (Map<String, Measure>) measures;
                })
                .orElseGet(() -> known == null ? Map.of() : known.measures);
    }

    /** A measure that is not known is called by its id. */
    static Measure named(Map<String, Measure> measures, String id) {
        return measures.getOrDefault(id, new Measure(id, id, "", null, "neutral"));
    }
}
