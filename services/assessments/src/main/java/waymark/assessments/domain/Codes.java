package waymark.assessments.domain;

import java.time.LocalDate;
import java.util.List;
import waymark.casefile.course.Validity;

/**
 * The code lists, which are data: an authority revises them without a new program.
 *
 * @param exceptions what may excuse missing a clock; which clock, the clock says
 */
public record Codes(List<Code> primaryNeeds, List<Code> exceptions) {
    public record Code(String code, String meaning, Validity validity) {}

    public List<String> primaryNeedsOn(LocalDate day) {
        return inForce(primaryNeeds, day);
    }

    public List<String> exceptionsOn(LocalDate day) {
        return inForce(exceptions, day);
    }

    /** All codes of a list, in force or not. */
    public static List<String> all(List<Code> list) {
        return list.stream().map(Code::code).toList();
    }

    private static List<String> inForce(List<Code> list, LocalDate day) {
        return list.stream()
                .filter(code -> code.validity().on(day))
                .map(Code::code)
                .toList();
    }
}
