package waymark.events;

import java.nio.ByteBuffer;
import java.util.UUID;

/** A version 8 UUID (RFC 9562) that carries the first 122 bits of a digest. */
public final class HashedUuid {
    private HashedUuid() {}

    /** @param digest at least 16 bytes */
    public static UUID of(byte[] digest) {
        var bits = ByteBuffer.wrap(digest);
        return new UUID((bits.getLong() & ~0xF000L) | 0x8000L, (bits.getLong() >>> 2) | Long.MIN_VALUE);
    }
}
