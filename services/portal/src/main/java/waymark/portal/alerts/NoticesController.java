package waymark.portal.alerts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;

/** For administrators: how many notices of alerts wait, went out and failed for good, and the way to send those again. What they say is not shown. */
@Controller
@RequestMapping(NoticesController.PAGE)
class NoticesController {
    static final String PAGE = "/records/notices";
    private static final String NOTICES = "/alerts/notices?state={}&page={}&size={}";
    private static final String DEAD = "dead";
    private static final int SIZE = 50;

    private static final List<Choice> STATES = List.of(
            Choice.of("waiting", "Waiting"),
            Choice.of("sent", "Sent"),
            Choice.of("dropped", "Dropped: there was nothing to say any more"),
            Choice.of(DEAD, "Failed at every attempt"));

    private static final List<Choice> HAPPENINGS = List.of(
            Choice.of("raised", "Alert raised"),
            Choice.of("escalated", "Alert taken one level up"),
            Choice.of("handed-over", "Alert handed over"));

    record Count(String words, long count) {}

    /** @param about what it was about, in words */
    record Line(String about, String to, String since, String attempts, String reason) {}

    @GetMapping
    String notices(Desk desk, @RequestParam(defaultValue = "0") String page, Model model) {
        int shown = page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 0;
        var asked = new LinkedHashMap<Choice, CompletableFuture<Answer>>();
        for (var state : STATES) {
            boolean listed = state.code().equals(DEAD);
            asked.put(
                    state,
                    desk.meanwhile(Service.ALERTS, NOTICES, state.code(), listed ? shown : 0, listed ? SIZE : 1));
        }
        var dead = Doc.EMPTY;
        var counts = new ArrayList<Count>();
        for (var one : asked.entrySet()) {
            var answer = desk.need(one.getValue().join());
            counts.add(new Count(one.getKey().words(), answer.number("total")));
            if (one.getKey().code().equals(DEAD)) dead = answer;
        }
        model.addAttribute("counts", counts);
        model.addAttribute(
                "dead", dead.docs("items").stream().map(NoticesController::line).toList());
        model.addAttribute("total", dead.number("total"));
        model.addAttribute("page", shown);
        model.addAttribute("size", SIZE);
        model.addAttribute("pages", PAGE + "?page=");
        return "alerts/notices";
    }

    private static Line line(Doc notice) {
        boolean digest = "digest".equals(notice.text("channel"));
        boolean webhook = "webhook".equals(notice.text("channel"));
        var type = String.valueOf(notice.text("type"));
        return new Line(
                digest ? "Digest of " + Words.day(LocalDate.parse(type)) : Meanings.of(HAPPENINGS, type),
                webhook ? "The webhook" : notice.text("recipient"),
                notice.moment("at"),
                notice.text("attempts"),
                notice.text("reason"));
    }

    /** All that failed for good, since what kept them from going out was one thing as a rule. */
    @PostMapping("/again")
    String again(Desk desk, RedirectAttributes after) {
        switch (desk.post(Service.ALERTS, "/alerts/notices/dead/replay", Map.of())) {
            case Answer.Done done -> {
                long count = done.doc().number("notices");
                after.addFlashAttribute(
                        "done",
                        count == 1 ? "One notice is sent again" : "%,d notices are sent again".formatted(count));
            }
            case Answer.Refused refused -> throw new CannotShow(refused);
            case Answer.Away away -> throw new CannotShow(away);
        }
        return "redirect:" + PAGE;
    }
}
