package waymark.web.cases;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import waymark.calendar.WorkingDays;
import waymark.casefile.Answer;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseFiles;
import waymark.casefile.CaseKeeping;
import waymark.casefile.Keeping;
import waymark.casefile.Search;
import waymark.casefile.course.Forms;
import waymark.web.Caller;
import waymark.web.Page;
import waymark.web.Preconditions;
import waymark.web.Problem;
import waymark.web.access.Role;

/** What {@link KeepingController} does with the cases of a kind; each request is set down in the audit trail before it is answered. */
final class CustodyEndpoint<S, V> {
    private static final int MOST_FOUND = 50;
    private static final int MOST_OFFICERS = 50;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 1_000;
    private static final Pattern ACTOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private final CasePlatform platform;
    private final CaseFiles<S, ?, ?> files;
    private final CaseKeeping<S> keeping;
    private final Guard<S> guard;
    private final Answers answers;
    private final Function<CaseFile<S>, V> view;
    private final String kind;
    private final String word;
    private final Counter broken;
    private final SearchLimit searches;
    private final SearchLimit lookups;

    CustodyEndpoint(
            CasePlatform platform,
            CaseFiles<S, ?, ?> files,
            Guard<S> guard,
            Answers answers,
            Function<CaseFile<S>, V> view,
            String kind,
            String word) {
        this.platform = platform;
        this.files = files;
        this.guard = guard;
        this.answers = answers;
        this.view = view;
        this.kind = kind;
        this.word = word;
        keeping = files.keeping();
        broken = Counter.builder("waymark.glass.broken")
                .description("cases opened by somebody to whom they do not open")
                .tag("kind", kind)
                .register(platform.metrics());
        searches = limit(platform, "waymark.searches-a-minute", "searched");
        lookups = limit(platform, "waymark.lookups-a-minute", "asked whether a child is known");
    }

    private static SearchLimit limit(CasePlatform platform, String setting, String done) {
        int perMinute = platform.settings().getRequiredProperty(setting, Integer.class);
        return new SearchLimit(perMinute, done, TimeMeter.SYSTEM_MILLISECONDS);
    }

    ResponseEntity<KeepingController.KeepingView> one(Caller caller, UUID id) {
        var file = files.find(caller.authority(), id).orElseThrow(() -> Problem.notFound(word));
        guard.reading(caller, file);
        return ResponseEntity.ok(KeepingController.KeepingView.of(file));
    }

    ResponseEntity<KeepingController.KeepingView> restrict(
            Caller caller, UUID id, List<String> officers, String reason) {
        boolean fit = officers != null
                && officers.size() <= MOST_OFFICERS
                && officers.stream()
                        .allMatch(officer ->
                                officer != null && ACTOR.matcher(officer).matches());
        if (!fit) {
            throw Problem.ofField(
                    "case.officers",
                    "officers",
                    "Name the officers by staff number or account name, %d at most.".formatted(MOST_OFFICERS));
        }
        needed(reason);
        refuseErased(caller, "restriction", id);
        guard.deciding(caller, "restriction", files.find(caller.authority(), id), id, reason);
        return answer(
                caller,
                "restriction",
                id,
                keeping.restrict(platform.recorders().of(caller), guard.viewer(caller), id, officers, reason));
    }

    ResponseEntity<KeepingController.KeepingView> endRestriction(Caller caller, UUID id, String reason) {
        needed(reason);
        guard.deciding(caller, "restriction-end", files.find(caller.authority(), id), id, reason);
        return answer(caller, "restriction-end", id, keeping.endRestriction(guard.viewer(caller), id));
    }

    /** Before the words of a reason are written, which nobody would erase any more. */
    private void refuseErased(Caller caller, String action, UUID id) {
        boolean isErased = files.find(caller.authority(), id)
                .filter(file -> file.keeping().erasedOn() != null)
                .isPresent();
        if (isErased) done(caller, action, id, new Answer.Refused<>(CaseKeeping.ERASED));
    }

