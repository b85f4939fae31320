package waymark.casefile;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import waymark.calendar.LondonTime;
import waymark.casefile.course.Breach;

/**
 * Who may open the cases of a kind, how they are found by people's names, and how their personal details end. Every change is one update of one
 * document, guarded by what was read, and changes neither version nor history.
 */
public final class CaseKeeping<S> {
    /** Of a case whose personal details were erased: it takes nothing more. */
    public static final Breach ERASED = new Breach(
            "case.erased",
            null,
            "The personal details of this case were erased; what is left are its figures. Nothing more is recorded in it. Open a new case if there is need of one.");

    /**
     * Field of the document: the day on which the work on it ended, from which its time counts, as ISO text; else a word that comes after every day. Absent
     * in documents from before the field.
     */
    static final String ENDED = "ended";

    private static final String NOT_ENDED = "open";
    private static final String GONE = "erased";

    private static final Breach HELD = new Breach(
            "case.held",
            null,
            "A legal hold keeps this case from being erased. End the hold first, if it may be ended.");
    private static final Breach STILL_OPEN = new Breach(
            "case.open",
            null,
            "The case is still worked on. Close it first; the personal details of a closed case can be erased.");

    private static final Breach OWN_GLASS =
            new Breach("glass.own", null, "You broke this glass yourself. Another manager has to take note of it.");

    private static final int MOST_RACES = 50;
    private static final int PORTION = 1_000;
    private static final Bson WITHOUT_HISTORY = Projections.exclude("history");

    private final CaseKind<S, ?, ?> kind;
    private final MongoCollection<Document> collection;
    private final Function<Document, CaseFile<S>> file;

    CaseKeeping(CaseKind<S, ?, ?> kind, MongoCollection<Document> collection, Function<Document, CaseFile<S>> file) {
        this.kind = kind;
        this.collection = collection;
        this.file = file;
    }

    /** A case as every kind shows it. */
    public Outline outline(CaseFile<S> known) {
        return kind.outline().apply(known.state());
    }

    /** Whether a case opens to somebody. */
    public Keeping.Access access(Viewer viewer, CaseFile<S> known) {
        return known.keeping().access(viewer, outline(known).team());
    }

    /** Whether a case is one of a viewer's teams', restricted or not, or opens to them besides: then its managers see to it who opened it. */
    public boolean isOfTheirs(Viewer viewer, CaseFile<S> known) {
        return viewer.isOfTeam(outline(known).team()) || access(viewer, known).isGranted();
    }

    /** What to answer when the child has an open case already; it is not named to somebody to whom it does not open. */
    public Breach secondOpenCase(Viewer viewer, CaseFile<S> open) {
        var breach = kind.secondOpenCase().apply(open);
        return access(viewer, open).isGranted()
                ? breach
                : new Breach(
                        breach.rule(),
                        breach.field(),
                        "The child has an open case that you may not open. Ask your manager.");
    }

    String ended(S state, Instant recordedAt) {
        if (isOpen(state)) return NOT_ENDED;
        // One that was opened in error has no day of closing: its last step counts.
        var closedOn = kind.outline().apply(state).closedOn();
        return (closedOn == null ? LondonTime.dateOf(recordedAt) : closedOn).toString();
    }

    /**
     * Restricts a case to these officers, in place of those that it was restricted to. For somebody to whom it opens without broken glass; where it is
     * restricted, also by glass of which another manager took note, for those named may all have left.
     */
    public Answer<S> restrict(Recorder by, Viewer viewer, UUID id, List<String> officers, String reason) {
        var named = new LinkedHashSet<>(officers);
        named.add(by.actor());
        return change(viewer, Viewing.BY_TWO, id, present -> {
            var since = present.keeping().restriction() == null
                    ? by.recordedAt()
                    : present.keeping().restriction().since();
            var restricted = new Document("officers", List.copyOf(named))
                    .append("since", since.toString())
                    .append("by", by.actor())
                    .append("reason", reason);
            return new Change(
                    Updates.combine(Updates.set("restricted", restricted), Updates.set("guarded", id.toString())));
        });
    }

    /** Opens a restricted case to everybody again whose work it is. For whoever may restrict it to others. */
    public Answer<S> endRestriction(Viewer viewer, UUID id) {
        return change(
                viewer,
                Viewing.BY_TWO,
                id,
                present -> present.keeping().restriction() == null ? null : new Change(Updates.unset("restricted")));
    }

