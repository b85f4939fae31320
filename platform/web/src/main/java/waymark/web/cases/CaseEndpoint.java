package waymark.web.cases;

import static com.mongodb.client.model.Filters.and;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import waymark.calendar.LondonTime;
import waymark.casefile.Answer;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseFiles;
import waymark.casefile.CaseIds;
import waymark.casefile.CaseKeeping;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Forms;
import waymark.web.Caller;
import waymark.web.CsvTable;
import waymark.web.Page;
import waymark.web.Preconditions;
import waymark.web.Problem;

/**
 * What a controller does with the cases of its kind, each method one kind of request. Everything is bound by the caller's authority. An answer means
 * that the record survives a crash; whatever cannot be done is thrown as a {@link Problem}.
 */
public final class CaseEndpoint<S, C, V> {
    private static final int MOST_CHARACTERS = 10_000;

    private final CasePlatform platform;
    private final CaseFiles<S, C, ?> files;
    private final String kind;
    private final Breach referenceTaken;
    private final String word;
    private final String prefix;
    private final BiFunction<CaseFile<S>, LocalDate, V> view;
    private final Bounds<S> bounds;
    private final Answers answers;
    private final Guard<S> guard;

    CaseEndpoint(
            CasePlatform platform,
            KeptCases<S, C, ?> cases,
            String word,
            String prefix,
            BiFunction<CaseFile<S>, LocalDate, V> view,
            Bounds<S> bounds) {
        this.platform = platform;
        this.bounds = bounds;
        this.word = word;
        this.prefix = prefix;
        this.view = view;
        files = cases.files();
        kind = cases.name();
        referenceTaken = cases.referenceTaken();
        answers = new Answers(platform.metrics(), kind);
        guard = new Guard<>(platform, files.keeping(), kind, bounds);
    }

    CustodyEndpoint<S, V> custody() {
        return new CustodyEndpoint<>(platform, files, guard, answers, this::view, kind, word);
    }

    /** Opens a case: 201 with Location and ETag. The same Idempotency-Key finds the first one again. */
    public ResponseEntity<V> open(Caller caller, String idempotencyKey, OpeningBody<C> body) {
        if (body.childRef() == null || !Forms.CHILD.fits(body.childRef())) {
            throw fault("child-needed", "childRef", "Say which child: " + Forms.CHILD.words() + ".");
        }
        var now = platform.clock().now();
        var today = LondonTime.dateOf(now);
        var request = Preconditions.request(idempotencyKey, "open", body);
        var id = request != null
                ? CaseIds.fromRequest(caller.authority(), kind, idempotencyKey)
                : body.reference() != null
                        ? CaseIds.fromReference(caller.authority(), kind, body.reference())
                        : UUID.randomUUID();
        var reference = body.reference() == null ? CaseIds.referenceOf(prefix, id) : body.reference();
        var personal = new LinkedHashMap<>(known(body.personal(), today));
        personal.putAll(body.beside());
        var instruction = new Instruction<>(
                body.command(today, now, reference),
                words("notes", body.notes()),
                personal,
                Preconditions.version(null),
                request);
        var filing = new Filing<>(id, body.childRef(), reference, instruction, false);
        return answers.created(
                shown(caller, files.open(platform.recorders().of(caller), guard.viewer(caller), filing)), this::view);
    }

    /** As {@link #open(Caller, String, OpeningBody)}, of a case whose filing is made elsewhere. */
    public ResponseEntity<V> open(Caller caller, Filing<C> filing) {
        return answers.created(
                shown(caller, files.open(platform.recorders().of(caller), guard.viewer(caller), filing)), this::view);
    }

    /** Of the cases that open to the caller and meet a condition, how many meet each of some others. */
    public List<Long> counts(Caller caller, Bson shared, List<Bson> each) {
        var all = new ArrayList<>(List.of(shared));
        opening(caller).ifPresent(all::add);
        return each.stream()
                .map(one -> files.count(caller.authority(), and(and(all), one)))
                .toList();
    }

    /** What an answer shows beyond what the caller has just recorded is a reading like any other. */
    private Answer<S> shown(Caller caller, Answer<S> answer) {
        if (answer instanceof Answer.Done<S> done && (done.repeated() || !done.changed())) {
            guard.reading(caller, done.file());
        }
        return answer;
    }

    /**
     * Does what the body says to a case: 200 with ETag.
     *
     * @param command what it is called in metrics; requests under one Idempotency-Key differ by it
     * @param http for the headers If-Match and Idempotency-Key
     */
    public ResponseEntity<V> execute(
            String command, Caller caller, UUID id, HttpServletRequest http, CommandBody<C> body) {
        var now = platform.clock().now();
        var today = LondonTime.dateOf(now);
        var instruction = new Instruction<>(
                body.command(today, now),
                words("notes", body.notes()),
                known(body.personal(), today),
                Preconditions.version(http.getHeader("If-Match")),
                Preconditions.request(http.getHeader("Idempotency-Key"), command, id, body));
        return answers.changed(command, execute(caller, id, instruction), this::view);
    }

