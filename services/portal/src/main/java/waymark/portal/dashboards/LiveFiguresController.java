package waymark.portal.dashboards;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Service;
import waymark.portal.forms.Words;
import waymark.web.Problem;

/**
 * Live figures for a browser, by server-sent events: {@code snapshot}, then {@code change} with what has changed; {@code lost} with the instant since when,
 * after which comes a snapshot; {@code refused} where it is of no use to ask again; {@code
 * elsewhere} where its owner follows in too many other places; and {@code beat} every ten seconds, so that the browser can tell that
 * nothing moves from nothing being heard. Each is one virtual thread that writes the latest when it is ready to: a browser that stops reading holds up none
 * but itself.
 */
@RestController
class LiveFiguresController {
    private static final Logger log = LoggerFactory.getLogger(LiveFiguresController.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int MOST_MEASURES = 40;
    private static final String MEASURE = "[A-Za-z]{1,20}\\.[A-Za-z0-9]{1,80}";

    private final LiveFigures figures;
    private final Duration lasts;

    /** @param lasts how long a browser follows until it comes again, with its session and token as they are by then */
    LiveFiguresController(LiveFigures figures, @Value("${waymark.portal.live.lasts}") Duration lasts) {
        this.figures = figures;
        this.lasts = lasts;
    }

    /**
     * Asked with {@code measures}: ids by comma, each with {@code @month} behind it where it is of the month of the last day alone; {@code from},
     * {@code to} (without it today, whatever day that is by then), and any dimension.
     */
    @GetMapping("/dashboards/live")
    void live(
            Desk desk,
            @RequestParam MultiValueMap<String, String> given,
            HttpSession session,
            HttpServletResponse response)
            throws InterruptedException {
        follow(desk, wanted(given, desk.today()), session, response);
    }

    /** Of a month's scorecard what the system works out of one section: which figures these are is for reporting to say. */
    @GetMapping("/dashboards/scorecard/live")
    void scorecard(
            Desk desk,
            @RequestParam String month,
            @RequestParam String section,
            HttpSession session,
            HttpServletResponse response)
            throws InterruptedException {
        var card = desk.need(Service.REPORTING, "/scorecard?month={}&section={}", month, section);
        follow(desk, ScorecardPageController.computed(card), session, response);
    }

    private void follow(Desk desk, List<LiveFigures.Wanted> wanted, HttpSession session, HttpServletResponse response)
            throws InterruptedException {
        var client = figures.join(desk, wanted)
                .orElseThrow(() -> WithFigures.refused(
                        503, "live.too-many", "Too many follow the live figures now. Try again in a minute."));
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            write(client, session, response.getOutputStream());
        } catch (IOException gone) {
            log.debug("a browser left its live figures", gone);
        } finally {
            figures.leave(client);
        }
    }

    private static List<LiveFigures.Wanted> wanted(MultiValueMap<String, String> given, LocalDate today) {
        var measures = given.getFirst("measures");
        var ids = measures == null ? List.<String>of() : List.of(measures.split(",", -1));
        if (ids.isEmpty() || ids.size() > MOST_MEASURES) throw Problem.parameter("measures", "is missing or too long");
        var filters = new StringJoiner("");
        new TreeMap<>(given).forEach((name, values) -> {
            if (List.of("measures", "from", "to").contains(name)) return;
            filters.add("&" + Desk.encoded(name) + "=" + Desk.encoded(String.join(",", values)));
        });
        var to = day("to", given, today);
        var from = day("from", given, today);
        var until = to == null ? "" : "&to=" + to;
        var wanted = new ArrayList<LiveFigures.Wanted>();
        for (var id : ids) {
            boolean month = id.endsWith(Span.MONTH.mark());
            var mark = month ? Span.MONTH.mark() : id.endsWith(Span.PERIOD.mark()) ? Span.PERIOD.mark() : "";
            var measure = id.substring(0, id.length() - mark.length());
            if (!measure.matches(MEASURE)) throw Problem.parameter("measures", "has one that is not known");
            var first = month ? Objects.requireNonNullElse(to, today).withDayOfMonth(1) : from;
            var days = (first == null ? "" : "from=" + first) + until + filters;
            wanted.add(new LiveFigures.Wanted(measure, mark, days.startsWith("&") ? days.substring(1) : days));
        }
        return wanted;
    }

    private static LocalDate day(String name, MultiValueMap<String, String> given, LocalDate today) {
        var text = given.getFirst(name);
        if (text == null || text.isBlank()) return null;
        return Words.day(text, today).orElseThrow(() -> Problem.parameter(name, "must be a day"));
    }

    private void write(LiveClient client, HttpSession session, OutputStream out)
            throws IOException, InterruptedException {
        Map<String, Number> sent = null;
        boolean lost = false;
        // Headers at once, so that the browser knows it is connected.
        write(out, "beat", Map.of());
        long until = System.nanoTime() + lasts.toNanos();
        while (!client.ended() && System.nanoTime() - until < 0) {
            var latest = client.latest();
            if (latest.refused() != null) {
                write(out, "refused", Map.of("words", latest.refused()));
                return;
            }
            if (latest.lostSince() != null) {
                if (!lost) write(out, "lost", Map.of("since", latest.lostSince().toString()));
                lost = true;
            } else if (latest.values() != null && (sent == null || lost)) {
                write(out, "snapshot", latest.values());
                sent = latest.values();
                lost = false;
            } else if (latest.values() != null && !latest.values().equals(sent)) {
                write(out, "change", changed(sent, latest.values()));
                sent = latest.values();
            }
            if (!client.moved(HEARTBEAT)) {
                if (!valid(session)) return;
                write(out, "beat", Map.of());
            }
        }
        if (client.displaced()) {
            write(
                    out,
                    "elsewhere",
                    Map.of("words", "You follow live figures in %d other places.".formatted(figures.mostOfOne())));
        }
    }

    private static Map<String, Number> changed(Map<String, Number> before, Map<String, Number> now) {
        var changed = new LinkedHashMap<String, Number>();
        now.forEach((name, value) -> {
            if (!Objects.equals(before.get(name), value)) changed.put(name, value);
        });
        return changed;
    }

    /** False once its owner has signed out. */
    private static boolean valid(HttpSession session) {
        try {
            session.getCreationTime();
            return true;
        } catch (IllegalStateException ended) {
            return false;
        }
    }

    private static void write(OutputStream out, String event, Map<String, ?> data) throws IOException {
        out.write("event: %s\ndata: %s\n\n"
                .formatted(event, JSON.writeValueAsString(data))
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
