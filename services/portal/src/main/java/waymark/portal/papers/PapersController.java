package waymark.portal.papers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import waymark.calendar.AcademicYear;
import waymark.portal.dashboards.WithFigures;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Words;
import waymark.web.access.Role;

/** The council's paper on children missing education: choose a period, write what there is to say, choose what is left out, check it, release it. */
@Controller
class PapersController {
    private static final String INTRODUCTION = "introduction";
    private static final String TEXT = "text.";
    private static final String SUPPRESSED = "suppressed";
    private static final String TRUE_NUMBERS = "true-numbers";

    /** A period that is often asked for. */
    record Offered(String words, String href) {}

    /**
     * What is typed into a draft.
     *
     * @param version of what was typed before it; 0 where nothing was
     * @param said by section
     */
    record Typed(String title, Map<String, String> said, long version) {
        private static Typed kept(Doc draft) {
            var said = new LinkedHashMap<String, String>();
            for (var one : draft.docs("commentary")) said.put(one.text("section"), one.text("text"));
            return new Typed(draft.text("title"), said, draft.number("version"));
        }

        private static Typed typed(MultiValueMap<String, String> form) {
            var said = new LinkedHashMap<String, String>();
            form.toSingleValueMap().forEach((name, text) -> {
                if (name.startsWith(TEXT) && !text.isBlank()) said.put(name.substring(TEXT.length()), text);
            });
            var version = form.getFirst("version");
            return new Typed(
                    form.getFirst("title"),
                    said,
                    version != null && version.matches("[0-9]{1,9}") ? Long.parseLong(version) : 0);
        }

        private Typed after(long other) {
            return new Typed(title, said, other);
        }

        private Map<String, Object> body() {
            var body = new LinkedHashMap<String, Object>();
            body.put("title", title == null || title.isBlank() ? null : title.strip());
            body.put("commentary", commentary());
            return body;
        }

        private List<Map<String, String>> commentary() {
            return said.entrySet().stream()
                    .map(one -> Map.of("section", one.getKey(), "text", one.getValue()))
                    .toList();
        }
    }

    /** One paper's place: its period, which is its name. */
    private record Place(LocalDate from, LocalDate to) {
        private String href() {
            return "/papers/cme/" + from + "/" + to;
        }

        private String draft() {
            return "/papers/cme/drafts/" + from + "/" + to;
        }

        private String content(String disclosure) {
            return "/papers/cme?from=%s&to=%s&disclosure=%s".formatted(from, to, disclosure);
        }
    }

    @GetMapping("/papers")
    String choose(
            Desk desk,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            Model model) {
        if (!WithFigures.sees(desk)) return "redirect:/releases";
        var faults = new ArrayList<Fault>();
        if (from != null || to != null) {
            var first = day("from", "first day", from, desk.today(), faults);
            var last = day("to", "last day", to, desk.today(), faults);
            if (faults.isEmpty() && first.isAfter(last)) {
                faults.add(new Fault("from", "The first day must not be after the last day"));
            }
            if (faults.isEmpty()) return "redirect:" + new Place(first, last).href();
        }
        var monthBefore = desk.today().withDayOfMonth(1).minusDays(1);
        model.addAttribute("faults", faults);
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute(
                "offered",
                List.of(
                        offered(
                                "The academic year so far",
                                AcademicYear.of(monthBefore).from(),
                                monthBefore),
                        offered("The month that is over", monthBefore.withDayOfMonth(1), monthBefore)));
        return "papers/choose";
    }

    private static Offered offered(String words, LocalDate from, LocalDate to) {
        return new Offered("%s: %s to %s".formatted(words, Words.day(from), Words.day(to)), new Place(from, to).href());
    }

    private static LocalDate day(String name, String label, String text, LocalDate today, List<Fault> faults) {
        var day = Words.day(text == null ? "" : text, today).orElse(null);
        if (day == null)
            faults.add(new Fault(name, "The %s must be a day, such as %s".formatted(label, Words.typed(today))));
        return day;
    }

