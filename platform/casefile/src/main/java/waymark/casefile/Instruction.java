package waymark.casefile;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A command with what surrounds it.
 *
 * @param note words to keep beside the first event it leads to, or null
 * @param personal personal details to set, by name; empty leaves them as they are
 * @param expectedVersion the version its sender saw, where it named one
 * @param request makes a repetition find the first answer, or null
 */
public record Instruction<C>(
        C command, String note, Map<String, Object> personal, OptionalInt expectedVersion, Request request) {

    /**
     * @param key the sender's Idempotency-Key
     * @param fingerprint of all that was asked, to tell a repetition from another request under the same key
     */
    public record Request(String key, String fingerprint) {}

    public static <C> Instruction<C> of(C command) {
        return new Instruction<>(command, null, Map.of(), OptionalInt.empty(), null);
    }
}