    ResponseEntity<KeepingController.KeepingView> breakGlass(Caller caller, UUID id, String reason) {
        needed(reason);
        refuseErased(caller, "glass", id);
        guard.doing(caller, "glass", id, reason);
        var viewer = guard.viewer(caller);
        var until = WorkingDays.englandAndWales().onOrAfter(viewer.today().plusDays(1));
        var answer = keeping.breakGlass(platform.recorders().of(caller), viewer, id, until, reason);
        if (answer instanceof Answer.Done<S> done && done.changed()) broken.increment();
        return answer(caller, "glass", id, answer);
    }

    /** Answers the glass and nothing else of a case that need not open to its manager, but has to be one of their teams'. */
    ResponseEntity<KeepingController.BrokenGlassView> seeGlass(Caller caller, UUID id, int number) {
        files.find(caller.authority(), id)
                .filter(file -> !keeping.isOfTheirs(guard.viewer(caller), file))
                .ifPresent(_ -> {
                    throw Answers.notOpening(Keeping.Access.OF_ANOTHER_TEAM);
                });
        guard.doing(caller, "glass-seen", id, null);
        var seen = done(
                caller, "glass-seen", id, keeping.seeGlass(platform.recorders().of(caller), id, number));
        var glass = seen.keeping().glass().get(number - 1);
        return ResponseEntity.ok(
                KeepingController.BrokenGlassView.of(new CaseKeeping.Broken(seen.id(), seen.reference(), glass)));
    }

    KeepingController.BrokenGlassList brokenGlass(Caller caller) {
        var broken = keeping.brokenGlass(guard.viewer(caller));
        guard.about(
                caller,
                "glass-list",
                broken.stream().map(CaseKeeping.Broken::id).distinct().toList());
        return new KeepingController.BrokenGlassList(
                broken.stream().map(KeepingController.BrokenGlassView::of).toList());
    }

    /** A number alone, of no case, so that nothing is set down of it. */
    KeepingController.UnseenGlass unseenGlass(Caller caller) {
        return new KeepingController.UnseenGlass(keeping.brokenGlass(guard.viewer(caller)).stream()
                .map(CaseKeeping.Broken::glass)
                .filter(glass -> glass.seenBy() == null && !glass.actor().equals(caller.actor()))
                .count());
    }

    KeepingController.HiddenList hidden(Caller caller) {
        return new KeepingController.HiddenList(keeping.hidden(guard.viewer(caller)));
    }

    KeepingController.ExceptionList exceptions(Caller caller) {
        var exceptions = keeping.exceptions(guard.viewer(caller));
        return new KeepingController.ExceptionList(ids(exceptions.closed()), ids(exceptions.opened()));
    }

    private List<UUID> ids(List<CaseFile<S>> files) {
        return files.stream().map(CaseFile::id).toList();
    }

    KeepingController.KnownList known(Caller caller, String childRef, Function<String, Bson> ofChild) {
        if (!Forms.CHILD.fits(childRef)) throw Problem.parameter("childRef", "must be " + Forms.CHILD.words());
        lookups.count(caller);
        var shown = new ArrayList<CaseFile<S>>();
        int restricted = 0;
        for (var file : keeping.ofChild(caller.authority(), ofChild.apply(childRef))) {
            // Another team's case may be known of; whose restriction leaves the caller out may not.
            if (keeping.access(guard.viewer(caller), file) == Keeping.Access.RESTRICTED) restricted++;
            else shown.add(file);
        }
        guard.doing(caller, "known", shown);
        return new KeepingController.KnownList(shown.stream().map(this::known).toList(), restricted);
    }

    private KeepingController.KnownCase known(CaseFile<S> file) {
        var outline = keeping.outline(file);
        return new KeepingController.KnownCase(
                file.id(),
                file.reference(),
                outline.status(),
                outline.openedOn(),
                outline.closedOn(),
                outline.worker());
    }

