package waymark.reporting.domain.social;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import waymark.reporting.domain.Codes;

/** What is said of a contact, of a referral or of a request for early help, and may be corrected. Null: not recorded, or as it was. */
public record Details(
        String reference,
        String source,
        String primaryNeed,
        Boolean noFurtherAction,
        String locality,
        String sex,
        String ethnicity) {
    /** With what a correction says. */
    Details corrected(Details by) {
        return new Details(
                or(by.reference, reference),
                or(by.source, source),
                or(by.primaryNeed, primaryNeed),
                or(by.noFurtherAction, noFurtherAction),
                or(by.locality, locality),
                or(by.sex, sex),
                or(by.ethnicity, ethnicity));
    }

    static <T> T or(T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    void write(DataOutput out, Codes.Out codes) throws IOException {
        out.writeUTF(reference == null ? "" : reference);
        codes.write(source, out);
        codes.write(primaryNeed, out);
        codes.write(noFurtherAction == null ? null : noFurtherAction.toString(), out);
        codes.write(locality, out);
        codes.write(sex, out);
        codes.write(ethnicity, out);
    }

    static Details read(DataInput in, Codes.In codes) throws IOException {
        var reference = in.readUTF();
        var source = codes.read(in);
        var primaryNeed = codes.read(in);
        var noFurtherAction = codes.read(in);
        return new Details(
                reference.isEmpty() ? null : reference,
                source,
                primaryNeed,
                noFurtherAction == null ? null : Boolean.valueOf(noFurtherAction),
                codes.read(in),
                codes.read(in),
                codes.read(in));
    }
}
