package waymark.reporting.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import waymark.calendar.BusinessClock;
import waymark.reporting.api.HiddenCases.Sight;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.social.Demand;
import waymark.reporting.domain.social.Referrals;
import waymark.reporting.domain.social.RepeatReferral;
import waymark.reporting.events.Chronology;
import waymark.reporting.events.ChronologyLine;
import waymark.reporting.events.Facts;
import waymark.reporting.events.Past;
import waymark.reporting.events.ReferralEvents;
import waymark.web.Caller;
import waymark.web.Problem;

/** What is asked of social care beside reports: why a referral is a repeat, how demand has grown, and one child's story. */
@RestController
class SocialCareController {
    private static final int USUAL_LOOK_BACK = 12;
    private static final int MOST_LOOK_BACK = 120;

    private final Facts facts;
    private final Past past;
    private final Chronology chronology;
    private final BusinessClock clock;
    private final HiddenCases hiddenCases;
    private final Reads reads;

    SocialCareController(
            Facts facts, Past past, Chronology chronology, BusinessClock clock, HiddenCases hiddenCases, Reads reads) {
        this.facts = facts;
        this.past = past;
        this.chronology = chronology;
        this.clock = clock;
        this.hiddenCases = hiddenCases;
        this.reads = reads;
    }

    @Parameter(
            in = ParameterIn.QUERY,
            name = "lookBack",
            description = "Months looked at, 12 where it is not given",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "asKnownAt",
            description = "An instant: what would have been answered then",
            schema = @Schema(type = "string"))
    @GetMapping("/reports/social-care/repeat-referrals/{referral}")
    RepeatReferral repeatReferral(Caller caller, @PathVariable String referral, HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        return explained(caller, referral, Query.of(request, "lookBack", "asKnownAt"), request);
    }

    /** Why a referral is a repeat, or why not, as by its path; for references that have a slash in them. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = "referral",
            description = "Id of the case, or the reference of the referral or of its case",
            required = true,
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "lookBack",
            description = "Months looked at, 12 where it is not given",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "asKnownAt",
            description = "An instant: what would have been answered then",
            schema = @Schema(type = "string"))
    @GetMapping(value = "/reports/social-care/repeat-referrals", params = "referral")
    RepeatReferral repeatReferralNamed(Caller caller, HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        var query = Query.of(request, "referral", "lookBack", "asKnownAt");
        return explained(caller, query.one("referral"), query, request);
    }

    private RepeatReferral explained(Caller caller, String referral, Query<?> query, HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        int lookBack = query.number("lookBack", USUAL_LOOK_BACK, 1, MOST_LOOK_BACK);
        var explained = asKnown(
                        caller,
                        query.instant("asKnownAt"),
                        (table, revision) ->
                                RepeatReferral.explain(table.shards(caller.authority()), referral, lookBack))
                .orElseThrow(() -> Problem.notFound("referral"));
        var itself = explained.referral().caseId();
        var sights = hiddenCases.ofSameChild(itself, explained.references(), request);
        if (sights.apply(itself) == Sight.HIDDEN) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "case.restricted",
                    "This referral is of a case that you may not open. Where it is kept, you may ask for it with a reason.");
        }
        var shown = explained.without(
                caseId -> sights.apply(caseId) == Sight.HIDDEN, caseId -> sights.apply(caseId) == Sight.ERASED);
        reads.record(caller, "repeat-referral", ReferralEvents.SOURCE.kind().id(), shown.cases());
        return shown;
    }

    /** Reads the facts as they are now, or as they were known at an instant, which takes seconds. */
    private <T> T asKnown(Caller caller, Optional<Instant> knownAt, BiFunction<FactTable<Referrals>, Long, T> reading)
            throws InterruptedException, ExecutionException {
        if (knownAt.isEmpty()) {
            return facts.read(ReferralEvents.SOURCE, current -> reading.apply(current.table(), current.revision()));
        }
        long revision = facts.revision();
        return reading.apply(past.at(ReferralEvents.SOURCE, caller.authority(), knownAt.get()), revision);
    }

