package waymark.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.LondonTime;

/**
 * The form of a kind's events on Kafka and in the store: {@code Opened} of involvements is {@code waymark.involvements.opened}, its data the
 * record's components.
 */
public final class EventForm<E> {
    private static final JsonMapper JSON = Json.mapper(null);

    private final String prefix;
    private final Function<E, LocalDate> effectiveOn;
    private final Map<String, Class<? extends E>> types;

    /** @param effectiveOn the day on which an event happened in the world; null for the day of its recording */
    public EventForm(String prefix, Class<E> sealed, Function<E, LocalDate> effectiveOn) {
        this.prefix = prefix;
        this.effectiveOn = effectiveOn;
        types = Stream.of(sealed.getPermittedSubclasses())
                .collect(Collectors.toUnmodifiableMap(this::typeOf, type -> type.asSubclass(sealed)));
    }

    public String typeOf(E event) {
        return typeOf(event.getClass());
    }

    LocalDate effectiveOn(E event, Instant recordedAt) {
        var day = effectiveOn.apply(event);
        return day == null ? LondonTime.dateOf(recordedAt) : day;
    }

    public String write(E event) {
        return JSON.writeValueAsString(event);
    }

    /** @throws IllegalArgumentException where the type is not one of this kind's */
    public E read(String type, String data) {
        var known = types.get(type);
        if (known == null) throw new IllegalArgumentException("no event of this kind is a " + type);
        return JSON.readValue(data, known);
    }

    private String typeOf(Class<?> type) {
        return prefix + "." + Json.kebab(type);
    }
}
