package waymark.casefile;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;
import waymark.events.CaseEvent;
import waymark.events.ChildKeys;

/**
 * The cases of one kind in MongoDB, one document each. A command is decided on the state that was read and written as ONE update guarded by the
 * version that was read; a lost race reads and decides again. Every read is bound by an authority. What is written is handed to the publication,
 * which sends it to Kafka off the caller's thread.
 */
public final class CaseFiles<S, C, E> {
    private static final String OPEN = "open";
    /** Of a child's open cases: the first is the one that may be, the others stand beside it because their sources say so. */
    private static final List<String> OPEN_SLOTS = Stream.concat(
                    Stream.of(OPEN), IntStream.rangeClosed(2, 20).mapToObj(place -> OPEN + "-" + place))
            .toList();

    /** Documents in one reply: the embedded server would put all into one, and a driver takes 48 MB at most. */
    private static final int PORTION = 1_000;

    private static final int MOST_RACES = 50;
    private static final Bson WITHOUT_HISTORY = Projections.exclude("history");

    private final CaseKind<S, C, E> kind;
    private final MongoCollection<Document> collection;
    private final ChildKeys childKeys;
    private final Consumer<Unpublished> publication;
    private final CaseKeeping<S> keeping;
    private final Links<S> links;

    /** @param publication is told of every write, after it is safe */
    public CaseFiles(
            CaseKind<S, C, E> kind, MongoDatabase database, ChildKeys childKeys, Consumer<Unpublished> publication) {
        this.kind = kind;
        this.collection = database.getCollection(kind.name()).withWriteConcern(WriteConcern.MAJORITY);
        this.childKeys = childKeys;
        this.publication = publication;
        var unique = new IndexOptions().unique(true);
        collection.createIndex(Indexes.ascending("authority", "child", "slot"), unique);
        collection.createIndex(Indexes.ascending("authority", "reference"), unique);
        for (var fields : kind.listedBy()) {
            collection.createIndex(Indexes.compoundIndex(Indexes.ascending("authority"), Indexes.ascending(fields)));
        }
        // Holds the cases left behind and no others; its value is the case's id, so that it is unique and every store
        // can use it.
        collection.createIndex(
                Indexes.ascending("behind"), new IndexOptions().sparse(true).unique(true));
        // Of the same form: the cases that were restricted or whose glass was broken.
        collection.createIndex(
                Indexes.ascending("guarded"), new IndexOptions().sparse(true).unique(true));
        // And those whose erasure is yet to be told.
        collection.createIndex(
                Indexes.ascending(Erasures.UNTOLD),
                new IndexOptions().sparse(true).unique(true));
        collection.createIndex(Indexes.ascending("search"));
        collection.createIndex(Indexes.ascending("authority", CaseKeeping.ENDED));
        keeping = new CaseKeeping<>(kind, collection, this::file);
        links = new Links<>(kind, database);
    }

    /** Who may open these cases, how they are found, and how their personal details end. */
    public CaseKeeping<S> keeping() {
        return keeping;
    }

    /** As {@link #open(Recorder, Viewer, Filing)}, of a kind whose cases open to everybody. */
    public Answer<S> open(Recorder by, Filing<C> filing) {
        return open(by, null, filing);
    }

    /**
     * Opens a case, or answers as it did the first time where this repeats a request.
     *
     * @param viewer who may not learn the reference of the child's open case where that does not open to them
     */
    public Answer<S> open(Recorder by, Viewer viewer, Filing<C> filing) {
        return switch (draft(by, filing)) {
            case Drafted<S> drafted -> insert(by, viewer, filing, drafted);
            // What was allowed when it was asked first may be refused by now; that it was asked first still counts.
            case NotDrafted<S>(Answer<S> answer) ->
                stored(by.authority(), eq("_id", filing.id().toString()))
                        .flatMap(present -> repetition(present, filing.instruction()))
                        .orElse(answer);
        };
    }

    /** Decides and records one command on a case. */
    public Answer<S> execute(Recorder by, UUID id, Instruction<C> instruction) {
        return execute(by, null, id.toString(), instruction, false, null, null);
    }

