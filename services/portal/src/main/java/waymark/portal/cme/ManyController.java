package waymark.portal.cme;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;

/** What is done to many involvements at once: assigning them, and the monthly refresh of what is known of the children. Each stands or falls by itself. */
@Controller
@RequestMapping("/involvements")
class ManyController {
    /** A page of the refresh, which has several fields in each row. */
    static final int SIZE = 50;

    private static final int MOST = 1_000;
    private static final List<String> CIRCUMSTANCES =
            List.of("schoolYear", "senStatus", "socialCareStatus", "locality");

    private final CmeCodes codes;

    ManyController(CmeCodes codes) {
        this.codes = codes;
    }

    /** @param said null where it was done, else why not */
    record Outcome(String id, String reference, String said) {
        public boolean done() {
            return said == null;
        }
    }

    /** After involvements were ticked in the list. */
    @PostMapping("/assign")
    String choose(@RequestParam MultiValueMap<String, String> typed, Desk desk, Model model) {
        return assignForm(desk, typed, List.of(), model);
    }

    private static String assignForm(Desk desk, MultiValueMap<String, String> typed, List<Fault> faults, Model model) {
        model.addAttribute("ticked", ticked(typed));
        model.addAttribute("faults", faults);
        model.addAttribute("officer", typed.getFirst("officer"));
        model.addAttribute("notes", typed.getFirst("notes"));
        var on = typed.getFirst("assignedOn");
        model.addAttribute("assignedOn", on == null ? Words.typed(desk.today()) : on);
        var key = typed.getFirst("key");
        model.addAttribute("key", key == null ? UUID.randomUUID().toString() : key);
        return "cme/assign";
    }

    /** By id the reference that was ticked with it. */
    private static Map<String, String> ticked(MultiValueMap<String, String> typed) {
        var ticked = new LinkedHashMap<String, String>();
        for (var one : typed.getOrDefault("one", List.of())) {
            int space = one.indexOf(' ');
            if (space > 0 && one.substring(0, space).matches("[0-9a-f-]{36}")) {
                ticked.put(one.substring(0, space), one.substring(space + 1));
            }
        }
        return ticked;
    }

    @PostMapping("/assign/done")
    String assign(@RequestParam MultiValueMap<String, String> typed, Desk desk, Model model) {
        var faults = new ArrayList<Fault>();
        var ticked = ticked(typed);
        if (ticked.isEmpty()) faults.add(new Fault(null, "Tick the involvements in the list first.", "/involvements"));
        var officer = text(typed, "officer");
        if (officer.isEmpty()) faults.add(new Fault("officer", "Say who takes them."));
        var on = Words.day(text(typed, "assignedOn"), desk.today());
        if (on.isEmpty()) faults.add(new Fault("assignedOn", "Type a day that exists, such as 31/7/2022."));
        if (!faults.isEmpty()) return assignForm(desk, typed, faults, model);
        var body = new LinkedHashMap<String, Object>();
        body.put("assignedOn", on.get().toString());
        body.put("officer", officer);
        if (!text(typed, "notes").isEmpty()) body.put("notes", text(typed, "notes"));
        var outcomes = new ArrayList<Outcome>();
        boolean away = false;
        for (var one : ticked.entrySet()) {
            var said = away
                    ? "Not sent, because the service stopped answering."
                    : said(desk.post(
                            Service.INVOLVEMENTS,
                            "/involvements/" + one.getKey() + "/assignment",
                            body,
                            "Idempotency-Key",
                            typed.getFirst("key") == null ? null : typed.getFirst("key") + "-" + one.getKey()));
            away |= AWAY.equals(said);
            outcomes.add(new Outcome(one.getKey(), one.getValue(), said));
        }
        model.addAttribute("officer", officer);
        model.addAttribute("outcomes", outcomes);
        model.addAttribute("key", typed.getFirst("key"));
        model.addAttribute("assignedOn", text(typed, "assignedOn"));
        model.addAttribute("notes", text(typed, "notes"));
        model.addAttribute("count", outcomes.stream().filter(Outcome::done).count());
        return "cme/assigned";
    }

    private static final String AWAY =
            "The service did not answer, so it is not known whether this was recorded. Send it again: it will not be recorded twice.";

