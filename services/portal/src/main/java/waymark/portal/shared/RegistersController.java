package waymark.portal.shared;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import waymark.portal.desk.Desk;
import waymark.portal.desk.NotHere;
import waymark.portal.forms.CaseArea;

/** Where registers are taken in, for those who have no list of cases from which to go there. */
@Controller
class RegistersController {
    /** Its requests come by hand, from no other system. */
    private static final String WITHOUT_REGISTER = "early-help";

    private final List<CaseArea> areas;

    RegistersController(List<CaseArea> areas) {
        this.areas = areas;
    }

    @GetMapping("/registers")
    String registers(Desk desk, Model model) {
        var kinds = areas.stream()
                .filter(area -> !area.id().equals(WITHOUT_REGISTER) && ImportController.takes(desk.person(), area))
                .toList();
        if (kinds.isEmpty()) throw new NotHere();
        model.addAttribute("kinds", kinds);
        return "shared/registers";
    }
}
