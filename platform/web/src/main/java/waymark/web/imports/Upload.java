package waymark.web.imports;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A file as it was sent, kept on disk. It has no name in its folder where the system allows that, so a killed process leaves no copy of a register
 * behind.
 */
final class Upload implements AutoCloseable {
    private final FileChannel bytes;

    private Upload(FileChannel bytes) {
        this.bytes = bytes;
    }

    static Upload receive(InputStream body, Path folder) throws IOException {
        Files.createDirectories(folder);
        var path = folder.resolve("import-" + UUID.randomUUID());
        var file = new Upload(FileChannel.open(path, CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE));
        boolean whole = false;
        try {
            body.transferTo(Channels.newOutputStream(file.bytes));
            whole = true;
            return file;
        } finally {
            if (!whole) file.close();
        }
    }

    int read(ByteBuffer target, long at) throws IOException {
        return bytes.read(target, at);
    }

    /** Reads from there to the end. Closing it leaves the file as it is. */
    InputStream from(long start) {
        return new InputStream() {
            private long at = start;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int got = bytes.read(ByteBuffer.wrap(target, offset, length), at);
                at += Math.max(got, 0);
                return got;
            }
        };
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
