package waymark.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** The folder that holds everything the system keeps, held by one process at a time. */
final class DataFolder implements AutoCloseable {

    private static final String OWNER_ONLY = "rw-------";
    private static final String ADDRESSES = "addresses";
    static final String CHILD_KEY_SECRET = "child-key-secret";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws CannotStart where it cannot be used, or another process uses it */
    static DataFolder open(Path path) throws CannotStart {
        try {
            Files.createDirectories(path);
            var lock =
                    FileChannel.open(path.resolve("waymark.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lock)) {
                lock.close();
                throw new CannotStart(
                        "The data folder %s is in use by another Waymark. Stop that one, or name another folder: DATA=folder."
                                .formatted(path));
            }
            return new DataFolder(path, lock);
        } catch (IOException unusable) {
            throw new CannotStart(
                    "The data folder %s cannot be used (%s). Name another one: DATA=folder.".formatted(path, unusable));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Path of(String name) {
        return path.resolve(name);
    }

    /**
     * The secret from which the child keys are made. It is made once: with another one, every child would get another key, and nothing
     * published before would be found again.
     */
    String childKeySecret() throws IOException {
        return secret(CHILD_KEY_SECRET);
    }

    /** The secret that the portal and the demonstration's provider of sign-in share. */
    String portalSecret() throws IOException {
        return secret("portal-secret");
    }

    private String secret(String name) throws IOException {
        var file = path.resolve(name);
        if (!Files.exists(file)) {
            var secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            writeWhole(file, HexFormat.of().formatHex(secret));
        }
        return Files.readString(file).strip();
    }

    /** A secret of before, as its owner's alone to read. */
    void keep(String name, String secret) throws IOException {
        writeWhole(path.resolve(name), secret);
    }

    /** Tells programs beside this one where each part is, for as long as it runs. */
    void writeAddresses(Map<String, String> addresses) throws IOException {
        var lines = new StringBuilder();
        addresses.forEach((part, address) ->
                lines.append(part).append('=').append(address).append('\n'));
        writeWhole(path.resolve(ADDRESSES), lines.toString());
    }

    void removeAddresses() throws IOException {
        Files.deleteIfExists(path.resolve(ADDRESSES));
    }

    /** Under another name until it is whole, so that a kill leaves no half of it. */
    private static void writeWhole(Path file, String text) throws IOException {
        var whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        write(whole, text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
