package waymark.reporting.api.paper;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import waymark.reporting.api.scorecard.Checked;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.paper.Content;
import waymark.reporting.domain.paper.Disclosure;
import waymark.reporting.papers.Papers;
import waymark.reporting.papers.Release.Said;
import waymark.reporting.scorecard.Account;
import waymark.reporting.scorecard.Entry;
import waymark.reporting.scorecard.Ledger;
import waymark.web.Caller;
import waymark.web.Preconditions;
import waymark.web.Problem;

/** The council's paper on children missing education, as it stands now, and what an analyst has typed into it so far. */
@RestController
class PapersController {
    private static final String DRAFT = "draft";
    private static final String TITLE = "title";

    private final Papers papers;
    private final Ledger drafts;
    private final BusinessClock clock;

    PapersController(Papers papers, Ledger paperDrafts, BusinessClock clock) {
        this.papers = papers;
        this.drafts = paperDrafts;
        this.clock = clock;
    }

    /** @param revision of the facts */
    record Draft(@JsonUnwrapped Content content, long revision) {}

    /**
     * What is typed replaces what was typed before, which is kept.
     *
     * @param title may be null
     * @param commentary of a section, each at most once
     */
    record TypedBody(String title, List<Said> commentary) {}

    /** @param version for If-Match; 0 where nothing was typed, and then by and recordedAt are null */
    record Typed(String title, List<Said> commentary, int version, String by, Instant recordedAt) {}

    /**
     * The paper for any period.
     *
     * @param from first day
     * @param to last day
     * @param disclosure true-numbers, or suppressed: what a release with that setting would show
     */
    @GetMapping("/papers/cme")
    Draft cme(
            Caller caller,
            @Parameter(required = true) @RequestParam(required = false) String from,
            @Parameter(required = true) @RequestParam(required = false) String to,
            @RequestParam(required = false) String disclosure,
            HttpServletRequest request) {
        Checked.only(request, "from", "to", "disclosure");
        var setting = disclosure == null
                ? Disclosure.Setting.TRUE_NUMBERS
                : Checked.constant(Disclosure.Setting.class, "disclosure", disclosure);
        var drawn = papers.cme(caller.authority(), period(from, to), setting);
        return new Draft(drawn.content(), drawn.revision());
    }

    @GetMapping("/papers/cme/drafts/{from}/{to}")
    ResponseEntity<Typed> typed(Caller caller, @PathVariable String from, @PathVariable String to) {
        return answer(drafts.find(caller.authority(), subject(period(from, to))));
    }

    @PutMapping("/papers/cme/drafts/{from}/{to}")
    ResponseEntity<Typed> type(
            Caller caller,
            @PathVariable String from,
            @PathVariable String to,
            @RequestBody TypedBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        var period = period(from, to);
        var sections = Commentary.sections(papers.cme(caller.authority(), period, Disclosure.Setting.TRUE_NUMBERS)
                .content());
        var fields = Commentary.fields(Commentary.checked(body.commentary, sections));
        var title = Commentary.title(body.title);
        if (title != null) fields.put(TITLE, title);
        var entry = new Entry(DRAFT, "", Map.copyOf(fields), clock.now(), caller.actor());
        return answer(drafts.enter(caller.authority(), subject(period), Preconditions.version(ifMatch), entry));
    }

    private static String subject(Period period) {
        return "cme/%s/%s".formatted(period.from(), period.to());
    }

    private static ResponseEntity<Typed> answer(Account account) {
        var answer = ResponseEntity.ok();
        if (account.version() > 0) answer.eTag(Preconditions.entityTag(account.version()));
        return answer.body(account.newest(DRAFT, "")
                .map(entry -> new Typed(
                        entry.fields().get(TITLE),
                        Commentary.said(entry.fields()),
                        account.version(),
                        entry.by(),
                        entry.at()))
                .orElse(new Typed(null, List.of(), 0, null, null)));
    }

    private static Period period(String from, String to) {
        var first = Checked.day("from", from);
        var last = Checked.day("to", to);
        check(first, last);
        return new Period(first, last);
    }

    /** Ten years are more than any paper is about, and a month of each is a row. */
    static void check(LocalDate from, LocalDate to) {
        if (from.isAfter(to)) throw Problem.parameter("from", "must not be after to");
        if (from.plusYears(10).isBefore(to)) throw Problem.parameter("from", "must be at most ten years before to");
    }
}
