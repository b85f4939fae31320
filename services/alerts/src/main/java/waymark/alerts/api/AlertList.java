package waymark.alerts.api;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.bson.conversions.Bson;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.Concern;
import waymark.alerts.domain.Kind;
import waymark.alerts.domain.Severity;
import waymark.web.Caller;
import waymark.web.access.Role;
import waymark.web.cases.ListFields;

/** What lists of alerts can be filtered and sorted by. */
final class AlertList {
    private static final String ABOUT = "state.particulars.";
    private static final String WARNING = ABOUT + "warning.";
    private static final List<String> OPEN = List.of("raised", "acknowledged");

    private AlertList() {}

    /**
     * @param caller whose own ones the parameter {@code mine} means
     * @param childKey of a child's number
     */
    static ListFields fields(Caller caller, Function<String, UUID> childKey) {
        return new ListFields("urgency,since")
                .filter("status", "state.status", List.of("raised", "acknowledged", "resolved", "settled", "withdrawn"))
                .filter("severity", WARNING + "severity", Severity.class)
                .filter("concern", WARNING + "concern", Concern.class)
                .filter("origin", WARNING + "origin", Alert.Origin.class)
                .filter("kind", WARNING + "kind", Kind.class)
                .filter("rule", WARNING + "rule")
                .filter("team", WARNING + "team")
                .filter("caseId", WARNING + "caseId")
                .filterAndSort("role", ABOUT + "role")
                .filterAndSort("officer", ABOUT + "officer")
                .sort("urgency", ABOUT + "urgency")
                .sort("since", WARNING + "since")
                .sort("raisedAt", ABOUT + "raisedAt")
                .sort("dueOn", WARNING + "dueOn")
                .sort("respondBy", ABOUT + "respondBy")
                // Nothing leads from a child to what was erased.
                .condition(
                        "childRef",
                        (text, _) -> and(eq("childKey", childKey.apply(text).toString()), exists("erased", false)))
                .condition("level", (text, _) -> eq(ABOUT + "level", (int) ListFields.days("level", text)))
                .condition("open", (text, _) -> ListFields.flag("open", text) ? open() : not(open()))
                .condition(
                        "toAcknowledge",
                        (text, _) -> eq(WARNING + "toAcknowledge", ListFields.flag("toAcknowledge", text)))
                .condition(
                        "overdue",
                        (text, today) -> ListFields.flag("overdue", text) ? overdue(today) : not(overdue(today)))
                .condition("mine", (text, _) -> ListFields.flag("mine", text) ? mine(caller) : not(mine(caller)));
    }

    static Bson open() {
        return in("state.status", OPEN);
    }

    static Bson overdue(LocalDate today) {
        return and(open(), lt(ABOUT + "respondBy", today.toString()));
    }

    /** The caller's by name, or nobody's and of a role of the caller's. */
    static Bson mine(Caller caller) {
        var roles = caller.roles().stream().map(Role::code).toList();
        return or(eq(ABOUT + "officer", caller.actor()), and(eq(ABOUT + "officer", null), in(ABOUT + "role", roles)));
    }

    static Bson toAcknowledge() {
        return and(eq("state.status", "raised"), eq(WARNING + "toAcknowledge", true));
    }

    static Bson urgent() {
        return and(open(), eq(WARNING + "severity", "urgent"));
    }
}