    private Answer<S> execute(Caller caller, UUID id, Instruction<C> instruction) {
        guard.checkBounds(caller, () -> present(caller, id));
        return shown(caller, files.execute(platform.recorders().of(caller), guard.viewer(caller), id, instruction));
    }

    /** As {@link #execute(String, Caller, UUID, HttpServletRequest, CommandBody)}, of one change among many in a request. */
    public CaseFile<S> execute(String command, Caller caller, UUID id, CommandBody<C> body) {
        var now = platform.clock().now();
        var today = LondonTime.dateOf(now);
        var instruction = new Instruction<>(
                body.command(today, now),
                words("notes", body.notes()),
                known(body.personal(), today),
                Preconditions.version(null),
                null);
        guard.checkBounds(caller, () -> present(caller, id));
        return answers.done(
                        command, files.execute(platform.recorders().of(caller), guard.viewer(caller), id, instruction))
                .file();
    }

    /** One case and its history, oldest first, as the answer makes them: 200 with ETag. */
    public <R> ResponseEntity<R> one(Caller caller, UUID id, BiFunction<CaseFile<S>, List<Happened>, R> answer) {
        var file = present(caller, id).orElseThrow(() -> Problem.notFound(word));
        guard.reading(caller, file);
        var shown = files.shown(List.of(file)).getFirst();
        return ResponseEntity.ok()
                .eTag(Preconditions.entityTag(file.version()))
                .body(answer.apply(shown, Happened.in(shown, platform.json())));
    }

    /**
     * A case that a command is about, for what has to be known before it is decided; nothing of it is shown.
     *
     * @throws Problem where there is none, it does not open to the caller, or its personal details were erased
     */
    public CaseFile<S> find(Caller caller, UUID id) {
        var file = present(caller, id).orElseThrow(() -> Problem.notFound(word));
        guard.check(caller, file);
        if (file.keeping().erasedOn() != null) answers.done("find", new Answer.Refused<S>(CaseKeeping.ERASED));
        return file;
    }

    /** A case that a request merely names; nothing of it is shown. One that does not open to the caller is as none. */
    public Optional<CaseFile<S>> lookUp(Caller caller, UUID id) {
        return present(caller, id).filter(file -> opens(caller, file));
    }

    private Optional<CaseFile<S>> present(Caller caller, UUID id) {
        return files.find(caller.authority(), id);
    }

    /** The child's one open case of this kind, whether it {@linkplain #opens opens} to the caller or not. */
    public Optional<CaseFile<S>> openCase(Caller caller, String childRef) {
        return files.openCase(caller.authority(), childRef);
    }

    /** Whether a case opens to a caller; by broken glass too. */
    public boolean opens(Caller caller, CaseFile<S> file) {
        return files.keeping().access(guard.viewer(caller), file).isGranted() && bounds.isOpening(caller, file);
    }

    /** What is answered where there is an open case already: 409, which names it only to whom it opens. */
    public Problem secondOpen(Caller caller, CaseFile<S> open) {
        var breach = files.keeping().secondOpenCase(guard.viewer(caller), open);
        return new Problem(HttpStatus.CONFLICT, breach.rule(), breach.reason());
    }

    /**
     * As at when, and by what knowledge, a request asks to look at a case.
     *
     * @param asAt today or earlier; null for the present, or for the day of asKnownAt
     * @param asKnownAt an instant that has passed, or null
     */
    public ThenKnown then(LocalDate asAt, Instant asKnownAt) {
        var now = platform.clock().now();
        var today = LondonTime.dateOf(now);
        if (asKnownAt != null && asKnownAt.isAfter(now)) {
            throw Problem.parameter("asKnownAt", "must be an instant that has passed");
        }
        if (asAt != null && asAt.isAfter(today)) {
            throw Problem.parameter("asAt", "must be today or an earlier day: how clocks will stand is not known");
        }
        var then = asKnownAt == null ? now : asKnownAt;
        var day = LondonTime.dateOf(then);
        return asAt == null || asAt.equals(day)
                ? new ThenKnown(day, then, asKnownAt)
                : new ThenKnown(asAt, null, asKnownAt);
    }

    /** @param parameters the request's, page and size among them */
    public Page<V> list(Caller caller, ListFields fields, Map<String, String> parameters, int page, int size) {
        Page.check(page, size);
        var now = platform.clock().now();
        var today = LondonTime.dateOf(now);
        var query = fields.read(parameters, now);
        var bound = bound(caller, query);
        var found = new ArrayList<CaseFile<S>>();
        files.list(caller.authority(), bound.filter(), query.sort(), page * size, size, found::add);
        guard.listing(caller, found);
        var items =
                files.shown(found).stream().map(file -> view.apply(file, today)).toList();
        return new Page<>(items, page, size, bound.total(), bound.hidden());
    }

