package waymark.web.imports;

import static com.mongodb.client.model.Filters.eq;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.calendar.BusinessClock;
import waymark.casefile.Answer;
import waymark.casefile.CaseFiles;
import waymark.casefile.Filing;
import waymark.casefile.Recorder;
import waymark.casefile.Viewer;
import waymark.web.Caller;
import waymark.web.audit.AuditTrail;
import waymark.web.imports.ImportReport.State;
import waymark.web.imports.SourceFile.Found;

/** Takes in one file, portion by portion in the file's order. All that it remembers of earlier rows is their references. */
final class ImportRun<C> {
    private static final Logger log = LoggerFactory.getLogger(ImportRun.class);
    private static final int PORTION = 500;
    private static final int MOST_VANISHED_NAMED = 1_000;
    private static final int LONGEST_VALUE = 100;
    private static final int MOST_IN_AN_ENTRY = 1_000;
    private static final String VANISHED = "import.vanished";
    private static final String NOT_YOURS = "case.not-yours";
    private static final String NOT_YOURS_REASON =
            "its case may not be opened by you, and was left as it is: ask your manager to send it";

    private final String kind;
    private final CaseFiles<?, C, ?> cases;
    private final SourceReader<C> reader;
    private final Sender sender;
    private final BusinessClock clock;
    private final SourceFile<C> file;
    private final boolean partial;
    private final Runnable whenDone;
    private final ImportLog.Running running;
    private final MeterRegistry metrics;
    private final AuditTrail audit;
    /** Cases that were opened, changed or named as missing, until they are set down. */
    private final List<UUID> touched = new ArrayList<>();

    private final Map<String, Long> lineOfReference = new HashMap<>();
    private long line = 1;

    /** Whose file it is, and the request that it came with. */
    record Sender(Caller caller, Recorder by, AuditTrail.Origin origin) {}

    ImportRun(
            String kind,
            CaseFiles<?, C, ?> cases,
            SourceReader<C> reader,
            Sender sender,
            BusinessClock clock,
            SourceFile<C> file,
            boolean partial,
            Runnable whenDone,
            ImportLog.Running running,
            MeterRegistry metrics,
            AuditTrail audit) {
        this.kind = kind;
        this.cases = cases;
        this.reader = reader;
        this.sender = sender;
        this.clock = clock;
        this.file = file;
        this.partial = partial;
        this.whenDone = whenDone;
        this.running = running;
        this.metrics = metrics;
        this.audit = audit;
    }

    /** @param stopping asked before each portion; the import is then set down as interrupted */
    void run(BooleanSupplier stopping) {
        State state;
        try {
            state = takeAll(stopping);
            setDown();
            running.keep(state);
        } catch (RuntimeException | IOException fault) {
            // Its message might quote a row.
            log.atError()
                    .addKeyValue("kind", kind)
                    .addKeyValue("import", running.id())
                    .addKeyValue("line", line)
                    .addKeyValue("fault", fault.getClass().getName())
                    .addKeyValue("at", placeOf(fault))
                    .log("an import failed");
            state = State.FAILED;
            fail();
        }
        metrics.counter("waymark.imports.files", "kind", kind, "state", word(state))
                .increment();
        log.atInfo()
                .addKeyValue("kind", kind)
                .addKeyValue("import", running.id())
                .addKeyValue("state", word(state))
                .addKeyValue("rows", file.rows())
                .addKeyValue("accepted", running.accepted)
                .addKeyValue("rejected", running.rejected)
                .log("an import ended");
    }

    private State takeAll(BooleanSupplier stopping) throws IOException {
        var context = new Context(kind, sender.by().authority(), clock.today(), clock.now());
        file.oddities(context).forEach(running::warning);
        try (var records = file.records(context)) {
            while (records.hasNext()) {
                if (stopping.getAsBoolean()) return State.INTERRUPTED;
                takePortion(records);
                running.keep(State.RUNNING);
            }
        }
        if (!partial) reportVanished();
        whenDone.run();
        return State.DONE;
    }

    private void takePortion(SourceFile.Records<C> records) {
        var taken = new ArrayList<Found<C>>(PORTION);
        var filings = new ArrayList<Filing<C>>(PORTION);
        long rejectedBefore = running.rejected;
        for (int number = 0; number < PORTION && records.hasNext(); number++) {
            var found = records.next();
            line = found.line();
            switch (found.read().get()) {
                case SourceReader.Read.Rejected<C>(var reference, List<Fault> faults) -> {
                    var itsOwn = reference == null ? found.reference() : reference;
                    if (itsOwn != null) lineOfReference.putIfAbsent(itsOwn, line);
                    reject(found, faults);
                }
                case SourceReader.Read.Taken<C>(Filing<C> filing, List<Fault> warnings) -> {
                    var earlier = lineOfReference.putIfAbsent(filing.reference(), line);
                    if (earlier != null) {
                        // Taken twice, two records that differ would undo each other at every later import of the same
                        // file.
                        reject(
                                found,
                                List.of(new Fault(
                                        reader.referenceColumn(),
                                        filing.reference(),
                                        "import.reference-repeated",
                                        "stands on line %d already: only that %s counts"
                                                .formatted(earlier, found.record() == null ? "row" : "record"))));
                        continue;
                    }
                    taken.add(found);
                    filings.add(filing);
                    warnings.forEach(warning -> running.warning(finding(found, warning)));
                }
                case SourceReader.Read.Nothing<C>(List<Fault> warnings) ->
                    warnings.forEach(warning -> running.warning(finding(found, warning)));
            }
        }
        file(taken, filings);
        count("rejected", running.rejected - rejectedBefore);
    }

