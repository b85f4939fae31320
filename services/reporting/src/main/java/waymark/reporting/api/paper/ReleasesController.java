package waymark.reporting.api.paper;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.BusinessClock;
import waymark.reporting.api.scorecard.Checked;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.paper.Content;
import waymark.reporting.domain.paper.Disclosure;
import waymark.reporting.papers.Papers;
import waymark.reporting.papers.Release;
import waymark.reporting.papers.Releases;
import waymark.web.Caller;
import waymark.web.CsvTable;
import waymark.web.Preconditions;
import waymark.web.Problem;
import waymark.web.access.Role;

/** Papers released by an analyst. Councillors see those that are meant for them, and nothing else of the system. */
@RestController
class ReleasesController {
    private final Papers papers;
    private final Releases releases;
    private final BusinessClock clock;
    private final JsonMapper json;

    ReleasesController(Papers papers, Releases releases, BusinessClock clock, JsonMapper json) {
        this.papers = papers;
        this.releases = releases;
        this.clock = clock;
        this.json = json;
    }

    /**
     * @param paper cme, with from and to; or scorecard, with month
     * @param month such as 2017-06
     * @param title the paper's own where it is null
     * @param replaces id of the release that this one corrects; null where it corrects none
     * @param overlapCompared true where somebody compared it with those of some of the same days that suppress small numbers too, from which could be worked out what each leaves out; it may
     *     be null where there is none
     */
    record ReleaseBody(
            String paper,
            LocalDate from,
            LocalDate to,
            String month,
            String title,
            List<Release.Said> commentary,
            Disclosure.Setting disclosure,
            String replaces,
            Boolean overlapCompared) {}

    /** @param replacedBy id of the release that corrects this one; null where there is none that the caller sees */
    record Listed(@JsonUnwrapped Release release, String replacedBy) {}

    /** @param content as the paper's draft has it, for good as it was released */
    record Whole(
            @JsonUnwrapped Release release,
            String replacedBy,
            List<Release.Said> commentary,

            @JsonRawValue @Schema(implementation = Content.class)
            String content) {}

    /** Takes the figures as they are now, and what is said about them, and keeps both for good. Refused with 409, rule release.overlap and the ids of the others, where it suppresses small numbers, as they do, of some of the same days, and overlapCompared is not said. */
    @PostMapping("/releases")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Listed> release(
            Caller caller,
            @RequestBody ReleaseBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey)
            throws InterruptedException, ExecutionException {
        var repeated = Preconditions.request(idempotencyKey, body);
        if (body.disclosure == null) {
            throw Problem.ofField("release.disclosure", "disclosure", "Choose whether small numbers are suppressed.")
                    .with("permitted", List.of("true-numbers", "suppressed"));
        }
        var drawn = drawn(caller, body);
        var content = drawn.content();
        var title = Optional.ofNullable(Commentary.title(body.title)).orElse(content.title());
        var commentary = Commentary.checked(body.commentary, Commentary.sections(content));
        checkReplaces(caller, body);
        var suppressed = body.disclosure == Disclosure.Setting.SUPPRESSED;
        var id = id(caller, idempotencyKey).toString();
        if (suppressed && !Boolean.TRUE.equals(body.overlapCompared)) checkOverlap(caller, id, content);
        var release = new Release(
                id,
                content.paper(),
                content.period(),
                title,
                body.disclosure,
                suppressed && drawn.endsWithAMonthThatIsOver(clock.today()),
                body.replaces,
                clock.now(),
                caller.actor(),
                drawn.revision());
        var kept = releases.keep(
                caller.authority(),
                new Release.Whole(release, commentary, json.writeValueAsString(content)),
                repeated == null ? "" : repeated.fingerprint());
        return ResponseEntity.created(URI.create("/releases/" + kept.id())).body(new Listed(kept, null));
    }

    private static UUID id(Caller caller, String idempotencyKey) {
        if (idempotencyKey == null) return UUID.randomUUID();
        return UUID.nameUUIDFromBytes(
                (caller.authority() + " release " + idempotencyKey).getBytes(StandardCharsets.UTF_8));
    }

    private Papers.Drawn drawn(Caller caller, ReleaseBody body) throws InterruptedException, ExecutionException {
        return switch (body.paper) {
            case Papers.CME -> {
                if (body.from == null || body.to == null || body.month != null) throw period("from and to");
                PapersController.check(body.from, body.to);
                checkOver(body.to, "to");
                yield papers.cme(caller.authority(), new Period(body.from, body.to), body.disclosure);
            }
            case Papers.SCORECARD -> {
                if (body.month == null || body.from != null || body.to != null) throw period("month");
                var month = Checked.month("month", body.month);
                checkOver(month.atDay(1), "month");
                yield papers.scorecard(caller.authority(), month, body.disclosure);
            }
            case null, default ->
                throw Problem.ofField("release.paper", "paper", "There is no such paper.")
                        .with("permitted", List.of(Papers.CME, Papers.SCORECARD));
        };
    }

    private void checkOver(LocalDate day, String field) {
        if (day.isAfter(clock.today())) {
            throw Problem.ofField("release.period", field, "A release cannot be about days that have not come.");
        }
    }

    private static Problem period(String fields) {
        return Problem.ofField("release.period", "paper", "This paper is released with " + fields + ".");
    }