    /**
     * Opens a case to somebody to whom it does not open, for a time. Where it opens to them already nothing changes.
     *
     * @param until the last day
     */
    public Answer<S> breakGlass(Recorder by, Viewer viewer, UUID id, LocalDate until, String reason) {
        for (int race = 0; race < MOST_RACES; race++) {
            var present = present(viewer.authority(), id);
            if (present.isEmpty()) return new Answer.Unknown<>();
            var known = present.get();
            if (access(viewer, known).isGranted()) return new Answer.Done<>(known, false, false, List.of());
            int before = known.keeping().glass().size();
            var glass = new Document("number", before + 1)
                    .append("actor", by.actor())
                    .append("at", by.recordedAt().toString())
                    .append("until", until.toString())
                    .append("reason", reason);
            boolean done = collection
                            .updateOne(
                                    and(itself(known), glass(before)),
                                    Updates.combine(
                                            Updates.push("glass", glass), Updates.set("guarded", id.toString())))
                            .getMatchedCount()
                    > 0;
            if (done) return new Answer.Done<>(present(viewer.authority(), id).orElseThrow(), true, false, List.of());
        }
        throw raced();
    }

    private static Bson glass(int before) {
        return before == 0 ? exists("glass", false) : Filters.size("glass", before);
    }

    /** A manager took note of glass that another broke; who did so first stays. Unknown where there is no such number. */
    public Answer<S> seeGlass(Recorder by, UUID id, int number) {
        var present = present(by.authority(), id);
        if (present.isEmpty()
                || number < 1
                || number > present.get().keeping().glass().size()) {
            return new Answer.Unknown<>();
        }
        var at = "glass." + (number - 1);
        var glass = present.get().keeping().glass().get(number - 1);
        if (glass.actor().equals(by.actor())) return new Answer.Refused<>(OWN_GLASS);
        boolean seen = glass.seenBy() != null;
        if (!seen) {
            collection.updateOne(
                    and(itself(present.get()), exists(at + ".seenBy", false)),
                    Updates.combine(
                            Updates.set(at + ".seenBy", by.actor()),
                            Updates.set(at + ".seenAt", by.recordedAt().toString())));
        }
        return new Answer.Done<>(present(by.authority(), id).orElseThrow(), !seen, false, List.of());
    }

    /** A case with glass of it that was broken. */
    public record Broken(UUID id, String reference, Keeping.BrokenGlass glass) {}

    /** Every breaking of the glass of the cases of a viewer's teams and of those that open to them besides, the latest first. */
    public List<Broken> brokenGlass(Viewer viewer) {
        var all = new ArrayList<Broken>();
        guarded(viewer.authority()).stream()
                .filter(known -> isOfTheirs(viewer, known))
                .forEach(known -> known.keeping()
                        .glass()
                        .forEach(glass -> all.add(new Broken(known.id(), known.reference(), glass))));
        all.sort(Comparator.<Broken, Instant>comparing(broken -> broken.glass().at())
                .reversed()
                .thenComparing(Broken::reference));
        return all;
    }

    /** Keeps a case from being erased, whatever its age. */
    public Answer<S> hold(Recorder by, Viewer viewer, UUID id, String reason) {
        return change(viewer, Viewing.ANYHOW, id, present -> {
            var since = present.keeping().hold() == null
                    ? by.recordedAt()
                    : present.keeping().hold().since();
            var held = new Document("since", since.toString())
                    .append("by", by.actor())
                    .append("reason", reason);
            return new Change(Updates.set("held", held));
        });
    }

    /** Ends a legal hold. For somebody to whom the case opens without broken glass. */
    public Answer<S> endHold(Viewer viewer, UUID id) {
        return change(
                viewer,
                Viewing.OPENLY,
                id,
                present -> present.keeping().hold() == null ? null : new Change(Updates.unset("held")));
    }

    /**
     * Erases the personal details and notes of a case, and whatever leads from it to the child; history, figures and version stay. Refused under a legal
     * hold and while there is work on it. For somebody to whom it opens without broken glass.
     */
    public Answer<S> erase(Recorder by, Viewer viewer, UUID id) {
        return change(viewer, Viewing.OPENLY, id, present -> erasing(by, present));
    }

    /** Erases as {@link #erase} does, whoever may open it and whether it has ended or not: because the case that it is about was erased. */
    public Answer<S> eraseWithCase(Recorder by, UUID id) {
        return changeUnseen(
                by.authority(), id, (present, _) -> present.keeping().erasedOn() != null ? null : erased(by, present));
    }

    private Change erasing(Recorder by, CaseFile<S> present) {
        if (present.keeping().erasedOn() != null) return null;
        if (present.keeping().hold() != null) return new Change(HELD);
        if (isOpen(present.state())) return new Change(STILL_OPEN);
        var erased = erased(by, present);
        var untold = Updates.set(Erasures.UNTOLD, present.id().toString());
        return new Change(erased.guard(), Updates.combine(erased.update(), untold));
    }

