package waymark.reporting.events;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.kafka.common.TopicPartition;
import waymark.events.CaseFold;
import waymark.events.Position;
import waymark.events.Topics;
import waymark.reporting.domain.Codes;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.FactShard;
import waymark.reporting.domain.Register;

/** Facts, parked cases and offsets together in one file, so that a restart reads on where they stood. Losing it costs a rebuild, nothing else. */
final class FactFile {
    private static final int FORMAT = 2;

    private final Path file;

    FactFile(Path folder) {
        file = folder.resolve("facts");
    }

    /** A copy of what is in force, taken by the thread that folds; written by another, so that folding goes on. */
    record Copy(List<TopicCopy<?, ?, ?>> topics, Map<TopicPartition, Long> offsets, long revision) {
        static Copy of(Folding folding, long revision) {
            return new Copy(
                    folding.kinds().stream().<TopicCopy<?, ?, ?>>map(Copy::of).toList(),
                    Map.copyOf(folding.offsets()),
                    revision);
        }

        private static <F extends Fact, E, S extends FactShard<F>> TopicCopy<F, E, S> of(FoldedTopic<F, E, S> topic) {
            var shards = new TreeMap<String, List<FactShard<F>>>();
            topic.table()
                    .authorities()
                    .forEach((authority, list) -> shards.put(
                            authority, list.stream().map(FactShard::copy).toList()));
            var mendings = IntStream.range(0, Topics.PARTITIONS)
                    .mapToObj(partition -> topic.fold(partition).mendings())
                    .toList();
            return new TopicCopy<>(topic.source(), shards, mendings);
        }
    }

    /** @param mendings by partition */
    record TopicCopy<F extends Fact, E, S extends FactShard<F>>(
            Source<F, E, S> source,
            Map<String, List<FactShard<F>>> shards,
            List<List<CaseFold.Mending<Fact>>> mendings) {}

