package waymark.portal.start;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import waymark.calendar.BusinessClock;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.web.CodeLists;
import waymark.web.access.Role;

/**
 * What the demonstration's people find on their lists: a share of the open cases, and contacts that came in within the last day and that nobody has decided.
 * All of it by the services' ordinary commands. Where any of it is there already, nothing is added, so that a second time changes nothing.
 */
@Component
final class DemonstrationWork {
    /** Of each kind; those that are due first. The rest stays nobody's. */
    private static final int GIVEN = 60;

    private static final String FIRST_CONTACT = "DEMO-01";

    /** @param team their first; null for who works for every team */
    private record Colleague(String account, String authority, List<String> roles, String team) {}

    private record Contact(
            int minutesAgo, String source, String locality, String name, int age, String sex, String notes) {}

    private final List<Colleague> colleagues;
    private final List<Contact> contacts;
    private final BusinessClock clock;

    DemonstrationWork(CodeLists lists, BusinessClock clock) {
        this.clock = clock;
        colleagues = lists.rows(
                "demonstration-people.csv",
                row -> new Colleague(
                        row.getField("account"),
                        row.getField("authority"),
                        List.of(row.getField("roles").split(" ", -1)),
                        Stream.of(row.getField("teams").split(" ", -1))
                                .filter(team -> !team.isEmpty())
                                .findFirst()
                                .orElse(null)));
        contacts = Demonstration.rows(
                "contacts.csv",
                row -> new Contact(
                        Integer.parseInt(row.getField("minutes_ago")),
                        row.getField("source"),
                        row.getField("locality"),
                        row.getField("name"),
                        Integer.parseInt(row.getField("age")),
                        row.getField("sex"),
                        row.getField("notes")));
    }

    /** False where that is not known now. */
    boolean isGiven(Desk desk) {
        return desk.get(Service.REFERRALS, "/referrals?size=1&reference={}", FIRST_CONTACT)
                .found()
                .map(list -> list.number("total") + list.number("hidden") > 0)
                .orElse(false);
    }

    /** @return why something was not taken, each reason once; empty where all was */
    List<String> give(Desk desk) {
        var refusals = new ArrayList<String>();
        deal(
                desk,
                Role.CME_OFFICER,
                Service.INVOLVEMENTS,
                "/involvements",
                "officer",
                "?status=open&sort=reviewDueOn",
                "assignment",
                to -> Map.of("officer", to.account, "assignedOn", day(desk)),
                refusals);
        deal(
                desk,
                Role.SEND_COORDINATOR,
                Service.ASSESSMENTS,
                "/assessments",
                "coordinator",
                "?status=requested,assessing,drafted",
                "assignment",
                to -> Map.of("coordinator", to.account, "assignedOn", day(desk)),
                refusals);
        deal(
                desk,
                Role.DUTY_WORKER,
                Service.REFERRALS,
                "/referrals",
                "worker",
                "?status=open&sort=dueOn",
                "allocation",
                to -> {
                    var body = new LinkedHashMap<String, Object>();
                    body.put("worker", to.account);
                    body.put("allocatedOn", day(desk));
                    if (to.team != null) body.put("team", to.team);
                    return body;
                },
                refusals);
        if (!isGiven(desk)) {
            enter(desk, refusals);
            record(desk, refusals);
        }
        return refusals.stream().distinct().toList();
    }

    private static String day(Desk desk) {
        return desk.today().toString();
    }

    /** One to each in turn, and one to nobody. */
    private void deal(
            Desk desk,
            Role role,
            Service service,
            String path,
            String field,
            String filter,
            String command,
            Function<Colleague, Map<String, Object>> body,
            List<String> refusals) {
        var hands = colleagues.stream()
                .filter(one -> one.authority.equals(desk.person().authority()) && one.roles.contains(role.code()))
                .toList();
        var theirs = hands.stream().map(Colleague::account).collect(Collectors.joining(","));
        if (asked(desk, service, path + "?size=1&" + field + "=" + theirs, refusals)
                        .number("total")
                > 0) return;
        int turn = 0;
        for (var one :
                asked(desk, service, path + filter + "&size=" + GIVEN, refusals).docs("items")) {
            int hand = turn++ % (hands.size() + 1);
            if (hand == hands.size() || one.has(field)) continue;
            var id = one.text("id");
            sent(
                    desk.post(
                            service,
                            "%s/%s/%s".formatted(path, id, command),
                            body.apply(hands.get(hand)),
                            "Idempotency-Key",
                            "demonstration-" + id),
                    refusals);
        }
    }

    /** Who they are and how much they work, from the day on which the registers' open cases are theirs. */
    private void enter(Desk desk, List<String> refusals) {
        for (var one : colleagues) {
            var team = one.team != null ? one.team : team(one.roles.getFirst());
            if (team == null || !one.authority.equals(desk.person().authority())) continue;
            sent(
                    desk.send(
                            "PUT",
                            Service.REPORTING,
                            "/workers/" + one.account,
                            Map.of("team", team, "fte", 1, "from", day(desk))),
                    refusals);
        }
    }

    /** Null for who has no cases. */
    private static String team(String role) {
        return switch (role) {
            case "cme-officer" -> "Children missing education";
            case "send-coordinator" -> "SEND";
            case "duty-worker" -> "First response";
            default -> null;
        };
    }

    private void record(Desk desk, List<String> refusals) {
        var now = clock.now().truncatedTo(ChronoUnit.MINUTES);
        for (int number = 1; number <= contacts.size(); number++) {
            var contact = contacts.get(number - 1);
            var reference = "DEMO-%02d".formatted(number);
            var personal = Map.of("name", contact.name, "dateOfBirth", born(desk.today(), contact, number));
            var child = Map.of("childRef", "CYP-" + reference, "sex", contact.sex, "personal", personal);
            sent(
                    desk.post(
                            Service.REFERRALS,
                            "/contacts",
                            Map.of(
                                    "contactRef",
                                    reference,
                                    "receivedAt",
                                    now.minus(Duration.ofMinutes(contact.minutesAgo))
                                            .toString(),
                                    "source",
                                    contact.source,
                                    "locality",
                                    contact.locality,
                                    "notes",
                                    contact.notes,
                                    "children",
                                    List.of(child)),
                            "Idempotency-Key",
                            "demonstration-" + reference),
                    refusals);
        }
    }

    private static String born(LocalDate today, Contact contact, int number) {
        return today.minusYears(contact.age).minusDays(20L * number).toString();
    }

    private static Doc asked(Desk desk, Service service, String path, List<String> refusals) {
        var answer = desk.get(service, path);
        sent(answer, refusals);
        return answer.found().orElse(Doc.EMPTY);
    }

    private static void sent(Answer answer, List<String> refusals) {
        switch (answer) {
            case Answer.Done _ -> {}
            case Answer.Refused refused -> refusals.add(refused.words());
            case Answer.Away(var service) ->
                refusals.add("The service for %s is not answering.".formatted(service.words()));
        }
    }
}
