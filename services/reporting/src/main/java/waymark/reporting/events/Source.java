package waymark.reporting.events;

import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.FactShard;

/**
 * Where the events of one kind of case come from.
 *
 * @param reader of the topic's event types
 */
public record Source<F extends Fact, E, S extends FactShard<F>>(
        String topic, CaseKind<F, E, S> kind, EventReader<E> reader) {
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
