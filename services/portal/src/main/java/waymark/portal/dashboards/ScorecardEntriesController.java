package waymark.portal.dashboards;

import java.math.BigDecimal;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.NotHere;
import waymark.portal.desk.Service;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Fault;
import waymark.portal.forms.FormPage;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Reading;
import waymark.portal.forms.Words;
import waymark.web.access.Role;

/** A measure of the scorecard with everything that was entered about it, and the forms by which an analyst enters more. Nothing that was entered is lost. */
@Controller
class ScorecardEntriesController {
    private static final String VERSION = "version";

    static String page(String measure) {
        return "/dashboards/scorecard/measures/" + measure;
    }

    /** @param href of the form */
    record Offered(String title, String href) {}

    @GetMapping("/dashboards/scorecard/measures/{id}")
    String measure(Desk desk, @PathVariable String id, @RequestParam(required = false) String month, Model model) {
        var measure = asked(desk, id);
        // An alert names a measure by its code, which is not always its id.
        if (!id.equals(measure.text("id"))) {
            return "redirect:" + page(measure.text("id")) + (month == null ? "" : "?month=" + Desk.encoded(month));
        }
        model.addAttribute("measure", measure);
        model.addAttribute("taken", words(ScorecardForms.DATA_PERIODS, measure.text("dataPeriod")));
        model.addAttribute("good", words(ScorecardForms.GOOD_TO_BE, measure.text("goodToBe")));
        model.addAttribute("unit", Words.code(measure.text("unit")));
        model.addAttribute("history", ScorecardForms.history(measure));
        model.addAttribute(
                "back",
                "/dashboards/scorecard?section=" + Desk.encoded(measure.text("section"))
                        + (month == null ? "" : "&month=" + Desk.encoded(month)));
        model.addAttribute(
                "offered",
                desk.person().is(Role.PERFORMANCE_ANALYST)
                        ? ScorecardForms.all().stream()
                                .map(form -> new Offered(
                                        form.step().title(),
                                        page(id) + "/" + form.step().id()))
                                .toList()
                        : List.of());
        return "dashboards/measure";
    }

    private static String words(List<Choice> choices, String code) {
        return Meanings.of(choices, code);
    }

    @GetMapping("/dashboards/scorecard/measures/{id}/{form}")
    String form(Desk desk, @PathVariable String id, @PathVariable String form, Model model) {
        var declared = ScorecardForms.named(form).orElseThrow(NotHere::new);
        var measure = asked(desk, id);
        return show(measure, blank(desk, declared, measure), model);
    }

    @PostMapping("/dashboards/scorecard/measures/{id}/{form}")
    String enter(
            Desk desk,
            @PathVariable String id,
            @PathVariable String form,
            @RequestParam MultiValueMap<String, String> typed,
            Model model,
            RedirectAttributes after) {
        var declared = ScorecardForms.named(form).orElseThrow(NotHere::new);
        return enter(desk, declared, asked(desk, id), typed, model, after);
    }

    @GetMapping("/dashboards/scorecard/new")
    String adding(Desk desk, Model model) {
        return show(Doc.EMPTY, blank(desk, ScorecardForms.ADDED, Doc.EMPTY), model);
    }

    @PostMapping("/dashboards/scorecard/new")
    String add(Desk desk, @RequestParam MultiValueMap<String, String> typed, Model model, RedirectAttributes after) {
        return enter(desk, ScorecardForms.ADDED, Doc.EMPTY, typed, model, after);
    }

    private static Doc asked(Desk desk, String id) {
        return desk.need(Service.REPORTING, "/scorecard/measures/{}", id);
    }

    private static FormPage blank(Desk desk, ScorecardForms.Form form, Doc measure) {
        boolean isNew = measure.equals(Doc.EMPTY);
        var hidden = new LinkedHashMap<String, String>();
        if (!isNew) hidden.put(VERSION, Long.toString(measure.number(VERSION)));
        var back = isNew ? "/dashboards/scorecard" : page(measure.text("id"));
        return FormPage.blank(
                form.step(),
                isNew ? null : measure.text("title"),
                isNew ? "/dashboards/scorecard/new" : back + "/" + form.step().id(),
                back,
                hidden,
                measure,
                desk.today());
    }

