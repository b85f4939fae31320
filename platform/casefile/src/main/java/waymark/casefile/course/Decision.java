package waymark.casefile.course;

import java.util.List;

/** What a command comes to: the events that follow from it, or a refusal. */
public sealed interface Decision<E> {
    /**
     * @param events may be empty, where the command changes nothing
     * @param warnings rules that the source broke and that were let pass, because it is what the source says
     */
    record Accepted<E>(List<E> events, List<Breach> warnings) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
            warnings = List.copyOf(warnings);
        }
    }

    record Refused<E>(Breach breach) implements Decision<E> {}

    static <E> Decision<E> accept(List<E> events) {
        return new Accepted<>(events, List.of());
    }

    static <E> Decision<E> accept(E event) {
        return accept(List.of(event));
    }

    static <E> Decision<E> refuse(String rule, String field, String reason) {
        return new Refused<>(new Breach(rule, field, reason));
    }
}
