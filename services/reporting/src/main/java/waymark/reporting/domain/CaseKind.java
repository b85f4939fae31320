package waymark.reporting.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * One kind of case, declared: how its events make facts, and what can be asked of them. A new kind is a new declaration, and no new mechanism.
 *
 * @param <F> its facts
 * @param <E> its events, read
 * @param <S> its facts in columns
 */
public interface CaseKind<F extends Fact, E, S extends FactShard<F>> {
    /** Names it, such as {@code cme}; begins the ids of its measures, or its address does. */
    String id();

    /** Under which its reports are found; several kinds may share one. */
    default String address() {
        return id();
    }

    /**
     * @param fact null before a case's first event
     * @param sequence the event's sequence in the case
     * @param recordedAt when the system learned of it
     * @throws IllegalStateException where no sound history has this event here
     */
    F evolve(F fact, E event, int sequence, Instant recordedAt);

    S newShard();

    /** An authority's shards, for all partitions. */
    default List<S> newShards(int partitions) {
        return Stream.generate(this::newShard).limit(partitions).toList();
    }

    List<Dimension<S>> dimensions();

    List<Measure<S>> measures();

    List<Report<S>> reports();

    /** What a list of cases says of each, beside its id. */
    List<Detail<F>> details();

    /** Whether a case of it may be about no child. */
    default boolean mayBeAboutNoChild() {
        return false;
    }

    /** A case that somebody must be able to open to see what is about it. */
    record About(String kind, UUID caseId) {}

    /** What somebody must be able to open to see a case in a list; null where everybody may. */
    default About openedWith(S facts, int row) {
        return new About(id(), facts.caseId(row));
    }

    /** The kinds of {@link #openedWith}. */
    default List<String> openedWithKinds() {
        return List.of(id());
    }

    /** Names the form of facts in a file: another one is not read but made anew from the events. */
    int version();

    void write(F fact, DataOutput out, Codes.Out codes) throws IOException;

    F read(DataInput in, Codes.In codes) throws IOException;

    record Detail<F>(String name, Of<F> of) {
        @FunctionalInterface
        public interface Of<F> {
            /** A date, a text or a boolean; null where not recorded. */
            Object of(F fact, int day);
        }
    }

    /** Everything that a list says of a case. */
    default void describe(S facts, int row, int day, BiConsumer<String, Object> detail) {
        var fact = facts.fact(row);
        for (var one : details()) detail.accept(one.name(), one.of().of(fact, day));
    }

    default Optional<Dimension<S>> dimension(String id) {
        return dimensions().stream()
                .filter(dimension -> dimension.id().equals(id))
                .findFirst();
    }

    default Optional<Measure<S>> measure(String id) {
        return measures().stream().filter(measure -> measure.id().equals(id)).findFirst();
    }
}
