package waymark.reporting.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Codes in a file: spelled out the first time, a number from then on; so that a code read is one shared string, however many facts hold it. */
public final class Codes {
    private Codes() {}

    public static final class Out {
        private final Map<String, Integer> numbers = new HashMap<>();

        /** @param code may be null */
        public void write(String code, DataOutput out) throws IOException {
            var number = code == null ? Integer.valueOf(0) : numbers.get(code);
            if (number != null) {
                out.writeInt(number);
                return;
            }
            numbers.put(code, numbers.size() + 1);
            out.writeInt(numbers.size());
            out.writeUTF(code);
        }
    }

    public static final class In {
        private final List<String> codes = new ArrayList<>();

        public String read(DataInput in) throws IOException {
            int number = in.readInt();
            if (number == 0) return null;
            if (number == codes.size() + 1) codes.add(in.readUTF());
            return codes.get(number - 1);
        }
    }
}
