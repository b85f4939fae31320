package waymark.web.cases;

import java.time.Instant;
import java.time.LocalDate;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseKind;

/**
 * As at when, and by what knowledge, a case is looked at.
 *
 * @param asAt the day
 * @param at the instant on that day: the present one, or that of the knowledge; null for another day, whose end counts
 * @param asKnownAt null for all that is known now
 */
public record ThenKnown(LocalDate asAt, Instant at, Instant asKnownAt) {

    /** The state of a case by what had been recorded then. */
    public static <S, C, E> S state(CaseKind<S, C, E> kind, CaseFile<S> file, ThenKnown then) {
        if (then.asKnownAt() == null) return file.state();
        var state = kind.initial();
        for (var entry : file.history()) {
            var event = entry.event();
            if (event.recordedAt().isAfter(then.asKnownAt())) break;
            state = kind.evolve().apply(state, kind.events().read(event.type(), event.data()));
        }
        return state;
    }
}
