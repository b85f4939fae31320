package waymark.assessments.events;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import waymark.assessments.domain.Codes;
import waymark.assessments.domain.StepKind;
import waymark.casefile.course.Clocks;
import waymark.casefile.course.Validity;
import waymark.web.ClockFile;
import waymark.web.CodeLists;

/** What the code lists of assessments mean. */
public final class AssessmentCodes {
    private AssessmentCodes() {}

    /** @throws RuntimeException where a list is missing or cannot be understood; it names the file */
    public static Codes of(CodeLists lists) {
        return new Codes(
                lists.rows("primary-needs.csv", AssessmentCodes::code),
                lists.rows("ehc-exceptions.csv", AssessmentCodes::code));
    }

    /** The statutory clocks. */
    public static Clocks<StepKind> clocks(CodeLists lists) {
        return ClockFile.read(lists, "ehc-clocks.csv", StepKind.class);
    }

    private static Codes.Code code(NamedCsvRecord row) {
        return new Codes.Code(
                row.getField("code"),
                row.getField("meaning"),
                new Validity(CodeLists.day(row, "valid_from"), CodeLists.day(row, "valid_to")));
    }
}
