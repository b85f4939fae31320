package waymark.reporting.domain.social;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import waymark.reporting.domain.Codes;

/**
 * From that day on somebody has a case.
 *
 * @param sequence of the event that recorded it
 * @param worker staff number; null where nobody has it
 * @param keepsTeam whether a null team stays what it was
 */
public record Allocation(int sequence, int on, String worker, String team, boolean keepsTeam) {
    static void write(List<Allocation> all, DataOutput out, Codes.Out codes) throws IOException {
        out.writeInt(all.size());
        for (var one : all) {
            out.writeInt(one.sequence);
            out.writeInt(one.on);
            codes.write(one.worker, out);
            codes.write(one.team, out);
            out.writeBoolean(one.keepsTeam);
        }
    }

    static List<Allocation> read(DataInput in, Codes.In codes) throws IOException {
        var all = new ArrayList<Allocation>();
        for (int left = in.readInt(); left > 0; left--) {
            all.add(new Allocation(in.readInt(), in.readInt(), codes.read(in), codes.read(in), in.readBoolean()));
        }
        return List.copyOf(all);
    }
}
