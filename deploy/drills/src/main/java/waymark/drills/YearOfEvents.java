package waymark.drills;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import waymark.events.CaseEvent;

/**
 * A year of events of many authorities, made of those of the council's registers: children of theirs, drawn again and again, each with all of its cases under
 * other keys and so many weeks later that the first of them falls into the year; what would be to come is left out. The same seed makes the same events.
 */
final class YearOfEvents {
    private static final Pattern DAY = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d");
    private static final int DAYS = 364;
    private static final int FIRST_AUTHORITY = 201;
    private static final LocalTime RECORDED_AT = LocalTime.of(17, 0);

    /**
     * Children with cases of one service.
     *
     * @param children the events of each, a case after the other
     * @param childrenAYear how many of them the council has, by its published figures
     */
    private record Kind(String topic, List<List<CaseEvent>> children, double childrenAYear) {}

    private final List<Kind> kinds = new ArrayList<>();
    private final int authorities;
    private final LocalDate today;
    private final Random random;

    YearOfEvents(int authorities, LocalDate today, long seed) {
        this.authorities = authorities;
        this.today = today;
        this.random = new Random(seed);
    }

    /**
     * @param events of a register, as they were published
     * @param casesAYear how many such cases the council has
     */
    void add(String topic, List<CaseEvent> events, double casesAYear) {
        var byChild = new HashMap<UUID, List<CaseEvent>>();
        for (var event : events) {
            if (event.child() != null)
                byChild.computeIfAbsent(event.child(), _ -> new ArrayList<>()).add(event);
        }
        var children = byChild.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(child -> child.getValue().stream()
                        .sorted(Comparator.comparing(CaseEvent::caseId).thenComparing(CaseEvent::sequence))
                        .toList())
                .toList();
        long cases = events.stream().filter(event -> event.sequence() == 1).count();
        kinds.add(new Kind(topic, children, casesAYear * children.size() / cases));
    }

    /** @param each is given the topic and the event, those of a case in order */
    void make(int most, BiConsumer<String, CaseEvent> each) {
        int made = 0;
        while (made < most) {
            var kind = kind();
            var authority = Integer.toString(FIRST_AUTHORITY + random.nextInt(authorities));
            for (var event :
                    another(kind.children().get(random.nextInt(kind.children().size())), authority)) {
                each.accept(kind.topic(), event);
                made++;
            }
        }
    }

    /** By how many children of each there are. */
    private Kind kind() {
        double drawn = random.nextDouble()
                * kinds.stream().mapToDouble(Kind::childrenAYear).sum();
        for (var kind : kinds) {
            drawn -= kind.childrenAYear();
            if (drawn < 0) return kind;
        }
        return kinds.getLast();
    }

    private List<CaseEvent> another(List<CaseEvent> child, String authority) {
        var first = child.stream()
                .map(CaseEvent::effectiveOn)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        long days = ChronoUnit.DAYS.between(first, today.minusDays(random.nextInt(DAYS)));
        // Weekdays stay.
        long weeks = Math.floorDiv(days, 7);
        var key = id();
        var ids = new HashMap<UUID, UUID>();
        var events = new ArrayList<CaseEvent>();
        UUID cut = null;
        LocalDate known = LocalDate.MIN;
        for (var event : child) {
            var on = event.effectiveOn().plusWeeks(weeks);
            if (event.sequence() == 1) known = LocalDate.MIN;
            if (on.isAfter(today)) cut = event.caseId();
            if (event.caseId().equals(cut)) continue;
            // What happened is known on the same day, and nothing is known before what came before it.
            if (on.isAfter(known)) known = on;
            events.add(new CaseEvent(
                    ids.computeIfAbsent(event.id(), _ -> id()),
                    event.type(),
                    authority,
                    key,
                    ids.computeIfAbsent(event.caseId(), _ -> id()),
                    event.sequence(),
                    event.previous() == null ? null : ids.get(event.previous()),
                    on,
                    known.atTime(RECORDED_AT).toInstant(ZoneOffset.UTC),
                    event.actorRole(),
                    event.traceparent(),
                    later(event.data(), weeks)));
        }
        return events;
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static String later(String data, long weeks) {
        return DAY.matcher(data)
                .replaceAll(day -> LocalDate.parse(day.group()).plusWeeks(weeks).toString());
    }
}