    private Change erased(Recorder by, CaseFile<S> present) {
        var keeping = present.keeping();
        var updates = new ArrayList<>(List.of(
                Updates.set("personal", new Document()),
                Updates.set("notes", List.of()),
                Updates.set("requests", List.of()),
                Updates.unset("search"),
                Updates.unset("sourceRow"),
                Updates.set("child", present.id().toString()),
                Updates.set(ENDED, GONE),
                Updates.set(
                        "erased",
                        new Document("on", LondonTime.dateOf(by.recordedAt()).toString())
                                .append("at", by.recordedAt().toString())
                                .append("by", by.actor())
                                .append("role", by.role()))));
        if (keeping.restriction() != null) updates.add(Updates.set("restricted.reason", ""));
        for (var glass : keeping.glass()) {
            updates.add(Updates.set("glass." + (glass.number() - 1) + ".reason", ""));
        }
        return new Change(and(exists("held", false), glass(keeping.glass().size())), Updates.combine(updates));
    }

    private boolean isOpen(S state) {
        return kind.occupies().test(state) || kind.outline().apply(state).open();
    }

    /**
     * The cases whose time is past: closed before a day, and not erased.
     *
     * @param erasable in the order of their ids
     * @param held how many a legal hold keeps
     * @param hidden how many more there are that do not open to who asks
     */
    public record Past(List<UUID> erasable, long held, long hidden) {}

    /** @param viewer to whom cases have to open without broken glass; null for the whole authority's, whoever may open them */
    public Past past(String authority, Viewer viewer, LocalDate closedBefore) {
        var fields = new ArrayList<>(List.of("restricted", "glass", "held"));
        if (kind.teamField() != null) fields.add(kind.teamField());
        var past = collection
                .find(and(eq("authority", authority), lt(ENDED, closedBefore.toString())))
                .projection(Projections.include(fields))
                .batchSize(PORTION)
                .into(new ArrayList<>());
        // What was written before there was the field.
        var missing = new ArrayList<WriteModel<Document>>();
        for (var document : collection
                .find(and(eq("authority", authority), eq(ENDED, null), exists("erased", false)))
                .projection(Projections.exclude("history", "personal", "notes", "search"))
                .batchSize(PORTION)) {
            var known = file.apply(document);
            var ended = ended(known.state(), recordedAt(document));
            if (ended.compareTo(closedBefore.toString()) < 0) past.add(document);
            missing.add(new UpdateOneModel<>(
                    and(itself(known), eq("version", known.version()), eq(ENDED, null)), Updates.set(ENDED, ended)));
            if (missing.size() == PORTION) write(missing);
        }
        write(missing);
        var erasable = new ArrayList<UUID>();
        long held = 0;
        long hidden = 0;
        for (var document : past) {
            var keeping = Keeping.read(document);
            if (viewer != null && keeping.access(viewer, teamOf(document)) != Keeping.Access.OPEN) hidden++;
            else if (keeping.hold() != null) held++;
            else erasable.add(UUID.fromString(document.getString("_id")));
        }
        Collections.sort(erasable);
        return new Past(List.copyOf(erasable), held, hidden);
    }

    /** So that it is worked out once. */
    private void write(List<WriteModel<Document>> missing) {
        if (!missing.isEmpty()) collection.bulkWrite(missing, new BulkWriteOptions().ordered(false));
        missing.clear();
    }

    private static Instant recordedAt(Document document) {
        return Instant.parse(document.getString("recordedAt"));
    }

    private String teamOf(Document document) {
        return kind.teamField() == null
                ? null
                : document.getEmbedded(Arrays.asList(kind.teamField().split("\\.")), String.class);
    }

    /**
     * Erases what is past its time, as {@link #past} found it.
     *
     * @return how many were erased; one that is held, opened again, ended later or closed to the viewer since stays as it is
     */
    public long eraseAll(Recorder by, Viewer viewer, List<UUID> past, LocalDate closedBefore) {
        BiFunction<CaseFile<S>, Instant, Change> decide = (present, recordedAt) ->
                ended(present.state(), recordedAt).compareTo(closedBefore.toString()) < 0 ? erasing(by, present) : null;
        long erased = 0;
        for (var id : past) {
            var answer = viewer == null
                    ? changeUnseen(by.authority(), id, decide)
                    : change(viewer, Viewing.OPENLY, id, decide);
            if (answer instanceof Answer.Done<S> done && done.changed()) erased++;
        }
        return erased;
    }

