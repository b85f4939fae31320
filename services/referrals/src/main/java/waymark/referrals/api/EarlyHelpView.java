package waymark.referrals.api;

import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.conversions.Bson;
import waymark.casefile.CaseFile;
import waymark.referrals.domain.EarlyHelp;
import waymark.referrals.domain.EarlyHelpCommand;
import waymark.referrals.domain.Referral.Next;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.KeptCases;
import waymark.web.cases.ListFields;

/**
 * A family's early help as a caller sees it. What is not recorded is null.
 *
 * @param childRef the child under whom it is kept; the family's others are in {@code personal}
 * @param dueClock the clock that is due first
 * @param dueOn last day in time; null where no clock runs
 * @param dueAt last instant in time: of a clock of days the end of its day; null where no clock runs
 */
record EarlyHelpView(
        UUID id,
        String requestRef,
        String childRef,
        EarlyHelp.Standing status,
        int version,
        Instant requestedAt,
        LocalDate closedOn,
        String source,
        String locality,
        String team,
        String dueClock,
        LocalDate dueOn,
        Instant dueAt,
        Map<String, Object> personal,
        List<ReferralView.Note> notes) {
    static final String WORD = "early-help";

    static final Bson OPEN = nin("state.standing", "closed", "voided");

    static final ListFields FIELDS = new ListFields("dueOn,dueAt")
            .filter("status", "state.standing", EarlyHelp.Standing.class)
            .filter("dueClock", "state.dueClock")
            .filterAndSort("team", "state.team")
            .filterAndSort("locality", "state.locality")
            .filterAndSort("source", "state.source")
            .condition("childRef", (text, _) -> ofFamily(Arrays.asList(text.split(",", -1))))
            .sort("childRef", "child")
            .filterAndSort("requestRef", "reference")
            .sort("requestedOn", "state.requestedOn")
            .sort("dueOn", "state.dueOn")
            .sort("dueAt", "state.dueAt")
            .conditionNow(
                    "overdue",
                    (text, now) -> ListFields.flag("overdue", text)
                            ? lt(
                                    "state.dueAt",
                                    now.truncatedTo(ChronoUnit.SECONDS).toString())
                            : gte(
                                    "state.dueAt",
                                    now.truncatedTo(ChronoUnit.SECONDS).toString()));

    /** Cases of any family with one of these children. */
    static Bson ofFamily(List<String> children) {
        return or(in("child", children), in("personal.otherChildren", children));
    }

    static <E> CaseEndpoint<EarlyHelp, EarlyHelpCommand, EarlyHelpView> endpoint(
            KeptCases<EarlyHelp, EarlyHelpCommand, E> cases) {
        return cases.endpoint(WORD, "EH", EarlyHelpView::of);
    }

    static EarlyHelpView of(CaseFile<EarlyHelp> file, LocalDate today) {
        return switch (file.state()) {
            case EarlyHelp.Opened opened ->
                new EarlyHelpView(
                        file.id(),
                        file.reference(),
                        file.child(),
                        opened.standing(),
                        file.version(),
                        opened.openedAt(),
                        opened.closedOn(),
                        opened.source(),
                        opened.locality(),
                        opened.team(),
                        opened.dueClock(),
                        opened.dueOn().equals(Next.NEVER) ? null : opened.dueOn(),
                        opened.dueOn().equals(Next.NEVER) ? null : opened.dueAt(),
                        file.personal(),
                        file.notes().stream()
                                .map(note -> new ReferralView.Note(note.sequence(), note.text()))
                                .toList());
            case EarlyHelp.NotOpened _ -> throw new IllegalStateException("a case in the store has been opened");
        };
    }
}
