package waymark.portal.ehc;

import java.time.DayOfWeek;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.cases.Whose;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choices;
import waymark.web.CodeLists;
import waymark.web.access.Role;

/** The coordinators' work lists: by days left, and what falls due this week, by person. */
@Controller
class EhcListController {
    private static final int PAGE = 50;
    private static final int MOST_OF_A_WEEK = 1000;
    private static final int SHOWN_OVERDUE = 10;
    private static final String OPEN = "open";
    private static final String OPEN_STATUSES = "requested,assessing,drafted,maintained";
    private static final List<String> FILTERS =
            List.of("status", "nextStep", "due", "locality", "primaryNeed", "schoolYear", "requestSource", "sort");

    private final CaseArea area;
    private final Choices needs;
    private final Choices localities;

    EhcListController(CaseArea assessments, CodeLists lists) {
        area = assessments;
        needs = Choices.list(lists, "primary-needs.csv");
        localities = Choices.localities(lists);
    }

    /** Without a word on whose, a coordinator's own. */
    @GetMapping("/assessments")
    String list(
            Desk desk,
            @RequestParam Map<String, String> asked,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var whose = whose(desk, asked);
        var filters = filters(asked);
        var own = "coordinator=" + Desk.encoded(whose.inAddress()) + "&" + query(filters);
        var answer = desk.need(
                Service.ASSESSMENTS,
                EhcArea.PATH + "?" + whose.condition() + query(questions(filters)) + "page={}&size={}",
                Math.max(page, 0),
                PAGE);
        var of = Doc.EMPTY.with(CaseArea.AUTHORITY, desk.person().authority());
        model.addAttribute("list", answer);
        model.addAttribute("rows", listed(answer));
        model.addAttribute("filters", filters);
        model.addAttribute(
                "narrowed",
                Stream.of("nextStep", "primaryNeed", "locality", "requestSource")
                        .anyMatch(name -> !filters.getOrDefault(name, "").isEmpty()));
        model.addAttribute("page", (long) Math.max(page, 0));
        model.addAttribute("size", (long) PAGE);
        model.addAttribute("address", EhcArea.PATH + "?" + own + "page=");
        model.addAttribute("sorted", sorts(whose, filters));
        model.addAttribute("csv", EhcArea.PATH + "/export?" + whose.condition() + query(questions(filters)));
        model.addAttribute("statuses", EhcWords.STATUSES);
        model.addAttribute("nextSteps", EhcWords.NEXT_STEPS);
        model.addAttribute("sources", EhcWords.REQUEST_SOURCES);
        model.addAttribute("whose", whose);
        model.addAttribute("whoseList", EhcArea.PATH + "?" + query(filters) + "coordinator=");
        model.addAttribute(
                "imports", desk.person().is(Role.SEND_COORDINATOR, Role.TEAM_MANAGER, Role.PERFORMANCE_ANALYST));
        model.addAttribute("works", area.isWorkOf(desk.person()));
        model.addAttribute("opens", area.opensTo(desk.person()));
        model.addAttribute("needs", needs.on(of, desk.today()));
        model.addAttribute("localities", localities.on(of, desk.today()));
        return "ehc/list";
    }

    /**
     * What one person has to do.
     *
     * @param account null for cases that nobody has
     * @param overdue all of them, of which {@code shown} are in the list
     */
    record Load(String account, List<Listed> shown, int overdue, List<Listed> due) {
        /** Where the rest is. */
        public String all() {
            return EhcArea.PATH + "?coordinator=" + (account == null ? "nobody" : Desk.encoded(account))
                    + "&due=overdue";
        }

        public int notShown() {
            return overdue - shown.size();
        }
    }