    /**
     * The cases that open to somebody, as a condition on lists of the kind; empty where all do.
     *
     * <p>Cases that are restricted or whose glass was broken are few and found by an index, so that the condition names those that do not open.
     */
    public Optional<Bson> opening(Viewer viewer) {
        var exceptions = exceptions(viewer);
        var conditions = new ArrayList<Bson>();
        if (!exceptions.closed().isEmpty()) conditions.add(nin("reference", references(exceptions.closed())));
        if (kind.teamField() != null && !viewer.teams().isEmpty()) {
            var teams = new ArrayList<String>(viewer.teams());
            teams.add(null);
            var ofTeam = in(kind.teamField(), teams);
            var opened = references(exceptions.opened());
            conditions.add(opened.isEmpty() ? ofTeam : or(ofTeam, in("reference", opened)));
        }
        return conditions.isEmpty() ? Optional.empty() : Optional.of(and(conditions));
    }

    /** Ids of the authority's cases that do not open to somebody. */
    public List<UUID> hidden(Viewer viewer) {
        return opening(viewer)
                .map(opening -> collection
                        .find(and(eq("authority", viewer.authority()), nor(opening)))
                        .projection(Projections.include("_id"))
                        .batchSize(PORTION)
                        .map(document -> UUID.fromString(document.getString("_id")))
                        .into(new ArrayList<>()))
                .orElseGet(ArrayList::new);
    }

    private static List<String> references(List<? extends CaseFile<?>> files) {
        return files.stream().map(CaseFile::reference).toList();
    }

    /**
     * Cases without their histories that open, or do not, whatever their team: few, however many teams there are.
     *
     * @param closed open to named officers, and not to this viewer
     * @param opened another team's, and open to this viewer: by name or by broken glass
     */
    public record Exceptions<S>(List<CaseFile<S>> closed, List<CaseFile<S>> opened) {}

    public Exceptions<S> exceptions(Viewer viewer) {
        var closed = new ArrayList<CaseFile<S>>();
        var opened = new ArrayList<CaseFile<S>>();
        for (var known : guarded(viewer.authority())) {
            var access = access(viewer, known);
            if (access == Keeping.Access.RESTRICTED) closed.add(known);
            else if (access.isGranted() && !viewer.isOfTeam(outline(known).team())) opened.add(known);
        }
        return new Exceptions<>(closed, opened);
    }

    /**
     * Cases without their histories that fit a search, best first.
     *
     * @param hidden how many more have the reference or are of the child, and do not open; null where the search is for neither, because a number of those
     *     with some name or date of birth would tell of whom there is a case
     */
    public record Found<S>(List<CaseFile<S>> files, Long hidden) {}

    /**
     * @param ofChild the condition that a case is about the child of a number
     * @param most how many of those that are alike; with the reference or of the child there may be more
     */
    public Found<S> search(Viewer viewer, Search search, Function<String, Bson> ofChild, int most) {
        var fits = new HashMap<UUID, Double>();
        var fields = Projections.include("reference", "personal.name", "personal.dateOfBirth");
        if (search.childRef() != null) {
            candidates(viewer, ofChild.apply(search.childRef()), fields, true, search, fits);
        }
        if (search.reference() != null) {
            candidates(viewer, in("reference", search.references()), fields, false, search, fits);
        }
        var exact = Set.copyOf(fits.keySet());
        var keys = search.keys();
        if (!keys.isEmpty()) candidates(viewer, in("search", keys), fields, false, search, fits);

        var files = new ArrayList<CaseFile<S>>();
        long hidden = 0;
        var ids = new ArrayList<>(fits.keySet());
        for (int from = 0; from < ids.size(); from += PORTION) {
            var portion = ids.subList(from, Math.min(from + PORTION, ids.size()));
            for (var document : collection
                    .find(in("_id", portion.stream().map(UUID::toString).toList()))
                    .projection(WITHOUT_HISTORY)) {
                var known = file.apply(document);
                if (access(viewer, known).isGranted()) files.add(known);
                else if (exact.contains(known.id())) hidden++;
            }
        }
        files.sort(Comparator.<CaseFile<S>>comparingDouble(known -> -fits.get(known.id()))
                .thenComparing(CaseFile::reference));
        boolean isExact = search.childRef() != null || search.reference() != null;
        // They fit better than any that is only alike, and so go before those.
        long meant = files.stream().filter(one -> exact.contains(one.id())).count();
        return new Found<>(files.stream().limit(Math.max(most, meant)).toList(), isExact ? hidden : null);
    }

