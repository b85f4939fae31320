package waymark.alerts.raising;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.model.Sorts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.alerts.events.Agenda;
import waymark.alerts.events.ErasedCases;
import waymark.alerts.events.RuleBook;
import waymark.alerts.events.WatchReader;
import waymark.alerts.events.Watches;
import waymark.calendar.BusinessClock;
import waymark.calendar.LondonTime;
import waymark.casefile.Answer;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseFiles;
import waymark.casefile.Instruction;
import waymark.casefile.Recorder;

/**
 * Reads the watches that are due in bounded batches, the longest due first, and has them settled; takes alerts that nobody resolved in time one level up. Any number of instances
 * may run: each looks after the watches whose events it reads, and where two do for a moment, ids and versions keep them apart.
 */
public final class Ticker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ticker.class);
    private static final int BATCH = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SETTINGS_EVERY = Duration.ofSeconds(1);
    private static final Duration ESCALATIONS_EVERY = Duration.ofSeconds(5);
    private static final Duration PUT_OFF = Duration.ofMinutes(1);
    /** Who acts where nobody does. */
    static final String SYSTEM = "system";

    private final Watches watches;
    private final Agenda agenda;
    private final WatchReader reader;
    private final RuleBook rules;
    private final Settlement settlement;
    private final CaseFiles<Alert, AlertCommand, AlertEvent> alerts;
    private final BusinessClock clock;
    private final Duration every;
    private final Counter escalated;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("alert-ticker").daemon().unstarted(this::run);
    private final Map<String, Integer> settings = new HashMap<>();
    private long settingsAt;
    private long escalationsAt;
    private volatile int lastBatch;
    /** The beginning counts as well: reading takes its time. */
    private volatile long tickedAt = System.nanoTime();

    /** @param every how often it is looked whether anything is due */
    public Ticker(
            Watches watches,
            Agenda agenda,
            WatchReader reader,
            RuleBook rules,
            CaseFiles<Alert, AlertCommand, AlertEvent> alerts,
            ErasedCases erasedCases,
            BusinessClock clock,
            Duration every,
            MeterRegistry metrics) {
        this.watches = watches;
        this.agenda = agenda;
        this.reader = reader;
        this.rules = rules;
        this.alerts = alerts;
        this.clock = clock;
        this.every = every;
        settlement = new Settlement(watches, agenda, rules, alerts, erasedCases, reader::isUnsettled, metrics);
        escalated = metrics.counter("waymark.alerts.escalated");
        Gauge.builder("waymark.alerts.batch", () -> lastBatch)
                .description("How many watches the last look found due; a full batch is " + BATCH)
                .register(metrics);
        Gauge.builder("waymark.alerts.tick.age", () -> (System.nanoTime() - tickedAt) / 1e9)
                .description("Since this instance last looked, to the end, for what falls due in what it has read")
                .baseUnit("seconds")
                .register(metrics);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(PATIENCE)) thread.interrupt();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            boolean more = false;
            try {
                more = tick();
            } catch (RuntimeException away) {
                log.warn("alerts cannot be raised now, trying again: {}", away.toString());
            }
            if (!more) pause();
        }
    }

    private void pause() {
        try {
            var _ = closing.await(every.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    /** @return whether there may be more to do at once */
    private boolean tick() {
        var partitions = reader.caughtUp();
        var fresh = agenda.keepOnly(partitions);
        if (!fresh.isEmpty()) {
            watches.load(fresh, this::known, agenda);
            agenda.loaded(fresh);
        }
        if (isTime(settingsAt, SETTINGS_EVERY)) {
            lookAtSettings();
            settingsAt = System.nanoTime();
        }
        var now = clock.now();
        var due = agenda.due(now, BATCH, reader::isUnsettled);
        lastBatch = due.size();
        watches.find(due).values().stream()
                .collect(Collectors.groupingBy(kept -> kept.watch().authority()))
                .forEach((authority, some) -> settleEach(authority, some, now));
        if (isTime(escalationsAt, ESCALATIONS_EVERY)) {
            for (var authority : settings.keySet()) escalate(authority, now);
            escalationsAt = System.nanoTime();
        }
        if (!partitions.isEmpty()) tickedAt = System.nanoTime();
        return due.size() == BATCH;
    }

    private static boolean isTime(long last, Duration every) {
        return last == 0 || System.nanoTime() - last >= every.toNanos();
    }

    private int known(String authority) {
        return settings.computeIfAbsent(authority, one -> rules.refreshed(one).version());
    }

    /** What follows other settings than the present ones is looked at again. */
    private void lookAtSettings() {
        for (var authority : agenda.authorities()) {
            int version = rules.refreshed(authority).version();
            var known = settings.put(authority, version);
            if (known == null || known != version) agenda.lookAgain(authority, clock.now());
        }
    }

    /** Where one watch cannot be settled, the others are, and that one is looked at again in a while. */
    private void settleEach(String authority, List<Watches.Kept> due, Instant now) {
        try {
            settlement.settle(authority, due, now);
        } catch (MongoException away) {
            throw away;
        } catch (RuntimeException failed) {
            if (due.size() > 1) {
                var keys = due.stream().map(Watches.Kept::key).toList();
                for (var one : watches.find(keys).values()) settleEach(authority, List.of(one), now);
                return;
            }
            log.warn("a watch cannot be settled, and is put off: {}", failed.toString());
            agenda.putOff(due.getFirst().key(), now.plus(PUT_OFF));
        }
    }

    /** Whatever nobody resolved in its time goes one level up. */
    private void escalate(String authority, Instant now) {
        var levels = rules.of(authority).levels();
        var overdue = and(
                in("state.status", "raised", "acknowledged"),
                lt("state.particulars.respondBy", LondonTime.dateOf(now).toString()),
                lt("state.particulars.level", levels.top()));
        var found = new ArrayList<CaseFile<Alert>>();
        alerts.list(authority, overdue, Sorts.ascending("state.particulars.respondBy"), 0, BATCH, found::add);
        var by = new Recorder(authority, SYSTEM, SYSTEM, now, null);
        for (var alert : found) {
            var command = new AlertCommand.Overdue(alert.state().about().level(), levels, now);
            try {
                if (alerts.execute(by, alert.id(), Instruction.of(command)) instanceof Answer.Done<Alert> done
                        && done.changed()) escalated.increment();
            } catch (MongoTimeoutException | MongoSocketException away) {
                throw away;
            } catch (RuntimeException failed) {
                log.warn("an alert cannot be escalated, the others are: {}", failed.toString());
            }
        }
    }
}
