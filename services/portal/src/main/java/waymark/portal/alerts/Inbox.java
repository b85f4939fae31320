package waymark.portal.alerts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Person;
import waymark.web.access.Role;

/** What the inbox is asked for, from the page's address: whose alerts, open or ended, which part, with which filters. */
final class Inbox {
    /** Rows of one page. */
    static final int SIZE = 50;

    /** Of what needs no answer, on the page that has all parts. */
    static final int FEW = 20;

    /** Parts that have pages of their own. */
    static final String SOON = "soon";

    static final String QUIET = "quiet";

    private static final String MINE = "mine";
    private static final String TEAM = "team";
    private static final String ALL = "all";
    private static final String ENDED = "ended";

    /** Sent on as they are. */
    private static final List<String> FILTERS = List.of("kind", "rule", "severity", "level", "overdue", "caseId");

    private final Map<String, String> asked = new LinkedHashMap<>();
    private final Person person;

    /** @param parameters the page's; those that nobody knows are not sent on */
    Inbox(Map<String, String> parameters, Person person) {
        this.person = person;
        // Nothing is an analyst's own.
        asked.put("whose", isWorker(person) ? MINE : ALL);
        for (var name : List.of("whose", "state", "part", "page")) keep(parameters, name);
        for (var name : FILTERS) keep(parameters, name);
    }

    private static boolean isWorker(Person person) {
        return person.is(
                Role.CME_OFFICER, Role.SEND_COORDINATOR, Role.DUTY_WORKER, Role.REVIEWING_OFFICER, Role.TEAM_MANAGER);
    }

    private void keep(Map<String, String> parameters, String name) {
        var value = parameters.get(name);
        if (value != null && !value.isBlank()) asked.put(name, value.strip());
    }

    /** For templates: null where nothing is asked. */
    public String get(String name) {
        return asked.get(name);
    }

    public boolean mine() {
        return asked.get("whose").equals(MINE);
    }

    public boolean team() {
        return asked.get("whose").equals(TEAM);
    }

    public boolean all() {
        return !mine() && !team();
    }

    /** Those that nobody has to respond to any more. */
    public boolean ended() {
        return ENDED.equals(asked.get("state"));
    }

    /** One part of what is open, with a page to itself. */
    public boolean alone() {
        return !ended() && List.of(SOON, QUIET).contains(asked.getOrDefault("part", ""));
    }

    private boolean shows(String part) {
        return !ended() && (!alone() || part.equals(asked.get("part")));
    }

    public boolean filtered() {
        return FILTERS.stream().anyMatch(asked::containsKey);
    }

    public int page() {
        var page = asked.getOrDefault("page", "0");
        return page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 0;
    }

    /** Of the service: what must be acknowledged; null where the page has another part alone. */
    String toRespondTo() {
        if (ended() || alone()) return null;
        return question(Map.of("toAcknowledge", "true", "open", "true"), "urgency,since", SIZE);
    }

    /** What nobody has to acknowledge is routine as long as a day is ahead; null where that is not asked for. */
    String dueSoon() {
        var severity = asked.get("severity");
        if (!shows(SOON) || (severity != null && !severity.equals("routine"))) return null;
        return question(Map.of("toAcknowledge", "false", "open", "true", "severity", "routine"), "dueOn", several());
    }

    /** Cases in which nothing happens, and red measures; null where they are not asked for. */
    String quiet() {
        var severity = asked.getOrDefault("severity", "important,urgent");
        if (!shows(QUIET) || severity.equals("routine")) return null;
        return question(Map.of("toAcknowledge", "false", "open", "true", "severity", severity), "since", several());
    }

    String endedOnes() {
        return ended() ? question(Map.of("open", "false"), "-raisedAt", SIZE) : null;
    }

    private int several() {
        return alone() ? SIZE : FEW;
    }

    private String question(Map<String, String> of, String sort, int size) {
        var question = new LinkedHashMap<String, String>();
        if (mine()) question.put("mine", "true");
        // The service shows nothing of other teams. What any of a manager's people has, is their team's.
        if (team() && !person.is(Role.TEAM_MANAGER))
            question.put("role", person.roles().stream().map(Role::code).collect(Collectors.joining(",")));
        for (var name : FILTERS) if (asked.containsKey(name)) question.put(name, asked.get(name));
        question.putAll(new TreeMap<>(of));
        question.put("sort", sort);
        return AlertForms.PATH + "?" + encoded(question) + "&page=%d&size=%d".formatted(size == FEW ? 0 : page(), size);
    }

    /** The page's own address, to be followed by whose. */
    public String whoseList() {
        var changed = without("page");
        changed.remove("whose");
        return address(changed) + "whose=";
    }

    /** The page's own address up to the number of a page. */
    public String pages() {
        return address(without("page")) + "page=";
    }

    /** One part alone. */
    String partPage(String part) {
        var changed = without("page");
        changed.put("part", part);
        return AlertForms.PATH + "?" + encoded(changed);
    }

    /** All parts again. */
    public String allParts() {
        var changed = without("page");
        changed.remove("part");
        return AlertForms.PATH + "?" + encoded(changed);
    }

    private Map<String, String> without(String name) {
        var others = new LinkedHashMap<>(asked);
        others.remove(name);
        return others;
    }

    private static String address(Map<String, String> query) {
        return AlertForms.PATH + "?" + encoded(query) + (query.isEmpty() ? "" : "&");
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(part -> part.getKey() + "=" + Desk.encoded(part.getValue()))
                .collect(Collectors.joining("&"));
    }
}
