package waymark.portal.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.web.access.Role;

/** Staff numbers that may be meant where one is asked for. There is no directory: they are suggestions, and any other can be typed. */
public final class Staff {
    private static final List<String> HOLDERS = List.of("officer", "coordinator", "worker");

    private Staff() {}

    /**
     * Whoever asks first; then who has worked on the case; then, for those who may read it, the register of workers.
     *
     * @param subject the case with its history, or empty
     */
    public static List<String> known(Desk desk, Doc subject) {
        var others = new TreeSet<String>();
        for (var happened : subject.docs("history")) {
            add(others, happened.text("actor"));
            for (var holder : HOLDERS) add(others, happened.text("data." + holder));
        }
        if (desk.person().is(Role.TEAM_MANAGER, Role.PERFORMANCE_ANALYST)) {
            desk.get(Service.REPORTING, "/workers")
                    .found()
                    .map(list -> list.docs("workers"))
                    .ifPresent(workers -> workers.forEach(worker -> add(others, worker.text("staffNumber"))));
        }
        var self = desk.person().account();
        others.remove(self);
        var known = new ArrayList<String>();
        known.add(self);
        known.addAll(others);
        return known;
    }

    private static void add(Set<String> numbers, String number) {
        if (number != null && !number.isBlank()) numbers.add(number);
    }
}
