package waymark.reporting.domain.social;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.Codes;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.course.ClockRun;
import waymark.reporting.domain.course.Step;

/** Early help and family support: a case for each request of a family. Its measures and reports stand with those of social care. */
public final class EarlyHelp implements CaseKind<EarlyHelpFacts, EarlyHelpEvent, EarlyHelpCases> {
    @Override
    public String id() {
        return "early-help";
    }

    @Override
    public String address() {
        return "social-care";
    }

    @Override
    public EarlyHelpFacts evolve(EarlyHelpFacts fact, EarlyHelpEvent event, int sequence, Instant recordedAt) {
        return EarlyHelpFacts.evolve(fact, event, sequence);
    }

    @Override
    public EarlyHelpCases newShard() {
        return new EarlyHelpCases(new Families());
    }

    /** A family's requests may lie in several shards. */
    @Override
    public List<EarlyHelpCases> newShards(int partitions) {
        var families = new Families();
        return Stream.generate(() -> new EarlyHelpCases(families))
                .limit(partitions)
                .toList();
    }

    @Override
    public List<Dimension<EarlyHelpCases>> dimensions() {
        return EarlyHelpMeasures.DIMENSIONS;
    }

    @Override
    public List<Measure<EarlyHelpCases>> measures() {
        return EarlyHelpMeasures.ALL;
    }

    @Override
    public List<Report<EarlyHelpCases>> reports() {
        return EarlyHelpMeasures.REPORTS;
    }

    @Override
    public List<Detail<EarlyHelpFacts>> details() {
        return EarlyHelpMeasures.DETAILS;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(EarlyHelpFacts fact, DataOutput out, Codes.Out codes) throws IOException {
        Opening.write(fact.request(), out, codes);
        out.writeInt(fact.children().size());
        for (var child : fact.children()) {
            out.writeLong(child.getMostSignificantBits());
            out.writeLong(child.getLeastSignificantBits());
        }
        Step.write(fact.steps(), out, codes);
        out.writeBoolean(fact.voided());
        ClockRun.write(fact.runs(), out, codes);
    }

    @Override
    public EarlyHelpFacts read(DataInput in, Codes.In codes) throws IOException {
        var request = Opening.read(in, codes);
        var children = new ArrayList<UUID>();
        for (int left = in.readInt(); left > 0; left--) children.add(new UUID(in.readLong(), in.readLong()));
        return new EarlyHelpFacts(
                request, List.copyOf(children), Step.read(in, codes), in.readBoolean(), ClockRun.read(in, codes));
    }
}
