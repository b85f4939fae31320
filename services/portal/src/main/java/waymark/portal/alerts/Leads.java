package waymark.portal.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long before a deadline somebody is told: as the service has it ({@code P28D}, {@code PT4H}), and as managers read and type it. */
final class Leads {
    private static final Pattern CODE = Pattern.compile("PT?([0-9]{1,4})([DH])");
    private static final Pattern TYPED = Pattern.compile("([0-9]{1,4}) ?(d|days?|h|hours?)?");

    private Leads() {}

    /** As it stands in a form's field: 28 days, 14 days; empty where nobody is told beforehand. */
    static String typed(List<String> codes) {
        return String.join(", ", codes.stream().map(Leads::words).toList());
    }

    /** As in a table: 28 days and 14 days before. */
    static String before(List<String> codes) {
        if (codes.isEmpty()) return null;
        var words = codes.stream().map(Leads::words).toList();
        var last = words.getLast();
        return words.size() == 1
                ? last + " before"
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + last + " before";
    }

    private static String words(String code) {
        var lead = CODE.matcher(code);
        if (!lead.matches()) return code;
        var unit = lead.group(2).equals("D") ? "day" : "hour";
        return lead.group(1) + " " + (lead.group(1).equals("1") ? unit : unit + "s");
    }

    /** Empty where it cannot be read; a number alone is days. */
    static Optional<List<String>> codes(String typed) {
        var codes = new ArrayList<String>();
        for (var part :
                typed.toLowerCase(java.util.Locale.UK).replace(" and ", ",").split("[,;]", -1)) {
            if (part.isBlank()) continue;
            var lead = TYPED.matcher(part.strip());
            if (!lead.matches()) return Optional.empty();
            boolean hours = lead.group(2) != null && lead.group(2).startsWith("h");
            codes.add(hours ? "PT" + lead.group(1) + "H" : "P" + lead.group(1) + "D");
        }
        return Optional.of(codes);
    }
}