    /** @param until this, to the coming Sunday, or next, to the Sunday after it */
    @GetMapping("/assessments/week")
    String week(Desk desk, @RequestParam(defaultValue = "this") String until, Model model) {
        boolean next = "next".equals(until);
        var last = desk.today()
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY))
                .plusWeeks(next ? 1 : 0);
        var overdue = desk.meanwhile(
                Service.ASSESSMENTS, EhcArea.PATH + "?overdue=true&sort=dueOn&page=0&size={}", MOST_OF_A_WEEK);
        var due = desk.meanwhile(
                Service.ASSESSMENTS,
                EhcArea.PATH + "?overdue=false&dueWithin={}&sort=dueOn&page=0&size={}",
                ChronoUnit.DAYS.between(desk.today(), last),
                MOST_OF_A_WEEK);
        var late = desk.need(overdue.join());
        var week = desk.need(due.join());
        model.addAttribute("opens", area.opensTo(desk.person()));
        model.addAttribute("late", late);
        model.addAttribute("week", week);
        model.addAttribute("loads", loads(listed(late), listed(week)));
        model.addAttribute("most", MOST_OF_A_WEEK);
        model.addAttribute("last", last);
        model.addAttribute("next", next);
        return "ehc/week";
    }

    private static List<Listed> listed(Doc page) {
        return page.docs("items").stream().map(Listed::of).toList();
    }

    /** By account, those that nobody has first. */
    static List<Load> loads(List<Listed> overdue, List<Listed> due) {
        var late = byCoordinator(overdue);
        var week = byCoordinator(due);
        var people = new TreeMap<String, List<Listed>>(late);
        people.putAll(week);
        var loads = new ArrayList<Load>();
        for (var person : people.keySet()) {
            var over = late.getOrDefault(person, List.of());
            loads.add(new Load(
                    person.isEmpty() ? null : person,
                    over.subList(0, Math.min(SHOWN_OVERDUE, over.size())),
                    over.size(),
                    week.getOrDefault(person, List.of())));
        }
        return loads;
    }

    private static Map<String, List<Listed>> byCoordinator(List<Listed> cases) {
        var by = new TreeMap<String, List<Listed>>();
        for (var one : cases) {
            var account = one.coordinator();
            by.computeIfAbsent(account == null ? "" : account, _ -> new ArrayList<>())
                    .add(one);
        }
        return by;
    }

    // What the list is asked for

    private static Whose whose(Desk desk, Map<String, String> asked) {
        return Whose.of(
                "coordinator",
                asked.get("coordinator"),
                asked.get(Whose.PERSON),
                desk.person(),
                desk.person().is(Role.SEND_COORDINATOR) ? "me" : "anyone");
    }

    /** As they stand in the form and in addresses. */
    private static Map<String, String> filters(Map<String, String> asked) {
        var filters = new LinkedHashMap<String, String>();
        for (var name : FILTERS) {
            if (asked.containsKey(name)) filters.put(name, asked.get(name).strip());
        }
        filters.putIfAbsent("status", OPEN);
        return filters;
    }

    /** As the service understands them. */
    private static Map<String, String> questions(Map<String, String> filters) {
        var questions = new LinkedHashMap<String, String>();
        filters.forEach((name, value) -> {
            if (value.isEmpty()) return;
            switch (name) {
                case "status" -> questions.put(name, value.equals(OPEN) ? OPEN_STATUSES : value);
                case "due" -> {
                    if (value.equals("overdue")) questions.put("overdue", "true");
                    else questions.put("dueWithin", value);
                }
                default -> questions.put(name, value);
            }
        });
        return questions;
    }

    /** Ends where another parameter may follow. */
    private static String query(Map<String, String> parameters) {
        var query = new StringBuilder();
        parameters.forEach((name, value) ->
                query.append(name).append('=').append(Desk.encoded(value)).append('&'));
        return query.toString();
    }

    /**
     * A column's heading.
     *
     * @param order for screen readers: {@code ascending}, {@code descending}; null where it is not sorted by this
     * @param href sorts by it, the other way round where it is sorted already
     */
    record Sort(String order, String href) {}

    private static Map<String, Sort> sorts(Whose whose, Map<String, String> filters) {
        var sort = filters.getOrDefault("sort", "");
        var sorts = new LinkedHashMap<String, Sort>();
        for (var field : List.of("assessmentRef", "childRef", "coordinator", "openedOn", "dueOn")) {
            boolean up = sort.equals(field) || (sort.isEmpty() && field.equals("dueOn"));
            boolean down = sort.equals("-" + field);
            var other = new LinkedHashMap<>(filters);
            other.put("sort", up ? "-" + field : field);
            sorts.put(
                    field,
                    new Sort(
                            up ? "ascending" : down ? "descending" : null,
                            EhcArea.PATH + "?coordinator=" + Desk.encoded(whose.inAddress()) + "&" + query(other)));
        }
        return sorts;
    }
}
