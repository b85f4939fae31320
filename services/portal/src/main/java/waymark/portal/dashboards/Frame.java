package waymark.portal.dashboards;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import waymark.portal.desk.Desk;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Words;

/**
 * What a filter bar says.
 *
 * @param lasting whether the last day is today's, whatever day that is by then
 * @param filters values by dimension: codes only, since they stand in addresses
 * @param wrong what was typed and not taken, as it was, by field
 * @param faults of what was not taken. Figures asked with such a frame would be read as what was asked for, so there are none
 */
record Frame(
        LocalDate from,
        LocalDate to,
        boolean lasting,
        Map<String, String> filters,
        Map<String, String> wrong,
        List<Fault> faults) {
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;
    private static final String TYPED = "[A-Za-z0-9][A-Za-z0-9-]{0,39}";

    /**
     * @param usualFrom the first day where none is given
     * @param offered the dimensions by which can be filtered here, with their codes, or none where a code is typed; any other is a fault
     */
    static Frame of(
            MultiValueMap<String, String> given,
            LocalDate usualFrom,
            LocalDate today,
            Map<String, ? extends List<String>> offered) {
        var faults = new ArrayList<Fault>();
        var from = day(FROM, "First day", given, today, faults);
        var to = day(TO, "Last day", given, today, faults);
        var last = to == null ? today : to;
        var first = from == null ? usualFrom : from;
        if (first.isAfter(last)) {
            if (from != null && faults.isEmpty())
                faults.add(new Fault(FROM, "The first day must not be after the last day"));
            first = last.withDayOfMonth(1);
        }
        var filters = filters(given, offered, faults);
        var wrong = new LinkedHashMap<String, String>();
        for (var fault : faults) if (fault.field() != null) wrong.put(fault.field(), said(given, fault.field()));
        return new Frame(first, last, to == null, filters, wrong, faults);
    }

    /** Of a whole month, by the same filters. */
    Frame month(YearMonth month) {
        return new Frame(month.atDay(1), month.atEndOfMonth(), false, filters, Map.of(), List.of());
    }

    private static Map<String, String> filters(
            MultiValueMap<String, String> given, Map<String, ? extends List<String>> offered, List<Fault> faults) {
        var filters = new LinkedHashMap<String, String>();
        offered.forEach((dimension, codes) -> {
            var value = said(given, dimension);
            if (value.isEmpty()) return;
            if (codes.isEmpty() ? value.matches(TYPED) : codes.contains(value)) filters.put(dimension, value);
            else faults.add(new Fault(dimension, notTaken(Codes.dimension(dimension), codes.isEmpty())));
        });
        for (var name : given.keySet()) {
            if (name.equals(FROM) || name.equals(TO) || offered.containsKey(name)) continue;
            if (said(given, name).isEmpty()) continue;
            faults.add(new Fault(null, "These figures cannot be filtered by: " + Codes.dimension(name)));
        }
        return filters;
    }

    private static String notTaken(String label, boolean typed) {
        return typed
                ? label + " must be a code: letters, digits and hyphens without spaces, at most 40"
                : label + " must be one of those in the list";
    }

    /** Several values of one field are one that does not fit: none of them is left out in silence. */
    private static String said(MultiValueMap<String, String> given, String name) {
        return given.getOrDefault(name, List.of()).stream()
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static LocalDate day(
            String name, String label, MultiValueMap<String, String> given, LocalDate today, List<Fault> faults) {
        var text = said(given, name);
        if (text.isEmpty()) return null;
        var day = Words.day(text, today)
                .filter(read -> read.getYear() >= FIRST_YEAR && read.getYear() <= LAST_YEAR)
                .orElse(null);
        if (day == null) faults.add(new Fault(name, label + " must be a day, such as " + Words.typed(today)));
        return day;
    }

    /** As the fields show it: what was taken, and what was not. */
    Map<String, String> shown() {
        var shown = new LinkedHashMap<>(filters);
        shown.putAll(wrong);
        return shown;
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

    /** As a report by month is asked: a year and the month of the last day. */
    String months() {
        var month = YearMonth.from(to);
        return "%sfrom=%s&to=%s".formatted(dimensions(), month.minusYears(1), month);
    }

    /** As a report by month is asked for the month of the last day. */
    String lastMonth() {
        var month = YearMonth.from(to);
        return "%sfrom=%s&to=%s".formatted(dimensions(), month, month);
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
        return wrong.getOrDefault(FROM, Words.typed(from));
    }

    public String typedTo() {
        return wrong.getOrDefault(TO, lasting ? "" : Words.typed(to));
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