    /**
     * A list as it is for a caller: only what opens to them.
     *
     * @param hidden how much does not; null where it is not told
     */
    private record Bound(Bson filter, long total, Long hidden) {}

    private Optional<Bson> opening(Caller caller) {
        var both = Stream.of(files.keeping().opening(guard.viewer(caller)), bounds.opening(caller))
                .flatMap(Optional::stream)
                .toList();
        return both.isEmpty() ? Optional.empty() : Optional.of(and(both));
    }

    private Bound bound(Caller caller, ListFields.Query query) {
        var opening = opening(caller).orElse(null);
        var filter = opening == null ? query.filter() : query.filter() == null ? opening : and(query.filter(), opening);
        long total = files.count(caller.authority(), filter);
        if (!query.isCoarse()) return new Bound(filter, total, null);
        long all = opening == null ? total : files.count(caller.authority(), query.filter());
        return new Bound(filter, total, Math.max(0, all - total));
    }

    /** The whole list, not a page of it, as CSV that no spreadsheet will run. The header Waymark-Hidden says how many rows the caller may not open, where a list would. */
    public void export(
            Caller caller,
            ListFields fields,
            Map<String, String> parameters,
            List<Column<V>> columns,
            HttpServletResponse response)
            throws IOException {
        var now = platform.clock().now();
        var today = LondonTime.dateOf(now);
        var query = fields.read(parameters, now);
        var bound = bound(caller, query);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + kind + ".csv\"");
        if (bound.hidden() != null) response.setHeader("Waymark-Hidden", Long.toString(bound.hidden()));
        var header = columns.stream().map(Column::name).toList();
        try (var table = new CsvTable(response.getOutputStream(), header)) {
            var portion = new ArrayList<CaseFile<S>>();
            files.list(caller.authority(), bound.filter(), query.sort(), 0, 0, file -> {
                portion.add(file);
                if (portion.size() == Guard.MOST_IN_AN_ENTRY) write(caller, portion, columns, today, table);
            });
            write(caller, portion, columns, today, table);
        }
    }

    private void write(
            Caller caller, List<CaseFile<S>> portion, List<Column<V>> columns, LocalDate today, CsvTable table) {
        guard.doing(caller, "export", portion);
        for (var file : files.shown(portion)) {
            var row = view.apply(file, today);
            var cells = new ArrayList<Object>();
            for (var column : columns) cells.add(column.cell(row));
            table.row(cells);
        }
        portion.clear();
    }

    /** A case as its caller sees it today. */
    public V view(CaseFile<S> file) {
        return view.apply(
                files.shown(List.of(file)).getFirst(), platform.clock().today());
    }

    /**
     * Words that are kept with a case, whose document holds all of them.
     *
     * @param text may be null
     * @throws Problem where they are longer than 10,000 characters
     */
    public String words(String field, String text) {
        if (text == null || text.length() <= MOST_CHARACTERS) return text;
        throw fault(
                "words-too-long",
                field,
                "These are %,d characters. Write at most %,d, and keep the rest in a document elsewhere."
                        .formatted(text.length(), MOST_CHARACTERS));
    }

    /** A field of the body that breaks a rule of this kind: 422. */
    public Problem fault(String rule, String field, String reason) {
        return Problem.ofField(word + "." + rule, field, reason);
    }

    /**
     * Before several cases are opened by one request.
     *
     * @param personal may be null
     * @throws Problem where opening would throw it
     */
    public void check(Personal personal) {
        known(personal, platform.clock().today());
    }

    /**
     * Before several cases are opened by one request, each under a key of its own.
     *
     * @throws Problem where another case has the reference
     */
    public void checkFree(Caller caller, String idempotencyKey, String reference) {
        files.findByReference(caller.authority(), reference)
                .filter(other -> !other.id().equals(CaseIds.fromRequest(caller.authority(), kind, idempotencyKey)))
                .ifPresent(_ -> answers.done("open", new Answer.Refused<S>(referenceTaken)));
    }

    /** Whether a case was opened under this key, so that opening it is a repetition; its answer does not hang on what has become of other cases since. */
    public boolean isOpened(Caller caller, String idempotencyKey) {
        return idempotencyKey != null
                && present(caller, CaseIds.fromRequest(caller.authority(), kind, idempotencyKey))
                        .isPresent();
    }

    private Map<String, Object> known(Personal personal, LocalDate today) {
        if (personal == null) return Map.of();
        personal.check(word, today);
        return personal.known();
    }
}