    /** Takes the place of the file before it only once it is whole and on the disk. */
    void write(Copy copy) throws IOException {
        Files.createDirectories(file.getParent());
        var next = file.resolveSibling("facts.next");
        try (var channel = FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                var plain = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            var checked = new CheckedOutputStream(plain, new CRC32());
            var out = new DataOutputStream(checked);
            write(copy, out);
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(Copy copy, DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        out.writeLong(copy.revision);
        out.writeInt(copy.offsets.size());
        for (var offset : copy.offsets.entrySet()) {
            out.writeUTF(offset.getKey().topic());
            out.writeInt(offset.getKey().partition());
            out.writeLong(offset.getValue());
        }
        out.writeInt(copy.topics.size());
        for (var topic : copy.topics) write(topic, out);
    }

    private static <F extends Fact, E, S extends FactShard<F>> void write(
            TopicCopy<F, E, S> topic, DataOutputStream out) throws IOException {
        var form = new Form<>(topic.source, new Codes.Out(), new Codes.In());
        out.writeUTF(topic.source.kind().id());
        out.writeInt(topic.source.kind().version());
        out.writeInt(topic.shards.size());
        for (var authority : topic.shards.entrySet()) {
            out.writeUTF(authority.getKey());
            for (var shard : authority.getValue()) {
                out.writeInt(shard.total());
                shard.<IOException>keepAll((caseId, child, sequence, event, fact) -> {
                    write(caseId, out);
                    form.writeOrNot(child, out);
                    out.writeInt(sequence);
                    write(event, out);
                    form.write(fact, out);
                });
            }
        }
        for (var ofPartition : topic.mendings) {
            out.writeInt(ofPartition.size());
            for (var mending : ofPartition) form.write(mending, out);
        }
    }

    /** What was read, and the revision it stood at. */
    record Read(Folding folding, long revision) {}

    boolean exists() {
        return Files.exists(file);
    }

    /** @throws IOException where it is damaged, or of another form than this program's */
    Read read(Collection<? extends Source<?, ?, ?>> sources) throws IOException {
        try (var plain = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var checked = new CheckedInputStream(plain, new CRC32());
            var in = new DataInputStream(checked);
            var read = read(sources, in);
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) throw new IOException("the file of facts is damaged");
            return read;
        } catch (RuntimeException damaged) {
            throw new IOException("the file of facts is damaged", damaged);
        }
    }

    private static Read read(Collection<? extends Source<?, ?, ?>> sources, DataInputStream in) throws IOException {
        if (in.readInt() != FORMAT) throw new IOException("the file of facts is of another form");
        long revision = in.readLong();
        var folding = new Folding(sources);
        for (int left = in.readInt(); left > 0; left--) {
            folding.offsets().put(new TopicPartition(in.readUTF(), in.readInt()), in.readLong());
        }
        int topics = in.readInt();
        if (topics != sources.size()) throw new IOException("the file of facts is of other kinds of case");
        for (int left = topics; left > 0; left--) {
            var topic = folding.kind(in.readUTF());
            if (topic == null) throw new IOException("the file of facts is of other kinds of case");
            read(topic, in);
        }
        return new Read(folding, revision);
    }

    private static <F extends Fact, E, S extends FactShard<F>> void read(FoldedTopic<F, E, S> topic, DataInputStream in)
            throws IOException {
        var form = new Form<>(topic.source(), new Codes.Out(), new Codes.In());
        if (in.readInt() != topic.source().kind().version()) {
            throw new IOException("the facts are of another version");
        }
        for (int left = in.readInt(); left > 0; left--) {
            var authority = in.readUTF();
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                for (int rows = in.readInt(); rows > 0; rows--) {
                    form.keep(topic.table().shard(authority, partition), in);
                }
            }
        }
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            for (int rows = in.readInt(); rows > 0; rows--) {
                topic.fold(partition).restore(form.mending(in));
            }
        }
    }

    private static void write(UUID id, DataOutputStream out) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    /** How one topic's facts are written. */
    private record Form<F extends Fact, E, S extends FactShard<F>>(Source<F, E, S> source, Codes.Out out, Codes.In in) {
        void writeOrNot(UUID id, DataOutputStream to) throws IOException {
            to.writeBoolean(id != null);
            if (id != null) FactFile.write(id, to);
        }

        UUID uuidOrNot(DataInputStream from) throws IOException {
            return from.readBoolean() ? uuid(from) : null;
        }

        @SuppressWarnings("unchecked") // what is no register is of the topic's kind
        void write(Fact fact, DataOutputStream to) throws IOException {
            to.writeBoolean(fact instanceof Register);
            if (fact instanceof Register(int completeFrom)) to.writeInt(completeFrom);
            else source.kind().write((F) fact, to, out);
        }

        Fact fact(DataInputStream from) throws IOException {
            return from.readBoolean()
                    ? new Register(from.readInt())
                    : source.kind().read(from, in);
        }

        @SuppressWarnings("unchecked") // as above
        void keep(S shard, DataInputStream from) throws IOException {
            var caseId = uuid(from);
            var child = uuidOrNot(from);
            int sequence = from.readInt();
            var event = uuid(from);
            var fact = fact(from);
            if (fact instanceof Register register) shard.put(caseId, register, sequence, event);
            else shard.put(caseId, child, (F) fact, sequence, event);
        }

        void write(CaseFold.Mending<Fact> mending, DataOutputStream to) throws IOException {
            FactFile.write(mending.parked().caseId(), to);
            to.writeInt(mending.parked().heldFrom());
            to.writeUTF(mending.parked().reason());
            to.writeUTF(mending.parked().since().toString());
            to.writeInt(mending.reach());
            to.writeInt(mending.position().sequence());
            writeOrNot(mending.position().event(), to);
            to.writeBoolean(mending.state() != null);
            if (mending.state() != null) write(mending.state(), to);
        }

        CaseFold.Mending<Fact> mending(DataInputStream from) throws IOException {
            var parked = new CaseFold.Parked(uuid(from), from.readInt(), from.readUTF(), Instant.parse(from.readUTF()));
            int reach = from.readInt();
            var position = new Position(from.readInt(), uuidOrNot(from));
            return new CaseFold.Mending<>(parked, reach, position, from.readBoolean() ? fact(from) : null);
        }
    }
}
