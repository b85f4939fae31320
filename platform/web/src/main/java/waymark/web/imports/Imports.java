package waymark.web.imports;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import waymark.calendar.BusinessClock;
import waymark.casefile.CaseFiles;
import waymark.web.Caller;
import waymark.web.Problem;
import waymark.web.Recorders;
import waymark.web.access.Role;
import waymark.web.audit.AuditTrail;
import waymark.web.imports.ImportReport.State;

/**
 * The imports of one kind of case. A file is kept and checked as a whole while its sender waits; then its records are taken one portion after the
 * other, one file at a time, in the order in which the files came. The records of a file that was broken off stay, and sending it again finds them
 * unchanged.
 */
public final class Imports<C> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Imports.class);
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration LAST_PORTION = Duration.ofSeconds(8);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?=$|[,;\\s])");
    private static final MediaType CSV = new MediaType("text", "csv");
    private static final List<MediaType> XML = List.of(MediaType.APPLICATION_XML, MediaType.TEXT_XML);

    private final String kind;
    private final CaseFiles<?, C, ?> cases;
    private final RowReader<C> rows;
    private final DocumentReader<C> documents;
    private final Recorders recorders;
    private final BusinessClock clock;
    private final Path folder;
    private final Limits limits;
    private final MeterRegistry metrics;
    private final AuditTrail audit;
    private final ImportLog imports;
    private final Map<UUID, CountDownLatch> runningHere = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor worker;
    private final ScheduledExecutorService beats;
    private volatile boolean closing;

    /**
     * @param rowsWaitedFor a file of no more rows is answered when it is done
     * @param rows a file may have
     * @param filesWaiting may stand behind the one that is being taken; each is on disk
     */
    public record Limits(int rowsWaitedFor, int rows, int filesWaiting) {
        public static final Limits DEFAULT = new Limits(1_000, 250_000, 8);
    }

    /**
     * @param kind as in the addresses: {@code involvements}
     * @param rows what the register says as CSV
     * @param documents what it says as XML; null where it does not come so
     * @param folder where files are kept until they are taken; made where it is missing
     */
    public Imports(
            String kind,
            CaseFiles<?, C, ?> cases,
            RowReader<C> rows,
            DocumentReader<C> documents,
            MongoDatabase database,
            Recorders recorders,
            BusinessClock clock,
            MeterRegistry metrics,
            AuditTrail audit,
            Path folder,
            Limits limits) {
        this.kind = kind;
        this.cases = cases;
        this.rows = rows;
        this.documents = documents;
        this.recorders = recorders;
        this.clock = clock;
        this.metrics = metrics;
        this.audit = audit;
        this.folder = folder;
        this.limits = limits;
        imports = new ImportLog(kind, database);
        worker = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(limits.filesWaiting()),
                Thread.ofPlatform().daemon().name("imports-" + kind).factory());
        beats = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("imports-" + kind + "-beat").factory());
        var _ = beats.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        var _ = beats.scheduleWithFixedDelay(this::forgetOld, 0, 1, TimeUnit.HOURS);
    }

    /**
     * Takes a file: 200 when it is done, 202 with its address where it is still running, 503 where it was broken off; each with the report.
     *
     * @param contentType the request's header
     * @param partial whether the file holds only some of the source's records, so that what it has not says nothing
     * @param prefer the request's header Prefer, whose {@code wait=seconds} says how long to wait at most; or null
     * @param whenDone happens after the last row and before the import counts as done
     * @throws Problem where the file cannot be taken as a whole; then nothing was
     * @throws IOException where its sender left
     */
    public ResponseEntity<ImportReport> take(
            Caller caller, InputStream body, String contentType, boolean partial, String prefer, Runnable whenDone)
            throws IOException {
        var reader = readerOf(contentType);
        var id = UUID.randomUUID();
        var ended = new CountDownLatch(1);
        var file = receive(body, reader);
        boolean handedOver = false;
        runningHere.put(id, ended);
        try {
            var sender = new ImportRun.Sender(caller, recorders.of(caller), AuditTrail.Origin.here());
            var running = imports.begin(id, caller.authority(), caller.actor(), file.rows());
            var run = new ImportRun<>(
                    kind, cases, reader, sender, clock, file, partial, whenDone, running, metrics, audit);
            handedOver = handOver(() -> run.run(() -> closing), file, id, ended);
        } finally {
            if (!handedOver) {
                runningHere.remove(id);
                file.close();
            }
        }
        if (!handedOver) {
            imports.forget(id);
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "import.busy",
                    "Other files wait to be taken already. Nothing was taken of this one: send it again later.");
        }
        await(ended, patience(prefer, file.rows()));
        return answer(report(caller, id));
    }

    /** The report of an import: the caller's own, or for a manager any of the authority. */
    public ResponseEntity<ImportReport> find(Caller caller, UUID id) {
        return ResponseEntity.ok(report(caller, id));
    }

    /** Ends what runs after its portion and sets it down as interrupted, with what waits. */
    @Override
    public void close() {
        closing = true;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(LAST_PORTION.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atWarn().addKeyValue("kind", kind).log("an import was left to be found interrupted");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        beats.shutdownNow();
    }

    private SourceFile<C> receive(InputStream body, SourceReader<C> reader) throws IOException {
        var bytes = Upload.receive(body, folder);
        boolean taken = false;
        try {
            SourceFile<C> file = switch (reader) {
                case RowReader<C> csv -> new CsvFile<>(bytes, csv, limits.rows());
                case DocumentReader<C> xml -> new XmlFile<>(bytes, xml, limits.rows());
            };
            taken = true;
            return file;
        } finally {
            if (!taken) bytes.close();
        }
    }

    private boolean handOver(Runnable run, SourceFile<C> file, UUID id, CountDownLatch ended) {
        try {
            worker.execute(() -> {
                try {
                    run.run();
                } finally {
                    runningHere.remove(id);
                    ended.countDown();
                    file.close();
                }
            });
            return true;
        } catch (RejectedExecutionException full) {
            log.atWarn().addKeyValue("kind", kind).log("a file was turned away: too many wait");
            return false;
        }
    }

    /** It names children and cases, not all of which open to whoever may send a file; so each reading is set down, and others' are for managers of all teams. */
    private ImportReport report(Caller caller, UUID id) {
        boolean readsAll = caller.is(Role.TEAM_MANAGER) && caller.teams().isEmpty();
        var sender = readsAll ? null : caller.actor();
        var report = imports.find(caller.authority(), sender, id, runningHere.containsKey(id))
                .orElseThrow(() -> Problem.notFound("import"));
        audit.record(caller, "import-report", kind, List.of(), "import", id.toString());
        return report;
    }

    private ResponseEntity<ImportReport> answer(ImportReport report) {
        return switch (report.state()) {
            case State.DONE -> ResponseEntity.ok(report);
            case State.RUNNING ->
                ResponseEntity.accepted()
                        .location(URI.create("/" + kind + "/imports/" + report.id()))
                        .body(report);
            case State.FAILED, State.INTERRUPTED ->
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(report);
        };
    }

    private Duration patience(String prefer, long rows) {
        var wait = prefer == null ? null : WAIT.matcher(prefer);
        if (wait != null && wait.find()) {
            var asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
            return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
        }
        return rows <= limits.rowsWaitedFor() ? LONGEST_WAIT : Duration.ZERO;
    }

    private static void await(CountDownLatch ended, Duration patience) {
        try {
            boolean _ = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private SourceReader<C> readerOf(String contentType) {
        try {
            var type = MediaType.parseMediaType(contentType == null ? "" : contentType);
            if (isUtf8(type.getCharset())) {
                if (CSV.equalsTypeAndSubtype(type)) return rows;
                if (documents != null && XML.stream().anyMatch(type::equalsTypeAndSubtype)) return documents;
            }
        } catch (InvalidMediaTypeException unreadable) {
            log.debug("a media type could not be read");
        }
        throw new Problem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "import.media-type",
                        documents == null
                                ? "Send the file as text/csv in UTF-8, with the header Content-Type: text/csv."
                                : "Send a CSV file in UTF-8 with the header Content-Type: text/csv, an XML document with application/xml.")
                .with("permitted", documents == null ? CSV.toString() : CSV + ", " + MediaType.toString(XML));
    }

    private static boolean isUtf8(Charset charset) {
        return charset == null || charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    }

    private void forgetOld() {
        try {
            imports.forgetOld();
        } catch (RuntimeException storeAway) {
            log.atWarn()
                    .addKeyValue("kind", kind)
                    .addKeyValue("fault", storeAway.getClass().getName())
                    .log("old imports could not be forgotten, and will be in an hour");
        }
    }

    private void beat() {
        try {
            imports.beat(runningHere.keySet());
        } catch (RuntimeException storeAway) {
            log.atWarn()
                    .addKeyValue("kind", kind)
                    .addKeyValue("fault", storeAway.getClass().getName())
                    .log("running imports could not be marked as alive");
        }
    }
}
