package waymark.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Who may open a case and for how long it is kept. It stands in the case's document beside the personal details, in no event and in no history, and
 * changing it is no step of the case: its version stays.
 *
 * @param restriction null where the case is not restricted
 * @param glass every breaking of the glass, oldest first
 * @param hold null where no legal hold keeps it from being erased
 * @param erasedOn the day on which the personal details were erased; null where they were not
 */
public record Keeping(Restriction restriction, List<BrokenGlass> glass, LegalHold hold, LocalDate erasedOn) {

    /**
     * @param officers who may open it
     * @param by who restricted it
     * @param reason empty once the case is erased
     */
    public record Restriction(List<String> officers, Instant since, String by, String reason) {}

    /**
     * Somebody opened a case that is not theirs to open.
     *
     * @param number from 1 within the case
     * @param until the last day on which it stays open to them
     * @param reason empty once the case is erased
     * @param seenBy the manager who took note; null until then
     */
    public record BrokenGlass(
            int number, String actor, Instant at, LocalDate until, String reason, String seenBy, Instant seenAt) {}

    public record LegalHold(Instant since, String by, String reason) {}

    /** Whether a case opens to somebody, and if so why, and if not why not. */
    public enum Access {
        OPEN,
        BY_BROKEN_GLASS,
        /** By broken glass of which another manager has taken note. */
        BY_SEEN_GLASS,
        RESTRICTED,
        OF_ANOTHER_TEAM;

        public boolean isGranted() {
            return switch (this) {
                case OPEN, BY_BROKEN_GLASS, BY_SEEN_GLASS -> true;
                case RESTRICTED, OF_ANOTHER_TEAM -> false;
            };
        }
    }

    static final Keeping PLAIN = new Keeping(null, List.of(), null, null);

    /** @param team the case's; null where it has none */
    public Access access(Viewer viewer, String team) {
        boolean named = restriction == null || restriction.officers().contains(viewer.actor());
        boolean ofTeam = viewer.isOfTeam(team);
        // Whoever is named for a case may open it, whichever team has it.
        if (named && (ofTeam || restriction != null)) return Access.OPEN;
        var broken = glass.stream()
                .filter(one ->
                        one.actor().equals(viewer.actor()) && !one.until().isBefore(viewer.today()))
                .toList();
        if (broken.stream().anyMatch(one -> one.seenBy() != null)) return Access.BY_SEEN_GLASS;
        if (!broken.isEmpty()) return Access.BY_BROKEN_GLASS;
        return named ? Access.OF_ANOTHER_TEAM : Access.RESTRICTED;
    }

    static Keeping read(Document file) {
        var restricted = file.get("restricted", Document.class);
        var held = file.get("held", Document.class);
        var erased = file.get("erased", Document.class);
        var glass = file.getList("glass", Document.class, List.of());
        if (restricted == null && held == null && erased == null && glass.isEmpty()) return PLAIN;
        return new Keeping(
                restricted == null
                        ? null
                        : new Restriction(
                                List.copyOf(restricted.getList("officers", String.class)),
                                Instant.parse(restricted.getString("since")),
                                restricted.getString("by"),
                                restricted.getString("reason")),
                glass.stream().map(Keeping::broken).toList(),
                held == null
                        ? null
                        : new LegalHold(
                                Instant.parse(held.getString("since")), held.getString("by"), held.getString("reason")),
                erased == null ? null : LocalDate.parse(erased.getString("on")));
    }

    private static BrokenGlass broken(Document glass) {
        return new BrokenGlass(
                glass.getInteger("number"),
                glass.getString("actor"),
                Instant.parse(glass.getString("at")),
                LocalDate.parse(glass.getString("until")),
                glass.getString("reason"),
                glass.getString("seenBy"),
                Optional.ofNullable(glass.getString("seenAt"))
                        .map(Instant::parse)
                        .orElse(null));
    }
}
