package waymark.portal.dashboards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.springframework.util.MultiValueMap;
import waymark.portal.desk.Desk;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Words;

/**
 * What a filter bar says.
 *
 * @param lasting whether the last day is today's, whatever day that is by then
 * @param filters values by dimension: codes only, since they stand in addresses
 * @param faults of days that could not be read; the usual ones stand in their place
 */
record Frame(LocalDate from, LocalDate to, boolean lasting, Map<String, String> filters, List<Fault> faults) {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;
    private static final String TYPED = "[A-Za-z0-9][A-Za-z0-9-]{0,39}";

    /**
     * @param usualFrom the first day where none is given
     * @param offered the dimensions by which can be filtered here, with their codes, or none where a code is typed; anything else is left out
     */
    static Frame of(
            MultiValueMap<String, String> given,
            LocalDate usualFrom,
            LocalDate today,
            Map<String, ? extends List<String>> offered) {
        var faults = new ArrayList<Fault>();
        var to = day("to", "Last day", given, today, faults);
        var from = day("from", "First day", given, today, faults);
        var last = to == null ? today : to;
        var first = from == null ? usualFrom : from;
        if (first.isAfter(last)) {
            if (from != null) faults.add(new Fault("from", "The first day must not be after the last day"));
            first = last.withDayOfMonth(1);
        }
        var filters = new LinkedHashMap<String, String>();
        offered.forEach((dimension, codes) -> {
            var value = given.getFirst(dimension);
            if (value != null && (codes.isEmpty() ? value.strip().matches(TYPED) : codes.contains(value))) {
                filters.put(dimension, value.strip());
            }
        });
        return new Frame(first, last, to == null, filters, faults);
    }

    private static LocalDate day(
            String name, String label, MultiValueMap<String, String> given, LocalDate today, List<Fault> faults) {
        var text = given.getFirst(name);
        if (text == null || text.isBlank()) return null;
        var day = Words.day(text, today)
                .filter(read -> read.getYear() >= FIRST_YEAR && read.getYear() <= LAST_YEAR)
                .orElse(null);
        if (day == null) faults.add(new Fault(name, label + " must be a day, such as " + Words.typed(today)));
        return day;
    }

    /** Whether it is anything but the usual. */
    public boolean filtered() {
        return !filters.isEmpty();
    }

    /** {@code locality=Aylesbury&}: the dimensions alone, each followed by an ampersand. */
    String dimensions() {
        var query = new StringBuilder();
        filters.forEach((dimension, value) ->
                query.append(dimension).append('=').append(Desk.encoded(value)).append('&'));
        return query.toString();
    }

    /** As a report is asked, with its days. */
    String days(Span span) {
        return dimensions() + "from=" + span.from(this) + "&to=" + to;
    }

    /** The bar itself, as it is kept in an address; today's day stays open. */
    public String query() {
        return dimensions() + "from=" + from + (lasting ? "" : "&to=" + to);
    }

    /** The cases behind a figure; {@code beside} narrows it further, by dimension and value in turn. */
    public String list(String measure, Span span, String... beside) {
        var query = new StringJoiner("&", "/dashboards/cases?", "");
        query.add("measure=" + Desk.encoded(measure));
        query.add("from=" + span.from(this) + "&to=" + to);
        var all = new LinkedHashMap<>(filters);
        for (int at = 0; at < beside.length; at += 2) all.put(beside[at], beside[at + 1]);
        all.forEach((dimension, value) -> query.add(dimension + "=" + Desk.encoded(value)));
        return query.toString();
    }

    /** As a day stands in the bar's field. */
    public String typedFrom() {
        return Words.typed(from);
    }

    public String typedTo() {
        return lasting ? "" : Words.typed(to);
    }

    /** 1 September 2021 to 31 July 2022. */
    public String words() {
        return Words.day(from) + " to " + Words.day(to);
    }

    /** Of the month alone. */
    public String monthWords() {
        return Words.day(to.withDayOfMonth(1)) + " to " + Words.day(to);
    }
}
