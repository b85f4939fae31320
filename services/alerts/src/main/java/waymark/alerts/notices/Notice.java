package waymark.alerts.notices;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import waymark.events.HashedUuid;

/**
 * Something that is to be sent once. Its id is made from what it is about, so that it cannot be written a second time.
 *
 * @param recipient account of whom it goes to; null of a webhook's
 * @param alert null of a digest
 * @param sequence of the alert's event; 0 of a digest
 * @param type of the event, without the topic: {@code raised}; of a digest, its day
 * @param body of a webhook's; null of an e-mail, which is written when it is sent
 * @param at when it came to be, by the business clock
 * @param due before which it is not sent, by the business clock
 * @param attempts to send it that were begun
 * @param reason why it failed last, or was dropped; null where neither
 */
record Notice(
        UUID id,
        String authority,
        Channel channel,
        String recipient,
        UUID alert,
        int sequence,
        String type,
        String body,
        Instant at,
        Instant due,
        State state,
        int attempts,
        String reason) {
    /** How it is sent. */
    enum Channel {
        EMAIL,
        DIGEST,
        WEBHOOK
    }

    /** What came of it. */
    enum State {
        WAITING,
        SENT,
        /** There was nothing to be said any more when its time came. */
        DROPPED,
        /** Every attempt failed; an administrator can have it sent again. */
        DEAD
    }

    static Notice email(
            String authority, String recipient, UUID alert, int sequence, String type, Instant at, Instant due) {
        var id = id(authority, alert.toString(), Integer.toString(sequence), "email", recipient);
        return new Notice(
                id, authority, Channel.EMAIL, recipient, alert, sequence, type, null, at, due, State.WAITING, 0, null);
    }

    static Notice webhook(
            String authority, UUID alert, int sequence, String type, String body, Instant at, Instant due) {
        var id = id(authority, alert.toString(), Integer.toString(sequence), "webhook");
        return new Notice(
                id, authority, Channel.WEBHOOK, null, alert, sequence, type, body, at, due, State.WAITING, 0, null);
    }

    /** One person's of a day. */
    static Notice digest(String authority, String recipient, LocalDate day, Instant now) {
        var id = id(authority, recipient, "digest", day.toString());
        return new Notice(
                id,
                authority,
                Channel.DIGEST,
                recipient,
                null,
                0,
                day.toString(),
                null,
                now,
                now,
                State.WAITING,
                0,
                null);
    }

    private static UUID id(String... parts) {
        try {
            var text = "notice\n" + String.join("\n", parts);
            return HashedUuid.of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