    private void candidates(
            Viewer viewer, Bson which, Bson fields, boolean ofTheChild, Search search, Map<UUID, Double> fits) {
        for (var document : collection
                .find(and(eq("authority", viewer.authority()), which))
                .projection(fields)
                .batchSize(PORTION)) {
            double fit =
                    search.fit(document.getString("reference"), ofTheChild, document.get("personal", new Document()));
            if (fit > 0) fits.merge(UUID.fromString(document.getString("_id")), fit, Math::max);
        }
    }

    /** A child's cases without their histories, the latest opened first. */
    public List<CaseFile<S>> ofChild(String authority, Bson ofChild) {
        var files = collection
                .find(and(eq("authority", authority), ofChild))
                .projection(WITHOUT_HISTORY)
                .map(file::apply)
                .into(new ArrayList<>());
        files.sort(Comparator.comparing(
                (CaseFile<S> known) -> outline(known).openedOn(), Comparator.nullsLast(Comparator.reverseOrder())));
        return Collections.unmodifiableList(files);
    }

    /** What is to be done with a document, or why nothing is. */
    private record Change(Bson guard, Bson update, Breach refused) {
        Change(Bson update) {
            this(null, update, null);
        }

        Change(Bson guard, Bson update) {
            this(guard, update, null);
        }

        Change(Breach refused) {
            this(null, null, refused);
        }
    }

    /** How a case has to open to whoever changes its keeping. */
    private enum Viewing {
        /** Broken glass will do. */
        ANYHOW,
        /** A restriction may be decided by broken glass where another manager has taken note of it. */
        BY_TWO,
        OPENLY
    }

    private Answer<S> change(Viewer viewer, Viewing how, UUID id, Function<CaseFile<S>, Change> decide) {
        return change(viewer, how, id, (present, _) -> decide.apply(present));
    }

    private Answer<S> change(Viewer viewer, Viewing how, UUID id, BiFunction<CaseFile<S>, Instant, Change> decide) {
        var known = present(viewer.authority(), id);
        if (known.isEmpty()) return new Answer.Unknown<>();
        var access = access(viewer, known.get());
        boolean may = switch (how) {
            case ANYHOW -> access.isGranted();
            case BY_TWO -> access == Keeping.Access.OPEN || isByTwo(access, known.get());
            case OPENLY -> access == Keeping.Access.OPEN;
        };
        return may ? changeUnseen(viewer.authority(), id, decide) : new Answer.NotOpening<>(access);
    }

    private static boolean isByTwo(Keeping.Access access, CaseFile<?> known) {
        return access == Keeping.Access.BY_SEEN_GLASS && known.keeping().restriction() != null;
    }

    /**
     * Without asking whether it opens to somebody.
     *
     * @param decide by the case and when its last event was recorded; answers null where there is nothing to do
     */
    private Answer<S> changeUnseen(String authority, UUID id, BiFunction<CaseFile<S>, Instant, Change> decide) {
        for (int race = 0; race < MOST_RACES; race++) {
            var document = document(authority, id);
            if (document.isEmpty()) return new Answer.Unknown<>();
            var present = file.apply(document.get());
            var change = decide.apply(present, recordedAt(document.get()));
            if (change == null) return new Answer.Done<>(present, false, false, List.of());
            if (change.refused() != null) return new Answer.Refused<>(change.refused());
            var itself = change.guard() == null
                    ? itself(present)
                    : and(itself(present), eq("version", present.version()), change.guard());
            if (collection.updateOne(itself, change.update()).getMatchedCount() > 0) {
                return new Answer.Done<>(present(authority, id).orElseThrow(), true, false, List.of());
            }
        }
        throw raced();
    }

    private static IllegalStateException raced() {
        return new IllegalStateException(
                "a case was changed by others " + MOST_RACES + " times while one change was made");
    }

    private static Bson itself(CaseFile<?> known) {
        return and(eq("_id", known.id().toString()), eq("authority", known.authority()));
    }

    private Optional<CaseFile<S>> present(String authority, UUID id) {
        return document(authority, id).map(file);
    }

    private Optional<Document> document(String authority, UUID id) {
        return Optional.ofNullable(collection
                .find(and(eq("_id", id.toString()), eq("authority", authority)))
                .projection(WITHOUT_HISTORY)
                .first());
    }

    /** Few, of all authorities together: asked for by the sparse index alone, because an authority's cases are all of them and would be read one by one. */
    private List<CaseFile<S>> guarded(String authority) {
        var guarded = collection
                .find(exists("guarded"))
                .projection(Projections.exclude("history", "personal", "notes", "requests"))
                .batchSize(PORTION)
                .map(file::apply)
                .into(new ArrayList<>());
        guarded.removeIf(known -> !known.authority().equals(authority));
        return guarded;
    }
}
