package waymark.portal.alerts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import waymark.portal.cases.Told;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.NotHere;
import waymark.portal.desk.Service;
import waymark.portal.forms.Fault;
import waymark.portal.forms.FormPage;
import waymark.portal.forms.Reading;
import waymark.portal.forms.Step;
import waymark.portal.forms.Words;

/** The rules as an authority's managers have set them; a change shows what it would have meant last month before it is saved. */
@Controller
@RequestMapping(RulesController.PAGE)
class RulesController {
    static final String PAGE = "/alerts/rules";
    private static final String VERSION = "version";
    private static final String CONFIRMED = "confirmed";

    /** @param told when somebody is told, in words */
    record Line(Doc rule, String severity, String who, String told) {}

    record Family(String id, String words, List<Line> rules) {}

    /** A form, with all that it is made of and about. */
    private record Place(Doc rules, Doc subject, Step step, String caption) {
        boolean isOfLevels() {
            return step.id().equals(RuleForms.LEVELS);
        }
    }

    @GetMapping
    String rules(Desk desk, Model model) {
        var rules = asked(desk);
        model.addAttribute("rules", rules);
        model.addAttribute(
                "families",
                RuleForms.FAMILIES.stream()
                        .map(family -> new Family(family.code(), family.words(), lines(rules, family.code())))
                        .filter(family -> !family.rules.isEmpty())
                        .toList());
        model.addAttribute("levels", RuleForms.levelsInWords(rules));
        return "alerts/rules";
    }

    private static List<Line> lines(Doc rules, String family) {
        return rules.docs("rules").stream()
                .filter(rule -> family.equals(rule.text("family")))
                .map(rule -> new Line(
                        rule,
                        Words.code(rule.text("severity")),
                        Words.capital(Told.role(rule.text("role"))),
                        told(rule)))
                .toList();
    }

    private static String told(Doc rule) {
        if (rule.has("days")) return "After " + rule.text("days") + " days";
        var before = Leads.before(rule.texts("leads"));
        if (!RuleForms.isDeadline(rule)) return "At once";
        return before == null ? "When the day is missed" : before + ", and when the day is missed";
    }

    @GetMapping("/{rule}")
    String form(Desk desk, @PathVariable String rule, Model model) {
        model.addAttribute("form", blank(desk, place(desk, rule)));
        return "form";
    }

    @PostMapping("/{rule}")
    String change(
            Desk desk,
            @PathVariable String rule,
            @RequestParam MultiValueMap<String, String> typed,
            Model model,
            RedirectAttributes after) {
        var place = place(desk, rule);
        var seen = typed.getFirst(VERSION);
        var form = seen == null ? blank(desk, place) : blank(desk, place).with(VERSION, seen);
        var reading = Reading.of(place.step.fields(), typed, place.subject, desk.today(), false);
        var change = place.isOfLevels()
                ? RuleForms.levelsChange(place.rules, reading.body())
                : RuleForms.change(place.subject, reading.body());
        var faults = new ArrayList<>(reading.faults());
        if (faults.isEmpty()) faults.addAll(change.faults());
        if (!faults.isEmpty()) return again(place, form, typed, faults, model);
        return switch (String.valueOf(typed.getFirst(CONFIRMED))) {
            case "yes" ->
                save(
                        desk,
                        place,
                        form,
                        typed,
                        change,
                        String.valueOf(reading.body().get("reason")),
                        model,
                        after);
            case "no" -> again(place, form, typed, List.of(), model);
            default -> preview(desk, place, form, typed, change, model);
        };
    }

    private static String preview(
            Desk desk,
            Place place,
            FormPage form,
            MultiValueMap<String, String> typed,
            RuleForms.Change change,
            Model model) {
        var preview = desk.consider(Service.ALERTS, "/alerts/rules/preview", change.body());
        if (preview instanceof Answer.Refused refused) {
            if (refused.status() == 403) throw new CannotShow(refused);
            return again(place, form, typed, List.of(fault(refused)), model);
        }
        model.addAttribute("form", form.typed(typed, List.of(), place.subject));
        model.addAttribute("typed", answers(place, typed));
        model.addAttribute("preview", preview);
        model.addAttribute(
                "differing",
                preview.found().orElse(Doc.EMPTY).docs("rules").stream()
                        .filter(rule -> rule.number("now") != rule.number("then"))
                        .toList());
        return "alerts/check-rule";
    }

    private static String save(
            Desk desk,
            Place place,
            FormPage form,
            MultiValueMap<String, String> typed,
            RuleForms.Change change,
            String reason,
            Model model,
            RedirectAttributes after) {
        var seen = typed.getFirst(VERSION);
        var body = new LinkedHashMap<>(change.body());
        body.put(VERSION, seen != null && seen.matches("[0-9]{1,9}") ? Integer.parseInt(seen) : 0);
        body.put("reason", reason);
        return switch (desk.send("PUT", Service.ALERTS, PAGE, body)) {
            case Answer.Done _ -> {
                after.addFlashAttribute(
                        "done", place.caption == null ? "The levels are changed" : "The rule is changed");
                yield "redirect:" + PAGE;
            }
            case Answer.Refused refused
            when refused.status() == 412 -> {
                var now = place(desk, place.step.id());
                yield again(
                        now,
                        blank(desk, now),
                        typed,
                        List.of(
                                new Fault(
                                        null,
                                        "The rules were changed since you opened the form. Nothing was saved: check your answers against what is set now, and send them again.")),
                        model);
            }
            case Answer.Refused refused when refused.status() == 403 -> throw new CannotShow(refused);
            case Answer.Refused refused -> again(place, form, typed, List.of(fault(refused)), model);
            case Answer.Away(var service) ->
                again(
                        place,
                        form,
                        typed,
                        List.of(new Fault(
                                null,
                                "The service for %s is not answering, so it is not known whether this was saved. Look at the rules again in a moment."
                                        .formatted(service.words()))),
                        model);
        };
    }

    /** The service names a field within its change: {@code changes.0.leads}. */
    private static Fault fault(Answer.Refused refused) {
        var field = refused.field();
        return new Fault(
                field == null || !field.startsWith("changes") ? field : field.substring(field.lastIndexOf('.') + 1),
                refused.words());
    }

    private static Doc asked(Desk desk) {
        return desk.need(Service.ALERTS, PAGE);
    }

    private static Place place(Desk desk, String id) {
        var rules = asked(desk);
        if (id.equals(RuleForms.LEVELS)) return new Place(rules, rules, RuleForms.levels(rules), null);
        var rule = rules.docs("rules").stream()
                .filter(candidate -> id.equals(candidate.text("id")))
                .findFirst()
                .orElseThrow(NotHere::new);
        return new Place(rules, rule, RuleForms.rule(rule), rule.text("title"));
    }

    private static FormPage blank(Desk desk, Place place) {
        return FormPage.blank(
                place.step,
                place.caption,
                PAGE + "/" + place.step.id(),
                PAGE,
                Map.of(VERSION, Long.toString(place.rules.number(VERSION))),
                place.subject,
                desk.today());
    }

    private static String again(
            Place place, FormPage form, MultiValueMap<String, String> typed, List<Fault> faults, Model model) {
        model.addAttribute("form", form.typed(typed, faults, place.subject));
        return "form";
    }

    private static List<Map.Entry<String, String>> answers(Place place, MultiValueMap<String, String> typed) {
        var answers = new ArrayList<Map.Entry<String, String>>();
        for (var field : place.step.fields()) {
            for (var value : typed.getOrDefault(field.name(), List.of())) answers.add(Map.entry(field.name(), value));
        }
        return answers;
    }
}
