package waymark.web.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseKeeping;
import waymark.casefile.Keeping;
import waymark.casefile.Viewer;
import waymark.web.Caller;
import waymark.web.Problem;

/** Lets a caller see the cases of a kind that open to them, and sets down that they did. */
final class Guard<S> {
    static final int MOST_IN_AN_ENTRY = 1_000;

    private final CasePlatform platform;
    private final CaseKeeping<S> keeping;
    private final String kind;
    private final Bounds<S> bounds;

    Guard(CasePlatform platform, CaseKeeping<S> keeping, String kind, Bounds<S> bounds) {
        this.bounds = bounds;
        this.platform = platform;
        this.keeping = keeping;
        this.kind = kind;
    }

    Viewer viewer(Caller caller) {
        return platform.viewer(caller);
    }

    /** @throws Problem where the case does not open to the caller */
    Keeping.Access check(Caller caller, CaseFile<S> file) {
        var access = keeping.access(viewer(caller), file);
        if (!access.isGranted()) throw Answers.notOpening(access);
        if (!bounds.isOpening(caller, file)) throw Answers.aboutAnother();
        return access;
    }

    /**
     * Before a command, whose own access is checked as it is written.
     *
     * @throws Problem where the case is about another that does not open to the caller
     */
    void checkBounds(Caller caller, Supplier<Optional<CaseFile<S>>> present) {
        if (!bounds.isBounding()) return;
        present.get().filter(file -> !bounds.isOpening(caller, file)).ifPresent(_ -> {
            throw Answers.aboutAnother();
        });
    }

    /** Before a case is shown. */
    void reading(Caller caller, CaseFile<S> file) {
        var access = check(caller, file);
        record(caller, "read", List.of(file.id()), purpose(caller, file, access), null);
    }

    /** Before some cases of a list are shown. */
    void listing(Caller caller, List<CaseFile<S>> files) {
        record(caller, "list", ids(files), purposeOfRole(caller), null);
    }

    /** Before cases are shown for a purpose of their own, which is called as what is done. */
    void doing(Caller caller, String action, List<CaseFile<S>> files) {
        record(caller, action, ids(files), action, null);
    }

    /** Before something is done about cases as part of the caller's work. */
    void about(Caller caller, String action, List<UUID> ids) {
        record(caller, action, ids, purposeOfRole(caller), null);
    }

    /** Before something is done about a case, with the reason that was given for it. */
    void doing(Caller caller, String action, UUID id, String reason) {
        record(caller, action, List.of(id), action.equals("glass") ? "broken-glass" : purposeOfRole(caller), reason);
    }

    /** As {@link #doing(Caller, String, UUID, String)}, of who may open a case: with a purpose of its own where two decide it, by glass that one broke and another saw. */
    void deciding(Caller caller, String action, Optional<CaseFile<S>> present, UUID id, String reason) {
        boolean byTwo = present.filter(file -> keeping.access(viewer(caller), file) == Keeping.Access.BY_SEEN_GLASS)
                .isPresent();
        record(caller, action, List.of(id), byTwo ? "seen-glass" : purposeOfRole(caller), reason);
    }

    /** After what was set down before it was tried was refused: under {@code erasure-refused} and so on, with the rule in the place of the purpose. */
    void refused(Caller caller, String action, UUID id, String rule) {
        record(caller, action + "-refused", List.of(id), rule, null);
    }

    private void record(Caller caller, String action, List<UUID> ids, String purpose, String reason) {
        int from = 0;
        do {
            var portion = ids.subList(from, Math.min(from + MOST_IN_AN_ENTRY, ids.size()));
            platform.audit().record(caller, action, kind, portion, purpose, reason);
            from += MOST_IN_AN_ENTRY;
        } while (from < ids.size());
    }

    private List<UUID> ids(List<CaseFile<S>> files) {
        var ids = new ArrayList<UUID>(files.size());
        for (var file : files) ids.add(file.id());
        return ids;
    }

    private String purpose(Caller caller, CaseFile<S> file, Keeping.Access access) {
        return switch (access) {
            case BY_BROKEN_GLASS, BY_SEEN_GLASS -> "broken-glass";
            case OPEN, RESTRICTED, OF_ANOTHER_TEAM ->
                caller.actor().equals(keeping.outline(file).worker()) ? "own-case" : purposeOfRole(caller);
        };
    }

    private static String purposeOfRole(Caller caller) {
        return switch (caller.roles().stream().sorted().findFirst().orElseThrow()) {
            case CME_OFFICER, SEND_COORDINATOR, DUTY_WORKER -> "team";
            case REVIEWING_OFFICER -> "review";
            case TEAM_MANAGER -> "manager";
            case PERFORMANCE_ANALYST -> "analysis";
            case COUNCILLOR -> "oversight";
            case ADMINISTRATOR -> "administration";
        };
    }
}
