package waymark.launcher;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.RawBsonDocument;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A backup as it lies in its folder: a file for each collection, {@code manifest.json} with counts and checksums, and the manifest's own checksum, which is written last: without it the
 * backup was never finished. Everything in it is its owner's alone to read.
 */
record BackupFolder(Path path) {
    private static final String MANIFEST = "manifest.json";
    private static final String MANIFEST_SUM = "manifest.json.sha256";
    private static final int BUFFER = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Makes the folder. */
    static BackupFolder make(Path path) throws IOException, Refusal {
        if (Files.exists(path)) {
            if (!Files.isDirectory(path) || !isEmpty(path)) {
                throw new Refusal(
                        "%s is there already. A backup is never written over another: name a new folder, TO=folder."
                                .formatted(path));
            }
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        } else {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return new BackupFolder(path);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** What a collection's documents are written to; the file is safe once it is closed. */
    final class Writing implements AutoCloseable {
        private final FileChannel channel;
        private final GZIPOutputStream gzip;
        private long documents;

        private Writing(String file) throws IOException {
            channel = create(file);
            gzip = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER);
        }

        void write(RawBsonDocument document) throws IOException {
            var buffer = document.getByteBuffer();
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            gzip.write(bytes);
            documents++;
        }

        long documents() {
            return documents;
        }

        @Override
        public void close() throws IOException {
            gzip.finish();
            channel.force(true);
            channel.close();
        }
    }

    Writing writing(String file) throws IOException {
        return new Writing(file);
    }

    void write(String file, byte[] bytes) throws IOException {
        try (var channel = create(file)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) channel.write(buffer);
            channel.force(true);
        }
    }

    private FileChannel create(String file) throws IOException {
        return FileChannel.open(
                path.resolve(file),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** With this it is a backup. */
    void finish(Manifest manifest) throws IOException {
        write(MANIFEST, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        write(MANIFEST_SUM, "%s  %s%n".formatted(sha256(MANIFEST), MANIFEST).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads the whole backup and holds it to its counts and checksums.
     *
     * @throws Refusal where it is none, was not finished, is of another format, or was changed or damaged since
     */
    Manifest verified() throws IOException, Refusal {
        if (!Files.isDirectory(path))
            throw new Refusal("%s is no folder. Name the backup's: FROM=folder.".formatted(path));
        if (!isFinished()) {
            throw new Refusal(
                    "%s is no backup, or one that was never finished: its manifest is missing. Take another, and nothing was restored."
                            .formatted(path));
        }
        if (!Files.readString(path.resolve(MANIFEST_SUM)).startsWith(sha256(MANIFEST))) throw damaged(MANIFEST);
        var manifest = manifest();
        for (var collection : manifest.collections()) verify(collection);
        for (var secret : manifest.secrets()) {
            if (!Files.exists(path.resolve(secret.file()))
                    || !sha256(secret.file()).equals(secret.sha256())) {
                throw damaged(secret.file());
            }
        }
        return manifest;
    }

    private boolean isFinished() {
        return Files.exists(path.resolve(MANIFEST)) && Files.exists(path.resolve(MANIFEST_SUM));
    }

    /**
     * Deletes the older ones of the backups that stand in the same folder as this one. What was never finished or cannot be read is no backup, and stays to be looked at.
     *
     * @param kept how many stay, the newest, by when they were taken
     * @return those that are gone
     */
    List<Path> forgetOlder(int kept) throws IOException {
        var backups = new TreeMap<Instant, Path>(Comparator.reverseOrder());
        try (var beside = Files.newDirectoryStream(path.getParent(), Files::isDirectory)) {
            for (var one : beside) new BackupFolder(one).takenAt().ifPresent(at -> backups.put(at, one));
        }
        var older = backups.values().stream().skip(kept).toList();
        for (var one : older) FileSystemUtils.deleteRecursively(one);
        return older;
    }

    private Optional<Instant> takenAt() throws IOException {
        try {
            return isFinished() ? Optional.of(manifest().takenAt()) : Optional.empty();
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }

    private Manifest manifest() throws IOException, Refusal {
        try {
            var manifest = JSON.readValue(Files.readAllBytes(path.resolve(MANIFEST)), Manifest.class);
            if (manifest.format() == Manifest.FORMAT) return manifest;
            throw new Refusal(
                    "%s is a backup of format %d, and this Waymark reads format %d: restore it with the Waymark that took it."
                            .formatted(path, manifest.format(), Manifest.FORMAT));
        } catch (JacksonException senseless) {
            throw damaged(MANIFEST);
        }
    }

    private void verify(Manifest.Collection collection) throws IOException, Refusal {
        var file = path.resolve(collection.file());
        if (!Files.exists(file)
                || Files.size(file) != collection.bytes()
                || !sha256(collection.file()).equals(collection.sha256())) throw damaged(collection.file());
        long[] documents = {0};
        read(collection.file(), document -> documents[0]++);
        if (documents[0] != collection.documents()) throw damaged(collection.file());
    }

    private Refusal damaged(String file) {
        return new Refusal(
                "The backup is damaged: %s is missing, or is not as it was written. Fetch another copy of the backup, or take an older one; nothing was restored."
                        .formatted(path.resolve(file)));
    }

    void read(String file, StoreMoment.Reader reader) throws IOException {
        try (var documents =
                new DataInputStream(new GZIPInputStream(Files.newInputStream(path.resolve(file)), BUFFER))) {
            while (true) {
                var length = documents.readNBytes(Integer.BYTES);
                if (length.length == 0) return;
                if (length.length < Integer.BYTES) throw new EOFException("a document ends in the middle");
                var document = ByteBuffer.allocate(
                        ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt());
                document.put(length);
                documents.readFully(document.array(), Integer.BYTES, document.remaining());
                reader.accept(new RawBsonDocument(document.array()));
            }
        }
    }

    byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(path.resolve(file));
    }

    long size(String file) throws IOException {
        return Files.size(path.resolve(file));
    }

    String sha256(String file) throws IOException {
        try (var bytes = new DigestInputStream(Files.newInputStream(path.resolve(file)), digest())) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
