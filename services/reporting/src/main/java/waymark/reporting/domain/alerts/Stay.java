package waymark.reporting.domain.alerts;

import static waymark.reporting.domain.Days.NONE;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import waymark.reporting.domain.Codes;
import waymark.reporting.domain.Moments;

/**
 * An alert's time at one level: from when it came there until it left it. Days as {@link waymark.reporting.domain.Days}, moments as {@link Moments}.
 *
 * @param begun how it came there
 * @param respondBy the last day on which a response is in time; none where none is called for
 * @param acknowledgedOn the first time at this level; none where nobody has
 * @param until none while it is there
 * @param ended how it left; null while it is there
 */
record Stay(
        int level,
        String begun,
        int from,
        long fromAt,
        int respondBy,
        int acknowledgedOn,
        long acknowledgedAt,
        int until,
        long untilAt,
        String ended) {
    static final String RAISED = "raised";
    static final String REINSTATED = "reinstated";
    /** Nobody resolved it in its time. */
    static final String ESCALATED_BY_TIME = "escalated-by-time";
    /** Somebody called for it. */
    static final String ESCALATED = "escalated";

    static final String RESOLVED = "resolved";
    static final String SETTLED = "settled";
    static final String WITHDRAWN = "withdrawn";

    static Stay begun(String how, int level, int from, long fromAt, int respondBy) {
        return new Stay(level, how, from, fromAt, respondBy, NONE, Moments.NONE, NONE, Moments.NONE, null);
    }

    Stay acknowledged(int on, long at) {
        return acknowledgedOn != NONE
                ? this
                : new Stay(level, begun, from, fromAt, respondBy, on, at, until, untilAt, ended);
    }

    Stay ended(String how, int on, long at) {
        return new Stay(level, begun, from, fromAt, respondBy, acknowledgedOn, acknowledgedAt, on, at, how);
    }

    /** Whether the alert opened with it, rather than moved on. */
    boolean opens() {
        return begun.equals(RAISED) || begun.equals(REINSTATED);
    }

    boolean escalated() {
        return !opens();
    }

    static void write(List<Stay> stays, DataOutput out, Codes.Out codes) throws IOException {
        out.writeInt(stays.size());
        for (var stay : stays) {
            out.writeInt(stay.level);
            codes.write(stay.begun, out);
            out.writeInt(stay.from);
            out.writeLong(stay.fromAt);
            out.writeInt(stay.respondBy);
            out.writeInt(stay.acknowledgedOn);
            out.writeLong(stay.acknowledgedAt);
            out.writeInt(stay.until);
            out.writeLong(stay.untilAt);
            codes.write(stay.ended, out);
        }
    }

    static List<Stay> read(DataInput in, Codes.In codes) throws IOException {
        var stays = new ArrayList<Stay>();
        for (int left = in.readInt(); left > 0; left--) {
            stays.add(new Stay(
                    in.readInt(),
                    codes.read(in),
                    in.readInt(),
                    in.readLong(),
                    in.readInt(),
                    in.readInt(),
                    in.readLong(),
                    in.readInt(),
                    in.readLong(),
                    codes.read(in)));
        }
        return List.copyOf(stays);
    }
}