    private void checkReplaces(Caller caller, ReleaseBody body) {
        if (body.replaces == null) return;
        boolean known = releases.all(caller.authority()).stream()
                .anyMatch(one -> one.id().equals(body.replaces) && one.paper().equals(body.paper));
        if (!known) {
            throw Problem.ofField("release.replaces", "replaces", "There is no such release of this paper to correct.");
        }
    }

    /** @param id of the one to be released, which does not meet itself where it is sent again */
    private void checkOverlap(Caller caller, String id, Content content) {
        var overlapping = releases.all(caller.authority()).stream()
                .filter(one -> one.disclosure() == Disclosure.Setting.SUPPRESSED
                        && one.paper().equals(content.paper())
                        && one.period().overlaps(content.period())
                        && !one.id().equals(id))
                .map(Release::id)
                .toList();
        if (overlapping.isEmpty()) return;
        throw new Problem(
                        HttpStatus.CONFLICT,
                        "release.overlap",
                        "Papers of some of the same days were released with small numbers suppressed. Compare them: what each leaves out can be worked out from the others. Then send it with overlapCompared.")
                .with("overlapping", overlapping);
    }

    /** The newest period first; for councillors the newest release of each period alone, since two of the same days differ by what both leave out. */
    @GetMapping("/releases")
    List<Listed> all(Caller caller) {
        var seen = seen(caller);
        if (seesAll(caller)) return seen;
        var periods = new HashSet<List<Object>>();
        return seen.stream()
                .filter(one -> one.replacedBy == null)
                .filter(one -> periods.add(List.of(one.release.paper(), one.release.period())))
                .toList();
    }

    private List<Listed> seen(Caller caller) {
        var seen = releases.all(caller.authority()).stream()
                .filter(release -> sees(caller, release))
                .toList();
        var replacedBy = new HashMap<String, String>();
        seen.reversed().forEach(release -> {
            if (release.replaces() != null) replacedBy.put(release.replaces(), release.id());
        });
        return seen.stream()
                .map(release -> new Listed(release, replacedBy.get(release.id())))
                .toList();
    }

    /** A councillor is told 410, rule release.replaced with replacedBy, of one in whose place another stands. */
    @GetMapping("/releases/{id}")
    Whole one(Caller caller, @PathVariable String id) {
        var whole = find(caller, id);
        return new Whole(whole.release(), replacedBy(caller, id), whole.commentary(), whole.content());
    }

    private String replacedBy(Caller caller, String id) {
        return seen(caller).stream()
                .filter(listed -> listed.release.id().equals(id))
                .findFirst()
                .map(Listed::replacedBy)
                .orElse(null);
    }

    /** One of its tables: {@code [c]} for what is suppressed, {@code [x]} for what there is not. */
    @GetMapping(value = "/releases/{id}/tables/{table}", produces = "text/csv;charset=UTF-8")
    byte[] table(Caller caller, @PathVariable String id, @PathVariable String table) {
        var content = json.readTree(find(caller, id).content());
        for (var one : content.get("tables")) if (one.get("id").asString().equals(table)) return csv(one);
        throw Problem.notFound("table");
    }

    private static byte[] csv(JsonNode table) {
        var columns = new ArrayList<String>();
        table.get("columns").forEach(column -> columns.add(column.get("id").asString()));
        var header = new ArrayList<>(List.of("id", "title", "kind"));
        header.addAll(columns);
        var bytes = new ByteArrayOutputStream();
        try (var csv = new CsvTable(bytes, header)) {
            for (var row : table.get("rows")) {
                var cells = new ArrayList<Object>();
                for (var name : List.of("id", "title", "kind"))
                    cells.add(row.get(name).asString());
                for (var column : columns) cells.add(printed(row.get("cells").get(column)));
                csv.row(cells);
            }
        }
        return bytes.toByteArray();
    }

    /** As tables of statistics mark it. */
    private static Object printed(JsonNode cell) {
        if (cell.get("suppressed").asBoolean()) return "[c]";
        var value = cell.get("value");
        return value.isNull() ? "[x]" : value.isNumber() ? value.decimalValue() : value.asString();
    }

    private Release.Whole find(Caller caller, String id) {
        var whole = releases.find(caller.authority(), id)
                .filter(one -> sees(caller, one.release()))
                .orElseThrow(() -> Problem.notFound("release"));
        if (!seesAll(caller)) checkNewest(caller, whole.release());
        return whole;
    }

    private void checkNewest(Caller caller, Release release) {
        var newest = all(caller).stream().map(Listed::release).toList();
        if (newest.stream().anyMatch(one -> one.id().equals(release.id()))) return;
        var instead = Optional.ofNullable(replacedBy(caller, release.id()))
                .or(() -> newest.stream()
                        .filter(one -> one.paper().equals(release.paper())
                                && one.period().equals(release.period()))
                        .map(Release::id)
                        .findFirst())
                .orElseThrow(() -> Problem.notFound("release"));
        throw new Problem(HttpStatus.GONE, "release.replaced", "Another release of the same days stands in its place.")
                .with("replacedBy", instead);
    }

    private static boolean sees(Caller caller, Release release) {
        return release.forCouncillors() || seesAll(caller);
    }

    private static boolean seesAll(Caller caller) {
        return caller.roles().stream().anyMatch(role -> role != Role.COUNCILLOR);
    }
}
