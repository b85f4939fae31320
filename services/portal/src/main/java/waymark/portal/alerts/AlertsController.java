package waymark.portal.alerts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.calendar.BusinessClock;
import waymark.portal.cases.CaseAlerts;
import waymark.portal.cases.CasePages;
import waymark.portal.cases.Warned;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.web.access.Role;

/** The inbox, and the page of each alert. */
@Controller
@RequestMapping(AlertForms.PATH)
class AlertsController {
    private static final String ID = "/{id:[0-9a-f]{8}-[0-9a-f-]{27}}";
    private static final List<Choice> SEVERITIES =
            List.of(Choice.of("urgent"), Choice.of("important"), Choice.of("routine"));
    private static final List<Choice> STATES =
            List.of(Choice.of("open", "Open"), Choice.of("ended", "Resolved or ended"));
    private static final List<Choice> LEVELS = IntStream.rangeClosed(1, 4)
            .mapToObj(level -> Choice.of(Integer.toString(level), "Level " + level))
            .toList();

    private final CaseArea area;
    private final CasePages pages;
    private final AlertTelling telling;
    private final BusinessClock clock;

    AlertsController(@Qualifier("alerts") CaseArea area, CasePages pages, AlertTelling telling, BusinessClock clock) {
        this.area = area;
        this.pages = pages;
        this.telling = telling;
        this.clock = clock;
    }

    /**
     * @param href of the alert's page; null where it is not for who asks
     * @param casePage likewise of its case
     */
    record Row(Warned alert, String href, String casePage) {}

    /** The parts of the inbox, in their order, each with the question by which it is asked for. */
    private enum Kind {
        WAITING("To acknowledge and resolve", null, "No alert waits here.", "the most urgent first"),
        SOON(
                "Due soon",
                "These need no answer: each goes away once its step is done.",
                "Nothing here falls due soon.",
                "the nearest day first"),
        QUIET(
                "To look into",
                "These need no answer: a case in which nothing happens goes away once something is recorded in it, a red measure once it is red no more.",
                "No case here has been quiet for too long, and no measure is red.",
                "the longest there first"),
        ENDED("Resolved or ended", null, "No alert has ended here.", "the latest raised first");

        private final String heading;
        private final String about;
        private final String none;
        private final String order;

        Kind(String heading, String about, String none, String order) {
            this.heading = heading;
            this.about = about;
            this.none = none;
            this.order = order;
        }

        private String question(Inbox inbox) {
            return switch (this) {
                case WAITING -> inbox.toRespondTo();
                case SOON -> inbox.dueSoon();
                case QUIET -> inbox.quiet();
                case ENDED -> inbox.endedOnes();
            };
        }

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the inbox shows no more than a few of them. */
        private boolean isShortIn(Inbox inbox) {
            return (this == SOON || this == QUIET) && !inbox.alone();
        }
    }

    /**
     * A part of the inbox.
     *
     * @param about what its alerts have in common, or null
     * @param none what is said where there is none
     * @param paged whether it goes on from page to page
     * @param all its page of its own; null where there is no more than is here
     */
    record Part(
            String id,
            String heading,
            String about,
            String none,
            String caption,
            List<Row> rows,
            long total,
            long hidden,
            boolean paged,
            String all) {}

    private Part part(Desk desk, Kind kind, Doc list, Inbox inbox) {
        var now = clock.now();
        var rows = list.docs("items").stream()
                .map(one -> row(desk, Warned.of(one, desk.today(), now)))
                .toList();
        long total = list.number("total");
        boolean isShort = kind.isShortIn(inbox);
        return new Part(
                kind.id(),
                kind.heading,
                kind.about,
                kind.none,
                "%,d alert%s, %s".formatted(total, total == 1 ? "" : "s", kind.order),
                rows,
                total,
                list.number("hidden"),
                !isShort,
                isShort && total > rows.size() ? inbox.partPage(kind.id()) : null);
    }