    private void file(List<Found<C>> taken, List<Filing<C>> filings) {
        var by = sender.by();
        var now = new Recorder(by.authority(), by.actor(), by.role(), clock.now(), by.traceparent());
        long acceptedBefore = running.accepted;
        long changedBefore = running.changed;
        long unchangedBefore = running.unchanged;
        var answers = cases.fileAll(now, viewer(), filings);
        for (int place = 0; place < taken.size(); place++) {
            var found = taken.get(place);
            line = found.line();
            switch (answers.get(place)) {
                case Answer.Done<?> done -> {
                    if (!done.changed()) running.unchanged++;
                    else {
                        running.accepted++;
                        if (!isNew(done)) running.changed++;
                        touch(done.file().id());
                    }
                    done.warnings()
                            .forEach(breach ->
                                    running.warning(finding(found, found.fault().apply(breach))));
                }
                case Answer.Refused<?>(var breach) ->
                    reject(found, List.of(found.fault().apply(breach)));
                case Answer.NotOpening<?> _ -> {
                    var column = reader.referenceColumn();
                    var reference = column == null ? null : filings.get(place).reference();
                    reject(found, List.of(new Fault(column, reference, NOT_YOURS, NOT_YOURS_REASON)));
                }
                case Answer.Unknown<?> _, Answer.Stale<?> _, Answer.KeyReused<?> _ ->
                    reject(
                            found,
                            List.of(new Fault(
                                    null,
                                    null,
                                    "its case was changed by others meanwhile: send the %s again"
                                            .formatted(found.record() == null ? "row" : "record"))));
            }
        }
        count("new", running.accepted - acceptedBefore - (running.changed - changedBefore));
        count("changed", running.changed - changedBefore);
        count("unchanged", running.unchanged - unchangedBefore);
    }

    private Viewer viewer() {
        var caller = sender.caller();
        return new Viewer(caller.authority(), caller.actor(), caller.teams(), clock.today());
    }

    private void touch(UUID id) {
        touched.add(id);
        if (touched.size() == MOST_IN_AN_ENTRY) setDown();
    }

    /** Each case's own history names the sender, whatever is lost of this when the process is killed. */
    private void setDown() {
        audit.record(sender.caller(), sender.origin(), "import", kind, touched, "import", null);
        touched.clear();
    }

    /** A case that was opened answers with all its events, one that was changed with the events that changed it. */
    private static boolean isNew(Answer.Done<?> done) {
        return done.file().history().getFirst().event().sequence() == 1;
    }

    /** What an earlier file had and this one has not: never voided, as a source may have lost it by mistake. */
    private void reportVanished() {
        var closed = new HashSet<>(cases.keeping().hidden(viewer()));
        long[] vanished = {0};
        long[] hidden = {0};
        cases.names(sender.by().authority(), eq("fromSource", true), known -> {
            var reference = known.reference();
            if (!reader.speaksOf(reference) || lineOfReference.containsKey(reference)) return;
            if (closed.contains(known.id())) {
                hidden[0]++;
            } else if (++vanished[0] <= MOST_VANISHED_NAMED) {
                touch(known.id());
                // A reference that was derived tells the sender nothing, the child's number does.
                running.warning(new Finding(
                        null,
                        reader.referenceColumn() == null ? known.child() : null,
                        reader.referenceColumn(),
                        reference,
                        VANISHED,
                        "was in an earlier file but is not in this one; it is left as it is"));
            }
        });
        vanished(
                vanished[0] - MOST_VANISHED_NAMED,
                "%d more were in an earlier file but are not in this one; they are left as they are");
        vanished(
                hidden[0],
                "also in an earlier file but not in this one, and left as they are: %d that you may not open");
    }

    private void vanished(long unnamed, String words) {
        if (unnamed <= 0) return;
        running.warning(new Finding(null, null, reader.referenceColumn(), null, VANISHED, words.formatted(unnamed)));
    }

    private void reject(Found<C> found, List<Fault> faults) {
        running.rejected++;
        for (var fault : faults) {
            var rule = fault.rule() == null ? "import.not-understood" : fault.rule();
            running.error(finding(found, new Fault(fault.column(), fault.value(), rule, fault.reason())));
        }
    }

    private static Finding finding(Found<?> found, Fault fault) {
        var value = fault.value();
        boolean tooLong = value != null && value.length() > LONGEST_VALUE;
        return new Finding(
                found.line(),
                found.record(),
                fault.column(),
                tooLong ? value.substring(0, LONGEST_VALUE) + "..." : value,
                fault.rule(),
                fault.reason());
    }

    private void fail() {
        running.error(new Finding(
                line,
                null,
                null,
                null,
                "import.failed",
                "the server failed about here: send the file again, what was taken of it stays"));
        try {
            running.keep(State.FAILED);
            setDown();
        } catch (RuntimeException storeAway) {
            log.atError()
                    .addKeyValue("import", running.id())
                    .addKeyValue("fault", storeAway.getClass().getName())
                    .log("a failed import could not be set down as failed, or not in the audit trail");
        }
    }

    private static String placeOf(Throwable fault) {
        return Stream.of(fault.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("waymark."))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("outside Waymark");
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private void count(String result, long rows) {
        metrics.counter("waymark.imports.rows", "kind", kind, "result", result).increment((double) rows);
    }
}