    /** As {@link #execute(Recorder, UUID, Instruction)}, by somebody to whom not every case opens. */
    public Answer<S> execute(Recorder by, Viewer viewer, UUID id, Instruction<C> instruction) {
        return execute(by, viewer, id.toString(), instruction, false, null, null);
    }

    /**
     * Takes many filings as their source has them: a case not known by its reference is opened, one that is known gets the command that makes
     * the difference, and where it comes from no source, has the filing's id. Answers stand in the order of the filings, whose references differ; one about a case that does not open to the viewer says so and
     * nothing else, also where it would change nothing.
     */
    public List<Answer<S>> fileAll(Recorder by, Viewer viewer, List<Filing<C>> filings) {
        var references = filings.stream().map(Filing::reference).toList();
        Map<String, Document> known = new HashMap<>();
        collection
                .find(and(eq("authority", by.authority()), in("reference", references)))
                .projection(WITHOUT_HISTORY)
                .forEach(document -> known.put(document.getString("reference"), document));

        var answers = new ArrayList<Answer<S>>(Collections.nCopies(filings.size(), null));
        var drafts = new LinkedHashMap<Integer, Drafted<S>>();
        for (int place = 0; place < filings.size(); place++) {
            var filing = filings.get(place);
            var present = known.get(filing.reference());
            if (present != null) {
                // To a source a reference is the case's name; of any other filing it may be another case's.
                boolean same = filing.fromSource()
                        || present.getString("_id").equals(filing.id().toString());
                answers.set(
                        place,
                        same ? refile(by, viewer, filing, present) : new Answer.Refused<>(kind.referenceTaken()));
                continue;
            }
            switch (draft(by, filing)) {
                case Drafted<S> drafted -> drafts.put(place, drafted);
                case NotDrafted<S>(Answer<S> answer) -> answers.set(place, answer);
            }
        }
        var collided = insertAll(drafts.values().stream().map(Drafted::document).toList());
        int number = 0;
        for (var draft : drafts.entrySet()) {
            int place = draft.getKey();
            boolean again = collided.contains(number++);
            answers.set(
                    place, again ? insert(by, viewer, filings.get(place), draft.getValue()) : opened(draft.getValue()));
        }
        return answers;
    }

    /** A case with its history, personal details and notes. */
    public Optional<CaseFile<S>> find(String authority, UUID id) {
        return stored(authority, eq("_id", id.toString())).map(this::file);
    }

    public Optional<CaseFile<S>> findByReference(String authority, String reference) {
        return stored(authority, eq("reference", reference)).map(this::file);
    }

    /** Cases of one authority as they may be shown: nothing leads from an erased one to others, nor from another to an erased one. */
    public List<CaseFile<S>> shown(List<CaseFile<S>> files) {
        return links.withoutErased(files);
    }

    /** @param filter further conditions on the document's fields; a state's are under {@code state.} */
    public long count(String authority, Bson filter) {
        return collection.countDocuments(bound(authority, filter));
    }

    /** Cases without their histories, streamed to the reader one after the other. */
    public void list(String authority, Bson filter, Bson sort, int skip, int limit, Consumer<CaseFile<S>> reader) {
        collection
                .find(bound(authority, filter))
                .projection(WITHOUT_HISTORY)
                .sort(sort)
                .batchSize(PORTION)
                .skip(skip)
                .limit(limit)
                .forEach(document -> reader.accept(file(document)));
    }

    /** @param child null where the case is about none, or was erased */
    public record Named(UUID id, String reference, String child) {}

    /** The names of an authority's cases that meet a condition, streamed. */
    public void names(String authority, Bson filter, Consumer<Named> reader) {
        collection
                .find(bound(authority, filter))
                .projection(Projections.include("reference", "child", "childKey", "erased"))
                .batchSize(PORTION)
                .forEach(document -> reader.accept(new Named(
                        UUID.fromString(document.getString("_id")),
                        document.getString("reference"),
                        childOf(document))));
    }

