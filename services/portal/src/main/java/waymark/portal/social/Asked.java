package waymark.portal.social;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import waymark.portal.cases.Whose;
import waymark.portal.desk.Desk;

/**
 * What a list is asked for by its page's address.
 *
 * @param page the list's own address
 * @param answers by the service's names for them; only those that the list knows, and none that is blank
 * @param given whether the address says anything at all
 * @param whose cases; null where the list's cases are nobody's in particular
 */
record Asked(String page, Map<String, String> answers, boolean given, Whose whose) {
    /** Rows of one page. */
    static final int SIZE = 50;

    /** How an address says that a filter is left open which would not be otherwise. */
    static final String ANY = "any";

    /**
     * @param usually what is asked for where the address says nothing of it
     */
    static Asked of(String page, Map<String, String> parameters, List<String> known, Map<String, String> usually) {
        var answers = new LinkedHashMap<>(usually);
        for (var name : known) {
            var value = parameters.get(name);
            if (value != null && !value.isBlank()) answers.put(name, value.strip());
        }
        boolean given = known.stream().anyMatch(parameters::containsKey);
        return new Asked(page, answers, given, null);
    }

    Asked of(Whose cases, Map<String, String> parameters) {
        boolean said = parameters.containsKey(cases.field()) || parameters.containsKey(Whose.PERSON);
        return new Asked(page, answers, given || said, cases);
    }

    /** For templates: null where nothing is asked. */
    public String get(String name) {
        return answers.get(name);
    }

    public int number() {
        var number = answers.getOrDefault("page", "0");
        return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 0;
    }

    /** The service's address of this page of the list. */
    String of(String path) {
        return path + "?" + condition() + query(without("page")) + "page=%d&size=%d".formatted(number(), SIZE);
    }

    /** The whole list as a file. */
    public String export() {
        return page + "/export?" + condition() + query(without("page"));
    }

    /** Ends where the number of a page is to stand. */
    public String pages() {
        return page + "?" + inAddress() + own(without("page")) + "page=";
    }

    /** Ends where it is to stand whose cases are wanted. */
    public String whoseList() {
        return page + "?" + own(without("page")) + whose.field() + "=";
    }

    /** The address of the same list in another order: by the field, or the other way round where it is in that order already. */
    public String sorted(String by) {
        var other = without("page");
        other.put("sort", by.equals(get("sort")) ? "-" + by : by);
        return page + "?" + inAddress() + own(other);
    }

    /** As HTML says how a column is sorted. */
    public String order(String by) {
        if (by.equals(get("sort"))) return "ascending";
        return ("-" + by).equals(get("sort")) ? "descending" : null;
    }

    private String condition() {
        return whose == null ? "" : whose.condition();
    }

    private String inAddress() {
        return whose == null ? "" : whose.field() + "=" + Desk.encoded(whose.inAddress()) + "&";
    }

    private Map<String, String> without(String name) {
        var others = new LinkedHashMap<>(answers);
        others.remove(name);
        return others;
    }

    private static String query(Map<String, String> answers) {
        var asked = new LinkedHashMap<>(answers);
        asked.values().removeIf(ANY::equals);
        return own(asked);
    }

    private static String own(Map<String, String> answers) {
        return answers.entrySet().stream()
                .map(answer -> answer.getKey() + "=" + Desk.encoded(answer.getValue()) + "&")
                .collect(Collectors.joining());
    }
}
