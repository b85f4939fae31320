package waymark.casefile.course;

import java.util.Collections;
import java.util.Set;

/**
 * A clock as the law has it for starts on the days of its validity. A change of law is a new version; a run keeps the version under which it started.
 *
 * @param id names it in events and reports, whatever its version
 * @param validity of the day on which a run starts
 * @param title what is to be done
 * @param startedBy what happens at its start, in a word that a day can follow: {@code received}
 * @param starts each step of these kinds starts a run of its own
 * @param stops the next of these ends the run, in time or not
 * @param lapses the next of these ends the run without its step
 * @param exceptions codes of what excuses missing it
 * @param source the statute or regulation
 */
public record ClockRule<K extends Enum<K>>(
        String id,
        int version,
        Validity validity,
        String title,
        String startedBy,
        Set<K> starts,
        Due due,
        Sense sense,
        Set<K> stops,
        Set<K> lapses,
        Set<String> exceptions,
        String source) {

    public ClockRule {
        if (!Forms.CODE.fits(id) || version < 1 || starts.isEmpty() || stops.isEmpty()) {
            throw new IllegalArgumentException(
                    "a clock needs a code, a version from 1 on, a step that starts it and one that stops it: %s, version %d"
                            .formatted(id, version));
        }
        if (!Collections.disjoint(stops, lapses)) {
            throw new IllegalArgumentException("a step of the clock %s both stops and lapses it".formatted(id));
        }
    }

    public enum Sense {
        /** The step is to be done by the due day. */
        AT_MOST,
        /** The step is to wait until the due day has passed, unless the run lapses before. */
        AT_LEAST,
        /** Nobody need take the step; if it is taken, then by the due day. */
        IF_AT_ALL
    }
}
