package waymark.reporting.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import waymark.calendar.BusinessClock;
import waymark.reporting.domain.social.Demand;
import waymark.reporting.domain.social.RepeatReferral;
import waymark.reporting.events.Chronology;
import waymark.reporting.events.Facts;
import waymark.reporting.events.ReferralEvents;
import waymark.web.Caller;
import waymark.web.Problem;

/** What is asked of social care beside reports: why a referral is a repeat, how demand has grown, and one child's story. */
@RestController
class SocialCareController {
    private static final int USUAL_LOOK_BACK = 12;
    private static final int MOST_LOOK_BACK = 120;

    private final Facts facts;
    private final Chronology chronology;
    private final BusinessClock clock;

    SocialCareController(Facts facts, Chronology chronology, BusinessClock clock) {
        this.facts = facts;
        this.chronology = chronology;
        this.clock = clock;
    }

    @Parameter(
            in = ParameterIn.QUERY,
            name = "lookBack",
            description = "Months looked at, 12 where it is not given",
            schema = @Schema(type = "string"))
    @GetMapping("/reports/social-care/repeat-referrals/{referral}")
    RepeatReferral repeatReferral(Caller caller, @PathVariable String referral, HttpServletRequest request) {
        return explained(caller, referral, Query.of(request, "lookBack"));
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
    @GetMapping(value = "/reports/social-care/repeat-referrals", params = "referral")
    RepeatReferral repeatReferralNamed(Caller caller, HttpServletRequest request) {
        var query = Query.of(request, "referral", "lookBack");
        return explained(caller, query.one("referral"), query);
    }

    private RepeatReferral explained(Caller caller, String referral, Query<?> query) {
        int lookBack = query.number("lookBack", USUAL_LOOK_BACK, 1, MOST_LOOK_BACK);
        return facts.read(
                        ReferralEvents.SOURCE,
                        current ->
                                RepeatReferral.explain(current.table().shards(caller.authority()), referral, lookBack))
                .orElseThrow(() -> Problem.notFound("referral"));
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
    @GetMapping("/reports/demand")
    DemandTable demand(Caller caller, HttpServletRequest request) {
        var query = Query.of(request, ReferralEvents.SOURCE.kind(), "base", "against", "published");
        var base = begun("base", query.span("base"));
        var against = begun("against", query.span("against"));
        var published = published(query);
        var filters = query.filters(Demand.asked());
        return facts.read(
                ReferralEvents.SOURCE,
                current -> DemandTable.of(
                        Demand.of(current.table(), caller.authority(), base, against, published, filters),
                        current.revision()));
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

    @GetMapping("/children/{childRef}/chronology")
    Chronology.Story chronology(Caller caller, @PathVariable String childRef, HttpServletRequest request)
            throws InterruptedException, ExecutionException {
        Query.of(request);
        try {
            return chronology.of(caller.authority(), childRef);
        } catch (TimeoutException away) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "reporting.kafka-away",
                    "The child's story cannot be read now, because Kafka does not answer. The reports go on; try this again in a minute.");
        }
    }
}
