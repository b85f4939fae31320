package waymark.portal.records;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.cases.CasePages;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.forms.CaseArea;

/**
 * What is past the time for which the policy keeps it. Nothing is erased that was not shown before: a run sends back what stands for the set that its
 * preview counted, and the service refuses it where another is due by then.
 */
@Controller
@RequestMapping("/records/retention")
class RetentionController {
    private static final String SET = "set.";
    private static final String COUNT = "count.";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final CasePages pages;

    RetentionController(CasePages pages) {
        this.pages = pages;
    }

    /** What a service said to the preview, or to the run, of one kind. */
    record Kind(CaseArea area, Answer answer) {
        public String period() {
            return answer.doc() == null ? null : words(answer.doc().text("period"));
        }

        public String why() {
            return switch (answer) {
                case Answer.Done _ -> null;
                case Answer.Refused refused -> refused.words();
                case Answer.Away(var service) ->
                    "The service for %s is not answering. Look again in a minute.".formatted(service.words());
            };
        }
    }

    /** @param count yes to count what is due, which takes its time where there are many cases */
    @GetMapping
    String preview(Desk desk, @RequestParam(required = false) String count, Model model) {
        if (!"yes".equals(count)) return "records/retention-ask";
        var asked = new LinkedHashMap<CaseArea, Callable<Answer>>();
        for (var area : areas()) asked.put(area, () -> run(desk, area, Map.of("preview", true)));
        var kinds = atOnce(asked);
        model.addAttribute("kinds", kinds);
        model.addAttribute("ran", false);
        model.addAttribute(
                "due",
                kinds.stream()
                        .filter(kind -> kind.answer.doc() != null)
                        .mapToLong(kind -> kind.answer.doc().number("wouldErase"))
                        .sum());
        return "records/retention";
    }

    /** @param count of cases, as the preview had it */
    record Checked(CaseArea area, String set, String count) {}

    /**
     * @param typed by kind, what its preview answered
     * @param confirmed yes once it was checked
     */
    @PostMapping
    String run(
            Desk desk,
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) String confirmed,
            Model model) {
        var checked = new ArrayList<Checked>();
        for (var area : areas()) {
            var count = typed.getOrDefault(COUNT + area.id(), "0");
            if (typed.containsKey(SET + area.id()) && !count.equals("0")) {
                checked.add(new Checked(area, typed.get(SET + area.id()), count));
            }
        }
        if (checked.isEmpty()) return "redirect:/records/retention?count=yes";
        if (!"yes".equals(confirmed)) {
            model.addAttribute("checked", checked);
            return "records/retention-check";
        }
        var asked = new LinkedHashMap<CaseArea, Callable<Answer>>();
        for (var one : checked) {
            asked.put(one.area, () -> run(desk, one.area, Map.of("preview", false, "set", one.set)));
        }
        model.addAttribute("kinds", atOnce(asked));
        model.addAttribute("ran", true);
        return "records/retention";
    }

    private List<CaseArea> areas() {
        return pages.all().stream().map(telling -> telling.area()).toList();
    }

    /** Counting and erasing thousands takes longer than a page may else wait for. */
    private static Answer run(Desk desk, CaseArea area, Map<String, ?> body) {
        return desk.upload(
                area.service(),
                area.path() + "/retention-runs",
                "application/json",
                BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    private static List<Kind> atOnce(Map<CaseArea, Callable<Answer>> asked) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new LinkedHashMap<CaseArea, Future<Answer>>();
            asked.forEach((area, ask) -> answers.put(area, threads.submit(ask)));
            var kinds = new ArrayList<Kind>();
            for (var answer : answers.entrySet()) {
                kinds.add(new Kind(answer.getKey(), answer.getValue().get()));
            }
            return kinds;
        } catch (ExecutionException fault) {
            throw new IllegalStateException("a retention run could not be asked for", fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a retention run was waited for", stopped);
        }
    }

    /** A period as ISO 8601 writes it, as people say it: 25 years. */
    static String words(String period) {
        try {
            var parts = Period.parse(period);
            var words = new ArrayList<String>();
            add(words, parts.getYears(), "year");
            add(words, parts.getMonths(), "month");
            add(words, parts.getDays(), "day");
            return String.join(" and ", words);
        } catch (DateTimeException other) {
            return period;
        }
    }

    private static void add(List<String> words, int count, String unit) {
        if (count != 0) words.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
}
