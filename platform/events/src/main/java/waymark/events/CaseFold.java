package waymark.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Folds events that come at least once into one state per case, exactly once each. An event that does not follow parks its case: the case
 * stays as it was, every other goes on, and a publication of the whole history heals it. Not safe for use by several threads.
 *
 * @param <D> an event's data, read
 * @param <S> a case's state
 */
public final class CaseFold<D, S> {
    /** Where the folded states live. */
    public interface Cases<S> {
        /** {@link Position#START} for a case not known. */
        Position position(UUID caseId);

        /** Null for a case not known. */
        S state(UUID caseId);

        /** Keeps the state together with the event's position. */
        void put(CaseEvent event, S state);
    }

    @FunctionalInterface
    public interface Evolve<D, S> {
        /** @param state null before a case's first event */
        S apply(S state, CaseEvent event, D data);
    }

    public enum Result {
        APPLIED,
        SEEN,
        PARKED
    }

    /**
     * @param heldFrom the sequence that could not be applied, or 0 where it is not known; the case heals when a history reaches it, whatever came
     *     after it, and what was folded before
     * @param since by the clock of whoever parked it
     */
    public record Parked(UUID caseId, int heldFrom, String reason, Instant since) {}

    /**
     * A parked case and its history on the way, to be kept with the states and {@linkplain #restore restored} with them.
     *
     * @param reach the sequence that it must reach, lest the case went on without events that were held
     * @param position how far the history has come
     * @param state null at its start
     */
    public record Mending<S>(Parked parked, int reach, Position position, S state) {
        Mending<S> reaching(int sequence) {
            return sequence <= reach ? this : new Mending<>(parked, sequence, position, state);
        }

        Mending<S> at(Position position, S state) {
            return new Mending<>(parked, reach, position, state);
        }
    }

    private final Cases<S> cases;
    private final Evolve<D, S> evolve;
    private final Map<UUID, Mending<S>> parked = new LinkedHashMap<>();

    public CaseFold(Cases<S> cases, Evolve<D, S> evolve) {
        this.cases = cases;
        this.evolve = evolve;
    }

    public Result accept(CaseEvent event, D data, Instant now) {
        var mending = parked.isEmpty() ? null : parked.get(event.caseId());
        if (mending != null) return mend(mending, event, data);
        return switch (cases.position(event.caseId()).standingOf(event)) {
            case SEEN -> Result.SEEN;
            case FOLLOWS -> {
                cases.put(event, evolve.apply(cases.state(event.caseId()), event, data));
                yield Result.APPLIED;
            }
            case BROKEN -> {
                var reason = "sequence %d does not follow sequence %d"
                        .formatted(
                                event.sequence(), cases.position(event.caseId()).sequence());
                park(new Parked(event.caseId(), event.sequence(), reason, now), event.sequence());
                yield Result.PARKED;
            }
        };
    }

    /**
     * Parks a case whose event could not be read. The case must then reach that event only where it is the next one: what is unreadable may name any
     * sequence, and one that never comes would hold the case for ever.
     */
    public void park(Parked parking) {
        int next = cases.position(parking.caseId()).sequence() + 1;
        park(parking, parking.heldFrom() == next ? next : 0);
    }

    private void park(Parked parking, int reach) {
        int folded = cases.position(parking.caseId()).sequence();
        parked.putIfAbsent(parking.caseId(), new Mending<S>(parking, folded, Position.START, null));
        parked.computeIfPresent(parking.caseId(), (caseId, mending) -> mending.reaching(reach));
    }

    public Map<UUID, Parked> parked() {
        var listing = new TreeMap<UUID, Parked>();
        parked.forEach((caseId, mending) -> listing.put(caseId, mending.parked()));
        return listing;
    }

    public List<Mending<S>> mendings() {
        return List.copyOf(parked.values());
    }

    public void restore(Mending<S> mending) {
        parked.put(mending.parked().caseId(), mending);
    }

    public int parkedCount() {
        return parked.size();
    }

    /** Why a case is parked, if it is. */
    public Optional<Parked> parked(UUID caseId) {
        return Optional.ofNullable(parked.get(caseId)).map(Mending::parked);
    }

    /**
     * A parked case goes on where the missing event comes after all. Otherwise its history is folded from its start beside the state it has, and
     * takes its place once it reaches what was held. So a history that differs from the one folded before (after a store was restored) heals as
     * well as one with a gap.
     */
    private Result mend(Mending<S> mending, CaseEvent event, D data) {
        var caseId = event.caseId();
        if (cases.position(caseId).standingOf(event) == Position.Standing.FOLLOWS) {
            cases.put(event, evolve.apply(cases.state(caseId), event, data));
            if (event.sequence() >= mending.reach()) parked.remove(caseId);
            return Result.APPLIED;
        }
        var from = event.sequence() == 1 ? mending.at(Position.START, null) : mending;
        if (from.position().standingOf(event) != Position.Standing.FOLLOWS) {
            parked.put(caseId, mending.reaching(event.sequence()));
            return Result.PARKED;
        }
        var state = evolve.apply(from.state(), event, data);
        if (event.sequence() < from.reach()) {
            parked.put(caseId, from.at(event.position(), state));
            return Result.PARKED;
        }
        cases.put(event, state);
        parked.remove(caseId);
        return Result.APPLIED;
    }
}