    @GetMapping("/papers/cme/{from}/{to}")
    String draft(Desk desk, @PathVariable LocalDate from, @PathVariable LocalDate to, Model model) {
        var place = new Place(from, to);
        var content = desk.meanwhile(Service.REPORTING, place.content(TRUE_NUMBERS));
        var draft = desk.get(Service.REPORTING, place.draft());
        var typed = draft.found().map(Typed::kept).orElse(new Typed(null, Map.of(), 0));
        model.addAttribute("draft", draft.doc());
        return show(desk, place, desk.need(content.join()), typed, List.of(), model);
    }

    private static String show(Desk desk, Place place, Doc content, Typed typed, List<Fault> faults, Model model) {
        model.addAttribute("paper", Paper.of(content, typed.said));
        model.addAttribute("typed", typed);
        model.addAttribute("introduction", typed.said.get(INTRODUCTION));
        model.addAttribute("faults", faults);
        model.addAttribute("href", place.href());
        model.addAttribute("writes", desk.person().is(Role.PERFORMANCE_ANALYST));
        return "papers/draft";
    }

    @PostMapping("/papers/cme/{from}/{to}")
    String save(
            Desk desk,
            @PathVariable LocalDate from,
            @PathVariable LocalDate to,
            @RequestParam MultiValueMap<String, String> form,
            Model model,
            RedirectAttributes after) {
        var place = new Place(from, to);
        var typed = Typed.typed(form);
        // What nobody had saved has no version to send back: another may have been the first meanwhile.
        if (typed.version == 0) {
            var saved = desk.get(Service.REPORTING, place.draft()).found();
            if (saved.isPresent() && saved.get().number("version") > 0) return conflict(desk, place, typed, model);
        }
        var answer = desk.send(
                "PUT",
                Service.REPORTING,
                place.draft(),
                typed.body(),
                "If-Match",
                typed.version == 0 ? null : "\"" + typed.version + "\"");
        return switch (answer) {
            case Answer.Done _ -> {
                boolean on = "release".equals(form.getFirst("then"));
                if (!on) after.addFlashAttribute("done", "The draft is saved");
                yield "redirect:" + place.href() + (on ? "/release" : "");
            }
            case Answer.Refused refused when refused.status() == 412 -> conflict(desk, place, typed, model);
            case Answer.Refused refused when refused.status() == 403 -> throw new CannotShow(refused);
            case Answer.Refused refused -> again(desk, place, typed, refused.words(), model);
            case Answer.Away away ->
                again(
                        desk,
                        place,
                        typed,
                        "The service for %s is not answering, so it is not known whether this was saved. Save it again in a moment."
                                .formatted(away.service().words()),
                        model);
        };
    }

    private static String again(Desk desk, Place place, Typed typed, String words, Model model) {
        var content = desk.need(Service.REPORTING, place.content(TRUE_NUMBERS));
        return show(desk, place, content, typed, List.of(new Fault(null, words)), model);
    }

    /** Another has saved meanwhile: both stand on the page, and saving once more puts these words in the place of those. */
    private static String conflict(Desk desk, Place place, Typed typed, Model model) {
        var theirs = desk.need(Service.REPORTING, place.draft());
        var saved = Typed.kept(theirs);
        model.addAttribute("theirs", saved.said);
        model.addAttribute("theirTitle", saved.title);
        return again(
                desk,
                place,
                typed.after(saved.version),
                "%s saved this draft on %s, after you had opened it. Nothing of yours is saved yet: what they wrote stands below your words."
                        .formatted(theirs.text("by"), theirs.moment("recordedAt")),
                model);
    }

    /** Which numbers are shown, and whether it corrects another. */
    @GetMapping("/papers/cme/{from}/{to}/release")
    String disclosure(Desk desk, @PathVariable LocalDate from, @PathVariable LocalDate to, Model model) {
        return choice(desk, new Place(from, to), List.of(), model);
    }

    private static String choice(Desk desk, Place place, List<Fault> faults, Model model) {
        model.addAttribute("faults", faults);
        model.addAttribute("releases", released(desk));
        model.addAttribute("href", place.href());
        model.addAttribute("days", Words.day(place.from) + " to " + Words.day(place.to));
        model.addAttribute(
                "monthEnd",
                place.to.equals(place.to.withDayOfMonth(place.to.lengthOfMonth())) && place.to.isBefore(desk.today()));
        return "papers/disclosure";
    }

