package waymark.reporting.domain;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All facts of one kind of case: per authority, a shard for each partition of the topic, so that threads that read different partitions never
 * meet. Whoever scans must keep writers out meanwhile.
 */
public final class FactTable<S extends FactShard<?>> {
    private final int partitions;
    private final Supplier<S> newShard;
    private final Map<String, List<S>> authorities = new ConcurrentHashMap<>();

    public FactTable(int partitions, Supplier<S> newShard) {
        this.partitions = partitions;
        this.newShard = newShard;
    }

    /** The authority's shards by partition; made where there are none yet. */
    public S shard(String authority, int partition) {
        return authorities
                .computeIfAbsent(
                        authority,
                        first -> Stream.generate(newShard).limit(partitions).toList())
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

    List<S> shards(String authority) {
        return authorities.getOrDefault(authority, List.of());
    }
}
