package waymark.portal.dashboards;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Person;

/**
 * Live figures for all browsers: one feed of reporting's for each question that is asked, however many ask it. An authority's figures are its own, so the
 * authority is part of the question.
 */
@Component
class LiveFigures implements SmartLifecycle {
    /**
     * A figure that is followed.
     *
     * @param days and filters, as reporting is asked; of one question if the same
     */
    record Wanted(String measure, String mark, String days) {}

    private record Key(String authority, String path) {}

    private final int mostClients;
    private final int mostOfOne;
    private final Duration silence;
    private final Map<Key, LiveQuestion> questions = new HashMap<>();
    /** The oldest first. */
    private final Set<LiveClient> clients = new LinkedHashSet<>();

    private volatile boolean running;

    LiveFigures(
            MeterRegistry metrics,
            @Value("${waymark.portal.live.most-clients}") int mostClients,
            @Value("${waymark.portal.live.most-of-one-person}") int mostOfOne,
            @Value("${waymark.portal.live.silence}") Duration silence) {
        this.mostClients = mostClients;
        this.mostOfOne = mostOfOne;
        this.silence = silence;
        Gauge.builder("waymark.portal.live.clients", this, LiveFigures::following)
                .description("Browsers that follow live figures")
                .register(metrics);
        Gauge.builder("waymark.portal.live.questions", this, LiveFigures::asked)
                .description("Feeds of reporting that are followed for them")
                .register(metrics);
    }

    private synchronized int following() {
        return clients.size();
    }

    private synchronized int asked() {
        return questions.size();
    }

    /** In how many places one person may follow. */
    int mostOfOne() {
        return mostOfOne;
    }

    /**
     * Empty where there are too many, or the portal is being stopped. What was joined is to be left again. Where somebody follows in as many places as one
     * person may, the oldest makes room.
     */
    synchronized Optional<LiveClient> join(Desk desk, List<Wanted> wanted) {
        if (!running) return Optional.empty();
        var own = clients.stream()
                .filter(one -> isSame(one.desk().person(), desk.person()))
                .toList();
        if (own.size() >= mostOfOne) {
            var oldest = own.getFirst();
            // Its place is free at once, though its own thread may have to wait for a browser that does not read.
            clients.remove(oldest);
            oldest.displace();
        }
        if (clients.size() >= mostClients) return Optional.empty();
        var client = new LiveClient(desk);
        var paths = new LinkedHashMap<String, TreeSet<String>>();
        for (var one : wanted) {
            paths.computeIfAbsent(kind(one.measure) + "?" + one.days, none -> new TreeSet<>())
                    .add(one.measure);
        }
        var joined = new HashMap<String, LiveQuestion>();
        paths.forEach((question, measures) -> {
            var days = question.substring(question.indexOf('?') + 1);
            var path = "/live?measures=" + String.join(",", measures) + "&" + days;
            joined.put(question, joined(new Key(desk.person().authority(), path), client));
        });
        for (var one : wanted) {
            client.follow(joined.get(kind(one.measure) + "?" + one.days), one.measure, one.mark);
        }
        clients.add(client);
        return Optional.of(client);
    }

    private static boolean isSame(Person one, Person other) {
        return one.account().equals(other.account()) && one.authority().equals(other.authority());
    }

    private LiveQuestion joined(Key key, LiveClient client) {
        var asked = questions.get(key);
        if (asked != null && asked.join(client)) return asked;
        var question = new LiveQuestion(key.path, silence);
        question.join(client);
        question.start();
        questions.put(key, question);
        return question;
    }

    synchronized void leave(LiveClient client) {
        clients.remove(client);
        for (var question : client.questions()) {
            if (question.leave(client)) questions.values().remove(question);
        }
    }

    /** Reporting answers one kind of case a request. */
    private static String kind(String measure) {
        return measure.startsWith("socialCare.earlyHelp")
                ? "early-help"
                : measure.substring(0, Math.max(0, measure.indexOf('.')));
    }

    @Override
    public void start() {
        running = true;
    }

    /** Lets the browsers go before the server waits for its requests to end. */
    @Override
    public void stop() {
        running = false;
        synchronized (this) {
            clients.forEach(LiveClient::end);
            questions.values().forEach(LiveQuestion::end);
            questions.clear();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
