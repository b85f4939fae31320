package waymark.reporting.domain;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All facts of one kind of case: per authority, a shard for each partition of the topic, so that threads that read different partitions never
 * meet. Whoever scans must keep writers out meanwhile.
 */
public final class FactTable<S extends FactShard<?>> {
    private final int partitions;
    private final IntFunction<List<S>> newShards;
    private final Map<String, List<S>> authorities = new ConcurrentHashMap<>();

    public FactTable(int partitions, Supplier<S> newShard) {
        this(partitions, number -> Stream.generate(newShard).limit(number).toList());
    }

    private FactTable(int partitions, IntFunction<List<S>> newShards) {
        this.partitions = partitions;
        this.newShards = newShards;
    }

    public static <S extends FactShard<?>> FactTable<S> of(CaseKind<?, ?, S> kind, int partitions) {
        return new FactTable<>(partitions, kind::newShards);
    }

    /** The authority's shards by partition; made where there are none yet. */
    public S shard(String authority, int partition) {
        return authorities
                .computeIfAbsent(authority, first -> newShards.apply(partitions))
                .get(partition);
    }

    /** The authority's shard, or null where it has none. */
    public S find(String authority, int partition) {
        var shards = authorities.get(authority);
        return shards == null ? null : shards.get(partition);
    }

    /** Every authority with its shards by partition. */
    public Map<String, List<S>> authorities() {
        return authorities;
    }

    public int size() {
        return authorities.values().stream()
                .flatMap(List::stream)
                .mapToInt(FactShard::size)
                .sum();
    }

    /** From which day the authority's sources are all complete; empty where none has said so. */
    public OptionalInt completeFrom(String authority) {
        return shards(authority).stream()
                .mapToInt(FactShard::completeFrom)
                .filter(day -> day != Days.NONE)
                .max();
    }

    /** Empty where the authority has none. */
    public List<S> shards(String authority) {
        return authorities.getOrDefault(authority, List.of());
    }
}
