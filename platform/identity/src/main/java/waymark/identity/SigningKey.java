package waymark.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.UUID;

/** The key that signs every token. It is made once and kept, so that tokens outlive a restart; a service that knows it need not ask again. */
final class SigningKey {
    private static final int BITS = 2048;
    private static final String OWNER_ONLY = "rw-------";

    private SigningKey() {}

    static RSAKey in(Path folder) throws IOException, JOSEException, ParseException {
        var file = folder.resolve("signing-key.json");
        if (!Files.exists(file)) {
            var key = new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
            Files.createDirectories(folder);
            // Under another name until it is whole, so that a kill leaves no half of it.
            var whole = folder.resolve("signing-key.json.new");
            Files.deleteIfExists(whole);
            write(whole, key.toJSONString());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return RSAKey.parse(Files.readString(file));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }
}
