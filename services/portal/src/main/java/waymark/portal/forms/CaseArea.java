package waymark.portal.forms;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Person;
import waymark.portal.desk.Service;
import waymark.web.access.Role;

/**
 * One kind of case in the portal: where its pages and its service's addresses are, and every form that can be sent about it.
 *
 * @param id first part of its pages' addresses: {@code involvements}
 * @param path of the service's addresses: {@code /involvements}
 * @param noun for one: {@code involvement}
 * @param workers who may record steps; the service has the last word
 * @param caption what a case is called above a form's heading
 * @param openings forms that open a case
 * @param steps forms on a case, in the order in which they are offered
 */
public record CaseArea(
        String id,
        Service service,
        String path,
        String noun,
        Set<Role> workers,
        Function<Doc, String> caption,
        List<Step> openings,
        List<Step> steps) {

    /** Where a form finds the authority in the case that it is about, as that of who fills it in. */
    public static final String AUTHORITY = "authority";

    /** Where a form about one entry of the history finds its number in the case, and the name of the question that says which. */
    public static final String ENTRY = "entry";

    /** The kind as a list's heading has it: Early help. */
    public String words() {
        return Words.code(id);
    }

    /** Whether somebody may record steps, as far as roles tell. */
    public boolean isWorkOf(Person person) {
        return person.is(workers.toArray(Role[]::new));
    }

    /** Whether a case's page is for somebody, as far as roles tell: an analyst reads the list, and no case. */
    public boolean opensTo(Person person) {
        return isWorkOf(person) || person.is(Role.REVIEWING_OFFICER, Role.TEAM_MANAGER);
    }

    public Optional<Step> step(String name) {
        return steps.stream().filter(step -> step.id().equals(name)).findFirst();
    }

    public Optional<Step> opening(String name) {
        return openings.stream().filter(step -> step.id().equals(name)).findFirst();
    }

    /** What may be done next, by the case as it stands. */
    public List<Step> offered(Doc subject) {
        return steps.stream().filter(step -> step.offered().test(subject)).toList();
    }

    /** Where a form's request goes. */
    public String address(Step step, String id) {
        var address = step.path().startsWith("/") ? step.path() : path + "/" + step.path();
        return address.replace("{id}", id == null ? "" : id);
    }
}