    /** As {@link Demand}, with the revision of the facts; of a row without what was not given. */
    record DemandTable(String base, String against, List<Map<String, Object>> rows, long revision) {
        private static DemandTable of(Demand demand, long revision) {
            return new DemandTable(
                    demand.base(),
                    demand.against(),
                    demand.rows().stream().map(Demand.Row::printed).toList(),
                    revision);
        }
    }

    @Parameter(
            in = ParameterIn.QUERY,
            name = "base",
            description = "Months such as 2020-01..2020-03",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "against",
            description = "Months such as 2022-01..2022-07",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "published",
            description = "Changes that a paper prints, to stand beside: contacts:51.9,referrals:42.1",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "locality",
            description = "Any dimension of a case is a filter: its values, separated by commas",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "asKnownAt",
            description = "An instant: what would have been answered then",
            schema = @Schema(type = "string"))
    @GetMapping("/reports/demand")
    DemandTable demand(Caller caller, HttpServletRequest request) throws InterruptedException, ExecutionException {
        var query = Query.of(request, ReferralEvents.SOURCE.kind(), "base", "against", "published", "asKnownAt");
        var base = begun("base", query.span("base"));
        var against = begun("against", query.span("against"));
        var published = published(query);
        var filters = query.filters(Demand.asked());
        return asKnown(
                caller,
                query.instant("asKnownAt"),
                (table, revision) -> DemandTable.of(
                        Demand.of(table, caller.authority(), base, against, published, filters), revision));
    }

    /** Months that have not come would lower the average. */
    private Demand.Span begun(String name, Demand.Span span) {
        if (span.to().isAfter(YearMonth.from(clock.today()))) {
            throw Problem.parameter(name, "must not end after the present month");
        }
        return span;
    }

    private static Map<String, BigDecimal> published(Query<?> query) {
        var published = new HashMap<String, BigDecimal>();
        if (!query.has("published")) return published;
        for (var one : query.values("published")) {
            int colon = one.indexOf(':');
            if (colon < 0 || !Demand.measures().contains(one.substring(0, colon))) {
                throw Problem.parameter("published", "must name a row and its percent, such as contacts:51.9")
                        .with("permitted", Demand.measures());
            }
            published.put(one.substring(0, colon), percent(one.substring(colon + 1)));
        }
        return published;
    }

    private static BigDecimal percent(String text) {
        if (!text.matches("-?[0-9]{1,5}(\\.[0-9]{1,3})?")) {
            throw Problem.parameter("published", "must have a percent such as 51.9");
        }
        return new BigDecimal(text);
    }

    /**
     * What happened to a child, over all services. Of cases whose way to the child was erased it tells nothing, nor that there were any.
     *
     * @param hidden how many lines are left out, being of cases that the caller may not open
     */
    record Told(List<ChronologyLine> lines, long hidden, boolean incomplete) {}

    @Parameter(
            in = ParameterIn.QUERY,
            name = "asKnownAt",
            description = "An instant: what would have been answered then",
            schema = @Schema(type = "string"))
    @GetMapping("/children/{childRef}/chronology")
    Told chronology(Caller caller, @PathVariable String childRef, HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        var knownAt = Query.of(request, "asKnownAt").instant("asKnownAt").orElse(Instant.MAX);
        var story = story(caller, childRef, knownAt);
        if (story.cases().isEmpty()) return new Told(List.of(), 0, story.incomplete());
        var ofChild = hiddenCases.ofChild(childRef, request);
        var sights = new HashMap<UUID, Sight>();
        for (var one : story.cases()) sights.put(one.caseId(), ofChild.of(one.service(), one.caseId()));
        var lines = story.lines(caseId -> sights.get(caseId) == Sight.OPEN);
        var cases = lines.stream().map(ChronologyLine::caseId).distinct().toList();
        reads.record(caller, "chronology", null, cases);
        return new Told(lines, story.count(caseId -> sights.get(caseId) == Sight.HIDDEN), story.incomplete());
    }

    private Chronology.Story story(Caller caller, String childRef, Instant knownAt)
            throws InterruptedException, ExecutionException {
        try {
            return chronology.of(caller.authority(), childRef, knownAt);
        } catch (TimeoutException away) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "reporting.kafka-away",
                    "The child's story cannot be read now, because Kafka does not answer. The reports go on; try this again in a minute.");
        }
    }
}
