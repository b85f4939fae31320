package waymark.reporting.api.scorecard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import waymark.calendar.BusinessClock;
import waymark.reporting.domain.Measure.Polarity;
import waymark.reporting.domain.scorecard.DataPeriod;
import waymark.reporting.domain.scorecard.State;
import waymark.reporting.ratings.Rating;
import waymark.reporting.scorecard.Account;
import waymark.reporting.scorecard.Definition;
import waymark.reporting.scorecard.Definitions;
import waymark.reporting.scorecard.Entry;
import waymark.reporting.scorecard.Ledger;
import waymark.reporting.scorecard.Scorecard;
import waymark.web.Caller;
import waymark.web.Preconditions;
import waymark.web.Problem;

/** What an analyst says about the measures of the scorecard. Every version of it is kept, with who and when. */
@RestController
class MeasuresController {
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,79}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,39}");
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_ORDER = 1_000_000;

    private final Definitions definitions;
    private final Ledger ledger;
    private final BusinessClock clock;

    MeasuresController(Definitions definitions, Ledger scorecardLedger, BusinessClock clock) {
        this.definitions = definitions;
        this.ledger = scorecardLedger;
        this.clock = clock;
    }

    /**
     * What is not said stays as it is declared; of an analyst's own measure all must be said but computed, section, order and shown.
     *
     * @param computed the id of a measure of the system that answers for this one; without it values are entered
     */
    record DefinitionBody(
            String computed,
            String title,
            String definition,
            Polarity goodToBe,
            DataPeriod dataPeriod,
            String unit,
            Integer decimals,
            String section,
            Integer order,
            Boolean shown) {}

    /** @param value null with the state not-available or new-definition */
    record EntryBody(BigDecimal value, State state, String source, String note) {}

    /** @param value null withdraws it */
    record TargetBody(BigDecimal value, BigDecimal tolerance) {}

    /** @param value null withdraws it */
    record BenchmarkBody(BigDecimal value, String source) {}

    /** @param text null withdraws it */
    record CommentaryBody(String text) {}

    /** @param entries everything that was entered, the oldest first */
    record Entered(@JsonUnwrapped Definition measure, int version, List<Entry> entries) {}

    /** Every measure of the scorecard, the hidden ones too, in its order. */
    @GetMapping("/scorecard/measures")
    List<Definition> measures(Caller caller) {
        return definitions.of(ledger.all(caller.authority()));
    }

    /** A measure with everything that was entered about it: by its id, or by the code by which its ratings and alerts name it. */
    @GetMapping("/scorecard/measures/{id}")
    ResponseEntity<Entered> measure(Caller caller, @PathVariable String id) {
        var account = ledger.find(caller.authority(), definitions.subject(id));
        if (definitions.of(account).isPresent()) return answer(account);
        return definitions.of(ledger.all(caller.authority())).stream()
                .filter(one -> Rating.codeOf(one.id()).equals(id))
                .findFirst()
                .map(one -> answer(ledger.find(caller.authority(), one.id())))
                .orElseThrow(() -> Problem.notFound("measure"));
    }

    @PutMapping("/scorecard/measures/{id}")
    ResponseEntity<Entered> define(
            Caller caller,
            @PathVariable String id,
            @RequestBody DefinitionBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        if (!ID.matcher(id).matches()) {
            throw Problem.parameter("id", "must be a letter, then at most 79 letters, digits, points and hyphens");
        }
        var account = ledger.find(caller.authority(), definitions.subject(id));
        var said = fields(body);
        if (!definitions.isUsual(account.subject())) demandAll(said);
        return enter(caller, account, ifMatch, Definition.ENTRY, "", said);
    }

    @PutMapping("/scorecard/entries/{measure}/{period}")
    ResponseEntity<Entered> value(
            Caller caller,
            @PathVariable String measure,
            @PathVariable String period,
            @RequestBody EntryBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        var account = account(caller, measure);
        var end = Checked.month("period", period);
        var dataPeriod = definitions.of(account).orElseThrow().dataPeriod();
        check(end, dataPeriod);
        var state = body.state == null ? State.NONE : body.state;
        if (body.value == null && state != State.NOT_AVAILABLE && state != State.NEW_DEFINITION) {
            throw Problem.ofField(
                    "scorecard.entry-value",
                    "value",
                    "A value is needed, or the state not-available or new-definition that says why there is none.");
        }
        if (body.value != null && state == State.NOT_AVAILABLE) {
            throw Problem.ofField(
                    "scorecard.entry-state", "state", "A value that is given is available: leave one of the two out.");
        }
        var source = Checked.text("scorecard.entry-source", "source", body.source, LONGEST_TITLE);
        if (body.value != null && source == null) {
            throw Problem.ofField("scorecard.entry-source", "source", "Say where the value is from.");
        }
        var said = Definition.fields(
                "value",
                Checked.number("scorecard.entry-value", "value", body.value),
                "state",
                state,
                "source",
                source,
                "note",
                Checked.text("scorecard.entry-note", "note", body.note, LONGEST_TEXT));
        return enter(caller, account, ifMatch, Scorecard.ENTRY, Scorecard.entryKey(dataPeriod, end), said);
    }

    private void check(YearMonth end, DataPeriod dataPeriod) {
        if (!dataPeriod.endsWith(end)) {
            throw Problem.ofField(
                    "scorecard.entry-period",
                    "period",
                    "A period of this measure is named by the month with which its quarter ends: March, June, September or December.");
        }
        if (dataPeriod.endingWith(end).from().isAfter(clock.today())) {
            throw Problem.ofField("scorecard.entry-future", "period", "This period has not begun.");
        }
    }

    @PutMapping("/scorecard/targets/{measure}/{kind}/{holdsFrom}")
    ResponseEntity<Entered> target(
            Caller caller,
            @PathVariable String measure,
            @PathVariable String kind,
            @PathVariable String holdsFrom,
            @RequestBody TargetBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        var account = account(caller, measure);
        var key = Scorecard.dayKey(
                Checked.constant(Scorecard.TargetKind.class, "kind", kind), Checked.day("holdsFrom", holdsFrom));
        if (body.tolerance != null && body.tolerance.signum() < 0) {
            throw Problem.ofField(
                    "scorecard.target-tolerance",
                    "tolerance",
                    "A tolerance is how far a value may be short of its target: 0 or more.");
        }
        var tolerance = Checked.number("scorecard.target-tolerance", "tolerance", body.tolerance);
        var said = Definition.fields(
                "value",
                Checked.number("scorecard.target-value", "value", body.value),
                "tolerance",
                body.value == null ? null : tolerance == null ? "0" : tolerance);
        return enter(caller, account, ifMatch, Scorecard.TARGET, key, said);
    }

    @PutMapping("/scorecard/benchmarks/{measure}/{of}/{holdsFrom}")
    ResponseEntity<Entered> benchmark(
            Caller caller,
            @PathVariable String measure,
            @PathVariable String of,
            @PathVariable String holdsFrom,
            @RequestBody BenchmarkBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        var account = account(caller, measure);
        var key = Scorecard.dayKey(
                Checked.constant(Scorecard.BenchmarkOf.class, "of", of), Checked.day("holdsFrom", holdsFrom));
        var said = Definition.fields(
                "value", Checked.number("scorecard.benchmark-value", "value", body.value),
                "source", Checked.text("scorecard.benchmark-source", "source", body.source, LONGEST_TITLE));
        return enter(caller, account, ifMatch, Scorecard.BENCHMARK, key, said);
    }

    @PutMapping("/scorecard/commentary/{measure}/{month}")
    ResponseEntity<Entered> commentary(
            Caller caller,
            @PathVariable String measure,
            @PathVariable String month,
            @RequestBody CommentaryBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        var account = account(caller, measure);
        var key = Checked.month("month", month).toString();
        var said =
                Definition.fields("text", Checked.text("scorecard.commentary-text", "text", body.text, LONGEST_TEXT));
        return enter(caller, account, ifMatch, Scorecard.COMMENTARY, key, said);
    }

    private Account account(Caller caller, String id) {
        var account = ledger.find(caller.authority(), definitions.subject(id));
        if (definitions.of(account).isEmpty()) throw Problem.notFound("measure");
        return account;
    }

    private ResponseEntity<Entered> enter(
            Caller caller, Account account, String ifMatch, String of, String key, Map<String, String> said) {
        var entry = new Entry(of, key, said, clock.now(), caller.actor());
        return answer(ledger.enter(caller.authority(), account.subject(), Preconditions.version(ifMatch), entry));
    }

    private ResponseEntity<Entered> answer(Account account) {
        var answer = ResponseEntity.ok();
        if (account.version() > 0) answer.eTag(Preconditions.entityTag(account.version()));
        return answer.body(new Entered(definitions.of(account).orElseThrow(), account.version(), account.entries()));
    }

    private Map<String, String> fields(DefinitionBody body) {
        var rule = "scorecard.measure";
        if (body.computed != null && !definitions.isDeclared(body.computed)) {
            throw Problem.ofField(
                    rule, "computed", "The system has no measure of this id. All of them are at GET /measures.");
        }
        word("unit", body.unit);
        word("section", body.section);
        inRange("decimals", body.decimals, Checked.MOST_DECIMALS);
        inRange("order", body.order, MOST_ORDER);
        return Definition.fields(
                "computed", body.computed,
                "title", Checked.text(rule, "title", body.title, LONGEST_TITLE),
                "definition", Checked.text(rule, "definition", body.definition, LONGEST_TEXT),
                "goodToBe", body.goodToBe,
                "dataPeriod", body.dataPeriod,
                "unit", body.unit,
                "decimals", body.decimals,
                "section", body.section,
                "order", body.order,
                "shown", body.shown);
    }

    private static void word(String field, String word) {
        if (word == null || WORD.matcher(word).matches()) return;
        throw Problem.ofField(
                "scorecard.measure", field, "The field %s must be one word, such as percent.".formatted(field));
    }

    private static void inRange(String field, Integer number, int most) {
        if (number == null || (number >= 0 && number <= most)) return;
        throw Problem.ofField("scorecard.measure", field, "The field %s must be from 0 to %d.".formatted(field, most));
    }

    private static void demandAll(Map<String, String> said) {
        for (var field : List.of("title", "definition", "goodToBe", "dataPeriod", "unit", "decimals")) {
            if (said.containsKey(field)) continue;
            throw Problem.ofField(
                    "scorecard.measure", field, "The field %s is needed of a measure that is added.".formatted(field));
        }
    }
}
