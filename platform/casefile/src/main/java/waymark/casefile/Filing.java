package waymark.casefile;

import java.util.UUID;

/**
 * A case to be opened, or found again where it is there.
 *
 * @param id derived by {@link CaseIds}, so that a repetition finds the first
 * @param child the person number, or null for a case that is not about a child, or about one whose number is not known
 * @param childKey what stands for a child whose number is not known; null of any other
 * @param fromSource whether another system says so, rather than a person here: then a second open case of the child is let pass with a warning
 * @param sourceRow digest of what the source says; the same again changes nothing, whatever people recorded since. Null where that is not known
 */
public record Filing<C>(
        UUID id,
        String child,
        UUID childKey,
        String reference,
        Instruction<C> instruction,
        boolean fromSource,
        String sourceRow) {
    public Filing(UUID id, String child, String reference, Instruction<C> instruction, boolean fromSource) {
        this(id, child, reference, instruction, fromSource, null);
    }

    public Filing(
            UUID id, String child, String reference, Instruction<C> instruction, boolean fromSource, String sourceRow) {
        this(id, child, null, reference, instruction, fromSource, sourceRow);
    }

    /** Of a child that only its key is known of, or of none where that is null. */
    public static <C> Filing<C> ofKey(UUID id, UUID childKey, String reference, Instruction<C> instruction) {
        return new Filing<>(id, null, childKey, reference, instruction, false, null);
    }
}
