package waymark.casefile;

import java.util.UUID;

/**
 * A case to be opened, or found again where it is there.
 *
 * @param id derived by {@link CaseIds}, so that a repetition finds the first
 * @param child the person number, or null for a case that is not about a child
 * @param fromSource whether another system says so, rather than a person here: then a second open case of the child is let pass with a warning
 * @param sourceRow digest of what the source says; the same again changes nothing, whatever people recorded since. Null where that is not known
 */
public record Filing<C>(
        UUID id, String child, String reference, Instruction<C> instruction, boolean fromSource, String sourceRow) {
    public Filing(UUID id, String child, String reference, Instruction<C> instruction, boolean fromSource) {
        this(id, child, reference, instruction, fromSource, null);
    }
}
