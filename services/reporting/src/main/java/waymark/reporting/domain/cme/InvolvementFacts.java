package waymark.reporting.domain.cme;

import static waymark.reporting.domain.Days.NONE;

import java.time.Instant;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.course.Circumstances;

/**
 * What reporting holds of one involvement, as events make it; {@link Involvements} keeps it in columns. Days as {@link waymark.reporting.domain.Days}; a null text
 * is not recorded.
 *
 * @param recordedAt when its opening was recorded, milliseconds since 1970 UTC: puts openings of one day in order
 * @param closedOn none while it is open; a re-opened closure is gone altogether
 */
public record InvolvementFacts(
        String reference,
        int openedOn,
        long recordedAt,
        int closedOn,
        String outcome,
        String confirmedBy,
        int confirmedOn,
        String referredBy,
        String lastSchool,
        Boolean meetsS436A,
        String reason,
        String sex,
        int missingSince,
        boolean voided,
        Circumstances circumstances)
        implements Fact {

    @Override
    public boolean counts() {
        return !voided;
    }

    boolean closed() {
        return closedOn != NONE;
    }

    static InvolvementFacts evolve(InvolvementFacts fact, InvolvementEvent event, int sequence, Instant recordedAt) {
        if (fact == null) {
            if (event instanceof InvolvementEvent.Opened(var reference, var openedOn, var opening)) {
                return opened(reference, openedOn, opening, recordedAt);
            }
            throw new IllegalStateException("a case must begin with its opening");
        }
        return switch (event) {
            case InvolvementEvent.Opened opened -> throw new IllegalStateException("a case is opened only once");
            case InvolvementEvent.CircumstancesChanged(var changedOn, var values) ->
                fact.with(fact.circumstances.changed(changedOn, sequence, values));
            case InvolvementEvent.Closed(var closedOn, var outcome, var confirmedBy, var confirmedOn) ->
                fact.withClosure(closedOn, outcome, confirmedBy, confirmedOn);
            case InvolvementEvent.Reopened reopened -> fact.withClosure(NONE, null, null, NONE);
            case InvolvementEvent.Corrected corrected -> fact.corrected(corrected);
            case InvolvementEvent.EntryCorrected(var entry, var entryOn, var values) ->
                fact.with(fact.circumstances.corrected(entry, entryOn, values));
            case InvolvementEvent.Voided gone -> fact.withVoided();
        };
    }

    private static InvolvementFacts opened(
            String reference, int openedOn, InvolvementEvent.Opening opening, Instant recordedAt) {
        return new InvolvementFacts(
                reference,
                openedOn,
                recordedAt.toEpochMilli(),
                NONE,
                null,
                null,
                NONE,
                opening.referredBy(),
                opening.lastSchool(),
                opening.meetsS436A(),
                opening.reason(),
                opening.sex(),
                opening.missingSince(),
                false,
                Circumstances.of(opening.circumstances()));
    }

    /** A closure's fields are put right only where there is one: a correction closes nothing. */
    private InvolvementFacts corrected(InvolvementEvent.Corrected to) {
        var opening = to.opening();
        return new InvolvementFacts(
                reference,
                either(to.openedOn(), openedOn),
                recordedAt,
                closed() ? either(to.closedOn(), closedOn) : NONE,
                closed() ? either(to.outcome(), outcome) : null,
                closed() ? either(to.confirmedBy(), confirmedBy) : null,
                closed() ? either(to.confirmedOn(), confirmedOn) : NONE,
                either(opening.referredBy(), referredBy),
                either(opening.lastSchool(), lastSchool),
                either(opening.meetsS436A(), meetsS436A),
                either(opening.reason(), reason),
                either(opening.sex(), sex),
                either(opening.missingSince(), missingSince),
                voided,
                circumstances.corrected(opening.circumstances()));
    }

    private static int either(int corrected, int before) {
        return corrected == NONE ? before : corrected;
    }

    private static <T> T either(T corrected, T before) {
        return corrected == null ? before : corrected;
    }

    private InvolvementFacts withClosure(int on, String as, String confirmed, int confirmedDay) {
        return new InvolvementFacts(
                reference,
                openedOn,
                recordedAt,
                on,
                as,
                confirmed,
                confirmedDay,
                referredBy,
                lastSchool,
                meetsS436A,
                reason,
                sex,
                missingSince,
                voided,
                circumstances);
    }

    private InvolvementFacts withVoided() {
        return new InvolvementFacts(
                reference,
                openedOn,
                recordedAt,
                closedOn,
                outcome,
                confirmedBy,
                confirmedOn,
                referredBy,
                lastSchool,
                meetsS436A,
                reason,
                sex,
                missingSince,
                true,
                circumstances);
    }

    private InvolvementFacts with(Circumstances changed) {
        return new InvolvementFacts(
                reference,
                openedOn,
                recordedAt,
                closedOn,
                outcome,
                confirmedBy,
                confirmedOn,
                referredBy,
                lastSchool,
                meetsS436A,
                reason,
                sex,
                missingSince,
                voided,
                changed);
    }
}
