package waymark.portal.cme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import waymark.portal.cases.Whose;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Person;
import waymark.web.access.Role;

/** What the list of involvements is asked for, from the page's address: whose, with which filters, in which order. */
final class Listing {
    /** Rows of one page. */
    static final int SIZE = 50;

    /** Sent on as they are. */
    private static final List<String> FILTERS = List.of("locality", "senStatus", "socialCareStatus", "schoolYear");

    private static final Map<String, String> COLUMNS = columns();

    private static Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put("involvementRef", "Involvement");
        columns.put("openedOn", "Opened");
        columns.put("schoolYear", "School year");
        columns.put("senStatus", "SEN");
        columns.put("socialCareStatus", "Social care");
        columns.put("locality", "Locality");
        columns.put("officer", "Officer");
        return columns;
    }

    private static final List<String> SORTABLE =
            List.of("involvementRef", "openedOn", "schoolYear", "locality", "officer", "reviewDueOn", "closedOn");

    private final Map<String, String> asked;
    private final Whose whose;

    /** @param parameters the page's; those that nobody knows are not sent on */
    Listing(Map<String, String> parameters, Person person) {
        whose = Whose.of(
                "officer",
                parameters.get("officer"),
                parameters.get(Whose.PERSON),
                person,
                person.is(Role.CME_OFFICER) ? "me" : "anyone");
        asked = new LinkedHashMap<>();
        asked.put("officer", whose.inAddress());
        asked.put("status", "open");
        for (var name : List.of("status", "overdue", "sort", "page")) keep(parameters, name);
        for (var name : FILTERS) keep(parameters, name);
    }

    private void keep(Map<String, String> parameters, String name) {
        var value = parameters.get(name);
        if (value != null && !value.isBlank()) asked.put(name, value.strip());
    }

    public String get(String name) {
        return asked.get(name);
    }

    public int page() {
        var page = asked.getOrDefault("page", "0");
        return page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 0;
    }

    public Whose whose() {
        return whose;
    }

    /** Of the service's list, without page and size. */
    String question() {
        var question = new LinkedHashMap<String, String>();
        if (!asked.get("status").equals("any")) question.put("status", asked.get("status"));
        if ("yes".equals(asked.get("overdue"))) question.put("reviewOverdue", "true");
        for (var name : FILTERS) if (asked.containsKey(name)) question.put(name, asked.get(name));
        question.put("sort", sort());
        return whose.condition() + encoded(question);
    }

    private String sort() {
        var sort = asked.get("sort");
        if (sort != null && SORTABLE.contains(sort.startsWith("-") ? sort.substring(1) : sort)) return sort;
        return switch (asked.get("status")) {
            case "open" -> "reviewDueOn";
            case "closed" -> "-closedOn";
            default -> "-openedOn";
        };
    }

    /** The page's own address with one answer changed, from its first page. */
    public String with(String name, String value) {
        var changed = new LinkedHashMap<>(asked);
        changed.remove("page");
        changed.put(name, value);
        return "/involvements?" + encoded(changed);
    }

    /** The page's own address, to be followed by whose. */
    public String whoseList() {
        var changed = new LinkedHashMap<>(asked);
        changed.remove("page");
        changed.remove("officer");
        return "/involvements?" + encoded(changed) + "&officer=";
    }

    /** The page's own address up to the number of a page. */
    public String pages() {
        var changed = new LinkedHashMap<>(asked);
        changed.remove("page");
        return "/involvements?" + encoded(changed) + "&page=";
    }

    public String export() {
        return "/involvements/export?" + question();
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(part -> part.getKey() + "=" + Desk.encoded(part.getValue()))
                .collect(Collectors.joining("&"));
    }

    /**
     * A column's head.
     *
     * @param href sorts by it, the other way where it is so sorted; null where it cannot be sorted by
     * @param sorted as in aria-sort; null where the list is not sorted by it
     */
    public record Column(String words, String href, String sorted) {}

    public List<Column> heads() {
        var heads = new ArrayList<Column>();
        COLUMNS.forEach((name, words) -> heads.add(column(name, words)));
        heads.add(
                asked.get("status").equals("open")
                        ? column("reviewDueOn", "Next review")
                        : column("closedOn", "Closed"));
        return heads;
    }

    private Column column(String name, String words) {
        if (!SORTABLE.contains(name)) return new Column(words, null, null);
        var sort = sort();
        boolean upwards = sort.equals(name);
        boolean downwards = sort.equals("-" + name);
        var sorted = upwards ? "ascending" : downwards ? "descending" : null;
        return new Column(words, with("sort", upwards ? "-" + name : name), sorted);
    }
}
