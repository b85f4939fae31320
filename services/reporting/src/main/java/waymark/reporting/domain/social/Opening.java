package waymark.reporting.domain.social;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import waymark.reporting.domain.Codes;

/**
 * A contact, a referral or a request for early help, as it was recorded and put right.
 *
 * @param sequence of the event that recorded it, by which it is corrected
 * @param on its day, as {@link waymark.reporting.domain.Days}
 * @param at a moment, as {@link waymark.reporting.domain.Moments}: of a contact or a request its own; of a referral that of its recording, which tells which
 *     of one day was first
 */
public record Opening(int sequence, int on, long at, Details details) {
    Opening corrected(int otherDay, long otherMoment, Details by) {
        return new Opening(sequence, otherDay, otherMoment, details.corrected(by));
    }

    static void write(Opening opening, DataOutput out, Codes.Out codes) throws IOException {
        out.writeBoolean(opening != null);
        if (opening == null) return;
        out.writeInt(opening.sequence);
        out.writeInt(opening.on);
        out.writeLong(opening.at);
        opening.details.write(out, codes);
    }

    static Opening read(DataInput in, Codes.In codes) throws IOException {
        return in.readBoolean()
                ? new Opening(in.readInt(), in.readInt(), in.readLong(), Details.read(in, codes))
                : null;
    }
}
