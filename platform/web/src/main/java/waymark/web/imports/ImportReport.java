package waymark.web.imports;

import java.util.Collection;
import java.util.UUID;

/**
 * How an import stands. Once it is done, {@code rows = accepted + unchanged + rejected}; until then the three grow.
 *
 * @param rows of the file, without its header
 * @param accepted led to an event: cases that are new, and cases that changed
 * @param changed how many of the accepted changed a case that was there
 * @param unchanged said what was known
 * @param rejected could not be understood or are not allowed
 * @param warnings in the file's order; read from the store while they are gone through, however many they are
 * @param errors likewise; a rejected row has one or several
 */
public record ImportReport(
        UUID id,
        State state,
        long rows,
        long accepted,
        long changed,
        long unchanged,
        long rejected,
        Collection<Finding> warnings,
        Collection<Finding> errors) {

    /** Only DONE is a promise: a file that FAILED or was INTERRUPTED is sent again, and what was taken of it is found unchanged. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        INTERRUPTED
    }
}