    private static String said(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> null;
            case Answer.Refused refused -> refused.words();
            case Answer.Away _ -> AWAY;
        };
    }

    private static String text(MultiValueMap<String, String> typed, String name) {
        var text = typed.getFirst(name);
        return text == null ? "" : text.strip();
    }

    /**
     * A row of the refresh.
     *
     * @param now what stands in its fields: as typed where it was refused, else as recorded
     * @param said why it was refused, or null
     * @param saved whether it was recorded just now
     */
    record Row(Doc one, Doc now, String said, boolean saved) {
        /** What is recorded, to know afterwards what was changed. */
        public String was() {
            return CIRCUMSTANCES.stream()
                    .map(name -> one.has(name) ? one.text(name) : "")
                    .collect(Collectors.joining("|"));
        }
    }

    @GetMapping("/refresh")
    String refresh(
            Desk desk,
            @RequestParam(defaultValue = "me") String officer,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        return refreshPage(desk, officer, page, Words.typed(desk.today()), Map.of(), Map.of(), List.of(), model);
    }

    private String refreshPage(
            Desk desk,
            String officer,
            int page,
            String changedOn,
            Map<String, Map<String, String>> typed,
            Map<String, Doc> results,
            List<Fault> faults,
            Model model) {
        var whose = officer.equals("all")
                ? ""
                : "&officer="
                        + Desk.encoded(officer.equals("me") ? desk.person().account() : officer);
        var list = desk.need(
                Service.INVOLVEMENTS,
                "/involvements?status=open&sort=involvementRef&page=%d&size=%d".formatted(Math.max(0, page), SIZE)
                        + whose);
        var rows = new ArrayList<Row>();
        for (var one : list.docs("items")) {
            var id = one.text("id");
            var result = results.get(id);
            boolean saved = result != null && !result.has("rule");
            var now = new LinkedHashMap<String, Object>();
            for (var name : CIRCUMSTANCES) if (one.has(name)) now.put(name, one.text(name));
            if (!saved) now.putAll(typed.getOrDefault(id, Map.of()));
            rows.add(new Row(one, new Doc(now), result == null || saved ? null : result.text("reason"), saved));
        }
        model.addAttribute("rows", rows);
        model.addAttribute("officer", officer);
        model.addAttribute("page", Math.max(0, page));
        model.addAttribute("size", SIZE);
        model.addAttribute("total", list.number("total"));
        model.addAttribute("hidden", list.number("hidden"));
        model.addAttribute("changedOn", changedOn);
        model.addAttribute("faults", faults);
        model.addAttribute("sent", !results.isEmpty());
        model.addAttribute(
                "saved",
                results.values().stream().filter(result -> !result.has("rule")).count());
        model.addAttribute(
                "refused",
                results.values().stream().filter(result -> result.has("rule")).count());
        model.addAttribute("years", Meanings.SCHOOL_YEARS);
        model.addAttribute("sen", Meanings.SEN);
        model.addAttribute("socialCare", Meanings.SOCIAL_CARE);
        model.addAttribute("localities", InvolvementsController.choices(codes.localities, desk));
        return "cme/refresh";
    }

    @PostMapping("/refresh")
    String refreshed(
            Desk desk,
            @RequestParam(defaultValue = "me") String officer,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam MultiValueMap<String, String> typed,
            Model model) {
        var changes = changes(typed);
        var changedOn = text(typed, "changedOn");
        var faults = new ArrayList<Fault>();
        var on = Words.day(changedOn, desk.today());
        if (on.isEmpty()) faults.add(new Fault("changedOn", "Type a day that exists, such as 31/7/2022."));
        if (changes.isEmpty()) faults.add(new Fault("rows", "Nothing was changed, so nothing was sent."));
        if (changes.size() > MOST) faults.add(new Fault("rows", "Send at most 1,000 changes at once."));
        var results = new LinkedHashMap<String, Doc>();
        if (faults.isEmpty()) {
            switch (desk.post(Service.INVOLVEMENTS, "/involvements/circumstances", body(changes, on.get()))) {
                case Answer.Done done ->
                    done.doc().docs("results").forEach(result -> results.put(result.text("id"), result));
                case Answer.Refused refused -> faults.add(new Fault("rows", refused.words()));
                case Answer.Away _ -> faults.add(new Fault("rows", AWAY));
            }
        }
        return refreshPage(desk, officer, page, changedOn, changes, results, faults, model);
    }

    private static Map<String, Object> body(Map<String, Map<String, String>> changes, LocalDate on) {
        var list = new ArrayList<Map<String, Object>>();
        changes.forEach((id, values) -> {
            var change = new LinkedHashMap<String, Object>(values);
            change.put("id", id);
            change.put("changedOn", on.toString());
            list.add(change);
        });
        return Map.of("changes", list);
    }

    /** By case the fields that were changed: those that are not as they stood when the page was made. */
    private static Map<String, Map<String, String>> changes(MultiValueMap<String, String> typed) {
        return typed.keySet().stream()
                .filter(name -> name.startsWith("was."))
                .map(name -> name.substring("was.".length()))
                .filter(id -> id.matches("[0-9a-f-]{36}"))
                .collect(Collectors.toMap(id -> id, id -> changed(id, typed), (one, _) -> one, LinkedHashMap::new))
                .entrySet()
                .stream()
                .filter(change -> !change.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }

    private static Map<String, String> changed(String id, MultiValueMap<String, String> typed) {
        var was = text(typed, "was." + id).split("\\|", -1);
        var changed = new LinkedHashMap<String, String>();
        for (int at = 0; at < CIRCUMSTANCES.size(); at++) {
            var name = CIRCUMSTANCES.get(at);
            var now = text(typed, name + "." + id);
            if (!now.isEmpty() && at < was.length && !now.equals(was[at])) changed.put(name, now);
        }
        return changed;
    }
}
