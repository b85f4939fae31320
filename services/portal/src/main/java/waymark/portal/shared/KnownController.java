package waymark.portal.shared;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.desk.Desk;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Known;

/** A part of the page on which a case is opened: what is known of the child whose number was typed. */
@Controller
@RequestMapping({"/involvements", "/assessments", "/referrals", "/early-help"})
class KnownController {
    private final List<CaseArea> areas;

    KnownController(List<CaseArea> areas) {
        this.areas = areas;
    }

    @GetMapping("/known")
    String known(Desk desk, @RequestParam Map<String, String> typed, Model model) {
        var child = typed.values().stream()
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
        model.addAttribute("known", Known.of(desk, areas, child));
        return "shared/known :: child";
    }
}
