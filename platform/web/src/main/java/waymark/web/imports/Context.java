package waymark.web.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import waymark.casefile.CaseIds;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.web.Preconditions;

/**
 * What surrounds a record.
 *
 * @param kind the name of the kind of cases that the file is about
 * @param authority whose file it is
 * @param today by the business clock, when the file's turn came
 * @param now likewise
 */
public record Context(String kind, String authority, LocalDate today, Instant now) {
    /**
     * What a row comes to, as a filing that a repetition of the row finds again.
     *
     * @param reference the source's
     * @param child the person number
     * @param personal personal details to be set, by name
     */
    public <C> Filing<C> filing(Row row, String reference, String child, C command, Map<String, Object> personal) {
        return filing(new TreeMap<>(row.cells()).toString(), reference, child, command, personal);
    }

    /** What a record of a document comes to, in the same way. */
    public <C> Filing<C> filing(
            DocumentRecord record, String reference, String child, C command, Map<String, Object> personal) {
        return filing(record.everything(), reference, child, command, personal);
    }

    private <C> Filing<C> filing(String said, String reference, String child, C command, Map<String, Object> personal) {
        var instruction = new Instruction<>(command, null, personal, OptionalInt.empty(), null);
        var id = CaseIds.fromReference(authority, kind, reference);
        return new Filing<>(id, child, reference, instruction, true, Preconditions.fingerprint(said));
    }
}