    Page<V> search(Caller caller, KeepingController.SearchBody body, Function<String, Bson> ofChild) {
        var search =
                new Search(blank(body.reference()), blank(body.childRef()), blank(body.name()), body.dateOfBirth());
        if (search.name() != null && search.name().length() > LONGEST_NAME) {
            throw Problem.ofField("search.name", "name", "A name has at most %d letters.".formatted(LONGEST_NAME));
        }
        if (search.equals(new Search(null, null, null, null))) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "search.nothing",
                    "Say what is known: the reference, the child's number, the name or the date of birth.");
        }
        searches.count(caller);
        var found = keeping.search(guard.viewer(caller), search, ofChild, MOST_FOUND);
        guard.doing(caller, "search", found.files());
        var items = found.files().stream().map(view).toList();
        return new Page<>(items, 0, Math.max(MOST_FOUND, items.size()), items.size(), found.hidden());
    }

    ResponseEntity<KeepingController.KeepingView> hold(Caller caller, UUID id, String reason) {
        needed(reason);
        refuseErased(caller, "legal-hold", id);
        guard.doing(caller, "legal-hold", id, reason);
        return answer(
                caller,
                "legal-hold",
                id,
                keeping.hold(platform.recorders().of(caller), guard.viewer(caller), id, reason));
    }

    ResponseEntity<KeepingController.KeepingView> endHold(Caller caller, UUID id, String reason) {
        needed(reason);
        guard.doing(caller, "legal-hold-end", id, reason);
        return answer(caller, "legal-hold-end", id, keeping.endHold(guard.viewer(caller), id));
    }

    ResponseEntity<KeepingController.KeepingView> erase(Caller caller, UUID id, String reason) {
        needed(reason);
        guard.doing(caller, "erasure", id, reason);
        return answer(caller, "erasure", id, keeping.erase(platform.recorders().of(caller), guard.viewer(caller), id));
    }

    /**
     * An administrator's run is of the whole authority, for how long records are kept is the council's policy and no look at them: it answers numbers. A
     * manager's is of the cases that open to them without broken glass, as erasing one is.
     */
    KeepingController.RetentionView retain(Caller caller, KeepingController.RetentionBody body) {
        if (body.preview() == null) {
            throw Problem.ofField(
                    "retention.preview", "preview", "Say true to count only, or false to erase what is past its time.");
        }
        var period = period();
        var before = platform.clock().today().minus(period);
        var viewer = caller.is(Role.ADMINISTRATOR) ? null : guard.viewer(caller);
        var past = keeping.past(caller.authority(), viewer, before);
        var set = Preconditions.fingerprint(before, past.erasable());
        long erased = 0;
        if (body.preview()) {
            guard.about(caller, "retention-preview", List.of());
        } else {
            if (!set.equals(body.set())) {
                throw new Problem(
                        HttpStatus.CONFLICT,
                        "retention.preview",
                        "What would be erased now is not what a preview of today's showed. Preview it again, and send its set with the run.");
            }
            guard.about(caller, "retention", past.erasable());
            erased = keeping.eraseAll(platform.recorders().of(caller), viewer, past.erasable(), before);
        }
        return new KeepingController.RetentionView(
                period.toString(),
                before,
                body.preview(),
                past.erasable().size() + past.held(),
                erased,
                past.held(),
                body.preview() ? past.erasable().size() : 0,
                past.hidden(),
                set);
    }

    private Period period() {
        var setting = "waymark.retention." + kind;
        var text = platform.settings().getProperty(setting);
        if (text == null) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "retention.not-set",
                    "Nobody has said for how long these cases are kept: the setting is " + setting + ".");
        }
        try {
            var period = Period.parse(text);
            if (!period.isNegative() && !period.isZero()) return period;
        } catch (DateTimeException noPeriod) {
            throw new IllegalStateException(setting + " is no period, such as P6Y: " + text, noPeriod);
        }
        throw new IllegalStateException(setting + " must be a period that has passed, such as P6Y, not " + text);
    }

    private ResponseEntity<KeepingController.KeepingView> answer(
            Caller caller, String action, UUID id, Answer<S> answer) {
        return ResponseEntity.ok(KeepingController.KeepingView.of(done(caller, action, id, answer)));
    }

    /** What was tried was set down before; that it was refused is set down too, so that the trail says of nothing that it was done which was not. */
    private CaseFile<S> done(Caller caller, String action, UUID id, Answer<S> answer) {
        try {
            return answers.done(action, answer).file();
        } catch (Problem refused) {
            guard.refused(caller, action, id, refused.rule());
            throw refused;
        }
    }

    private static void needed(String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.ofField(
                    "case.reason-needed",
                    "reason",
                    "Say why in a few words, %d letters at most.".formatted(LONGEST_REASON));
        }
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
