package waymark.portal.shared;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import waymark.portal.desk.Desk;

/** A list of cases as CSV, passed on as the service makes it, with the filters of the page's address. */
@Controller
@RequestMapping({"/involvements", "/assessments", "/referrals", "/early-help"})
class ExportController {
    private final Areas areas;

    ExportController(Areas areas) {
        this.areas = areas;
    }

    @GetMapping("/export")
    void export(Desk desk, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var area = areas.of(request);
        var query = request.getQueryString();
        try (var csv = desk.csv(area.service(), area.path() + (query == null ? "" : "?" + query))) {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"" + area.id() + ".csv\"");
            response.setHeader("Cache-Control", "no-store");
            csv.transferTo(response.getOutputStream());
        }
    }
}
