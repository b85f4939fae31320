package waymark.reporting.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.AcademicYear;
import waymark.calendar.BusinessClock;
import waymark.calendar.LondonTime;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Scan;
import waymark.reporting.events.Facts;
import waymark.reporting.events.Source;
import waymark.web.Caller;
import waymark.web.Problem;

/**
 * Figures as they change, by server-sent events: a snapshot, then what changed. Each client is one virtual thread that waits for its feed and writes;
 * one that stops reading blocks its own thread alone, until the server's write times out.
 */
@RestController
class LiveController implements SmartLifecycle {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int USUAL_MILLISECONDS = 100;

    private final List<Source<?, ?, ?>> sources;
    private final Facts facts;
    private final BusinessClock clock;
    private final JsonMapper json;
    private final int mostClients;
    private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
    private final AtomicInteger clients = new AtomicInteger();
    private final Counter dropped;
    private final Runnable watcher = this::touch;
    private volatile boolean running;
    private volatile boolean stopping;

    LiveController(
            List<Source<?, ?, ?>> sources,
            Facts facts,
            BusinessClock clock,
            JsonMapper json,
            MeterRegistry metrics,
            @Value("${waymark.reporting.live.most-clients}") int mostClients) {
        this.sources = sources;
        this.facts = facts;
        this.clock = clock;
        this.json = json;
        this.mostClients = mostClients;
        Gauge.builder("waymark.live.clients", clients::get)
                .description("Clients that follow live figures")
                .register(metrics);
        dropped = Counter.builder("waymark.live.dropped")
                .description("Clients let go because they stopped reading")
                .register(metrics);
    }

    /** Without from and to: from the beginning of the academic year to today, whatever day that is by then. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = "measures",
            description = "Ids of measures, separated by commas",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "from",
            description = "First day; without it that of the academic year",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "to",
            description = "Last day; without it today, whatever day that is by then",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "every",
            description = "At most one event in so many milliseconds",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "locality",
            description = "Any dimension is a filter: its values, separated by commas",
            schema = @Schema(type = "string"))
    @GetMapping(value = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void live(Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        var feed = feed(source(request), caller, request);
        int following = clients.incrementAndGet();
        try {
            // Asked after joining: a stop that begins later than this closes the feed.
            if (stopping) {
                throw new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "live.stopping",
                        "The service is being stopped. Try again in a minute.");
            }
            if (following > mostClients) {
                throw new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "live.too-many",
                        "There are too many live clients now. Try again in a minute.");
            }
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            write(feed, response.getOutputStream());
        } catch (IOException gone) {
            if (timedOut(gone)) dropped.increment();
        } finally {
            clients.decrementAndGet();
            if (feed.leave()) feeds.values().remove(feed);
        }
    }

    /** The kind of case of which a measure is asked. */
    private Source<?, ?, ?> source(HttpServletRequest request) {
        var asked = request.getParameter("measures");
        var ids = asked == null ? List.<String>of() : List.of(asked.split(",", -1));
        return sources.stream()
                .filter(source ->
                        ids.stream().anyMatch(id -> source.kind().measure(id).isPresent()))
                .findFirst()
                .orElse(sources.getFirst());
    }

    private <S extends FactShard<?>> Feed feed(Source<?, ?, S> source, Caller caller, HttpServletRequest request) {
        var query = Query.of(request, source.kind(), "measures", "from", "to", "every");
        var measures = new ArrayList<Measure<S>>();
        for (var id : query.values("measures").stream().sorted().toList()) {
            measures.add(source.kind().measure(id).orElseThrow(() -> notHere(source, id)));
        }
        var filters = query.filters(measures);
        var every = Duration.ofMillis(query.number("every", USUAL_MILLISECONDS, 50, 60_000));
        period(query);
        while (true) {
            var feed = feeds.computeIfAbsent(
                    caller.authority() + "?" + query.canonical(),
                    key -> new Feed(
                            () -> values(source, caller.authority(), measures, query, filters),
                            every,
                            this::untilTomorrow));
            if (feed.join()) return feed;
            feeds.values().remove(feed);
        }
    }

    private Problem notHere(Source<?, ?, ?> source, String id) {
        boolean known =
                sources.stream().anyMatch(other -> other.kind().measure(id).isPresent());
        var permitted = sources.stream()
                .filter(other -> !known || other.equals(source))
                .flatMap(other -> other.kind().measures().stream())
                .map(Measure::id)
                .toList();
        return Problem.parameter(
                        "measures",
                        known ? "has some of another kind of case; ask for those apart" : "has one that is not known")
                .with("permitted", permitted);
    }

    /** Without from or to, tomorrow's question is another one. */
    private Duration untilTomorrow() {
        return Duration.between(clock.now(), LondonTime.startOf(clock.today().plusDays(1)));
    }

    private Period period(Query<?> query) {
        var today = clock.today();
        return query.period(AcademicYear.of(today).from(), today);
    }

    private <S extends FactShard<?>> Feed.Values values(
            Source<?, ?, S> source,
            String authority,
            List<Measure<S>> measures,
            Query<S> query,
            List<Scan.Filter<S>> filters) {
        var period = period(query);
        var asks = measures.stream()
                .map(measure -> new Scan.Ask<>(measure, period))
                .toList();
        return facts.read(source, current -> {
            var answers = Scan.of(current.table(), authority, asks, filters, null);
            var values = new LinkedHashMap<String, Number>();
            for (int ask = 0; ask < asks.size(); ask++) {
                values.put(measures.get(ask).id(), answers.figure(ask));
            }
            return new Feed.Values(current.revision(), values);
        });
    }

    private void write(Feed feed, OutputStream out) throws IOException, InterruptedException {
        Feed.Values sent = null;
        while (true) {
            var next = feed.next(sent, HEARTBEAT);
            if (feed.closed()) return;
            if (next == null || (sent != null && next.values().equals(sent.values()))) {
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
            } else {
                out.write(event(sent, next).getBytes(StandardCharsets.UTF_8));
                sent = next;
            }
            out.flush();
        }
    }

    private String event(Feed.Values sent, Feed.Values next) {
        var data = new LinkedHashMap<String, Object>();
        next.values().forEach((measure, value) -> {
            if (sent == null || !Objects.equals(sent.values().get(measure), value)) data.put(measure, value);
        });
        data.put("revision", next.revision());
        return "event: %s\ndata: %s\n\n".formatted(sent == null ? "snapshot" : "change", json.writeValueAsString(data));
    }

    private static boolean timedOut(Throwable cause) {
        while (cause != null && !(cause instanceof SocketTimeoutException)) cause = cause.getCause();
        return cause != null;
    }

    private void touch() {
        feeds.values().forEach(Feed::touch);
    }

    @Override
    public void start() {
        running = true;
        stopping = false;
        facts.watch(watcher);
    }

    /** Lets the clients go before the server waits for its requests to end. */
    @Override
    public void stop() {
        running = false;
        stopping = true;
        facts.unwatch(watcher);
        feeds.values().forEach(Feed::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
