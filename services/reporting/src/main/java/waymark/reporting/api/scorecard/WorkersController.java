package waymark.reporting.api.scorecard;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.calendar.BusinessClock;
import waymark.casefile.course.Forms;
import waymark.reporting.domain.scorecard.Worker;
import waymark.reporting.scorecard.Account;
import waymark.reporting.scorecard.Entry;
import waymark.reporting.scorecard.Workers;
import waymark.web.Caller;
import waymark.web.CsvTable;
import waymark.web.Preconditions;
import waymark.web.Problem;

/** The register of workers, one by one and as a file. */
@RestController
class WorkersController {
    private static final String CSV = "text/csv";
    private static final List<String> COLUMNS = List.of("staff_number", "team", "fte", "from", "until");
    private static final Pattern TEAM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .,&'()/-]{0,59}");
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_FAULTS = 50;
    private static final int MOST_FTE_DECIMALS = 3;

    private final Workers workers;
    private final BusinessClock clock;

    WorkersController(Workers workers, BusinessClock clock) {
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * How somebody works from a day on; what was said to hold from the same day is replaced.
     *
     * @param fte full-time equivalent, above 0 and at most 1
     * @param until the last day; null where no end is known
     */
    record WorkerBody(String team, BigDecimal fte, LocalDate from, LocalDate until) {}

    record Stints(String staffNumber, int version, List<Worker> stints) {}

    record Listed(LocalDate on, List<Worker> workers) {}

    /** @param unchanged said before already */
    record Taken(int rows, int changed, int unchanged) {}

    record RowFault(long line, String field, String rule, String reason) {}

    /** @param on the day; today where it is not given */
    @GetMapping(value = "/workers", produces = MediaType.APPLICATION_JSON_VALUE)
    Listed list(Caller caller, @RequestParam(required = false) String on) {
        var day = on == null ? clock.today() : Checked.day("on", on);
        return new Listed(day, workers.on(workers.all(caller.authority()), day));
    }

    /** The whole register, or with {@code on} that of a day, in the form in which it can be sent again. */
    @GetMapping(value = "/workers", produces = CSV + ";charset=UTF-8")
    byte[] table(Caller caller, @RequestParam(required = false) String on) {
        var all = workers.all(caller.authority());
        var bytes = new ByteArrayOutputStream();
        try (var csv = new CsvTable(bytes, COLUMNS)) {
            for (var worker : on == null ? all : workers.on(all, Checked.day("on", on))) {
                var until = worker.until() == null ? "" : worker.until();
                csv.row(List.of(worker.staffNumber(), worker.team(), worker.fte(), worker.from(), until));
            }
        }
        return bytes.toByteArray();
    }

    @GetMapping("/workers/{staffNumber}")
    ResponseEntity<Stints> one(Caller caller, @PathVariable String staffNumber) {
        var account = workers.find(caller.authority(), staffNumber);
        if (account == null) throw Problem.notFound("worker");
        return answer(account);
    }

    @PutMapping("/workers/{staffNumber}")
    ResponseEntity<Stints> enter(
            Caller caller,
            @PathVariable String staffNumber,
            @RequestBody WorkerBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        var worker = checked(staffNumber, body);
        return answer(workers.enter(caller.authority(), Preconditions.version(ifMatch), worker, made(caller)));
    }

    /** Each row as if it were sent alone; all are looked at before the first is taken. Whoever is not in the file stays as they were. */
    @PutMapping(value = "/workers", consumes = CSV)
    Taken take(Caller caller, @RequestBody String file) {
        var rows = rows(file);
        int changed = 0;
        for (var worker : rows) {
            var before = workers.find(caller.authority(), worker.staffNumber());
            var after = workers.enter(caller.authority(), OptionalInt.empty(), worker, made(caller));
            if (before == null || before.version() != after.version()) changed++;
        }
        return new Taken(rows.size(), changed, rows.size() - changed);
    }

    private Entry.Made made(Caller caller) {
        return new Entry.Made(clock.now(), caller.actor());
    }

    private static ResponseEntity<Stints> answer(Account account) {
        return ResponseEntity.ok()
                .eTag(Preconditions.entityTag(account.version()))
                .body(new Stints(account.subject(), account.version(), Workers.stints(account)));
    }

    private static List<Worker> rows(String file) {
        var rows = new ArrayList<Worker>();
        var faults = new ArrayList<RowFault>();
        try (var records = CsvReader.builder().ofNamedCsvRecord(file.startsWith("\uFEFF") ? file.substring(1) : file)) {
            for (var record : records) {
                if (!record.getHeader().equals(COLUMNS)) throw header();
                if (record.getFieldCount() != COLUMNS.size()) throw notCsv();
                if (rows.size() == MOST_ROWS) throw tooLong();
                if (faults.size() == MOST_FAULTS) break;
                row(record, rows, faults);
            }
        } catch (CsvParseException malformed) {
            throw notCsv();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (!faults.isEmpty()) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "workers.rows",
                            "Nothing was taken, because some rows break a rule. Put them right and send the file again.")
                    .with("rows", faults);
        }
        if (rows.isEmpty()) throw header();
        return rows;
    }

