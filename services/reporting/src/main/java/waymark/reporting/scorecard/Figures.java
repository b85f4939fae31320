package waymark.reporting.scorecard;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Register;
import waymark.reporting.domain.Scan;
import waymark.reporting.events.Facts;
import waymark.reporting.events.Past;
import waymark.reporting.events.Source;

/**
 * Figures of measures that are named by their ids, whatever kind of case they are of: all of one revision, and one pass over the facts of each kind. What was
 * found is kept until the facts change.
 */
public final class Figures {
    /** Authorities whose figures are kept, and figures of each. */
    private static final int MOST_AUTHORITIES = 32;

    private static final int MOST_KEPT = 20_000;

    private final List<Source<?, ?, ?>> sources;
    private final Facts facts;
    private final Past past;
    private final Map<String, Found> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
            return size() > MOST_AUTHORITIES;
        }
    };

    public Figures(List<Source<?, ?, ?>> sources, Facts facts, Past past) {
        this.sources = List.copyOf(sources);
        this.facts = facts;
        this.past = past;
    }

    /** @param decimals to which it is rounded, once, where something is divided */
    public record Wanted(String measure, Period period, int decimals) {}

    /**
     * @param value null where nothing can be said
     * @param reason why nothing can be said; null otherwise
     * @param counts that can be read off it: of a share, the whole, those meant, and the rest
     */
    public record Figure(BigDecimal value, String reason, List<Long> counts) {
        private static Figure without(String reason) {
            return new Figure(null, reason, List.of());
        }
    }

    /** @param revision of the facts */
    public record Found(Map<Wanted, Figure> figures, long revision) {
        public Figure of(Wanted wanted) {
            return figures.get(wanted);
        }
    }

    /** A measure and the kind of case it is of. */
    public record Declared(String kind, Measure<?> measure) {}

    /** Every measure of the system, in the order of {@code GET /measures}. */
    public List<Declared> declared() {
        return sources.stream()
                .flatMap(source -> source.kind().measures().stream()
                        .map(measure -> new Declared(source.kind().id(), measure)))
                .toList();
    }

    /** @param wanted whose measures are all declared */
    public Found of(String authority, Collection<Wanted> wanted) {
        var known = kept(authority);
        if (known != null && known.figures.keySet().containsAll(wanted)) return known;
        return reading(sources.getFirst(), () -> {
            long revision = facts.revision();
            var all = new LinkedHashSet<>(wanted);
            var figures = new HashMap<Wanted, Figure>();
            if (known != null && known.revision == revision && known.figures.size() < MOST_KEPT) {
                figures.putAll(known.figures);
                all.removeAll(known.figures.keySet());
            }
            for (var source : sources) current(source, authority, all, figures);
            var found = new Found(Map.copyOf(figures), revision);
            keep(authority, found);
            return found;
        });
    }

    /** Whatever the reading asks of this is of one revision. */
    <T> T atOneRevision(Supplier<T> reading) {
        return reading(sources.getFirst(), reading);
    }

    /** As they would have been printed at an instant; takes seconds. */
    public Found asKnownAt(Instant instant, String authority, Collection<Wanted> wanted)
            throws InterruptedException, ExecutionException {
        long revision = facts.revision();
        var figures = new HashMap<Wanted, Figure>();
        for (var source : sources) then(source, instant, authority, wanted, figures);
        return new Found(figures, revision);
    }

    /**
     * Figures of days by a dimension's values, in its order.
     *
     * @return empty where no such measure or dimension is declared
     */
    Optional<Map<LocalDate, SortedMap<String, Number>>> by(
            String dimension, String measure, String authority, List<LocalDate> days) {
        return source(measure).flatMap(source -> by(source, dimension, measure, authority, days));
    }

    private <S extends FactShard<?>> Optional<Map<LocalDate, SortedMap<String, Number>>> by(
            Source<?, ?, S> source, String dimension, String measure, String authority, List<LocalDate> days) {
        var declared = source.kind().measure(measure).orElseThrow();
        return source.kind().dimension(dimension).map(by -> {
            var asks = days.stream()
                    .map(day -> new Scan.Ask<>(declared, Period.of(day), by))
                    .toList();
            return facts.read(source, current -> {
                var answers = Scan.of(current.table(), authority, asks, List.of(), null);
                var found = new LinkedHashMap<LocalDate, SortedMap<String, Number>>();
                for (int at = 0; at < days.size(); at++) found.put(days.get(at), answers.breakdown(at));
                return found;
            });
        });
    }

    private Optional<Source<?, ?, ?>> source(String measure) {
        return sources.stream()
                .filter(source -> source.kind().measure(measure).isPresent())
                .findFirst();
    }

    private synchronized Found kept(String authority) {
        var found = kept.get(authority);
        return found == null || found.revision != facts.revision() ? null : found;
    }

    private synchronized void keep(String authority, Found found) {
        kept.put(authority, found);
    }

    /** Nothing changes until the reading returns: it may read other kinds, and finds them at the same revision. */
    private <S extends FactShard<?>, T> T reading(Source<?, ?, S> any, Supplier<T> reading) {
        return facts.read(any, current -> reading.get());
    }

    private <S extends FactShard<?>> void current(
            Source<?, ?, S> source, String authority, Collection<Wanted> wanted, Map<Wanted, Figure> figures) {
        var asked = asked(source, wanted);
        if (asked.isEmpty()) return;
        figures.putAll(facts.read(source, current -> scan(source, current.table(), authority, asked)));
    }

    private <S extends FactShard<?>> void then(
            Source<?, ?, S> source,
            Instant instant,
            String authority,
            Collection<Wanted> wanted,
            Map<Wanted, Figure> figures)
            throws InterruptedException, ExecutionException {
        var asked = asked(source, wanted);
        if (!asked.isEmpty()) figures.putAll(scan(source, past.at(source, authority, instant), authority, asked));
    }

    private static List<Wanted> asked(Source<?, ?, ?> source, Collection<Wanted> wanted) {
        return wanted.stream()
                .filter(one -> source.kind().measure(one.measure).isPresent())
                .toList();
    }

    private static <S extends FactShard<?>> Map<Wanted, Figure> scan(
            Source<?, ?, S> source, FactTable<S> table, String authority, List<Wanted> wanted) {
        var asks = new ArrayList<Scan.Ask<S>>();
        for (var one : wanted) {
            asks.add(new Scan.Ask<>(source.kind().measure(one.measure).orElseThrow(), one.period));
        }
        var answers = Scan.of(table, authority, asks, List.of(), null);
        var completeFrom = table.completeFrom(authority);
        boolean empty = Stream.of(table.authorities().getOrDefault(authority, List.of()))
                .flatMap(List::stream)
                .allMatch(shard -> shard.size() == 0);
        var figures = new HashMap<Wanted, Figure>();
        for (int at = 0; at < wanted.size(); at++) {
            var one = wanted.get(at);
            var figure = answers.figure(at, one.decimals);
            var unknown = Register.unknown(completeFrom, asks.get(at).measure().firstDay(one.period));
            if (empty) {
                figures.put(one, Figure.without("no case of this kind has been recorded"));
            } else if (unknown != null) {
                figures.put(one, Figure.without(unknown));
            } else if (figure == null) {
                figures.put(one, Figure.without("there was nothing in the period of which to take a share or a mean"));
            } else {
                figures.put(
                        one,
                        new Figure(
                                new BigDecimal(figure.toString()),
                                null,
                                counts(answers, at, asks.get(at).measure())));
            }
        }
        return figures;
    }

    private static <S extends FactShard<?>> List<Long> counts(Scan.Answers<S> answers, int ask, Measure<S> measure) {
        long cases = answers.cases(ask);
        return switch (measure.what()) {
            case Measure.Count<S>() -> List.of(cases);
            case Measure.Mean<S>(var of, var per) -> List.of(cases);
            case Measure.Children<S>() -> List.of(answers.figure(ask).longValue());
            case Measure.Share<S>(var that) -> List.of(cases, answers.sum(ask), cases - answers.sum(ask));
            case Measure.ShareOnDay<S>(var that) -> List.of(cases, answers.sum(ask), cases - answers.sum(ask));
        };
    }
}
