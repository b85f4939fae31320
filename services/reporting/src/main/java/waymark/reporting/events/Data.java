package waymark.reporting.events;

import waymark.reporting.domain.Register;

/** What an event says, read from its data. */
sealed interface Data<E> {
    record OfCase<E>(E event) implements Data<E> {}

    /** Of a type that changes no fact, or that is newer than this program. */
    record Unchanging<E>() implements Data<E> {}

    record OfRegister<E>(Register register) implements Data<E> {}
}
