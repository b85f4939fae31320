package waymark.portal.forms;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.NotHere;

/**
 * Every form that sends one command. It comes back with the words kept until the service has taken it; sent twice, it is recorded once, by the key that it
 * carries; and it is refused where the case was changed by another since the form was opened.
 */
@Controller
final class StepsController {
    private static final String KEY = "key";
    private static final String VERSION = "version";
    /** A second button, which says that the staff number is one's own. */
    private static final String TO_ME = "to-me";

    private static final String CONFIRMED = "confirmed";
    /** The child has an open case of this kind already. */
    private static final String SECOND_OPEN = ".second-open";

    private final List<CaseArea> areas;
    private final List<CaseArea> places;

    /** @param alerts which have forms as cases have, but no child of their own */
    StepsController(List<CaseArea> areas, @Qualifier("alerts") CaseArea alerts) {
        this.areas = areas;
        places = Stream.concat(areas.stream(), Stream.of(alerts)).toList();
    }

    /** One form of one case, or of none yet. */
    private record Place(CaseArea area, Step step, String id, Doc subject, String action) {
        String back() {
            return "/" + area.id() + (id == null ? "" : "/" + id);
        }

        String caption() {
            return id == null ? null : area.caption().apply(subject);
        }
    }

    @GetMapping("/{area}/{id}/record/{step}")
    String form(
            Desk desk,
            @PathVariable String area,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam(required = false) String entry,
            Model model) {
        var place = on(desk, area, id, step, entry);
        model.addAttribute("form", blank(desk, place));
        return view(desk, place, model);
    }

    @PostMapping("/{area}/{id}/record/{step}")
    String send(
            Desk desk,
            @PathVariable String area,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> typed,
            Model model,
            RedirectAttributes after) {
        return send(desk, on(desk, area, id, step, typed.getFirst(CaseArea.ENTRY)), typed, model, after);
    }

    @GetMapping("/{area}/new/{step}")
    String opening(
            Desk desk, @PathVariable String area, @PathVariable String step, HttpServletRequest request, Model model) {
        var place = opening(desk, area, step, request::getParameter);
        // Another page may know some of the answers: the child of whom it was.
        if (place.step.fields().stream().anyMatch(field -> request.getParameter(field.name()) != null)) {
            var known = new org.springframework.util.LinkedMultiValueMap<String, String>();
            for (var field : place.step.fields()) {
                var value = request.getParameter(field.name());
                known.add(
                        field.name(), value != null ? value : field.initially().apply(place.subject, desk.today()));
            }
            model.addAttribute("form", blank(desk, place).typed(known, List.of(), place.subject));
            return view(desk, place, model);
        }
        model.addAttribute("form", blank(desk, place));
        return view(desk, place, model);
    }

    @PostMapping("/{area}/new/{step}")
    String open(
            Desk desk,
            @PathVariable String area,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> typed,
            Model model,
            RedirectAttributes after) {
        return send(desk, opening(desk, area, step, typed::getFirst), typed, model, after);
    }

    /** @param entry of the history, which the form is about; null where that is not said */
    private Place on(Desk desk, String areaId, UUID id, String name, String entry) {
        var area = area(areaId);
        var step = area.step(name).orElseThrow(NotHere::new);
        var subject = desk.need(area.service(), area.path() + "/{}", id);
        if (entry != null) subject = subject.with(CaseArea.ENTRY, entry);
        return new Place(
                area, step, id.toString(), ofCaller(desk, subject), "/%s/%s/record/%s".formatted(area.id(), id, name));
    }

    private static Doc ofCaller(Desk desk, Doc subject) {
        return subject.with(CaseArea.AUTHORITY, desk.person().authority());
    }

    /** @param given what the form's address or the form itself says, by a question's name */
    private Place opening(Desk desk, String areaId, String name, UnaryOperator<String> given) {
        var area = area(areaId);
        var step = area.opening(name).orElseThrow(NotHere::new);
        var subject = ofCaller(desk, Doc.EMPTY);
        for (var field : step.fields()) {
            var value = field.input() instanceof Input.Carried ? given.apply(field.name()) : null;
            if (value != null) subject = subject.with(field.name(), value);
        }
        return new Place(area, step, null, subject, "/%s/new/%s".formatted(area.id(), name));
    }

    private CaseArea area(String id) {
        return places.stream().filter(area -> area.id().equals(id)).findFirst().orElseThrow(NotHere::new);
    }

    private static String view(Desk desk, Place place, Model model) {
        model.addAttribute("area", place.area);
        if (place.step.fields().stream().anyMatch(Field::isStaff)) {
            model.addAttribute("staff", Staff.known(desk, place.subject));
        }
        var before = place.step.before();
        if (before != null) {
            model.addAttribute("before", before.fragment());
            model.addAttribute("beforehand", before.making().apply(desk, place.subject));
        }
        return "form";
    }

    private static FormPage blank(Desk desk, Place place) {
        var hidden = new LinkedHashMap<String, String>();
        hidden.put(KEY, UUID.randomUUID().toString());
        if (place.id != null) hidden.put(VERSION, place.subject.text("version"));
        return FormPage.blank(
                place.step, place.caption(), place.action, place.back(), hidden, place.subject, desk.today());
    }

