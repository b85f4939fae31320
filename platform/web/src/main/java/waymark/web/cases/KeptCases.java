package waymark.web.cases;

import java.time.LocalDate;
import java.util.UUID;
import java.util.function.BiFunction;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseFiles;
import waymark.casefile.CaseKind;
import waymark.casefile.Publication;
import waymark.casefile.course.Breach;
import waymark.web.Caller;

/**
 * The cases of one kind: kept in the store, published to Kafka, and worked on over HTTP. A service declares one as a bean for each of its kinds; its
 * topic is then made at the start, and operators can have it published again.
 */
public final class KeptCases<S, C, E> implements AutoCloseable {
    private final CasePlatform platform;
    private final CaseKind<S, C, E> kind;
    private final Publication publication;
    private final CaseFiles<S, C, E> files;

    public KeptCases(CasePlatform platform, CaseKind<S, C, E> kind) {
        this.platform = platform;
        this.kind = kind;
        publication = new Publication(
                kind,
                platform.database(),
                platform.producer(),
                platform.sweepEvery(),
                cases -> platform.audit().erase(cases),
                platform.metrics());
        try {
            files = new CaseFiles<>(kind, platform.database(), platform.childKeys(), publication);
        } catch (RuntimeException storeAway) {
            // Its thread would keep a process that cannot start from ending.
            publication.close();
            throw storeAway;
        }
    }

    /** The kind's name, as in the addresses: {@code involvements}. */
    public String name() {
        return kind.name();
    }

    public CaseFiles<S, C, E> files() {
        return files;
    }

    Breach referenceTaken() {
        return kind.referenceTaken();
    }

    Publication publication() {
        return publication;
    }

    /** Whether a case is one of the caller's teams', or opens to them besides. */
    boolean isOfTheirs(Caller caller, UUID id) {
        return files.find(caller.authority(), id)
                .filter(file -> files.keeping().isOfTheirs(platform.viewer(caller), file))
                .isPresent();
    }

    /**
     * The requests on these cases, for a controller.
     *
     * @param word for one of them, which begins its rules' ids: {@code involvement}
     * @param prefix of the references that new cases are given: {@code CME}
     * @param view a case as a caller sees it on a day
     */
    public <V> CaseEndpoint<S, C, V> endpoint(String word, String prefix, BiFunction<CaseFile<S>, LocalDate, V> view) {
        return endpoint(word, prefix, view, Bounds.none());
    }

    /** As {@link #endpoint(String, String, BiFunction)}, of cases that open to a caller within these bounds only. */
    public <V> CaseEndpoint<S, C, V> endpoint(
            String word, String prefix, BiFunction<CaseFile<S>, LocalDate, V> view, Bounds<S> bounds) {
        return new CaseEndpoint<>(platform, this, word, prefix, view, bounds);
    }

    /** Stops publishing after the batch under way; what is left is found at the next start. */
    @Override
    public void close() {
        publication.close();
    }
}
