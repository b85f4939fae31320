package waymark.referrals.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import waymark.casefile.course.Validity;

/** The code lists of social care, each code with the days on which it may be used. */
public record Codes(
        List<Code> sources, List<Code> needs, List<Code> factors, List<Code> categories, List<Code> closureReasons) {

    public record Code(String code, String meaning, Validity validity) {}

    /** @param on null for all that ever were */
    public static List<String> on(List<Code> list, LocalDate on) {
        var codes = new ArrayList<String>(list.size());
        for (var code : list) if (on == null || code.validity().on(on)) codes.add(code.code());
        return codes;
    }

    public static List<String> all(List<Code> list) {
        return on(list, null);
    }
}