    private String send(
            Desk desk, Place place, MultiValueMap<String, String> typed, Model model, RedirectAttributes after) {
        if (typed.getFirst(TO_ME) != null) {
            for (var field : place.step.fields()) {
                if (field.isStaff()) typed.set(field.name(), desk.person().account());
            }
        }
        var reading = Reading.of(place.step.fields(), typed, place.subject, desk.today(), place.step.onlyChanges());
        var form = blank(desk, place);
        for (var name : List.of(KEY, VERSION)) {
            if (typed.getFirst(name) != null) form = form.with(name, typed.getFirst(name));
        }
        if (!reading.faults().isEmpty()) return again(desk, place, form, typed, reading.faults(), model);
        if (place.step.checked() && typed.getFirst(CONFIRMED) == null) {
            return check(desk, place, form.typed(typed, List.of(), place.subject), typed, model);
        }
        if ("no".equals(typed.getFirst(CONFIRMED))) return again(desk, place, form, typed, List.of(), model);
        var version = typed.getFirst(VERSION);
        var answer = desk.post(
                place.area.service(),
                place.area.address(place.step, place.id),
                reading.body(),
                "Idempotency-Key",
                typed.getFirst(KEY),
                "If-Match",
                version == null ? null : "\"" + version + "\"");
        return switch (answer) {
            case Answer.Done done -> {
                after.addFlashAttribute("done", place.step.title());
                yield "redirect:" + (place.id == null ? opened(place, done) : place.back());
            }
            case Answer.Refused refused
            when refused.status() == 412 ->
                again(
                        desk,
                        place,
                        form.with(VERSION, place.subject.text("version")),
                        typed,
                        List.of(changed(place, version)),
                        model);
            case Answer.Refused(int _, String rule, String field, String words, Doc problem) -> {
                model.addAttribute("problem", problem);
                var known = known(desk, place, typed);
                model.addAttribute("known", known);
                var openCase = rule.endsWith(SECOND_OPEN)
                        ? known.stream()
                                .map(child -> child.open(place.area))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null)
                        : null;
                yield again(desk, place, form, typed, List.of(new Fault(field, words, openCase)), model);
            }
            case Answer.Away(var service) ->
                again(
                        desk,
                        place,
                        form,
                        typed,
                        List.of(new Fault(
                                null,
                                "The service for %s is not answering, so it is not known whether this was recorded. Send it again in a moment: it will not be recorded twice."
                                        .formatted(service.words()))),
                        model);
        };
    }

    /** What others did since the form was opened, so that its sender can judge. */
    private static Fault changed(Place place, String version) {
        long seen = version != null && version.matches("[0-9]{1,9}") ? Long.parseLong(version) : 0;
        var since = new ArrayList<String>();
        for (var happened : place.subject.docs("history")) {
            if (happened.number("sequence") > seen) {
                var type = happened.text("type");
                since.add("%s by %s"
                        .formatted(Words.code(type.substring(type.lastIndexOf('.') + 1)), happened.text("actor")));
            }
        }
        return new Fault(
                null,
                "This %s was changed since you opened the form%s. Nothing was sent: check your answers and send them again."
                        .formatted(place.area.noun(), since.isEmpty() ? "" : " (" + String.join("; ", since) + ")"));
    }

    private static String opened(Place place, Answer.Done done) {
        var id = done.doc().text("id");
        if (id == null && !done.doc().docs("cases").isEmpty()) {
            id = done.doc().docs("cases").getFirst().text("id");
        }
        return "/" + place.area.id() + (id == null ? "" : "/" + id);
    }

    private static String again(
            Desk desk,
            Place place,
            FormPage form,
            MultiValueMap<String, String> typed,
            List<Fault> faults,
            Model model) {
        model.addAttribute("form", form.typed(typed, faults, place.subject));
        return view(desk, place, model);
    }

    /** Every answer once more, and who else knows the child that a case is to be opened for. */
    private String check(Desk desk, Place place, FormPage form, MultiValueMap<String, String> typed, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("typed", answers(place, typed));
        model.addAttribute("area", place.area);
        model.addAttribute("known", known(desk, place, typed));
        return "check";
    }

    /** What is known of each child that a case is to be opened for. */
    private List<Known> known(Desk desk, Place place, MultiValueMap<String, String> typed) {
        if (place.id != null) return List.of();
        return place.step.fields().stream()
                .filter(Known::asks)
                .map(field -> Known.of(desk, areas, typed.getFirst(field.name())))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Map.Entry<String, String>> answers(Place place, MultiValueMap<String, String> typed) {
        var answers = new ArrayList<Map.Entry<String, String>>();
        for (var field : place.step.fields()) {
            for (var value : typed.getOrDefault(field.name(), List.of())) answers.add(Map.entry(field.name(), value));
            var time = typed.getFirst(field.name() + ".time");
            if (time != null) answers.add(Map.entry(field.name() + ".time", time));
        }
        return answers;
    }
}
