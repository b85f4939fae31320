package waymark.reporting.api.scorecard;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.calendar.BusinessClock;
import waymark.calendar.IsoWeek;
import waymark.reporting.scorecard.Entry;
import waymark.reporting.scorecard.WeeklyReport;
import waymark.web.Caller;
import waymark.web.Preconditions;
import waymark.web.Problem;

/** The weekly report, and what the managers say in it. */
@RestController
class WeeklyController {
    private static final int LONGEST_TEXT = 8_000;

    private final WeeklyReport report;
    private final BusinessClock clock;

    WeeklyController(WeeklyReport report, BusinessClock clock) {
        this.report = report;
        this.clock = clock;
    }

    record WeekBody(String commentary, String emergingIssues) {}

    /** @param week such as 2017-W26, or its Monday */
    @GetMapping("/reports/weekly")
    WeeklyReport.Weekly weekly(
            Caller caller,
            @Parameter(required = true) @RequestParam(required = false) String week,
            HttpServletRequest request) {
        Checked.only(request, "week");
        if (week == null) throw notAWeek();
        return report.of(caller.authority(), begun(week));
    }

    @PutMapping("/reports/weekly/{week}/commentary")
    ResponseEntity<WeeklyReport.Commentary> comment(
            Caller caller,
            @PathVariable String week,
            @RequestBody WeekBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        var said = report.comment(
                caller.authority(),
                begun(week),
                Preconditions.version(ifMatch),
                Checked.text("weekly.commentary", "commentary", body.commentary, LONGEST_TEXT),
                Checked.text("weekly.emerging-issues", "emergingIssues", body.emergingIssues, LONGEST_TEXT),
                new Entry.Made(clock.now(), caller.actor()));
        return ResponseEntity.ok().eTag(Preconditions.entityTag(said.version())).body(said);
    }

    private IsoWeek begun(String text) {
        var week = week(text);
        Checked.inRange("week", week.sunday().getYear());
        if (week.monday().isAfter(clock.today())) throw Problem.parameter("week", "has not begun");
        return week;
    }

    private static IsoWeek week(String text) {
        try {
            var monday = text.contains("W")
                    ? LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE)
                    : Preconditions.day(text);
            if (monday.getDayOfWeek() == DayOfWeek.MONDAY) return new IsoWeek(monday);
        } catch (DateTimeException malformed) {
            throw notAWeek();
        }
        throw notAWeek();
    }

    private static Problem notAWeek() {
        return Problem.parameter("week", "must be a week such as 2017-W26, or its Monday");
    }
}
