package waymark.referrals.events;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import waymark.casefile.course.Clocks;
import waymark.casefile.course.Validity;
import waymark.referrals.domain.Codes;
import waymark.referrals.domain.EarlyHelpStep;
import waymark.referrals.domain.StepKind;
import waymark.web.ClockFile;
import waymark.web.CodeLists;

/** What the code lists of social care mean. */
public final class ReferralCodes {
    private ReferralCodes() {}

    /** @throws RuntimeException where a list is missing or cannot be understood; it names the file */
    public static Codes of(CodeLists lists) {
        return new Codes(
                list(lists, "referral-sources.csv"),
                list(lists, "referral-needs.csv"),
                list(lists, "assessment-factors.csv"),
                list(lists, "protection-categories.csv"),
                list(lists, "closure-reasons.csv"));
    }

    public static Clocks<StepKind> clocks(CodeLists lists) {
        return ClockFile.read(lists, "social-care-clocks.csv", StepKind.class);
    }

    public static Clocks<EarlyHelpStep> earlyHelpClocks(CodeLists lists) {
        return ClockFile.read(lists, "early-help-clocks.csv", EarlyHelpStep.class);
    }

    private static List<Codes.Code> list(CodeLists lists, String file) {
        return lists.rows(file, ReferralCodes::code);
    }

    private static Codes.Code code(NamedCsvRecord row) {
        return new Codes.Code(
                row.getField("code"),
                row.getField("meaning"),
                new Validity(CodeLists.day(row, "valid_from"), CodeLists.day(row, "valid_to")));
    }
}
