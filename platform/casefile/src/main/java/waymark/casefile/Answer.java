package waymark.casefile;

import java.util.List;
import waymark.casefile.course.Breach;

/** What came of an instruction. */
public sealed interface Answer<S> {
    /**
     * It is in the store and survives a crash.
     *
     * @param file as it stood after the instruction
     * @param changed false where there was nothing to do
     * @param repeated whether this is the first answer to a repeated request
     */
    record Done<S>(CaseFile<S> file, boolean changed, boolean repeated, List<Breach> warnings) implements Answer<S> {}

    /** A rule forbids it; nothing happened. */
    record Refused<S>(Breach breach) implements Answer<S> {}

    /** The authority has no such case. */
    record Unknown<S>() implements Answer<S> {}

    /** The case does not open to who asked; nothing happened. */
    record NotOpening<S>(Keeping.Access access) implements Answer<S> {}

    /** The case is not at the version that the sender saw; nothing happened. */
    record Stale<S>(int version) implements Answer<S> {}

    /** The Idempotency-Key was used for another request; nothing happened. */
    record KeyReused<S>() implements Answer<S> {}
}
