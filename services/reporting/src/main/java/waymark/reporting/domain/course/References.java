package waymark.reporting.domain.course;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The references of cases by row, which have letters, digits and a few marks alone, as bytes: a case whose reference nobody has to look up costs little. */
public final class References {
    private static final byte[] NONE = {};

    private byte[][] texts = {};

    public References() {}

    /** The same as they are now, while the other goes on changing. */
    public References(References other) {
        // A reference is never written to, only replaced.
        texts = other.texts.clone();
    }

    public void lengthen(int rows) {
        texts = Arrays.copyOf(texts, rows);
    }

    /** @param reference null where the case has none */
    public void keep(int row, String reference) {
        texts[row] = reference == null ? NONE : reference.getBytes(StandardCharsets.US_ASCII);
    }

    /** Null where the case has none. */
    public String of(int row) {
        return texts[row] == null || texts[row].length == 0 ? null : new String(texts[row], StandardCharsets.US_ASCII);
    }

    public boolean isOf(int row, byte[] text) {
        return Arrays.equals(texts[row], text);
    }
}
