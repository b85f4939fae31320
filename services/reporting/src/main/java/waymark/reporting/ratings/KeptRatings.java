package waymark.reporting.ratings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import waymark.casefile.CaseFiles;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.casefile.Publication;
import waymark.casefile.Recorder;
import waymark.events.Topics;
import waymark.reporting.ratings.Rating.Known;
import waymark.reporting.ratings.Rating.Rate;
import waymark.reporting.ratings.Rating.Standing;

/**
 * The ratings in the store, published to Kafka. A change is recorded once however many instances see it, since it is decided on what the store has. Making one
 * fails where the store or Kafka is away.
 */
final class KeptRatings implements AutoCloseable {
    private static final String SYSTEM = "system";

    private final CaseFiles<Rating, Rate, Rating.Event> files;
    private final Publication publication;

    KeptRatings(Ratings.Keeping in) throws InterruptedException, ExecutionException {
        try (var admin = in.kafka().admin()) {
            Topics.ensure(admin, List.of(Rating.TOPIC));
        }
        var kind = Rating.kind();
        publication = new Publication(kind, in.database(), in.producer(), in.sweepEvery(), _ -> {}, in.metrics());
        try {
            files = new CaseFiles<>(kind, in.database(), in.childKeys(), publication);
        } catch (RuntimeException storeAway) {
            publication.close();
            throw storeAway;
        }
    }

    /**
     * Records what changed of an authority.
     *
     * @param present every measure that stands somehow; any other that was rated is rated no more
     * @param now the business instant
     */
    void record(String authority, Collection<Rate> present, Instant now) {
        var known = new HashMap<String, Known>();
        files.list(authority, null, null, 0, 0, file -> {
            if (file.state() instanceof Known rated) known.put(rated.measure(), rated);
        });
        var changed = new ArrayList<Filing<Rate>>();
        for (var rate : present) {
            var before = known.remove(rate.measure());
            var standing = before == null ? Standing.NONE : before.standing();
            if (standing != rate.standing()) changed.add(filing(authority, rate));
        }
        for (var gone : known.values()) {
            if (gone.standing() == Standing.NONE) continue;
            changed.add(filing(
                    authority, new Rate(gone.measure(), gone.periodFrom(), gone.periodTo(), Standing.NONE, null)));
        }
        if (!changed.isEmpty()) {
            files.fileAll(new Recorder(authority, SYSTEM, SYSTEM, now, null), null, changed);
        }
    }

    private static Filing<Rate> filing(String authority, Rate rate) {
        return new Filing<>(Rating.idOf(authority, rate.measure()), null, rate.measure(), Instruction.of(rate), true);
    }

    @Override
    public void close() {
        publication.close();
    }
}