    private static Bson bound(String authority, Bson filter) {
        return filter == null ? eq("authority", authority) : and(eq("authority", authority), filter);
    }

    private sealed interface Draft<S> {}

    /** @param file as the document will stand */
    private record Drafted<S>(Document document, CaseFile<S> file, List<Breach> warnings) implements Draft<S> {}

    private record NotDrafted<S>(Answer<S> answer) implements Draft<S> {}

    private Draft<S> draft(Recorder by, Filing<C> filing) {
        return switch (kind.decide().apply(kind.initial(), filing.instruction().command())) {
            case Decision.Refused<E>(Breach breach) -> new NotDrafted<>(new Answer.Refused<>(breach));
            case Decision.Accepted<E>(List<E> events, List<Breach> warnings) -> {
                var childKey =
                        filing.child() == null ? filing.childKey() : childKeys.of(by.authority(), filing.child());
                var head = new Head(filing.id(), by.authority(), childKey, 0, null, by.recordedAt());
                var entries = entries(by, head, events);
                var state = kind.fold(kind.initial(), events);
                var last = entries.getLast().event();
                var notes = notes(filing.instruction(), 1);
                var document = new Document("_id", filing.id().toString())
                        .append("authority", by.authority())
                        .append("child", filing.child() == null ? filing.id().toString() : filing.child())
                        .append("slot", slot(state, filing.id()))
                        .append("reference", filing.reference());
                if (filing.fromSource()) document.append("fromSource", true);
                if (filing.sourceRow() != null) document.append("sourceRow", filing.sourceRow());
                if (childKey != null) document.append("childKey", childKey.toString());
                document.append("version", last.sequence())
                        .append("lastEvent", last.id().toString())
                        .append("recordedAt", last.recordedAt().toString())
                        .append("published", new Document("generation", 1).append("upTo", 0))
                        .append("behind", filing.id().toString())
                        .append(CaseKeeping.ENDED, keeping.ended(state, last.recordedAt()))
                        .append("state", kind.states().write(state))
                        .append(
                                "history",
                                entries.stream().map(HistoryForm::write).toList())
                        .append("personal", new Document(filing.instruction().personal()))
                        .append("search", Search.keysOf(filing.instruction().personal()))
                        .append("notes", notes)
                        .append("requests", requests(filing.instruction(), last.sequence(), true));
                var file = new CaseFile<>(
                        filing.id(),
                        by.authority(),
                        filing.child(),
                        childKey,
                        filing.reference(),
                        last.sequence(),
                        state,
                        entries,
                        filing.instruction().personal(),
                        notes.stream().map(CaseFiles::note).toList(),
                        Keeping.PLAIN);
                yield new Drafted<>(document, file, warnings);
            }
        };
    }

