package waymark.involvements.domain;

import java.time.LocalDate;
import java.util.List;
import waymark.casefile.course.Decision;

/** What is known of the register that another system sends: from which day on it is complete. A comparison with an earlier day has no value. */
public sealed interface Register {
    record NotDeclared() implements Register {}

    record Declared(LocalDate completeFrom) implements Register {}

    /** The published form. */
    sealed interface Event {
        record RegisterDeclared(LocalDate completeFrom) implements Event {}
    }

    /** @param completeFrom first day of which the register has every case */
    record Declare(LocalDate completeFrom) {}

    static Decision<Event> decide(Register state, Declare command) {
        boolean known = state.equals(new Declared(command.completeFrom()));
        return known
                ? new Decision.Accepted<>(List.of(), List.of())
                : Decision.accept(new Event.RegisterDeclared(command.completeFrom()));
    }

    static Register evolve(Register state, Event event) {
        return switch (event) {
            case Event.RegisterDeclared declared -> new Declared(declared.completeFrom());
        };
    }
}
