package waymark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.function.BiFunction;
import waymark.casefile.CaseKind;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;

/** Tells a decider's test as a story: {@code given(opened).when(close).then(closed)}. */
public final class GivenWhenThen<S, C, E> {
    private final S initial;
    private final BiFunction<S, C, Decision<E>> decide;
    private final BiFunction<S, E, S> evolve;

    private GivenWhenThen(S initial, BiFunction<S, C, Decision<E>> decide, BiFunction<S, E, S> evolve) {
        this.initial = initial;
        this.decide = decide;
        this.evolve = evolve;
    }

    public static <S, C, E> GivenWhenThen<S, C, E> of(
            S initial, BiFunction<S, C, Decision<E>> decide, BiFunction<S, E, S> evolve) {
        return new GivenWhenThen<>(initial, decide, evolve);
    }

    public static <S, C, E> GivenWhenThen<S, C, E> of(CaseKind<S, C, E> kind) {
        return of(kind.initial(), kind.decide(), kind.evolve());
    }

    /** What happened before: none for a case yet to be opened. */
    @SafeVarargs
    public final Given given(E... events) {
        var state = initial;
        for (var event : events) state = evolve.apply(state, event);
        return new Given(state);
    }

    public final class Given {
        private final S state;

        private Given(S state) {
            this.state = state;
        }

        public When when(C command) {
            return new When(decide.apply(state, command));
        }
    }

    /** What became of the command. Each check fails where the decision is another, and shows it. */
    public final class When {
        private final Decision<E> decision;

        private When(Decision<E> decision) {
            this.decision = decision;
        }

        /** Exactly these events follow, in this order; none where the command changes nothing. */
        @SafeVarargs
        public final When then(E... events) {
            var expected = new ArrayList<E>();
            for (var event : events) expected.add(event);
            assertThat(accepted().events()).isEqualTo(expected);
            return this;
        }

        public When thenRefused(String rule) {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.breach().rule()).isEqualTo(rule));
            return this;
        }

        /** It is let pass, and exactly these rules are named as broken. */
        public When thenWarned(String... rules) {
            assertThat(accepted().warnings()).extracting(Breach::rule).containsExactlyInAnyOrder(rules);
            return this;
        }

        private Decision.Accepted<E> accepted() {
            return switch (decision) {
                case Decision.Accepted<E> accepted -> accepted;
                case Decision.Refused<E>(Breach breach) -> throw new AssertionError("refused: " + breach);
            };
        }
    }
}
