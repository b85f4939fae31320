package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.FactTable;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Scan;

/** Holds every figure, group and list of a kind of case against counting from scratch. */
final class Recount<S extends FactShard<?>, C extends Recount.Counted> {
    /** A case, or a part of one, that counts. */
    interface Counted {
        UUID caseId();

        UUID child();

        LocalDate day();

        /** Whether it is in the numerator. */
        boolean counts();

        /** Which number it brings. */
        long number();
    }

    /** A person with the paper files of one authority. */
    interface Clerk<C> {
        List<C> count(Measure<?> measure, Period period);

        /** Null where it is not recorded. */
        String value(String dimension, C counted);
    }

    private final CaseKind<?, ?, S> kind;
    private final FactTable<S> table;
    private final Random random;

    Recount(CaseKind<?, ?, S> kind, FactTable<S> table, Random random) {
        this.kind = kind;
        this.table = table;
        this.random = random;
    }

    void holds(String authority, Period period, Clerk<C> clerk) {
        for (var measure : kind.measures()) {
            var counted = clerk.count(measure, period);
            for (var dimension : kind.dimensions()) {
                if (dimension.appliesTo(measure)) holds(authority, period, clerk, measure, counted, dimension);
                else isRefused(authority, period, measure, dimension);
            }
        }
    }

    private void holds(
            String authority,
            Period period,
            Clerk<C> clerk,
            Measure<S> measure,
            List<C> counted,
            Dimension<S> dimension) {
        var by = Scan.of(table, authority, List.of(new Scan.Ask<>(measure, period)), List.of(), dimension);
        assertThat(by.figure(0)).as(measure.id()).isEqualTo(figure(measure, counted));
        var groups = new TreeMap<String, List<C>>();
        for (var one : counted) {
            var value = clerk.value(dimension.id(), one);
            groups.computeIfAbsent(value == null ? "NOT_RECORDED" : value, none -> new ArrayList<>())
                    .add(one);
        }
        var expected = new TreeMap<String, Number>();
        groups.forEach((value, part) -> expected.put(value, figure(measure, part)));
        var actual = new TreeMap<String, Number>();
        by.groups().forEach((value, part) -> actual.put(value, part.figure(0)));
        assertThat(actual).as("%s by %s", measure.id(), dimension.id()).isEqualTo(expected);

        var wanted = groups.isEmpty() || random.nextInt(4) == 0
                ? "NOT_RECORDED"
                : List.copyOf(groups.keySet()).get(random.nextInt(groups.size()));
        var listing = Scan.list(
                table,
                authority,
                new Scan.Ask<>(measure, period),
                List.of(new Scan.Filter<>(dimension, Set.of(wanted, "nothing else"))));
        holds(measure, listing, groups.getOrDefault(wanted, List.of()));
    }

    private void holds(Measure<S> measure, Scan.Listing<S> listing, List<C> expected) {
        assertThat(listing.figure()).as(measure.id()).isEqualTo(figure(measure, expected));
        assertThat(listing.cases().stream()
                        .map(listed -> listed.caseId() + " on " + LocalDate.ofEpochDay(listed.day())))
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .map(at -> at.caseId() + " on " + at.day())
                        .toList());
        long sum = listing.cases().stream().mapToLong(Scan.Listed::adds).sum();
        int size = listing.cases().size();
        Number derived = switch (measure.what()) {
            case Measure.Count<S>() -> sum;
            case Measure.Children<S>() -> sum;
            case Measure.Share<S>(var that) -> ratio(100 * sum, size);
            case Measure.ShareOnDay<S>(var that) -> ratio(100 * sum, size);
            case Measure.Mean<S>(var of, var per) -> ratio(sum, (long) per * size);
        };
        assertThat(derived).as("%s derived from its list", measure.id()).isEqualTo(listing.figure());
    }

    private void isRefused(String authority, Period period, Measure<S> measure, Dimension<S> dimension) {
        var asks = List.of(new Scan.Ask<>(measure, period));
        assertThatThrownBy(() -> Scan.of(table, authority, asks, List.of(), dimension))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static <C extends Counted> Number figure(Measure<?> measure, List<C> counted) {
        long counts = counted.stream().filter(Counted::counts).count();
        return switch (measure.unit()) {
            case CASES, FAMILIES, ALERTS -> counts;
            case CHILDREN -> counted.stream().map(Counted::child).distinct().count();
            case PERCENT -> ratio(100 * counts, counted.size());
            case WEEKS -> ratio(counted.stream().mapToLong(Counted::number).sum(), 7L * counted.size());
            case HOURS -> ratio(counted.stream().mapToLong(Counted::number).sum(), 60L * counted.size());
        };
    }

    private static BigDecimal ratio(long part, long whole) {
        return whole == 0 ? null : new BigDecimal(part).divide(new BigDecimal(whole), 1, RoundingMode.HALF_UP);
    }

    static <F extends Fact, E, S extends FactShard<F>> FactTable<S> folded(
            Source<F, E, S> source, List<CaseEvent> delivered) throws UnreadableEvent {
        var topic = new FoldedTopic<F, E, S>(source);
        long offset = 0;
        for (var event : delivered) {
            var message = CaseStory.received(CloudEventRecords.write(source.topic(), event, 1), offset++);
            topic.apply(topic.decode(message), Instant.EPOCH);
        }
        assertThat(topic.parkedCount()).isZero();
        return topic.table();
    }
}
