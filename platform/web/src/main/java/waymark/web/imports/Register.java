package waymark.web.imports;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import waymark.casefile.CaseIds;
import waymark.casefile.CaseKind;
import waymark.casefile.EventForm;
import waymark.casefile.StateForm;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;

/**
 * What is known of the register that another system sends: from which day on it is complete. A comparison with an earlier day has no value. It is a
 * case of its own without a child, one for each authority, whose events go to the topic of the cases that the register is about.
 */
public sealed interface Register {
    record NotDeclared() implements Register {}

    record Declared(LocalDate completeFrom) implements Register {}

    /** The published form. */
    sealed interface Event {
        record RegisterDeclared(LocalDate completeFrom) implements Event {}
    }

    /** @param completeFrom first day of which the register has every case */
    record Declare(LocalDate completeFrom) {}

    /**
     * The kind of case that a register is.
     *
     * @param name of the kind, in the store: {@code involvement-registers}
     * @param topic of the cases that the register is about
     */
    static CaseKind<Register, Declare, Event> kind(String name, String topic) {
        var known = new Breach("register.known", null, "The register is there already.");
        return new CaseKind<>(
                name,
                topic,
                new EventForm<>(topic, Event.class, Register::effectiveOn),
                new StateForm<>(Register.class),
                new NotDeclared(),
                Register::decide,
                Register::evolve,
                state -> false,
                open -> known,
                known);
    }

    /**
     * The one register of an authority.
     *
     * @param name of the kind
     * @param cases the name of the kind of cases that the register is about, which is its reference: {@code involvements}
     */
    static UUID idOf(String authority, String name, String cases) {
        return CaseIds.fromReference(authority, name, cases);
    }

    private static LocalDate effectiveOn(Event event) {
        return switch (event) {
            case Event.RegisterDeclared declared -> declared.completeFrom();
        };
    }

    private static Decision<Event> decide(Register state, Declare command) {
        boolean known = state.equals(new Declared(command.completeFrom()));
        return known ? Decision.accept(List.of()) : Decision.accept(new Event.RegisterDeclared(command.completeFrom()));
    }

    private static Register evolve(Register state, Event event) {
        return switch (event) {
            case Event.RegisterDeclared declared -> new Declared(declared.completeFrom());
        };
    }
}
