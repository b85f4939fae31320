package waymark.referrals.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.referrals.domain.ReferralCommand;
import waymark.web.Caller;
import waymark.web.imports.ImportReport;
import waymark.web.imports.RegisterImports;

/** Another system's register as CSV, or the DfE's children-in-need census as XML: sent whole as often as its sender likes, it leads to the events that make the difference. */
@RestController
@RequestMapping("/referrals/imports")
final class ImportsController {
    private final RegisterImports<ReferralCommand> imports;

    ImportsController(RegisterImports<ReferralCommand> imports) {
        this.imports = imports;
    }

    /**
     * Takes a register ({@code text/csv}) or a census ({@code application/xml}). Up to 1,000 rows or referrals are answered when they are done, more at once
     * with 202 and the address of the progress, unless the header {@code Prefer: wait=seconds} asks to wait.
     *
     * @param completeFrom first day of which the register has every case; comparisons with earlier days have no value
     * @param partial true for a file that is not the whole register, so that what it lacks has not vanished
     */
    @PostMapping
    ResponseEntity<ImportReport> take(
            Caller caller,
            HttpServletRequest http,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate completeFrom,
            @RequestParam(defaultValue = "false") boolean partial)
            throws IOException {
        return imports.take(caller, http, completeFrom, partial);
    }

    /** How far an import has come, and what became of its rows. For its sender, and for managers. */
    @GetMapping("/{id}")
    ResponseEntity<ImportReport> find(Caller caller, @PathVariable UUID id) {
        return imports.find(caller, id);
    }
}
