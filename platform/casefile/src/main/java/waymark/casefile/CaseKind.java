package waymark.casefile;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;

/**
 * One kind of case: its pure functions and the forms in which its events and states are kept. Everything else here serves every kind alike.
 *
 * @param name plural, as in the collection's name: {@code involvements}
 * @param topic where its events are published
 * @param initial the state before any event
 * @param occupies whether a case in this state is the child's one open case
 * @param secondOpenCase what to answer when the child has an open case already; given that case
 * @param referenceTaken what to answer when another case has the reference
 * @param listedBy the orders in which people read lists of the authority's cases: the fields of each, most telling first
 * @param outline a case in the words that every kind shares
 * @param teamField of the document, that the outline's team stands in; null where the kind has no teams
 * @param links what leads from a case to others; left out where one of the two was erased
 */
public record CaseKind<S, C, E>(
        String name,
        String topic,
        EventForm<E> events,
        StateForm<S> states,
        S initial,
        BiFunction<S, C, Decision<E>> decide,
        BiFunction<S, E, S> evolve,
        Predicate<S> occupies,
        Function<CaseFile<S>, Breach> secondOpenCase,
        Breach referenceTaken,
        List<List<String>> listedBy,
        Function<S, Outline> outline,
        String teamField,
        List<Link> links) {
    private static final Outline NO_OUTLINE = new Outline(true, null, null, null, null, null);

    /** A kind of which few cases are kept, none of them about a person. */
    public CaseKind(
            String name,
            String topic,
            EventForm<E> events,
            StateForm<S> states,
            S initial,
            BiFunction<S, C, Decision<E>> decide,
            BiFunction<S, E, S> evolve,
            Predicate<S> occupies,
            Function<CaseFile<S>, Breach> secondOpenCase,
            Breach referenceTaken) {
        this(
                name,
                topic,
                events,
                states,
                initial,
                decide,
                evolve,
                occupies,
                secondOpenCase,
                referenceTaken,
                List.of(),
                _ -> NO_OUTLINE,
                null,
                List.of());
    }

    S fold(S state, Iterable<E> happened) {
        for (var event : happened) state = evolve.apply(state, event);
        return state;
    }
}
