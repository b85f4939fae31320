package waymark.alerts.raising;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.alerts.domain.Condition;
import waymark.alerts.domain.Due;
import waymark.alerts.domain.Rule;
import waymark.alerts.domain.Settings;
import waymark.alerts.events.Agenda;
import waymark.alerts.events.AlertKinds;
import waymark.alerts.events.ErasedCases;
import waymark.alerts.events.RuleBook;
import waymark.alerts.events.Watches;
import waymark.casefile.Answer;
import waymark.casefile.CaseFiles;
import waymark.casefile.CaseIds;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.casefile.Recorder;

/**
 * Does what is due of some watches. First each watch says what is about to be raised; then what holds gets its alert, under an id that makes a second one impossible, and what
 * holds no more ends; and only then the watch forgets what ended. Whoever writes a watch between carries on what it says, so that no alert stays open that nobody would end, and a
 * crash anywhere is repeated without effect.
 */
final class Settlement {
    /** Nobody takes it for late that an alert came some minutes after its time. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Watches watches;
    private final Agenda agenda;
    private final RuleBook rules;
    private final CaseFiles<Alert, AlertCommand, AlertEvent> alerts;
    private final ErasedCases erasedCases;
    private final Predicate<String> unsettled;
    private final Counter raised;
    private final Counter ended;
    private final Timer delay;

    /** @param unsettled whether more of what is told of a watch may be on its way, so that it has to wait */
    Settlement(
            Watches watches,
            Agenda agenda,
            RuleBook rules,
            CaseFiles<Alert, AlertCommand, AlertEvent> alerts,
            ErasedCases erasedCases,
            Predicate<String> unsettled,
            MeterRegistry metrics) {
        this.unsettled = unsettled;
        this.watches = watches;
        this.agenda = agenda;
        this.rules = rules;
        this.alerts = alerts;
        this.erasedCases = erasedCases;
        raised = metrics.counter("waymark.alerts.raised");
        ended = metrics.counter("waymark.alerts.ended");
        delay = Timer.builder("waymark.alerts.delay")
                .description("From when an alert fell due, or could first be known of, until it was raised")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    /** A watch as it stands in the store, and what is due of it. */
    private record Work(Watches.Kept kept, Due due) {}

    /**
     * @param over why its alert settles at once; null where it does not
     * @param newlySet whether the rules were set anew since its watch was looked at, so that nobody could have raised it before
     */
    private record Raising(UUID child, Condition condition, Alert.Settling over, boolean newlySet) {}

    /** @param due of one authority, as they were just read */
    void settle(String authority, Collection<Watches.Kept> due, Instant now) {
        Collection<Watches.Kept> left = due;
        while (!left.isEmpty()) {
            left = settleOnce(authority, left, now).stream()
                    .filter(kept -> !unsettled.test(kept.key()))
                    .toList();
        }
    }

    /** @return what has to be settled again, because another wrote it meanwhile */
    private Collection<Watches.Kept> settleOnce(String authority, Collection<Watches.Kept> due, Instant now) {
        var set = rules.of(authority);
        var works = writtenAhead(
                due.stream()
                        .map(kept -> new Work(kept, Due.of(kept.watch(), kept.standing(), set, now)))
                        .toList(),
                now);
        var by = new Recorder(authority, Ticker.SYSTEM, Ticker.SYSTEM, now, null);
        raise(by, works, set);
        for (var work : works) {
            for (var one : work.due().reassign()) reassign(by, one);
            work.due().moved().forEach((caseId, to) -> move(by, caseId, to.team()));
            for (var ending : work.due().end()) end(by, ending);
        }
        var moved = works.stream()
                .map(work -> work.kept()
                        .with(set.version(), work.due().next(), work.due().then()))
                .toList();
        return remind(works, watches.move(moved, agenda), now);
    }

    /** What the reader, or another instance, changed meanwhile is left out, and looked at again. */
    private List<Work> writtenAhead(List<Work> works, Instant now) {
        var ahead = new HashMap<String, Watches.Kept>();
        for (var work : works) {
            var kept = work.kept();
            if (!work.due().ahead().equals(kept.standing()))
                ahead.put(kept.key(), kept.with(kept.settings(), now, work.due().ahead()));
        }
        var lost = watches.move(ahead.values(), agenda);
        return works.stream()
                .filter(work -> !lost.contains(work.kept().key()))
                .map(work -> {
                    var written = ahead.get(work.kept().key());
                    return written == null ? work : new Work(written.written(), work.due());
                })
                .toList();
    }

    /**
     * The reader carries on what was about to be raised. Another instance that took a watch over may have ended it and forgotten it before it was raised here, or have moved its
     * alerts to another team: it is told of it again, lest nobody ends the alert or it stays where its case is not.
     */
    private Collection<Watches.Kept> remind(List<Work> works, Set<String> lost, Instant now) {
        var unsure = new HashMap<String, Work>();
        for (var work : works) {
            if (lost.contains(work.kept().key())) unsure.put(work.kept().key(), work);
        }
        var reminded = new HashMap<String, Watches.Kept>();
        while (!unsure.isEmpty()) {
            var again = new HashMap<String, Watches.Kept>();
            for (var kept : watches.find(unsure.keySet()).values()) {
                var due = unsure.get(kept.key()).due();
                var told = kept.standing().ahead(due.touched()).heldBy(due.moved());
                if (!told.equals(kept.standing())) again.put(kept.key(), kept.with(kept.settings(), now, told));
            }
            unsure.keySet().retainAll(watches.move(again.values(), agenda));
            again.forEach((key, kept) -> {
                if (!unsure.containsKey(key)) reminded.put(key, kept.written());
            });
        }
        return reminded.values();
    }

    private void raise(Recorder by, List<Work> works, Settings set) {
        var all = new ArrayList<Raising>();
        for (var work : works) {
            var child = work.kept().watch().child();
            boolean newlySet = work.kept().settings() != set.version();
            for (var condition : work.due().raise()) all.add(new Raising(child, condition, null, newlySet));
            for (var over : work.due().note()) all.add(new Raising(child, over.condition(), over.settling(), newlySet));
        }
        var erased = erasedCases.among(
                all.stream().map(one -> one.condition().caseId()).distinct().toList());
        all.removeIf(one -> erased.contains(one.condition().caseId()));
        all.sort(Comparator.comparing(one -> one.condition().since()));
        var filings = new ArrayList<Filing<AlertCommand>>();
        for (var one : all) {
            var id = idOf(by.authority(), one.condition().key());
            filings.add(filing(id, one, CaseIds.referenceOf("AL", id), set, by.recordedAt()));
        }
        var answers = alerts.fileAll(by, null, filings);
        for (int place = 0; place < all.size(); place++) {
            var answer = answers.get(place);
            if (answer instanceof Answer.Refused<Alert>)
                answer =
                        raise(by, filings.get(place), byItsId(filings.get(place).id(), all.get(place), set, by));
            switch (answer) {
                case Answer.Done<Alert> done -> {
                    if (done.changed() && !done.repeated()) count(all.get(place).condition(), by.recordedAt());
                }
                // It was erased: there is nothing to raise.
                case Answer.Refused<Alert> _ -> {}
                case Answer.Unknown<Alert> _,
                        Answer.NotOpening<Alert> _,
                        Answer.Stale<Alert> _,
                        Answer.KeyReused<Alert> _ ->
                    throw new IllegalStateException("an alert could not be raised: " + answer);
            }
        }
    }

    /** Where it is not there as yet, another alert happens to have its reference: then it goes by its whole id. */
    private Answer<Alert> raise(Recorder by, Filing<AlertCommand> filing, Filing<AlertCommand> byItsId) {
        var answer = alerts.execute(by, filing.id(), filing.instruction());
        return answer instanceof Answer.Unknown<Alert> ? alerts.open(by, byItsId) : answer;
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
    static UUID idOf(String authority, Condition.Key key) {
        return CaseIds.fromReference(
                authority,
                AlertKinds.ALERTS,
                String.join(" ", key.caseId().toString(), key.rule(), key.milestone(), "1", key.deadline()));
    }

    private static Filing<AlertCommand> byItsId(UUID id, Raising one, Settings set, Recorder by) {
        return filing(id, one, id.toString(), set, by.recordedAt());
    }

    private static Filing<AlertCommand> filing(UUID id, Raising one, String reference, Settings set, Instant now) {
        var condition = one.condition();
        var about = condition.about();
        var rule = condition.rule();
        boolean ofCase = about.kind() != null;
        var as = set.of(rule);
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
                one.over() != null
                        || (!one.newlySet()
                                && Duration.between(from(condition), now).compareTo(LATE) > 0),
                condition.toAcknowledge());
        var officer = as.isOfItsOfficer() ? about.officer() : null;
        var raise = new AlertCommand.Raise(warning, as.role(), officer, set.levels(), now);
        return Filing.ofKey(
                id,
                one.child(),
                reference,
                Instruction.of(one.over() == null ? raise : new AlertCommand.Note(raise, one.over())));
    }

    private void reassign(Recorder by, Due.Reassigning one) {
        var command = new AlertCommand.Reassign(
                one.role(), one.to().officer(), one.to().team(), by.recordedAt());
        var _ = alerts.execute(by, idOf(by.authority(), one.key()), Instruction.of(command));
    }

    /** All that were ever raised about a case, by whomever. */
    private void move(Recorder by, UUID caseId, String team) {
        var elsewhere = new ArrayList<UUID>();
        alerts.list(
                by.authority(),
                and(eq(AlertKinds.CASE_ID, caseId.toString()), ne(AlertKinds.TEAM, team)),
                null,
                0,
                0,
                alert -> elsewhere.add(alert.id()));
        for (var id : elsewhere) {
            var _ = alerts.execute(by, id, Instruction.of(new AlertCommand.Move(team, by.recordedAt())));
        }
    }

    /** Of an alert that was never raised, nothing ends. */
    private void end(Recorder by, Due.Ending ending) {
        var command = ending.settling() != null
                ? new AlertCommand.Settle(ending.settling(), by.recordedAt())
                : new AlertCommand.Withdraw(ending.withdrawal(), by.recordedAt());
        var answer = alerts.execute(by, idOf(by.authority(), ending.key()), Instruction.of(command));
        if (answer instanceof Answer.Done<Alert> done && done.changed()) ended.increment();
    }
}
