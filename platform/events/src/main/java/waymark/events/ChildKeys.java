package waymark.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the key that stands for a child on Kafka: HMAC-SHA256 of authority and person number under the authority's own secret, cut to the
 * 122 free bits of a version 8 UUID (RFC 9562). It is pseudonymised personal data still: who holds the secret can find the child again.
 */
public final class ChildKeys {
    private static final int LEAST_SECRET_BYTES = 32;

    private final byte[] master;

    /**
     * @param master the deployment's secret, from which each authority's own is derived; at least 32 bytes
     * @throws IllegalArgumentException where it is shorter
     */
    public ChildKeys(byte[] master) {
        if (master.length < LEAST_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "waymark.child-key-secret must hold at least 32 bytes but has " + master.length);
        }
        this.master = master.clone();
    }

    public UUID of(String authority, String childRef) {
        return HashedUuid.of(hmac(hmac(master, authority), authority + "/" + childRef));
    }

    private static byte[] hmac(byte[] secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has HmacSHA256", missing);
        }
    }
}
