package waymark.web.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.calendar.LondonTime;
import waymark.web.Caller;
import waymark.web.Page;
import waymark.web.access.Role;

/** Who read which records of the caller's authority in this service. */
@RestController
final class AuditController {
    private final MongoCollection<Document> collection;
    private final AuditTrail trail;
    private final Optional<TeamsCases> cases;

    /** @param cases empty where no cases are kept */
    AuditController(MongoDatabase database, AuditTrail trail, Optional<TeamsCases> cases) {
        this.cases = cases;
        collection = database.getCollection(Chain.COLLECTION);
        this.trail = trail;
    }

    /**
     * One reading, or one page of what was read.
     *
     * @param chain of the service's instance and start; unique with the number
     * @param at by the system clock
     * @param kind null where it was about no cases
     * @param purpose as it follows from role and assignment
     * @param reason what was given as one; null for ordinary work, once it was erased with its case, and where it is about another team's
     */
    record AuditView(
            String chain,
            long number,
            Instant at,
            String actor,
            List<String> roles,
            String action,
            String kind,
            List<UUID> cases,
            String purpose,
            String reason,
            String address,
            String traceId) {
        static AuditView of(Document entry, String reason) {
            return new AuditView(
                    entry.getString("chain"),
                    entry.get("number", Number.class).longValue(),
                    Instant.parse(entry.getString("at")),
                    entry.getString("actor"),
                    entry.getList("roles", String.class),
                    entry.getString("action"),
                    entry.getString("kind"),
                    entry.getList("cases", String.class).stream()
                            .map(UUID::fromString)
                            .toList(),
                    entry.getString("purpose"),
                    reason,
                    entry.getString("address"),
                    entry.getString("traceId"));
        }
    }

    /**
     * Who read which records, the latest first.
     *
     * @param from first day; left out for no bound
     * @param to last day; left out for no bound
     * @param actor staff number or account name
     * @param caseId id of a case
     * @param action what was done: read, list, export, search, known, import, glass, restriction, erasure...
     */
    @GetMapping("/audit")
    Page<AuditView> search(
            Caller caller,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            @RequestParam(required = false) String actor,
            @RequestParam(name = "case", required = false) UUID caseId,
            @RequestParam(required = false) String action,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Page.check(page, size);
        var conditions = new ArrayList<Bson>(List.of(eq("authority", caller.authority())));
        if (from != null) conditions.add(gte("at", AuditTrail.AT.format(LondonTime.startOf(from))));
        if (to != null) conditions.add(lt("at", AuditTrail.AT.format(LondonTime.startOf(to.plusDays(1)))));
        if (actor != null) conditions.add(eq("actor", actor));
        if (caseId != null) conditions.add(eq("cases", caseId.toString()));
        if (action != null) conditions.add(eq("action", action));
        trail.record(caller, "audit-search", null, List.of(), "audit", null);
        var which = and(conditions);
        var entries = collection
                .find(which)
                .sort(Sorts.orderBy(Sorts.descending("at"), Sorts.descending("number")))
                .skip(page * size)
                .limit(size)
                .map(entry -> AuditView.of(entry, reason(caller, entry)))
                .into(new ArrayList<>());
        return new Page<>(entries, page, size, collection.countDocuments(which));
    }

    /** It is people's own words about a case: an administrator sees no case, and a manager those of their teams. */
    private String reason(Caller caller, Document entry) {
        var words = entry.get(Chain.WORDS, Document.class);
        if (words == null || !caller.is(Role.TEAM_MANAGER)) return null;
        var about = words.getString("case");
        boolean isShown = about == null
                || (cases.isPresent()
                        && cases.get().isOfTheirs(caller, entry.getString("kind"), UUID.fromString(about)));
        return isShown ? words.getString("text") : null;
    }
}
