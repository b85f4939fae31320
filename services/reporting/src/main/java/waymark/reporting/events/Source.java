package waymark.reporting.events;

import java.util.function.Predicate;
import waymark.events.Topics;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.FactShard;

/**
 * Where the events of one kind of case come from. Several kinds may share a topic: an event belongs to the kind that has its case, and a case's first one to
 * the kind whose type it is.
 *
 * @param types of the topic, without its name, that are of this kind; with those that nobody knows yet
 * @param reader of these types
 */
public record Source<F extends Fact, E, S extends FactShard<F>>(
        String topic, CaseKind<F, E, S> kind, Predicate<String> types, EventReader<E> reader) {
    /** Of a service's only kind of case. */
    static <F extends Fact, E, S extends FactShard<F>> Source<F, E, S> of(
            String service, CaseKind<F, E, S> kind, EventReader<E> reader) {
        return new Source<>(Topics.of(service), kind, type -> true, reader);
    }

    /** Reads an event's data as strictly as its schema does. */
    @FunctionalInterface
    public interface EventReader<E> {
        /**
         * @param type without the topic's name
         * @throws Malformed where the data break the schema
         */
        Data<E> read(String type, String json) throws Malformed;
    }

    /** Names the field and what is wrong, and quotes nothing. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String reason) {
            super(reason, null, false, false);
        }
    }
}
