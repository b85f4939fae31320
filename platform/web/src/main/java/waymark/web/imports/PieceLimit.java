package waymark.web.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A document of which no piece (a tag with its attributes, a comment, a stretch of text) may be longer than any honest one is. The parser keeps a piece
 * in memory until it has come to its end, however long that takes.
 */
final class PieceLimit extends FilterInputStream {
    static final int LONGEST_PIECE = 65_536;

    private int read;

    /** A piece is too long. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;
    }

    PieceLimit(InputStream document) {
        super(document);
    }

    /** The parser has come to the end of a piece; it may have read a buffer of the next. */
    void pieceEnded() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        return count(super.read(), 1);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int got = super.read(target, offset, length);
        return count(got, got);
    }

    private int count(int answer, int bytes) throws TooLong {
        if (answer >= 0) read += bytes;
        if (read > LONGEST_PIECE) throw new TooLong();
        return answer;
    }
}
