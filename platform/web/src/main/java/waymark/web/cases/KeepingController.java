package waymark.web.cases;

import static com.mongodb.client.model.Filters.eq;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseKeeping;
import waymark.casefile.Keeping;
import waymark.web.Caller;
import waymark.web.Page;

/**
 * What can be asked of every kind of case alike: who may open it, how it is found, and how its personal details end. A kind's controller extends this, and
 * has these addresses under its own.
 */
public abstract class KeepingController<S, V> {
    private final CustodyEndpoint<S, V> custody;

    protected KeepingController(CaseEndpoint<S, ?, V> cases) {
        custody = cases.custody();
    }

    /** The condition that a case is about the child of a number. */
    protected Bson ofChild(String childRef) {
        return eq("child", childRef);
    }

    /**
     * @param officers who may open the case, by staff number; whoever restricts it is always among them
     * @param reason stays with the case, and is erased with its personal details
     */
    public record RestrictionBody(List<String> officers, String reason) {}

    /** @param reason in a few words */
    public record ReasonBody(String reason) {}

    /**
     * @param preview true to count only
     * @param set of a run, what its preview answered; another set is refused
     */
    public record RetentionBody(Boolean preview, String set) {}

    /** What is known of a case that is looked for; one of these at least. */
    public record SearchBody(String reference, String childRef, String name, LocalDate dateOfBirth) {}

    /**
     * Who may open a case, and for how long it is kept.
     *
     * @param restricted null where it is not
     * @param glass every breaking of the glass, oldest first
     * @param held null where no legal hold keeps it from being erased
     * @param erasedOn null where its personal details were not erased
     */
    public record KeepingView(
            UUID id,
            String reference,
            Keeping.Restriction restricted,
            List<Keeping.BrokenGlass> glass,
            Keeping.LegalHold held,
            LocalDate erasedOn) {
        static KeepingView of(CaseFile<?> file) {
            var keeping = file.keeping();
            return new KeepingView(
                    file.id(),
                    file.reference(),
                    keeping.restriction(),
                    keeping.glass(),
                    keeping.hold(),
                    keeping.erasedOn());
        }
    }

    /**
     * Glass that was broken: a case opened by somebody to whom it does not open.
     *
     * @param number within the case, by which it is marked as seen
     * @param until the last day on which it stays open to them
     * @param seenBy the manager who took note; null until then
     */
    public record BrokenGlassView(
            UUID id,
            String reference,
            int number,
            String actor,
            Instant at,
            LocalDate until,
            String reason,
            String seenBy,
            Instant seenAt) {
        static BrokenGlassView of(CaseKeeping.Broken broken) {
            var glass = broken.glass();
            return new BrokenGlassView(
                    broken.id(),
                    broken.reference(),
                    glass.number(),
                    glass.actor(),
                    glass.at(),
                    glass.until(),
                    glass.reason(),
                    glass.seenBy(),
                    glass.seenAt());
        }
    }

    /** @param broken the latest first */
    public record BrokenGlassList(List<BrokenGlassView> broken) {}

    /** @param count how often the glass was broken by others than the caller, and no manager has seen it yet */
    public record UnseenGlass(long count) {}

    /** @param cases ids of those that the caller may not open */
    public record HiddenList(List<UUID> cases) {}

    /**
     * @param closed ids of those that are open to named officers only, and not to the caller
     * @param opened ids of other teams' cases that open to the caller, by name or by broken glass
     */
    public record ExceptionList(List<UUID> closed, List<UUID> opened) {}

    /** @param worker whom to call; null where nobody has the case */
    public record KnownCase(
            UUID id, String reference, String status, LocalDate openedOn, LocalDate closedOn, String worker) {}

    /** @param restricted how many more there are that are open to named officers only */
    public record KnownList(List<KnownCase> cases, int restricted) {}

    /**
     * @param period for which closed cases are kept, as ISO 8601 writes it
     * @param past how many closed cases are older
     * @param erased of those
     * @param held of those, kept by a legal hold
     * @param wouldErase in a preview, how many would be erased
     * @param hidden how many older ones there are that the caller may not open, which the run leaves as they are; an administrator's leaves out none
     * @param set stands for the cases that would be erased, and for the day
     */
    public record RetentionView(
            String period,
            LocalDate closedBefore,
            boolean preview,
            long past,
            long erased,
            long held,
            long wouldErase,
            long hidden,
            String set) {}

    /** Who may open a case and for how long it is kept. */
    @GetMapping("/{id}/keeping")
    ResponseEntity<KeepingView> keeping(Caller caller, @PathVariable UUID id) {
        return custody.one(caller, id);
    }

