package waymark.portal.alerts;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
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

/** Whom e-mails about alerts go to, as managers set it: of every team, or of their own. */
@Controller
@RequestMapping(RecipientsController.PAGE)
class RecipientsController {
    static final String PAGE = "/alerts/recipients";
    private static final String ONE = PAGE + "/{}";
    private static final String OTHER_TEAM = "recipient.other-team";

    /** An e-mail address has no place in an address of a page. */
    private static final Pattern STAFF_NUMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @param mails what they get, in words */
    record Line(String account, String email, String roles, String teams, String mails) {}

    @GetMapping
    String recipients(Desk desk, Model model) {
        var lines = desk.need(Service.ALERTS, PAGE).docs("items").stream()
                .map(one -> new Line(
                        one.text("account"),
                        one.text("email"),
                        RecipientForms.roleWords(one),
                        RecipientForms.teamWords(one),
                        RecipientForms.mails(one)))
                .toList();
        model.addAttribute("recipients", lines);
        model.addAttribute("teams", String.join(", ", desk.person().teams()));
        return "alerts/recipients";
    }

    @GetMapping("/add")
    String adding(Desk desk, Model model) {
        model.addAttribute("form", blank(desk, null, Doc.EMPTY));
        return "form";
    }

    @PostMapping("/add")
    String add(Desk desk, @RequestParam MultiValueMap<String, String> typed, Model model, RedirectAttributes after) {
        var form = blank(desk, null, Doc.EMPTY);
        var reading = read(desk, form.step(), typed, Doc.EMPTY);
        var account = String.valueOf(reading.body().get(RecipientForms.ACCOUNT));
        if (!reading.faults().isEmpty()) return again(form, typed, reading.faults(), Doc.EMPTY, model);
        if (!STAFF_NUMBER.matcher(account).matches()) {
            var words = "Type a staff number, such as SEN-03: letters and digits, with points and hyphens between.";
            return again(form, typed, List.of(new Fault(RecipientForms.ACCOUNT, words)), Doc.EMPTY, model);
        }
        if (desk.get(Service.ALERTS, ONE, account) instanceof Answer.Done) {
            var words = account + " is written to already: change that instead.";
            return again(form, typed, List.of(new Fault(RecipientForms.ACCOUNT, words)), Doc.EMPTY, model);
        }
        return save(desk, form, account, reading, typed, Doc.EMPTY, model, after);
    }

    @GetMapping("/of/{account}")
    String form(Desk desk, @PathVariable String account, Model model) {
        model.addAttribute("form", blank(desk, account, asked(desk, account)));
        return "form";
    }

    @PostMapping("/of/{account}")
    String change(
            Desk desk,
            @PathVariable String account,
            @RequestParam MultiValueMap<String, String> typed,
            Model model,
            RedirectAttributes after) {
        var recipient = asked(desk, account);
        var form = blank(desk, account, recipient);
        var reading = read(desk, form.step(), typed, recipient);
        if (!reading.faults().isEmpty()) return again(form, typed, reading.faults(), recipient, model);
        return save(desk, form, account, reading, typed, recipient, model, after);
    }

    private static String save(
            Desk desk,
            FormPage form,
            String account,
            Reading reading,
            MultiValueMap<String, String> typed,
            Doc recipient,
            Model model,
            RedirectAttributes after) {
        var body = RecipientForms.body(reading.body());
        return switch (desk.send("PUT", Service.ALERTS, Desk.filled(ONE, account), body)) {
            case Answer.Done _ -> {
                after.addFlashAttribute("done", "What %s is written is set".formatted(account));
                yield "redirect:" + PAGE;
            }
            case Answer.Refused refused
            when refused.rule().equals(OTHER_TEAM) ->
                again(form, typed, List.of(new Fault(RecipientForms.ACCOUNT, refused.words())), recipient, model);
            case Answer.Refused refused when refused.status() == 403 -> throw new CannotShow(refused);
            case Answer.Refused refused ->
                again(form, typed, List.of(new Fault(refused.field(), refused.words())), recipient, model);
            case Answer.Away(var service) ->
                again(
                        form,
                        typed,
                        List.of(new Fault(
                                null,
                                "The service for %s is not answering, so it is not known whether this was saved. Look at the list again in a moment."
                                        .formatted(service.words()))),
                        recipient,
                        model);
        };
    }

    @GetMapping("/of/{account}/remove")
    String removing(Desk desk, @PathVariable String account, Model model) {
        model.addAttribute("recipient", asked(desk, account));
        model.addAttribute("page", PAGE + "/of/" + account);
        return "alerts/remove-recipient";
    }

    @PostMapping("/of/{account}/remove")
    String remove(Desk desk, @PathVariable String account, RedirectAttributes after) {
        checked(account);
        switch (desk.send("DELETE", Service.ALERTS, Desk.filled(ONE, account), Map.of())) {
            case Answer.Done _ -> after.addFlashAttribute("done", account + " is written to no more");
            case Answer.Refused refused -> {
                // Somebody else was faster: they are off the list.
                if (refused.status() != 404) throw new CannotShow(refused);
            }
            case Answer.Away away -> throw new CannotShow(away);
        }
        return "redirect:" + PAGE;
    }

    private static String checked(String account) {
        if (!STAFF_NUMBER.matcher(account).matches()) throw new NotHere();
        return account;
    }

    private static Doc asked(Desk desk, String account) {
        return desk.need(Service.ALERTS, ONE, checked(account));
    }

    /** @param account null of somebody new */
    private static FormPage blank(Desk desk, String account, Doc recipient) {
        var manager = desk.person();
        return FormPage.blank(
                account == null ? RecipientForms.adding(manager) : RecipientForms.changing(manager),
                account,
                PAGE + (account == null ? "/add" : "/of/" + account),
                PAGE,
                Map.of(),
                recipient,
                desk.today());
    }

    private static Reading read(Desk desk, Step step, MultiValueMap<String, String> typed, Doc recipient) {
        return Reading.of(step.fields(), typed, recipient, desk.today(), false);
    }

    private static String again(
            FormPage form, MultiValueMap<String, String> typed, List<Fault> faults, Doc recipient, Model model) {
        model.addAttribute("form", form.typed(typed, faults, recipient));
        return "form";
    }
}
