package waymark.alerts.raising;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoException;
import com.mongodb.client.model.Sorts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.alerts.domain.Condition;
import waymark.alerts.domain.Due;
import waymark.alerts.domain.Rule;
import waymark.alerts.domain.Settings;
import waymark.alerts.events.Agenda;
import waymark.alerts.events.AlertKinds;
import waymark.alerts.events.RuleBook;
import waymark.alerts.events.WatchReader;
import waymark.alerts.events.Watches;
import waymark.calendar.BusinessClock;
import waymark.calendar.LondonTime;
import waymark.casefile.Answer;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseFiles;
import waymark.casefile.CaseIds;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.casefile.Recorder;

/**
 * Reads the watches that are due in bounded batches, the longest due first. What holds gets its alert under an id that makes a second one impossible; what holds no more ends;
 * and only then the watch moves on, by its version. A crash anywhere is repeated without effect. Any number of instances may run: each looks after the watches whose events it
 * reads, and where two do for a moment, ids and versions keep them apart.
 */
public final class Ticker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ticker.class);
    private static final int BATCH = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SETTINGS_EVERY = Duration.ofSeconds(1);
    private static final Duration ESCALATIONS_EVERY = Duration.ofSeconds(5);
    /** Nobody takes it for late that an alert came some minutes after its time. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final Duration PUT_OFF = Duration.ofMinutes(1);
    private static final String SYSTEM = "system";

    private final Watches watches;
    private final Agenda agenda;
    private final WatchReader reader;
    private final RuleBook rules;
    private final CaseFiles<Alert, AlertCommand, AlertEvent> alerts;
    private final BusinessClock clock;
    private final Duration every;
    private final Counter raised;
    private final Counter ended;
    private final Counter escalated;
    private final Timer delay;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("alert-ticker").daemon().unstarted(this::run);
    private final Map<String, Integer> settings = new HashMap<>();
    private long settingsAt;
    private long escalationsAt;
    private volatile int lastBatch;

    /** @param every how often it is looked whether anything is due */
    public Ticker(
            Watches watches,
            Agenda agenda,
            WatchReader reader,
            RuleBook rules,
            CaseFiles<Alert, AlertCommand, AlertEvent> alerts,
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
        raised = metrics.counter("waymark.alerts.raised");
        ended = metrics.counter("waymark.alerts.ended");
        escalated = metrics.counter("waymark.alerts.escalated");
        delay = Timer.builder("waymark.alerts.delay")
                .description("From when an alert fell due, or could first be known of, until it was raised")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        Gauge.builder("waymark.alerts.batch", () -> lastBatch)
                .description("How many watches the last look found due; a full batch is " + BATCH)
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
        var due = agenda.due(now, BATCH);
        lastBatch = due.size();
        var settled = due.stream().filter(key -> !reader.isUnsettled(key)).toList();
        watches.find(settled).values().stream()
                .collect(Collectors.groupingBy(kept -> kept.watch().authority()))
                .forEach((authority, some) -> settleEach(authority, some, now));
        if (isTime(escalationsAt, ESCALATIONS_EVERY)) {
            for (var authority : settings.keySet()) escalate(authority, now);
            escalationsAt = System.nanoTime();
        }
        return due.size() == BATCH && !settled.isEmpty();
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

    private record Raising(Watches.Kept kept, Condition condition) {}

    /** Where one watch cannot be settled, the others are, and that one is looked at again in a while. */
    private void settleEach(String authority, List<Watches.Kept> due, Instant now) {
        try {
            settle(authority, due, now);
        } catch (MongoException away) {
            throw away;
        } catch (RuntimeException failed) {
            if (due.size() > 1) {
                for (var one : due) settleEach(authority, List.of(one), now);
                return;
            }
            log.warn("a watch cannot be settled, and is put off: {}", failed.toString());
            agenda.set(due.getFirst()
                    .with(
                            due.getFirst().settings(),
                            now.plus(PUT_OFF),
                            due.getFirst().raised()));
        }
    }

    private void settle(String authority, List<Watches.Kept> due, Instant now) {
        var set = rules.of(authority);
        var raise = new ArrayList<Raising>();
        var moved = new ArrayList<Watches.Kept>();
        var by = new Recorder(authority, SYSTEM, SYSTEM, now, null);
        for (var kept : due) {
            var what = Due.of(kept.watch(), kept.raised(), set, now);
            for (var condition : what.raise()) raise.add(new Raising(kept, condition));
            for (var ending : what.end()) end(by, ending);
            moved.add(kept.with(set.version(), what.next(), what.standing()));
        }
        raise.sort(Comparator.comparing(one -> one.condition().since()));
        raise(by, raise, set);
        // What another instance, or the reader, moved on meanwhile is looked at again.
        var _ = watches.write(moved, agenda);
    }

    private void raise(Recorder by, List<Raising> all, Settings set) {
        var filings = new ArrayList<Filing<AlertCommand>>();
        for (var one : all) {
            var id = idOf(by.authority(), one.condition().key());
            filings.add(filing(id, one, CaseIds.referenceOf("AL", id), set, by.recordedAt()));
        }
        var answers = alerts.fileAll(by, null, filings);
        for (int place = 0; place < all.size(); place++) {
            var answer = answers.get(place);
            if (answer instanceof Answer.Refused<Alert>) {
                // Another alert happens to have the reference: this one goes by its whole id.
                var id = filings.get(place).id();
                answer = alerts.open(by, filing(id, all.get(place), id.toString(), set, by.recordedAt()));
            }
            switch (answer) {
                case Answer.Done<Alert> done -> {
                    if (done.changed() && !done.repeated()) count(all.get(place).condition(), by.recordedAt());
                }
                case Answer.Refused<Alert>(var breach) -> throw new IllegalStateException(breach.reason());
                case Answer.Unknown<Alert> _,
                        Answer.NotOpening<Alert> _,
                        Answer.Stale<Alert> _,
                        Answer.KeyReused<Alert> _ ->
                    throw new IllegalStateException("an alert could not be raised: " + answer);
            }
        }
    }

    private void count(Condition condition, Instant now) {
        raised.increment();
        var from = from(condition);
        delay.record(from.isAfter(now) ? Duration.ZERO : Duration.between(from, now));
    }

    /** From when on it could be raised. */
    private static Instant from(Condition condition) {
        return condition.since().isAfter(condition.knownAt()) ? condition.since() : condition.knownAt();
    }

    /** The same for the same case, rule, milestone, level and deadline, whoever raises it. Every rule raises at the first level. */
    public static UUID idOf(String authority, Condition.Key key) {
        return CaseIds.fromReference(
                authority,
                AlertKinds.ALERTS,
                String.join(" ", key.caseId().toString(), key.rule(), key.milestone(), "1", key.deadline()));
    }

    private static Filing<AlertCommand> filing(UUID id, Raising one, String reference, Settings set, Instant now) {
        var condition = one.condition();
        var about = condition.about();
        var rule = condition.rule();
        boolean ofCase = about.kind() != null;
        var role = set.of(rule).role();
        // What a manager is to look at is not given to whoever has the case.
        var officer = ofCase && about.kind().role().equals(role) ? about.officer() : null;
        var warning = new Alert.Warning(
                reference,
                Alert.Origin.RULE,
                rule.id(),
                set.version(),
                null,
                condition.severity(),
                about.kind(),
                ofCase ? condition.caseId() : null,
                ofCase ? about.reference() : null,
                about.team(),
                condition.milestone(),
                condition.deadline(),
                rule.family() == Rule.Family.DEADLINE ? rule.id() : null,
                condition.subject(),
                condition.dueOn(),
                condition.dueAt(),
                condition.since(),
                Duration.between(from(condition), now).compareTo(LATE) > 0,
                condition.toAcknowledge());
        var raise = new AlertCommand.Raise(warning, role, officer, set.levels(), now);
        return Filing.ofKey(id, one.kept().watch().child(), reference, Instruction.of(raise));
    }

    private void end(Recorder by, Due.Ending ending) {
        var command = ending.settling() != null
                ? new AlertCommand.Settle(ending.settling(), by.recordedAt())
                : new AlertCommand.Withdraw(ending.withdrawal(), by.recordedAt());
        var answer = alerts.execute(by, idOf(by.authority(), ending.key()), Instruction.of(command));
        if (answer instanceof Answer.Done<Alert> done && done.changed()) ended.increment();
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
            if (alerts.execute(by, alert.id(), Instruction.of(command)) instanceof Answer.Done<Alert> done
                    && done.changed()) escalated.increment();
        }
    }
}