    /** Opens a case to named officers only, in place of those named before. By one to whom it opens without broken glass; where it is restricted, also by one whose broken glass another manager has marked as seen. */
    @PutMapping("/{id}/restriction")
    ResponseEntity<KeepingView> restrict(Caller caller, @PathVariable UUID id, @RequestBody RestrictionBody body) {
        return custody.restrict(caller, id, body.officers(), body.reason());
    }

    /** Opens a restricted case to everybody again whose work it is, for a reason. By one to whom it opens without broken glass, or whose broken glass another manager has marked as seen. */
    @DeleteMapping("/{id}/restriction")
    ResponseEntity<KeepingView> endRestriction(
            Caller caller, @PathVariable UUID id, @RequestBody(required = false) ReasonBody body) {
        return custody.endRestriction(caller, id, body == null ? null : body.reason());
    }

    /** Opens a case to a caller to whom it does not open, until the end of the next working day. It is set down, and the manager is told. */
    @PostMapping("/{id}/glass")
    ResponseEntity<KeepingView> breakGlass(Caller caller, @PathVariable UUID id, @RequestBody ReasonBody body) {
        return custody.breakGlass(caller, id, body.reason());
    }

    /** A manager has taken note of glass that another broke; who did so first stays. As long as it is broken, a manager who broke it may now decide who may open the restricted case. */
    @PostMapping("/{id}/glass/{number}/seen")
    ResponseEntity<BrokenGlassView> seeGlass(Caller caller, @PathVariable UUID id, @PathVariable int number) {
        return custody.seeGlass(caller, id, number);
    }

    /** Every breaking of the glass of the authority's cases, the latest first. */
    @GetMapping("/broken-glass")
    BrokenGlassList brokenGlass(Caller caller) {
        return custody.brokenGlass(caller);
    }

    /** How much broken glass waits for the caller to look at it. It names no case, and may be asked every few seconds. */
    @GetMapping("/broken-glass/unseen")
    UnseenGlass unseenGlass(Caller caller) {
        return custody.unseenGlass(caller);
    }

    /** The authority's cases that the caller may not open. */
    @GetMapping("/hidden")
    HiddenList hidden(Caller caller) {
        return custody.hidden(caller);
    }

    /** The authority's cases that open to the caller, or do not, whatever their team: few, however many teams there are. */
    @GetMapping("/exceptions")
    ExceptionList exceptions(Caller caller) {
        return custody.exceptions(caller);
    }

    /** Whether a child is known here, and whom to call: nothing more, for those who work on cases of other kinds. */
    @GetMapping("/known/{childRef}")
    KnownList known(Caller caller, @PathVariable String childRef) {
        return custody.known(caller, childRef, this::ofChild);
    }

    /** Looks for cases by what is known of the child, best first: all with the reference or of the child, and of others, who are alike, so many that there are 50 at most. Names are found in other spellings, with their parts in another order, and by their beginnings. How many more there are that the caller may not open is told only of those with the reference or of the child. 30 searches a minute are answered. */
    @PostMapping("/searches")
    Page<V> search(Caller caller, @RequestBody SearchBody body) {
        return custody.search(caller, body, this::ofChild);
    }

    /** Keeps a case from being erased, whatever its age. */
    @PutMapping("/{id}/legal-hold")
    ResponseEntity<KeepingView> hold(Caller caller, @PathVariable UUID id, @RequestBody ReasonBody body) {
        return custody.hold(caller, id, body.reason());
    }

    /** Ends a legal hold, for a reason. By one to whom the case opens without broken glass. */
    @DeleteMapping("/{id}/legal-hold")
    ResponseEntity<KeepingView> endHold(
            Caller caller, @PathVariable UUID id, @RequestBody(required = false) ReasonBody body) {
        return custody.endHold(caller, id, body == null ? null : body.reason());
    }

    /** Erases the personal details and notes of a closed case and what leads from it to the child; history and figures stay. There is no way back. By one to whom it opens without broken glass. */
    @PostMapping("/{id}/erasure")
    ResponseEntity<KeepingView> erase(Caller caller, @PathVariable UUID id, @RequestBody ReasonBody body) {
        return custody.erase(caller, id, body.reason());
    }

    /** Erases every closed case that is past the time for which such cases are kept and not held: exactly those of a preview of the same day. */
    @PostMapping("/retention-runs")
    RetentionView retain(Caller caller, @RequestBody RetentionBody body) {
        return custody.retain(caller, body);
    }
}
