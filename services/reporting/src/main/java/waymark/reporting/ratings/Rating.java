package waymark.reporting.ratings;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32;
import waymark.casefile.CaseIds;
import waymark.casefile.CaseKind;
import waymark.casefile.EventForm;
import waymark.casefile.StateForm;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;
import waymark.casefile.course.Forms;
import waymark.events.Topics;
import waymark.reporting.domain.scorecard.Rag;
import waymark.reporting.scorecard.Scorecard;

/** How a measure stands against its target: a case of its own without a child, one for each authority and measure, so that others learn of every change once. */
public sealed interface Rating {
    String KIND = "measures";
    String TOPIC = Topics.of(KIND);

    record NotRated() implements Rating {}

    /** As {@link Event.Rated}. */
    record Known(String measure, LocalDate periodFrom, LocalDate periodTo, Standing standing) implements Rating {}

    enum Standing {
        GREEN,
        AMBER,
        RED,
        /** There is no value, no target, or the measure is not shown. */
        NONE;

        private static Standing of(Rag rag) {
            return switch (rag) {
                case null -> NONE;
                case GREEN -> GREEN;
                case AMBER -> AMBER;
                case RED -> RED;
            };
        }
    }

    /** The published form. */
    sealed interface Event {
        /** @param value as it is displayed; null where there is none */
        record Rated(String measure, LocalDate periodFrom, LocalDate periodTo, Standing rag, BigDecimal value)
                implements Event {}
    }

    /** As {@link Event.Rated}. */
    record Rate(String measure, LocalDate periodFrom, LocalDate periodTo, Standing standing, BigDecimal value) {
        static Rate of(Scorecard.Line line) {
            var latest = line.latest();
            return new Rate(
                    codeOf(line.id()),
                    latest.period().from(),
                    latest.period().to(),
                    Standing.of(line.rag()),
                    latest.value());
        }
    }

    static CaseKind<Rating, Rate, Event> kind() {
        var known = new Breach("measure.known", null, "The measure is there already.");
        return new CaseKind<>(
                KIND,
                TOPIC,
                new EventForm<>(TOPIC, Event.class, event -> null),
                new StateForm<>(Rating.class),
                new NotRated(),
                Rating::decide,
                Rating::evolve,
                state -> false,
                open -> known,
                known);
    }

    static UUID idOf(String authority, String measure) {
        return CaseIds.fromReference(authority, KIND, measure);
    }

    /** A measure's id in the form of a code: that of the published scorecard is one, the system's own are not. */
    static String codeOf(String id) {
        if (Forms.CODE.fits(id)) return id;
        var words = id.replaceAll("(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        if (Forms.CODE.fits(words)) return words;
        var sum = new CRC32();
        id.chars().forEach(sum::update);
        return "%s-%08x".formatted(words.substring(0, Math.min(words.length(), 31)), sum.getValue());
    }

    private static Decision<Event> decide(Rating state, Rate rate) {
        var standing = state instanceof Known before ? before.standing() : Standing.NONE;
        if (standing == rate.standing()) return Decision.accept(List.of());
        return Decision.accept(
                new Event.Rated(rate.measure(), rate.periodFrom(), rate.periodTo(), rate.standing(), rate.value()));
    }

    private static Rating evolve(Rating state, Event event) {
        return switch (event) {
            case Event.Rated rated -> new Known(rated.measure(), rated.periodFrom(), rated.periodTo(), rated.rag());
        };
    }
}
