package waymark.involvements.events;

import waymark.involvements.domain.Codes;
import waymark.web.CodeLists;

/** What the code lists of involvements mean. */
public final class InvolvementCodes {
    private InvolvementCodes() {}

    /** @throws RuntimeException where a list is missing or cannot be understood; it names the file */
    public static Codes of(CodeLists lists) {
        var outcomes = lists.rows(
                "closure-outcomes.csv",
                row -> new Codes.Outcome(
                        row.getField("code"),
                        row.getField("meaning"),
                        row.getField("group"),
                        CodeLists.day(row, "valid_from"),
                        CodeLists.day(row, "valid_to")));
        return new Codes(outcomes, lists.codes("agencies.csv"), lists.codes("enquiry-results.csv"));
    }
}