    private static List<Doc> released(Desk desk) {
        return desk.need(Service.REPORTING, "/releases").docs("items").stream()
                .filter(release -> release.text("paper").equals("cme"))
                .toList();
    }

    /** Those of some of the same days: from two such papers can be worked out what each leaves out. */
    private static List<Doc> overlapping(Desk desk, Place place, String disclosure) {
        if (!SUPPRESSED.equals(disclosure)) return List.of();
        return released(desk).stream()
                .filter(release -> SUPPRESSED.equals(release.text("disclosure"))
                        && !release.date("period.from").isAfter(place.to)
                        && !release.date("period.to").isBefore(place.from))
                .toList();
    }

    /** The whole paper once more, as it would be released. */
    @GetMapping("/papers/cme/{from}/{to}/check")
    String check(
            Desk desk,
            @PathVariable LocalDate from,
            @PathVariable LocalDate to,
            @RequestParam(required = false) String disclosure,
            @RequestParam(required = false) String replaces,
            Model model) {
        var place = new Place(from, to);
        if (!TRUE_NUMBERS.equals(disclosure) && !SUPPRESSED.equals(disclosure)) {
            return choice(
                    desk, place, List.of(new Fault("disclosure", "Choose which numbers the release shows")), model);
        }
        return check(desk, place, disclosure, replaces, UUID.randomUUID().toString(), List.of(), model);
    }

    private static String check(
            Desk desk, Place place, String disclosure, String replaces, String key, List<Fault> faults, Model model) {
        var content = desk.meanwhile(Service.REPORTING, place.content(disclosure));
        var typed = Typed.kept(desk.need(Service.REPORTING, place.draft()));
        model.addAttribute("paper", Paper.of(desk.need(content.join()), typed.said));
        model.addAttribute("typed", typed);
        model.addAttribute("introduction", typed.said.get(INTRODUCTION));
        model.addAttribute("faults", faults);
        model.addAttribute("disclosure", disclosure);
        model.addAttribute("overlapping", overlapping(desk, place, disclosure));
        model.addAttribute("replaces", replaces);
        model.addAttribute("key", key);
        model.addAttribute("href", place.href());
        return "papers/check";
    }

    @PostMapping("/papers/cme/{from}/{to}/release")
    String release(
            Desk desk,
            @PathVariable LocalDate from,
            @PathVariable LocalDate to,
            @RequestParam String disclosure,
            @RequestParam(required = false) String replaces,
            @RequestParam String key,
            @RequestParam long version,
            @RequestParam(required = false) String overlap,
            Model model,
            RedirectAttributes after) {
        var place = new Place(from, to);
        // The check says none where it found none, so that a release sent twice does not meet itself.
        if (overlap == null) {
            var unticked =
                    new Fault("overlap", "Tick that you have compared the papers, or go back and choose other days");
            return check(desk, place, disclosure, replaces, key, List.of(unticked), model);
        }
        var draft = Typed.kept(desk.need(Service.REPORTING, place.draft()));
        if (draft.version != version) {
            var changed = new Fault(
                    null,
                    "The draft was changed while you checked it. Nothing was released: this is how it stands now.");
            return check(desk, place, disclosure, replaces, key, List.of(changed), model);
        }
        var body = draft.body();
        body.put("paper", "cme");
        body.put("from", from.toString());
        body.put("to", to.toString());
        body.put("disclosure", disclosure);
        body.put("replaces", replaces == null || replaces.isBlank() ? null : replaces);
        body.put("overlapCompared", overlap.equals("compared"));
        var answer = desk.send("POST", Service.REPORTING, "/releases", body, "Idempotency-Key", key);
        return switch (answer) {
            case Answer.Done done -> {
                after.addFlashAttribute("done", "The paper is released");
                yield "redirect:/releases/" + done.doc().text("id");
            }
            case Answer.Refused refused when refused.status() == 403 -> throw new CannotShow(refused);
            case Answer.Refused refused ->
                check(desk, place, disclosure, replaces, key, List.of(new Fault(null, refused.words())), model);
            case Answer.Away away -> throw new CannotShow(away);
        };
    }
}
