package waymark.portal.shared;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Person;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Fault;
import waymark.portal.forms.Words;
import waymark.web.CsvTable;
import waymark.web.access.Role;

/** The register of another system, taken in by hand: the file goes on to the service, and the page shows what became of its rows. */
@Controller
@RequestMapping({"/involvements", "/assessments", "/referrals"})
class ImportController {
    /** Findings on the page; the file that can be downloaded has all of them. */
    private static final int SHOWN = 200;

    private static final List<String> COLUMNS = List.of("kind", "line", "record", "column", "value", "rule", "reason");

    private final Areas areas;

    ImportController(Areas areas) {
        this.areas = areas;
    }

    /** Whether somebody may take in the register of a kind of case, as far as roles tell. */
    static boolean takes(Person person, CaseArea area) {
        return area.isWorkOf(person) || person.is(Role.PERFORMANCE_ANALYST);
    }

    @GetMapping("/import")
    String form(HttpServletRequest request, Model model) {
        return show(request, "", false, List.of(), model);
    }

    private String show(
            HttpServletRequest request, String completeFrom, boolean partial, List<Fault> faults, Model model) {
        var area = areas.of(request);
        model.addAttribute("kind", area);
        model.addAttribute("xml", area.service() == Service.REFERRALS);
        model.addAttribute("completeFrom", completeFrom);
        model.addAttribute("partial", partial);
        model.addAttribute("faults", faults);
        return "shared/import";
    }

    @PostMapping("/import")
    String take(
            Desk desk,
            @RequestParam(name = "register", required = false) MultipartFile register,
            @RequestParam(defaultValue = "") String completeFrom,
            @RequestParam(defaultValue = "no") String partial,
            HttpServletRequest request,
            Model model) {
        var area = areas.of(request);
        var faults = new ArrayList<Fault>();
        if (register == null || register.isEmpty()) faults.add(new Fault("register", "Choose the register's file."));
        var from = Words.day(completeFrom, desk.today());
        if (!completeFrom.isBlank() && from.isEmpty()) {
            faults.add(new Fault("completeFrom", "Type a day that exists, such as 1/9/2021, or leave it empty."));
        }
        boolean part = partial.equals("yes");
        if (!faults.isEmpty()) return show(request, completeFrom, part, faults, model);
        var path = "%s/imports?partial=%s%s"
                .formatted(
                        area.path(),
                        part,
                        from.map(day -> "&completeFrom=" + day).orElse(""));
        var answer = desk.upload(area.service(), path, type(register), body(register));
        return switch (answer) {
            case Answer.Done done ->
                "redirect:/%s/import/%s".formatted(area.id(), done.doc().text("id"));
            case Answer.Refused refused ->
                show(request, completeFrom, part, List.of(new Fault("register", words(refused))), model);
            case Answer.Away(var service) ->
                show(
                        request,
                        completeFrom,
                        part,
                        List.of(new Fault(
                                "register",
                                "The service for %s is not answering. Send the file again in a minute: what was taken of it is found unchanged."
                                        .formatted(service.words()))),
                        model);
        };
    }

    private static String words(Answer.Refused refused) {
        var line = refused.problem().text("line");
        return line == null ? refused.words() : refused.words() + " (line " + line + ")";
    }

    private static String type(MultipartFile register) {
        var name = register.getOriginalFilename();
        boolean xml = name != null && name.toLowerCase(Locale.ROOT).endsWith(".xml");
        return xml ? "application/xml" : "text/csv";
    }

    private static BodyPublisher body(MultipartFile register) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> bytes(register)), register.getSize());
    }

    private static InputStream bytes(MultipartFile register) {
        try {
            return register.getInputStream();
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    @GetMapping("/import/{id}")
    String report(Desk desk, @PathVariable UUID id, HttpServletRequest request, Model model) {
        var area = areas.of(request);
        var report = report(desk, area, id);
        var errors = report.docs("errors");
        var warnings = report.docs("warnings");
        model.addAttribute("kind", area);
        model.addAttribute("report", report);
        model.addAttribute("state", report.text("state").toLowerCase(Locale.ROOT));
        model.addAttribute("errorCount", errors.size());
        model.addAttribute("warningCount", warnings.size());
        model.addAttribute("errors", errors.stream().limit(SHOWN).toList());
        model.addAttribute("warnings", warnings.stream().limit(SHOWN).toList());
        return "shared/import-report";
    }

    private static Doc report(Desk desk, CaseArea area, UUID id) {
        return desk.need(area.service(), area.path() + "/imports/{}", id);
    }

    /** Every error and warning, for whoever puts them right in the other system. */
    @GetMapping("/import/{id}/findings")
    void findings(Desk desk, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var report = report(desk, areas.of(request), id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"import-findings.csv\"");
        try (var table = new CsvTable(response.getOutputStream(), COLUMNS)) {
            for (var kind : List.of("errors", "warnings")) {
                for (var finding : report.docs(kind)) {
                    table.row(Arrays.asList(
                            kind.substring(0, kind.length() - 1),
                            finding.figure("line"),
                            finding.text("record"),
                            finding.text("column"),
                            finding.text("value"),
                            finding.text("rule"),
                            finding.text("reason")));
                }
            }
        }
    }
}