    private Answer<S> insert(Recorder by, Viewer viewer, Filing<C> filing, Drafted<S> draft) {
        // Where the first of several was closed a moment ago, or a process ended then, nobody has its slot as yet.
        boolean wantsSlot = OPEN.equals(draft.document().getString("slot"));
        if (wantsSlot
                && !filing.fromSource()
                && !openCases(by.authority(), draft).isEmpty()) {
            return collided(by, viewer, filing, draft);
        }
        try {
            collection.insertOne(draft.document());
            return opened(draft);
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) throw refused;
            return collided(by, viewer, filing, draft);
        }
    }

    private Answer<S> opened(Drafted<S> draft) {
        var events = draft.file().history().stream().map(Entry::event).toList();
        publication.accept(new Unpublished(draft.file().id(), 1, 0, events));
        return new Answer.Done<>(draft.file(), true, false, draft.warnings());
    }

    /** Places in the list of the documents that could not be inserted because of another; the rest is in the store. */
    private Collection<Integer> insertAll(List<Document> documents) {
        if (documents.isEmpty()) return List.of();
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
            return List.of();
        } catch (MongoBulkWriteException partly) {
            if (partly.getWriteConcernError() != null
                    || partly.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw partly;
            }
            return partly.getWriteErrors().stream()
                    .map(error -> error.getIndex())
                    .toList();
        }
    }

    /** Which of its three keys was taken tells what happened: the request came before, the child has an open case, the reference is used. */
    private Answer<S> collided(Recorder by, Viewer viewer, Filing<C> filing, Drafted<S> draft) {
        var present = stored(by.authority(), eq("_id", filing.id().toString()))
                .or(() -> stored(by.authority(), eq("reference", filing.reference())));
        if (present.isPresent()) {
            if (!filing.fromSource() && isErased(present.get())) return new Answer.Refused<>(CaseKeeping.ERASED);
            return repetition(present.get(), filing.instruction())
                    .orElseGet(() -> filing.fromSource()
                            ? refile(by, viewer, filing, present.get())
                            : new Answer.Refused<>(kind.referenceTaken()));
        }
        var open = openCases(by.authority(), draft);
        // It may have been closed since.
        if (open.isEmpty()) return insert(by, viewer, filing, draft);
        var breach = secondOpenCase(viewer, open.getFirst());
        if (!filing.fromSource()) return new Answer.Refused<>(breach);
        var warnings = draft.warnings().contains(breach) ? draft.warnings() : concat(draft.warnings(), List.of(breach));
        draft.document().put("slot", freeSlot(open, filing.id()));
        return insert(by, viewer, filing, new Drafted<>(draft.document(), draft.file(), warnings));
    }

    private List<Document> openCases(String authority, Drafted<S> draft) {
        return openCases(authority, draft.document().getString("child"));
    }

    private Breach secondOpenCase(Viewer viewer, Document open) {
        var known = file(open);
        return viewer == null ? kind.secondOpenCase().apply(known) : keeping.secondOpenCase(viewer, known);
    }

    private Answer<S> refile(Recorder by, Viewer viewer, Filing<C> filing, Document present) {
        var known = file(present);
        // Before all else: whoever learned that a row says what is recorded would learn what is recorded.
        var access = viewer == null ? Keeping.Access.OPEN : keeping.access(viewer, known);
        if (!access.isGranted()) return new Answer.NotOpening<>(access);
        if (isErased(present)) return new Answer.Refused<>(CaseKeeping.ERASED);
        if (!Objects.equals(known.child(), filing.child())) {
            return new Answer.Refused<>(
                    new Breach(
                            "case.child-is-fixed",
                            "childRef",
                            "this reference belongs to a case of another child: void that case and open a new one under a new reference"));
        }
        if (filing.sourceRow() != null && filing.sourceRow().equals(present.getString("sourceRow"))) {
            return new Answer.Done<>(known, false, false, List.of());
        }
        return execute(by, viewer, present.getString("_id"), filing.instruction(), true, filing.sourceRow(), present);
    }

    /**
     * @param viewer null where every case opens
     * @param sourceRow to be kept with the case, or null
     * @param read the document as it was read already, or null
     */
    private Answer<S> execute(
            Recorder by,
            Viewer viewer,
            String id,
            Instruction<C> instruction,
            boolean fromSource,
            String sourceRow,
            Document read) {
        for (int race = 0; race < MOST_RACES; race++) {
            var document = race == 0 && read != null ? read : present(by.authority(), id);
            if (document == null) return new Answer.Unknown<>();
            var present = file(document);
            var access = viewer == null ? Keeping.Access.OPEN : keeping.access(viewer, present);
            if (!access.isGranted()) return new Answer.NotOpening<>(access);
            if (isErased(document)) return new Answer.Refused<>(CaseKeeping.ERASED);
            var repeated = repetition(document, instruction);
            if (repeated.isPresent()) return repeated.get();
            var expected = instruction.expectedVersion();
            if (expected.isPresent() && expected.getAsInt() != present.version())
                return new Answer.Stale<>(present.version());

            switch (kind.decide().apply(present.state(), instruction.command())) {
                case Decision.Refused<E>(Breach breach) -> {
                    return new Answer.Refused<>(breach);
                }
                case Decision.Accepted<E>(List<E> events, List<Breach> warnings) -> {
                    if (events.isEmpty()) {
                        if (!writeBeside(present, instruction, sourceRow)) continue;
                        return new Answer.Done<>(withBeside(present, instruction), false, false, warnings);
                    }
                    var state = kind.fold(present.state(), events);
                    boolean wasOpen = kind.occupies().test(present.state());
                    boolean isOpen = kind.occupies().test(state);
                    var child = document.getString("child");
                    // Opened anew: it must not stand beside another, unless its source says so.
                    var others = isOpen && !wasOpen ? openCases(by.authority(), child) : List.<Document>of();
                    var letPass = others.stream()
                            .limit(1)
                            .map(other -> secondOpenCase(viewer, other))
                            .toList();
                    if (!letPass.isEmpty() && !fromSource) return new Answer.Refused<>(letPass.getFirst());
                    // As long as it is open its slot is not written, because another's closing may just have moved it
                    // up.
                    var slot = isOpen == wasOpen ? null : isOpen ? freeSlot(others, present.id()) : id;
                    try {
                        var written = write(by, document, present, state, slot, events, instruction, sourceRow);
                        if (written.isPresent()) {
                            if (wasOpen && !isOpen) moveUp(by.authority(), child);
                            return new Answer.Done<>(written.get(), true, false, concat(warnings, letPass));
                        }
                    } catch (MongoWriteException refused) {
                        // Another was opened meanwhile: this is decided again.
                        if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) throw refused;
                    }
                }
            }
        }
        throw new IllegalStateException(
                "a case was changed by others " + MOST_RACES + " times while one command was decided");
    }

    /** @param slot null to leave it as it is */
    private Optional<CaseFile<S>> write(
            Recorder by,
            Document document,
            CaseFile<S> present,
            S state,
            String slot,
            List<E> events,
            Instruction<C> instruction,
            String sourceRow) {
        var head = new Head(
                present.id(),
                present.authority(),
                present.childKey(),
                present.version(),
                UUID.fromString(document.getString("lastEvent")),
                Instant.parse(document.getString("recordedAt")));
        var entries = entries(by, head, events);
        var last = entries.getLast().event();
        var changes = new ArrayList<Bson>(List.of(
                Updates.set("state", kind.states().write(state)),
                Updates.set("version", last.sequence()),
                Updates.set("lastEvent", last.id().toString()),
                Updates.set("recordedAt", last.recordedAt().toString()),
                Updates.set("behind", present.id().toString()),
                Updates.set(CaseKeeping.ENDED, keeping.ended(state, last.recordedAt())),
                Updates.pushEach(
                        "history", entries.stream().map(HistoryForm::write).toList())));
        if (slot != null) changes.add(Updates.set("slot", slot));
        var notes = notes(instruction, present.version() + 1);
        changes.addAll(beside(present, instruction, notes, requests(instruction, last.sequence(), true), sourceRow));

        if (collection.updateOne(asRead(present), Updates.combine(changes)).getMatchedCount() == 0)
            return Optional.empty();

        var published = document.get("published", Document.class);
        publication.accept(new Unpublished(
                present.id(),
                published.getInteger("generation"),
                published.getInteger("upTo"),
                entries.stream().map(Entry::event).toList()));
        return Optional.of(new CaseFile<>(
                present.id(),
                present.authority(),
                present.child(),
                present.childKey(),
                present.reference(),
                last.sequence(),
                state,
                entries,
                personalOf(present, instruction),
                concat(present.notes(), notes.stream().map(CaseFiles::note).toList()),
                present.keeping()));
    }

    /** What an instruction leaves in the document beside its events. */
    private static List<Bson> beside(
            CaseFile<?> present,
            Instruction<?> instruction,
            List<Document> notes,
            List<Document> requests,
            String sourceRow) {
        var changes = new ArrayList<Bson>();
        if (!notes.isEmpty()) changes.add(Updates.pushEach("notes", notes));
        if (!requests.isEmpty()) changes.add(Updates.pushEach("requests", requests));
        if (sourceRow != null) changes.add(Updates.set("sourceRow", sourceRow));
        instruction.personal().forEach((name, value) -> changes.add(Updates.set("personal." + name, value)));
        if (!instruction.personal().isEmpty()) {
            changes.add(Updates.set("search", Search.keysOf(personalOf(present, instruction))));
        }
        return changes;
    }

    /** Keeps what came with a command that led to no event. False where the case was changed meanwhile. */
    private boolean writeBeside(CaseFile<S> present, Instruction<C> instruction, String sourceRow) {
        var notes = notes(instruction, present.version());
        var changes = beside(present, instruction, notes, requests(instruction, present.version(), false), sourceRow);
        return changes.isEmpty()
                || collection
                                .updateOne(asRead(present), Updates.combine(changes))
                                .getMatchedCount()
                        > 0;
    }

    private CaseFile<S> withBeside(CaseFile<S> present, Instruction<C> instruction) {
        var notes = notes(instruction, present.version()).stream()
                .map(CaseFiles::note)
                .toList();
        return new CaseFile<>(
                present.id(),
                present.authority(),
                present.child(),
                present.childKey(),
                present.reference(),
                present.version(),
                present.state(),
                present.history(),
                personalOf(present, instruction),
                concat(present.notes(), notes),
                present.keeping());
    }

    private static Map<String, Object> personalOf(CaseFile<?> present, Instruction<?> instruction) {
        var personal = new LinkedHashMap<>(present.personal());
        personal.putAll(instruction.personal());
        return personal;
    }

    private Bson asRead(CaseFile<S> present) {
        return and(
                eq("_id", present.id().toString()),
                eq("authority", present.authority()),
                eq("version", present.version()),
                exists("erased", false));
    }

    private static boolean isErased(Document document) {
        return document.containsKey("erased");
    }

    private Document present(String authority, String id) {
        return collection
                .find(and(eq("_id", id), eq("authority", authority)))
                .projection(WITHOUT_HISTORY)
                .first();
    }

    /** The first answer to a request, made again from the history as it was then. */
    private Optional<Answer<S>> repetition(Document document, Instruction<C> instruction) {
        if (instruction.request() == null) return Optional.empty();
        return document.getList("requests", Document.class, List.of()).stream()
                .filter(request ->
                        request.getString("key").equals(instruction.request().key()))
                .findFirst()
                .map(request -> {
                    if (!request.getString("fingerprint")
                            .equals(instruction.request().fingerprint())) {
                        return new Answer.KeyReused<>();
                    }
                    var whole = find(document.getString("authority"), UUID.fromString(document.getString("_id")))
                            .orElseThrow();
                    return new Answer.Done<>(
                            asOfVersion(whole, request.getInteger("version")),
                            request.getBoolean("changed", true),
                            true,
                            List.of());
                });
    }

    private CaseFile<S> asOfVersion(CaseFile<S> file, int version) {
        var history = file.history().stream()
                .filter(entry -> entry.event().sequence() <= version)
                .toList();
        var events = history.stream()
                .map(entry ->
                        kind.events().read(entry.event().type(), entry.event().data()))
                .toList();
        return new CaseFile<>(
                file.id(),
                file.authority(),
                file.child(),
                file.childKey(),
                file.reference(),
                version,
                kind.fold(kind.initial(), events),
                history,
                file.personal(),
                file.notes().stream().filter(note -> note.sequence() <= version).toList(),
                file.keeping());
    }

    private Optional<Document> stored(String authority, Bson which) {
        return Optional.ofNullable(
                collection.find(and(which, eq("authority", authority))).first());
    }

    /** The child's open case without its history; of several, which sources may say, the first. */
    public Optional<CaseFile<S>> openCase(String authority, String child) {
        return openCases(authority, child).stream().findFirst().map(this::file);
    }

    /** In the order of their slots. Whole keys of the unique index are asked for, so that no store reads more than these. */
    private List<Document> openCases(String authority, String child) {
        var open = collection
                .find(and(eq("authority", authority), eq("child", child), in("slot", OPEN_SLOTS)))
                .projection(WITHOUT_HISTORY)
                .into(new ArrayList<>());
        open.sort(Comparator.comparingInt(document -> OPEN_SLOTS.indexOf(document.getString("slot"))));
        return open;
    }

    private static String freeSlot(List<Document> open, UUID id) {
        var taken = open.stream().map(document -> document.getString("slot")).toList();
        return OPEN_SLOTS.stream()
                .filter(slot -> !taken.contains(slot))
                .findFirst()
                .orElse(id.toString());
    }

    /** Gives the slot of the open case, when that was closed, to the first of those beside it. Where this is missed, openCase finds them all the same. */
    private void moveUp(String authority, String child) {
        var open = openCases(authority, child);
        if (open.isEmpty() || OPEN.equals(open.getFirst().getString("slot"))) return;
        var first = open.getFirst();
        try {
            collection.updateOne(
                    and(eq("_id", first.getString("_id")), eq("authority", authority), eq("slot", first.get("slot"))),
                    Updates.set("slot", OPEN));
        } catch (MongoWriteException refused) {
            // Another was opened meanwhile and has it.
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) throw refused;
        }
    }

    private String slot(S state, UUID id) {
        return kind.occupies().test(state) ? OPEN : id.toString();
    }

    private record Head(UUID id, String authority, UUID childKey, int version, UUID lastEvent, Instant recordedAt) {}

    /** The events as they will stand for ever. Recorded time never runs backwards within a case, whatever a clock does. */
    private List<Entry> entries(Recorder by, Head head, List<E> events) {
        var recordedAt = by.recordedAt().isBefore(head.recordedAt()) ? head.recordedAt() : by.recordedAt();
        var previous = head.lastEvent();
        var entries = new ArrayList<Entry>(events.size());
        for (int step = 0; step < events.size(); step++) {
            var event = events.get(step);
            var id = UUID.randomUUID();
            var published = new CaseEvent(
                    id,
                    kind.events().typeOf(event),
                    head.authority(),
                    head.childKey(),
                    head.id(),
                    head.version() + step + 1,
                    previous,
                    kind.events().effectiveOn(event, recordedAt),
                    recordedAt,
                    by.role(),
                    by.traceparent(),
                    kind.events().write(event));
            entries.add(new Entry(published, by.actor()));
            previous = id;
        }
        return entries;
    }

    private static List<Document> notes(Instruction<?> instruction, int sequence) {
        return instruction.note() == null
                ? List.of()
                : List.of(new Document("sequence", sequence).append("text", instruction.note()));
    }

    private static List<Document> requests(Instruction<?> instruction, int version, boolean changed) {
        var request = instruction.request();
        return request == null
                ? List.of()
                : List.of(new Document("key", request.key())
                        .append("fingerprint", request.fingerprint())
                        .append("version", version)
                        .append("changed", changed));
    }

    private static CaseFile.Note note(Document note) {
        return new CaseFile.Note(note.getInteger("sequence"), note.getString("text"));
    }

    private CaseFile<S> file(Document document) {
        var childKey = document.getString("childKey");
        return new CaseFile<>(
                UUID.fromString(document.getString("_id")),
                document.getString("authority"),
                childOf(document),
                childKey == null ? null : UUID.fromString(childKey),
                document.getString("reference"),
                document.getInteger("version"),
                kind.states().read(document.get("state", Document.class)),
                HistoryForm.read(document),
                document.get("personal", new Document()),
                document.getList("notes", Document.class, List.of()).stream()
                        .map(CaseFiles::note)
                        .toList(),
                Keeping.read(document));
    }

    /** The document of a case whose child has no number here, or of an erased one, has the case's own id there, for the sake of the index. */
    private static String childOf(Document document) {
        var child = document.getString("child");
        return isErased(document) || child.equals(document.getString("_id")) ? null : child;
    }

    private static <T> List<T> concat(List<T> some, List<T> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
