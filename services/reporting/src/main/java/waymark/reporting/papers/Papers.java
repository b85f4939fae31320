package waymark.reporting.papers;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.ExecutionException;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.cme.CmePaper;
import waymark.reporting.domain.paper.Content;
import waymark.reporting.domain.paper.Disclosure;
import waymark.reporting.events.Facts;
import waymark.reporting.events.InvolvementEvents;
import waymark.reporting.scorecard.Scorecard;

/** What stands in the papers now. */
public final class Papers {
    public static final String CME = "cme";
    public static final String SCORECARD = "scorecard";

    private final Facts facts;
    private final Scorecard scorecard;

    public Papers(Facts facts, Scorecard scorecard) {
        this.facts = facts;
        this.scorecard = scorecard;
    }

    /** @param revision of the facts, of which all figures are */
    public record Drawn(Content content, long revision) {
        /** Whether the period is one that councillors get: it ends with a month that is over. */
        public boolean endsWithAMonthThatIsOver(LocalDate today) {
            var to = content.period().to();
            return to.equals(YearMonth.from(to).atEndOfMonth()) && to.isBefore(today);
        }
    }

    /** The council's paper on children missing education. */
    public Drawn cme(String authority, Period period, Disclosure.Setting disclosure) {
        return facts.read(
                InvolvementEvents.SOURCE,
                current -> new Drawn(
                        CmePaper.PAPER.of(current.table(), authority, period, disclosure), current.revision()));
    }

    /** The scorecard of a month. */
    public Drawn scorecard(String authority, YearMonth month, Disclosure.Setting disclosure)
            throws InterruptedException, ExecutionException {
        var printed = scorecard.printed(authority, month, disclosure);
        return new Drawn(printed.content(), printed.revision());
    }
}
