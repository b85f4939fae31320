package waymark.reporting.domain.course;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import waymark.reporting.domain.Codes;

/**
 * Something that happened in the course of a case. Days as {@link waymark.reporting.domain.Days}.
 *
 * @param sequence of the event that recorded it, by which it is corrected
 * @param what the kind's word for it
 * @param of sequence of the step that it answers; 0 where it answers none
 * @param code what more is said of it, or null
 * @param until day on which what it began ended; none while that lasts, and of a step that begins nothing
 */
public record Step(int sequence, String what, int on, int of, String code, int until) {
    public Step until(int day) {
        return new Step(sequence, what, on, of, code, day);
    }

    public static void write(List<Step> steps, DataOutput out, Codes.Out codes) throws IOException {
        out.writeInt(steps.size());
        for (var step : steps) {
            out.writeInt(step.sequence);
            codes.write(step.what, out);
            out.writeInt(step.on);
            out.writeInt(step.of);
            codes.write(step.code, out);
            out.writeInt(step.until);
        }
    }

    public static List<Step> read(DataInput in, Codes.In codes) throws IOException {
        var steps = new ArrayList<Step>();
        for (int left = in.readInt(); left > 0; left--) {
            steps.add(new Step(in.readInt(), codes.read(in), in.readInt(), in.readInt(), codes.read(in), in.readInt()));
        }
        return List.copyOf(steps);
    }
}
