package waymark.portal.papers;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Service;

/** Papers as they were released. There is nothing here that changes one. */
@Controller
class ReleasesController {
    @GetMapping("/releases")
    String list(Desk desk, Model model) {
        model.addAttribute("releases", desk.need(Service.REPORTING, "/releases").docs("items"));
        return "papers/releases";
    }

    @GetMapping("/releases/{id}")
    String one(Desk desk, @PathVariable String id, Model model) {
        var answer = desk.get(Service.REPORTING, "/releases/{}", id);
        if (answer.refusal() != null && answer.refusal().rule().equals("release.replaced")) {
            return "redirect:"
                    + Desk.filled("/releases/{}", answer.refusal().problem().text("replacedBy"));
        }
        var release = desk.need(answer);
        var said = new HashMap<String, String>();
        for (var one : release.docs("commentary")) said.put(one.text("section"), one.text("text"));
        model.addAttribute("release", release);
        model.addAttribute("introduction", said.get("introduction"));
        model.addAttribute("paper", Paper.of(release.doc("content"), said));
        return "papers/release";
    }

    @GetMapping("/releases/{id}/tables/{table}.csv")
    void table(Desk desk, @PathVariable String id, @PathVariable String table, HttpServletResponse response)
            throws IOException {
        try (var body = desk.csv(Service.REPORTING, "/releases/{}/tables/{}", id, table)) {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"table.csv\"");
            body.transferTo(response.getOutputStream());
        }
    }
}