    private static String show(Doc measure, FormPage page, Model model) {
        model.addAttribute("form", page);
        if (!measure.equals(Doc.EMPTY)) {
            model.addAttribute("before", "dashboards/parts :: entered");
            model.addAttribute("history", ScorecardForms.history(measure));
        }
        return "form";
    }

    private static String enter(
            Desk desk,
            ScorecardForms.Form form,
            Doc measure,
            MultiValueMap<String, String> typed,
            Model model,
            RedirectAttributes after) {
        var reading = Reading.of(form.step().fields(), typed, measure, desk.today(), false);
        var faults = new ArrayList<>(reading.faults());
        var body = body(form, reading.body(), faults);
        var seen = typed.getFirst(VERSION);
        var page = blank(desk, form, measure);
        if (!faults.isEmpty()) return again(measure, keeping(page, seen), typed, faults, model);
        if (isStale(seen, measure)) {
            return again(measure, page, typed, List.of(changed(measure, seen)), model);
        }
        var path = new ArrayList<Object>();
        if (!form.inPath().contains(ScorecardForms.ID)) path.add(measure.text("id"));
        form.inPath().forEach(name -> path.add(reading.body().get(name)));
        var answer = desk.send(
                "PUT",
                Service.REPORTING,
                Desk.filled(form.path(), path.toArray()),
                body,
                "If-Match",
                seen == null || seen.equals("0") ? null : "\"" + seen + "\"");
        return switch (answer) {
            case Answer.Done done -> {
                after.addFlashAttribute("done", form.step().title());
                yield "redirect:" + page(done.doc().text("id"));
            }
            case Answer.Refused refused
            when refused.status() == 412 -> {
                var now = asked(desk, measure.text("id"));
                yield again(now, blank(desk, form, now), typed, List.of(changed(now, seen)), model);
            }
            case Answer.Refused refused when refused.status() == 403 -> throw new CannotShow(refused);
            case Answer.Refused refused ->
                again(measure, keeping(page, seen), typed, List.of(new Fault(refused.field(), refused.words())), model);
            case Answer.Away away ->
                again(
                        measure,
                        keeping(page, seen),
                        typed,
                        List.of(new Fault(
                                null,
                                "The service for %s is not answering, so it is not known whether this was saved. Send it again in a moment."
                                        .formatted(away.service().words()))),
                        model);
        };
    }

    /** What is sent; a number that cannot be read is among the faults. */
    private static Map<String, Object> body(ScorecardForms.Form form, Map<String, Object> read, List<Fault> faults) {
        var body = new LinkedHashMap<>(read);
        form.inPath().forEach(body::remove);
        for (var field : form.step().fields()) {
            if (!ScorecardForms.NUMBERS.contains(field.name()) || !body.containsKey(field.name())) continue;
            var text = body.get(field.name())
                    .toString()
                    .replace(",", "")
                    .replace("%", "")
                    .strip();
            if (text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) body.put(field.name(), new BigDecimal(text));
            else faults.add(new Fault(field.name(), field.label() + " Type a number such as 16.4."));
        }
        return body;
    }

    /** Whether somebody has entered something since the form was opened: the service sees it by the version, but not of a measure of which nothing had been said. */
    private static boolean isStale(String seen, Doc measure) {
        return "0".equals(seen) && measure.number(VERSION) > 0;
    }

    /** The version that the form was opened with, so that what others enter meanwhile is not overlooked. */
    private static FormPage keeping(FormPage page, String seen) {
        return seen == null ? page : page.with(VERSION, seen);
    }

    private static Fault changed(Doc measure, String seen) {
        int known = seen != null && seen.matches("[0-9]{1,9}") ? Integer.parseInt(seen) : 0;
        var since = ScorecardForms.history(measure).stream()
                .limit(Math.max(0, measure.number(VERSION) - known))
                .map(said -> said.what() + " by " + said.by())
                .toList();
        return new Fault(
                null,
                "Something was entered about this measure after you had opened the form%s. Nothing of yours is saved: look at what was entered, and send it again if it still holds."
                        .formatted(since.isEmpty() ? "" : " (" + String.join("; ", since) + ")"));
    }

    private static String again(
            Doc measure, FormPage page, MultiValueMap<String, String> typed, List<Fault> faults, Model model) {
        return show(measure, page.typed(typed, faults, measure), model);
    }
}