    @GetMapping
    String inbox(Desk desk, @RequestParam Map<String, String> parameters, Model model) {
        var inbox = new Inbox(parameters, desk.person());
        var rules = desk.meanwhile(Service.ALERTS, "/alerts/rules");
        var asked = new LinkedHashMap<Kind, CompletableFuture<Answer>>();
        for (var kind : Kind.values()) {
            var question = kind.question(inbox);
            if (question != null) asked.put(kind, desk.meanwhile(Service.ALERTS, question));
        }
        var parts = new ArrayList<Part>();
        var away = new LinkedHashSet<String>();
        asked.forEach((kind, answer) -> {
            var list = desk.need(answer.join());
            away.addAll(list.texts("away"));
            parts.add(part(desk, kind, list, inbox));
        });
        model.addAttribute("parts", parts);
        model.addAttribute("away", Warned.kinds(away));
        model.addAttribute("inbox", inbox);
        model.addAttribute("size", Inbox.SIZE);
        model.addAttribute("kinds", Warned.KINDS);
        model.addAttribute("rules", rules(rules.join()));
        model.addAttribute("severities", SEVERITIES);
        model.addAttribute("states", STATES);
        model.addAttribute("levels", LEVELS);
        model.addAttribute("manages", desk.person().is(Role.TEAM_MANAGER));
        return "alerts/inbox";
    }

    private Row row(Desk desk, Warned alert) {
        return new Row(
                alert,
                area.isWorkOf(desk.person())
                        ? AlertForms.PATH + "/" + alert.one().text("id")
                        : null,
                casePage(desk, alert));
    }

    private String casePage(Desk desk, Warned alert) {
        if (alert.casePage() == null) return null;
        return pages.telling(alert.area()).area().opensTo(desk.person()) ? alert.casePage() : null;
    }

    /** To choose from; empty where the service does not say them. */
    private static List<Choice> rules(Answer answer) {
        return answer.found().orElse(Doc.EMPTY).docs("rules").stream()
                .map(rule -> Choice.of(rule.text("id"), rule.text("title")))
                .toList();
    }

    /** The open alerts of a case, which the panel on its page asks for itself. */
    @GetMapping("/of/{caseId}")
    String ofCase(Desk desk, @PathVariable UUID caseId, Model model) {
        var id = caseId.toString();
        var answer = desk.get(Service.ALERTS, CaseAlerts.question(id));
        model.addAttribute("alerts", CaseAlerts.of(desk, id, answer, clock.now()));
        return "alerts/parts :: open";
    }

    @GetMapping(ID)
    String one(Desk desk, @PathVariable UUID id, Model model) {
        var asked = desk.meanwhile(Service.ALERTS, "/alerts/rules");
        var one = desk.need(Service.ALERTS, "/alerts/{}", id);
        var alert = Warned.of(one, desk.today(), clock.now());
        var offered = AlertForms.offered(area, one, desk.person());
        var rule = asked.join().found().orElse(Doc.EMPTY).docs("rules").stream()
                .filter(candidate -> String.valueOf(one.text("rule")).equals(candidate.text("id")))
                .findFirst()
                .orElse(Doc.EMPTY);
        model.addAttribute("alert", alert);
        model.addAttribute("one", one);
        model.addAttribute("page", AlertForms.PATH + "/" + id);
        model.addAttribute("casePage", casePage(desk, alert));
        model.addAttribute("kind", AlertForms.kind(one.text("kind")));
        model.addAttribute("rule", rule);
        model.addAttribute("facts", telling.facts(one, alert));
        model.addAttribute("steps", offered);
        model.addAttribute("next", AlertForms.next(offered));
        model.addAttribute("timeline", telling.history(one));
        model.addAttribute("manages", desk.person().is(Role.TEAM_MANAGER) && rule.has("id"));
        return "alerts/one";
    }
}
