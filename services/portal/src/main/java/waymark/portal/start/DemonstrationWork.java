package waymark.portal.start;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 * All of it by the services' ordinary commands, each of them only where what it would do is not done yet: after a fault a second time adds what is missing,
 * and where all is given it changes nothing.
 */
@Component
final class DemonstrationWork {
    /** Of each kind; those that are due first. The rest stays nobody's. */
    private static final int GIVEN = 60;

    /** As the register of referrals begins and ends: a part of it is no demonstration. */
    private static final String ENDS_OF_THE_REGISTER = "CON-000001,CON-052927";

    /** @param field of its cases: who has one */
    private record Kind(Role role, Service service, String path, String field, String open, String command) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    Role.CME_OFFICER,
                    Service.INVOLVEMENTS,
                    "/involvements",
                    "officer",
                    "status=open&sort=reviewDueOn",
                    "assignment"),
            new Kind(
                    Role.SEND_COORDINATOR,
                    Service.ASSESSMENTS,
                    "/assessments",
                    "coordinator",
                    "status=requested,assessing,drafted",
                    "assignment"),
            new Kind(
                    Role.DUTY_WORKER,
                    Service.REFERRALS,
                    "/referrals",
                    "worker",
                    "status=open&sort=dueOn",
                    "allocation"));

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

    /** Whether all of the registers is here; false where that is not known now. */
    boolean isWhole(Desk desk) {
        return desk.get(Service.REFERRALS, "/referrals?size=1&reference={}", ENDS_OF_THE_REGISTER)
                .found()
                .map(ends -> ends.number("total") == 2)
                .orElse(false);
    }

    /** All of it; false where a part is not known now. */
    boolean isGiven(Desk desk) {
        return parts(desk).allMatch(given -> given.orElse(false));
    }

    /** Something is missing for certain. */
    boolean isUnfinished(Desk desk) {
        return parts(desk).anyMatch(given -> !given.orElse(true));
    }

    /** Of each part whether it is given; empty where that is not known now. */
    private Stream<Optional<Boolean>> parts(Desk desk) {
        return Stream.concat(
                KINDS.stream().map(kind -> isDealt(desk, kind)),
                Stream.of(
                        contactsThere(desk)
                                .found()
                                .map(there -> there.number("total") + there.number("hidden") >= contacts.size()),
                        entered(desk)
                                .found()
                                .map(there -> colleagues.stream().noneMatch(one -> isToBeEntered(desk, one, there)))));
    }

    /** By the number of cases that anybody has, closed ones too: what becomes of a case later does not ask for another. */
    private Optional<Boolean> isDealt(Desk desk, Kind kind) {
        return assigned(desk, kind)
                .found()
                .flatMap(assigned -> open(desk, kind)
                        .found()
                        .map(open -> assigned.number("total") >= share(open, hands(desk, kind))));
    }

    /** @return why something was not taken, each reason once; empty where all was */
    List<String> give(Desk desk) {
        var refusals = new ArrayList<String>();
        for (var kind : KINDS) deal(desk, kind, refusals);
        enter(desk, refusals);
        record(desk, refusals);
        return refusals.stream().distinct().toList();
    }

    private static String day(Desk desk) {
        return desk.today().toString();
    }

    private List<Colleague> hands(Desk desk, Kind kind) {
        return colleagues.stream()
                .filter(one -> isHere(desk, one) && one.roles.contains(kind.role.code()))
                .toList();
    }

    private static boolean isHere(Desk desk, Colleague one) {
        return one.authority.equals(desk.person().authority());
    }

    /** One to each in turn, and one to nobody. Whoever has a case keeps it. */
    private void deal(Desk desk, Kind kind, List<String> refusals) {
        var hands = hands(desk, kind);
        var before = asked(assigned(desk, kind), refusals);
        var open = asked(open(desk, kind), refusals);
        if (before.isEmpty() || open.isEmpty()) return;
        long left = share(open.get(), hands) - before.get().number("total");
        int turn = 0;
        for (var one : open.get().docs("items")) {
            int hand = turn++ % (hands.size() + 1);
            if (hand == hands.size() || one.has(kind.field)) continue;
            if (left-- <= 0) return;
            var id = one.text("id");
            sent(
                    desk.post(
                            kind.service,
                            "%s/%s/%s".formatted(kind.path, id, kind.command),
                            order(desk, kind, hands.get(hand)),
                            "Idempotency-Key",
                            "demonstration-" + id),
                    refusals);
        }
    }

    private static Map<String, Object> order(Desk desk, Kind kind, Colleague to) {
        var order = new LinkedHashMap<String, Object>();
        order.put(kind.field, to.account);
        order.put(kind.role == Role.DUTY_WORKER ? "allocatedOn" : "assignedOn", day(desk));
        if (kind.role == Role.DUTY_WORKER && to.team != null) order.put("team", to.team);
        return order;
    }

    private static Answer assigned(Desk desk, Kind kind) {
        return desk.get(kind.service, kind.path + "?assigned=true&size=1");
    }

    private static Answer open(Desk desk, Kind kind) {
        return desk.get(kind.service, "%s?%s&size=%d".formatted(kind.path, kind.open, GIVEN));
    }

    /** How many of those that are open get into hands. */
    private static long share(Doc open, List<Colleague> hands) {
        long dealt = Math.min(GIVEN, open.number("total"));
        return dealt - dealt / (hands.size() + 1);
    }

    private static Answer entered(Desk desk) {
        return desk.get(Service.REPORTING, "/workers");
    }

    private static boolean isToBeEntered(Desk desk, Colleague one, Doc entered) {
        return isHere(desk, one)
                && team(one) != null
                && entered.docs("workers").stream().noneMatch(worker -> one.account.equals(worker.text("staffNumber")));
    }

    /** Who they are and how much they work, from the day on which the registers' open cases are theirs. */
    private void enter(Desk desk, List<String> refusals) {
        var there = asked(entered(desk), refusals);
        if (there.isEmpty()) return;
        for (var one : colleagues) {
            if (!isToBeEntered(desk, one, there.get())) continue;
            sent(
                    desk.send(
                            "PUT",
                            Service.REPORTING,
                            "/workers/" + one.account,
                            Map.of("team", team(one), "fte", 1, "from", day(desk))),
                    refusals);
        }
    }

    /** Null for who has no cases. */
    private static String team(Colleague one) {
        if (one.team != null) return one.team;
        return switch (one.roles.getFirst()) {
            case "cme-officer" -> "Children missing education";
            case "send-coordinator" -> "SEND";
            case "duty-worker" -> "First response";
            default -> null;
        };
    }

    private static String reference(int number) {
        return "DEMO-%02d".formatted(number);
    }

    private Answer contactsThere(Desk desk) {
        var references = IntStream.rangeClosed(1, contacts.size())
                .mapToObj(DemonstrationWork::reference)
                .collect(Collectors.joining(","));
        return desk.get(Service.REFERRALS, "/referrals?size=%d&reference={}".formatted(contacts.size()), references);
    }

    private void record(Desk desk, List<String> refusals) {
        var list = asked(contactsThere(desk), refusals);
        if (list.isEmpty()) return;
        var there = list.get().docs("items").stream()
                .map(one -> one.text("reference"))
                .toList();
        var now = clock.now().truncatedTo(ChronoUnit.MINUTES);
        for (int number = 1; number <= contacts.size(); number++) {
            var contact = contacts.get(number - 1);
            var reference = reference(number);
            if (there.contains(reference)) continue;
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

    /** Empty where it was not answered; the reason is then among the refusals. */
    private static Optional<Doc> asked(Answer answer, List<String> refusals) {
        sent(answer, refusals);
        return answer.found();
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