    private static void row(NamedCsvRecord record, List<Worker> rows, List<RowFault> faults) {
        try {
            var body = new WorkerBody(
                    record.getField("team").strip(),
                    fte(record.getField("fte").strip()),
                    day("from", record.getField("from").strip()),
                    day("until", record.getField("until").strip()));
            rows.add(checked(record.getField("staff_number").strip(), body));
        } catch (Problem refused) {
            faults.add(new RowFault(record.getStartingLineNumber(), refused.field(), refused.rule(), refused.detail()));
        }
    }

    private static BigDecimal fte(String text) {
        try {
            return text.isEmpty() || text.length() > MOST_FTE_DECIMALS + 2 ? null : new BigDecimal(text);
        } catch (NumberFormatException malformed) {
            return null;
        }
    }

    private static LocalDate day(String field, String text) {
        try {
            return text.isEmpty() ? null : Preconditions.day(text);
        } catch (DateTimeException malformed) {
            throw Problem.ofField("workers." + field, field, "A day is written as 2017-04-01.");
        }
    }

    private static Problem notCsv() {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "workers.csv",
                "The file is no CSV: a row has too few or too many fields, or a quote is not closed.");
    }

    private static Problem tooLong() {
        return new Problem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "workers.too-many-rows",
                        "A file may have at most %d rows; nothing was taken.".formatted(MOST_ROWS))
                .with("limit", MOST_ROWS);
    }

    private static Problem header() {
        return new Problem(
                        HttpStatus.BAD_REQUEST,
                        "workers.header",
                        "The first line must be %s, and a row must follow.".formatted(String.join(",", COLUMNS)))
                .with("permitted", COLUMNS);
    }

    private static Worker checked(String staffNumber, WorkerBody body) {
        if (!Forms.OFFICER.fits(staffNumber)) {
            throw Problem.ofField("workers.staff-number", "staffNumber", "It must be " + Forms.OFFICER.words() + ".");
        }
        if (body.team == null || !TEAM.matcher(body.team).matches()) {
            throw Problem.ofField(
                    "workers.team", "team", "A team is needed: at most 60 letters, digits and simple signs.");
        }
        boolean honest = body.fte != null
                && body.fte.signum() > 0
                && body.fte.compareTo(BigDecimal.ONE) <= 0
                && body.fte.scale() <= MOST_FTE_DECIMALS;
        if (!honest) {
            throw Problem.ofField(
                    "workers.fte",
                    "fte",
                    "The full-time equivalent must be above 0 and at most 1, as 0.6 for three days.");
        }
        if (body.from == null) throw Problem.ofField("workers.from", "from", "The first day is needed.");
        if (body.until != null && body.until.isBefore(body.from)) {
            throw Problem.ofField("workers.until", "until", "The last day must not be before the first.");
        }
        return new Worker(staffNumber, body.team, body.fte.stripTrailingZeros(), body.from, body.until);
    }
}
