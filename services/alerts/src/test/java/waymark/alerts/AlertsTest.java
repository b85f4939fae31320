package waymark.alerts;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static waymark.testing.Credentials.MANAGER;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waymark.alerts.events.Agenda;
import waymark.alerts.events.AlertKinds;
import waymark.alerts.events.Watches;
import waymark.calendar.TurnableClock;
import waymark.events.CloudEventRecords;
import waymark.events.UnreadableEvent;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.PublishedEvents;
import waymark.testing.RunningService;

/** From an event of a case to its alert, and to the alert's end, over the broker and the store. It is 1 May 2022 at first. */
class AlertsTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final Credentials REVIEWER = Credentials.REVIEWING_OFFICER;

    private final TurnableClock clock = TurnableClock.at(LocalDate.of(2022, 5, 1));
    private final List<RunningService> running = new ArrayList<>();
    private final Map<String, Object> settings = new HashMap<>();
    private final CaseServicesStandIn caseServices = new CaseServicesStandIn();
    private SomeCases cases;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() {
        settings.putAll(caseServices.settings());
        settings.put("waymark.database", stack.fresh("alerts"));
        settings.put("waymark.alerts.group", stack.fresh("alerts"));
        settings.put("waymark.alerts.tick-every", "20ms");
        settings.put("waymark.alerts.count-missed-every", "100ms");
        cases = new SomeCases(stack.kafka());
    }

    @AfterEach
    void end() {
        cases.close();
        running.forEach(RunningService::close);
        caseServices.close();
    }

    private RunningService start() {
        var service = RunningService.start(AlertsApplication.class, "alerts", stack, clock, folder, settings);
        running.add(service);
        return service;
    }

    private static void soon(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private static List<JsonNode> of(RunningService service, UUID caseId) {
        var answer = service.get(MANAGER, "/alerts?caseId=" + caseId + "&sort=raisedAt");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("items").valueStream().toList();
    }

    /** Milestone and status of each alert about the plan, in the order of raising. */
    private static List<String> standing(RunningService service, UUID caseId) {
        return of(service, caseId).stream()
                .filter(alert -> alert.get("rule").asString().equals("ehc-plan"))
                .map(alert -> alert.get("milestone").asString() + " "
                        + alert.get("status").asString())
                .toList();
    }

    @Test
    void aDeadlineIsToldOfOnTimeOnceAndSettlesWithTheStep() {
        // Given
        var service = start();
        var child = stack.fresh("CYP-");
        var id = cases.assessment(child, "2021-12-31", "2022-05-20");
        soon(() -> standing(service, id).equals(List.of("due-in-28d raised")));

        // When / Then
        clock.turnTo(LocalDate.of(2022, 5, 6));
        soon(() -> standing(service, id).equals(List.of("due-in-28d settled", "due-in-14d raised")));
        clock.turnTo(LocalDate.of(2022, 5, 21));
        soon(() -> standing(service, id).contains("missed raised"));
        var missed = of(service, id).stream()
                .filter(alert -> alert.get("milestone").asString().equals("missed"))
                .findFirst()
                .orElseThrow();
        assertThat(missed.get("rule").asString()).isEqualTo("ehc-plan");
        assertThat(missed.get("dueOn").asString()).isEqualTo("2022-05-20");
        assertThat(missed.get("caseReference").asString()).isEqualTo("EHC-" + child);
        assertThat(missed.get("role").asString()).isEqualTo("send-coordinator");
        assertThat(missed.get("toAcknowledge").asBoolean()).isTrue();

        cases.happens(
                "waymark.assessments.plan-issued",
                child,
                id,
                "2022-05-21",
                "{\"issuedOn\": \"2022-05-21\", \"clocks\": [%s]}"
                        .formatted(SomeCases.mark("stop", "2021-12-31", "2022-05-20")));
        soon(() -> standing(service, id).contains("missed settled"));
    }

    @Test
    void deliveredAgainAndWatchedByTwoItIsRaisedOnce() {
        // Given
        var first = start();
        var second = start();
        var child = stack.fresh("CYP-");
        var id = UUID.randomUUID();
        var requested = cases.next("waymark.assessments.requested", child, id, "2021-12-01", """
                {"reference": "EHC-9", "requestedOn": "2021-12-01", "clocks": [%s]}""".formatted(
                        SomeCases.mark("start", "2021-12-01", "2022-04-20")));

        // When
        for (int time = 0; time < 3; time++) cases.send(requested);
        soon(() -> standing(first, id).contains("missed raised"));
        running.remove(second);
        second.close();
        cases.send(requested);
        var next = cases.assessment(child, "2021-12-02", "2022-04-21");
        soon(() -> standing(first, next).contains("missed raised"));

        // Then
        assertThat(standing(first, id))
                .filteredOn(one -> one.startsWith("missed"))
                .hasSize(1);
        soon(() -> missedOf(next, child) == 1);
        soon(() -> missedOf(id, child) == 1);
    }

    /** How many alerts of its missed day were published of a case. */
    private static long missedOf(UUID caseId, String child) throws UnreadableEvent {
        var raised = new HashSet<UUID>();
        for (var message : PublishedEvents.on(stack.kafka(), AlertKinds.TOPIC)) {
            var event = CloudEventRecords.read(message);
            if (!event.data().contains(caseId.toString())) continue;
            assertThat(event.child()).isEqualTo(SomeCases.keyOf(child));
            if (event.type().equals("waymark.alerts.raised") && event.data().contains("\"missed\""))
                raised.add(event.id());
        }
        return raised.size();
    }

    @Test
    void whatFellDueWhileNobodyWatchedIsRaisedOnceAndMarkedAsLate() {
        // Given
        var service = start();
        var id = cases.assessment(stack.fresh("CYP-"), "2021-12-31", "2022-05-20");
        soon(() -> !of(service, id).isEmpty());
        running.remove(service);
        service.close();

        // When
        clock.turnTo(LocalDate.of(2022, 5, 23));
        var again = start();

        // Then
        soon(() -> standing(again, id).contains("missed raised"));
        assertThat(of(again, id))
                .filteredOn(alert -> alert.get("milestone").asString().equals("missed"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.get("late").asBoolean()).isTrue());
    }

    @Test
    void whatWasMissedAndDoneWhileNobodyWatchedIsOnRecordAllTheSame() {
        // Given
        var service = start();
        var child = stack.fresh("CYP-");
        var id = cases.assessment(child, "2021-12-31", "2022-05-20");
        soon(() -> !of(service, id).isEmpty());
        running.remove(service);
        service.close();
        cases.happens(
                "waymark.assessments.plan-issued",
                child,
                id,
                "2022-05-22",
                "{\"issuedOn\": \"2022-05-22\", \"clocks\": [%s]}"
                        .formatted(SomeCases.mark("stop", "2021-12-31", "2022-05-20")
                                .replace("20\"}", "22\"}")));

        // When
        clock.turnTo(LocalDate.of(2022, 5, 23));
        var again = start();

        // Then
        soon(() -> standing(again, id).equals(List.of("due-in-28d settled", "missed settled")));
        var missed = of(again, id).getLast();
        assertThat(missed.get("late").asBoolean()).isTrue();
        assertThat(missed.get("why").asString()).isEqualTo("progress");
        // Cases of other tests are on the topic too.
        soon(() -> missedDays(again).get("withoutAlert").asInt() == 0);
        assertThat(missedDays(again).get("missed").asInt()).isPositive();
        again.bean(MongoDatabase.class)
                .getCollection("alerts")
                .deleteOne(eq("_id", missed.get("id").asString()));
        assertThat(missedDays(again).get("withoutAlert").asInt()).isEqualTo(1);
        soon(() -> again.bean(MeterRegistry.class)
                        .get("waymark.alerts.missed.without.alert")
                        .gauge()
                        .value()
                == 1);
        assertThat(again.get(MANAGER, "/actuator/missed").status()).isEqualTo(403);
    }

    private static JsonNode missedDays(RunningService service) {
        var counted = service.get(Credentials.ADMINISTRATOR, "/actuator/missed");
        assertThat(counted.status()).as(counted.text()).isEqualTo(200);
        return counted.json().get("825");
    }

    @Test
    void aCorrectedDateWithdrawsTheAlertThatNoLongerHolds() {
        // Given
        var service = start();
        var child = stack.fresh("CYP-");
        var id = cases.assessment(child, "2021-12-01", "2022-04-20");
        soon(() -> standing(service, id).contains("missed raised"));

        // When
        cases.happens(
                "waymark.assessments.corrected",
                child,
                id,
                "2022-04-30",
                "{\"openedOn\": \"2022-03-01\", \"clocks\": [%s]}"
                        .formatted(SomeCases.mark("start", "2022-03-01", "2022-07-19")));

        // Then
        soon(() -> standing(service, id).contains("missed withdrawn"));
        assertThat(of(service, id))
                .filteredOn(alert -> alert.get("milestone").asString().equals("missed"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.get("why").asString()).isEqualTo("date-corrected"));
    }

    @Test
    void whatWasAboutToBeRaisedIsCarriedOnByWhatIsReadMeanwhile() {
        // Given
        var service = start();
        var child = stack.fresh("CYP-");
        var id = cases.assessment(child, "2021-12-31", "2022-05-20");
        soon(() -> standing(service, id).equals(List.of("due-in-28d raised")));
        var watches = service.bean(Watches.class);
        var key = "825/" + SomeCases.keyOf(child);
        soon(() -> watches.find(key).standing().pending().isEmpty());
        // As a process left it that ended before the alert was there.
        service.bean(MongoDatabase.class).getCollection("alerts").deleteMany(new Document());
        var kept = watches.find(key);
        var about = kept.standing().ahead(kept.standing().raised());
        assertThat(watches.write(List.of(kept.with(kept.settings(), null, about)), new Agenda()))
                .isEmpty();

        // When
        cases.happens("waymark.assessments.assigned", child, id, "2022-05-01", "{\"officer\": \"SEND-3\"}");

        // Then
        soon(() -> standing(service, id).equals(List.of("due-in-28d raised")));
        soon(() -> watches.find(key).standing().pending().isEmpty());
    }

    @Test
    void aCaseThatDoesNotFollowWaitsForItsHistoryWhileOthersGoOn() {
        // Given
        var service = start();
        var child = stack.fresh("CYP-");
        var id = UUID.randomUUID();
        var first = cases.next("waymark.assessments.requested", child, id, "2021-12-01", """
                {"reference": "EHC-7", "requestedOn": "2021-12-01", "clocks": [%s]}""".formatted(
                        SomeCases.mark("start", "2021-12-01", "2022-04-20")));
        var later = cases.next("waymark.assessments.assigned", child, id, "2021-12-02", "{\"officer\": \"SEND-3\"}");

        // When
        cases.send(later);
        var other = cases.assessment(child, "2021-12-01", "2022-04-20");
        soon(() -> standing(service, other).contains("missed raised"));
        assertThat(of(service, id)).isEmpty();
        var parked = service.get(Credentials.ADMINISTRATOR, "/actuator/parked").json();
        assertThat(parked.valueStream().map(one -> one.get("caseId").asString()))
                .containsExactly(id.toString());
        assertThat(service.get(Credentials.ADMINISTRATOR, "/actuator/prometheus")
                        .text())
                .containsPattern("waymark_parked_cases(\\{[^}]*})? 1\\.0");
        cases.send(first);
        cases.send(later);

        // Then
        soon(() -> standing(service, id).contains("missed raised"));
        assertThat(service.get(Credentials.ADMINISTRATOR, "/actuator/parked")
                        .json()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void nobodyRespondsAndItGoesUp() {
        // Given
        var service = start();
        var id = cases.assessment(stack.fresh("CYP-"), "2021-12-01", "2022-04-20");
        soon(() -> standing(service, id).contains("missed raised"));

        // When
        clock.turnTo(LocalDate.of(2022, 5, 14));

        // Then
        soon(() -> of(service, id).stream().anyMatch(alert -> alert.get("level").asInt() == 2));
        assertThat(service.get(MANAGER, "/alerts/badge")
                        .json()
                        .get("toAcknowledge")
                        .asInt())
                .isPositive();
    }

    @Test
    void aReviewingOfficerRaisesOneAndPeopleBringItToItsEnd() {
        // Given
        var service = start();
        var child = stack.fresh("CYP-");
        var id = cases.assessment(child, "2022-04-30", "2022-09-17");
        var body = """
                {"kind": "assessment", "caseId": "%s", "childRef": "%s", "concern": "delay-in-education-provision", "asked": "A school place by June.",
                 "ownAction": "Spoke to the school."}""".formatted(id, child);
        soon(() -> service.post(REVIEWER, "/alerts", body, "Idempotency-Key", "one")
                        .status()
                == 201);

        // When
        var alert = of(service, id).stream()
                .filter(one -> one.get("origin").asString().equals("person"))
                .findFirst()
                .orElseThrow();
        var address = "/alerts/" + alert.get("id").asString();
        assertThat(service.post(MANAGER, address + "/acknowledgement", "{}").status())
                .isEqualTo(200);
        assertThat(service.post(MANAGER, address + "/comments", "{\"notes\": \"Panel on Friday.\"}")
                        .status())
                .isEqualTo(200);
        assertThat(service.post(REVIEWER, address + "/escalation", "{\"notes\": \"Too late.\"}")
                        .status())
                .isEqualTo(200);
        var refused = service.post(MANAGER, address + "/resolution", "{\"outcome\": \"action-taken\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("field").asString()).isEqualTo("notes");
        var resolved = service.post(
                MANAGER, address + "/resolution", "{\"outcome\": \"action-taken\", \"notes\": \"Place found.\"}");

        // Then
        assertThat(resolved.json().get("status").asString()).isEqualTo("resolved");
        assertThat(resolved.json().get("level").asInt()).isEqualTo(2);
        var history = service.get(MANAGER, address).json().get("history");
        assertThat(history.get(0).get("note").asString()).isEqualTo("A school place by June.");
        assertThat(history.get(1).get("note").asString()).isEqualTo("Spoke to the school.");
        assertThat(history.get(5).get("note").asString()).isEqualTo("Place found.");
        assertThat(resolved.json().get("ownActions").asInt()).isEqualTo(1);
        assertThat(service.post(REVIEWER, "/alerts", body, "Idempotency-Key", "one")
                        .status())
                .isEqualTo(201);
        assertThat(service.get(MANAGER, address).json().get("ownActions").asInt())
                .isEqualTo(1);
    }

    @Test
    void aManagerSetsARuleAndWhatIsRaisedFollows() {
        // Given
        var service = start();
        var id = cases.assessment(stack.fresh("CYP-"), "2021-12-31", "2022-05-20");
        soon(() -> standing(service, id).equals(List.of("due-in-28d raised")));
        var changes = "[{\"rule\": \"ehc-plan\", \"leads\": [\"P50D\", \"P3D\"]}]";

        // When
        var preview = service.post(MANAGER, "/alerts/rules/preview", "{\"changes\": %s}".formatted(changes));
        var set = service.put(
                MANAGER,
                "/alerts/rules",
                "{\"version\": 0, \"reason\": \"earlier\", \"changes\": %s}".formatted(changes));

        // Then
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.json().get("from").asString()).isEqualTo("2022-04-01");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(set.json().get("version").asInt()).isEqualTo(1);
        soon(() -> Set.copyOf(standing(service, id)).equals(Set.of("due-in-28d withdrawn", "due-in-50d raised")));
        assertThat(of(service, id))
                .filteredOn(alert -> alert.get("milestone").asString().equals("due-in-50d"))
                .allMatch(alert -> !alert.get("late").asBoolean());
        assertThat(service.put(
                                MANAGER,
                                "/alerts/rules",
                                "{\"version\": 0, \"reason\": \"again\", \"changes\": %s}".formatted(changes))
                        .status())
                .isEqualTo(412);
        var refused = service.put(
                        MANAGER,
                        "/alerts/rules",
                        "{\"version\": 1, \"reason\": \"no\", \"changes\": [{\"rule\": \"ehc-plan\", \"on\": true}, {\"rule\": \"ehc-decision\", \"leads\": [\"soon\"]}]}")
                .json();
        assertThat(refused.get("field").asString()).isEqualTo("changes.1.leads");
        assertThat(refused.get("alertRule").asString()).isEqualTo("ehc-decision");
    }

    @Test
    void everythingPublishedMeetsItsContract() {
        // Given
        var service = start();
        var id = cases.assessment(stack.fresh("CYP-"), "2021-12-01", "2022-04-20");
        soon(() -> standing(service, id).contains("missed raised"));

        soon(() -> !PublishedEvents.on(stack.kafka(), AlertKinds.TOPIC).isEmpty());

        // When / Then
        PublishedEvents.assertRecordsMeetContract(PublishedEvents.on(stack.kafka(), AlertKinds.TOPIC));
    }

    /** A missed plan of a child, and what a reviewing officer raised about it. */
    private record Two(UUID caseId, String child, String missed, String raised) {}

    private Two two(RunningService service) {
        var child = stack.fresh("CYP-");
        var id = cases.assessment(child, "2021-12-01", "2022-04-20");
        soon(() -> standing(service, id).contains("missed raised"));
        soon(() -> raise(service, id, child).status() == 201);
        var ids = new HashMap<String, String>();
        for (var alert : of(service, id))
            ids.put(alert.get("rule").asString(), alert.get("id").asString());
        return new Two(id, child, "/alerts/" + ids.get("ehc-plan"), "/alerts/" + ids.get("reviewing-officer"));
    }

    private static RunningService.Response raise(RunningService service, UUID caseId, String child) {
        var body = """
                {"kind": "assessment", "caseId": "%s", "childRef": "%s", "concern": "plan-not-shared-with-child", "asked": "Ring the Bells."}""".formatted(caseId, child);
        return service.post(REVIEWER, "/alerts", body, "Idempotency-Key", "of-" + caseId);
    }

    @Test
    void anAlertAboutARestrictedCaseOpensToNobodyToWhomTheCaseDoesNot() {
        // Given
        var service = start();
        var two = two(service);
        var list = "/alerts?caseId=" + two.caseId();
        var before = service.get(MANAGER, "/alerts/badge").json();
        int all = of(service, two.caseId()).size();

        // When
        caseServices.hide(two.caseId());

        // Then
        var hidden = service.get(MANAGER, list).json();
        assertThat(hidden.get("items")).isEmpty();
        assertThat(hidden.get("total").asInt()).isZero();
        assertThat(service.get(MANAGER, "/alerts?childRef=" + two.child())
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
        var badge = service.get(MANAGER, "/alerts/badge").json();
        assertThat(badge.get("urgent").asInt()).isEqualTo(before.get("urgent").asInt() - 1);
        for (var address : List.of(two.missed(), two.raised())) {
            for (var answer : List.of(
                    service.get(MANAGER, address),
                    service.post(MANAGER, address + "/acknowledgement", "{}"),
                    service.post(MANAGER, address + "/comments", "{\"notes\": \"Seen.\"}"))) {
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.json().get("rule").asString()).isEqualTo("case.about-another");
                assertThat(answer.text()).doesNotContain("EHC-", two.caseId().toString());
            }
        }
        assertThat(raise(service, two.caseId(), two.child()).json().get("rule").asString())
                .isEqualTo("alert.case-unknown");

        // And, once it opens again
        caseServices.show(two.caseId());
        assertThat(of(service, two.caseId())).hasSize(all);
        assertThat(service.get(MANAGER, two.raised()).status()).isEqualTo(200);
    }

    @Test
    void anAlertOpensToTheTeamOfItsCaseAndToWhomTheCaseOpensBesides() {
        // Given
        var service = start();
        var child = stack.fresh("CYP-");
        var id = cases.referral(child, "south", "2022-03-01", "2022-04-20");
        soon(() -> !of(service, id).isEmpty());
        var raise = """
                {"kind": "referral", "caseId": "%s", "childRef": "%s", "concern": "plan-not-shared-with-child", "asked": "Ring them."}""".formatted(id, child);
        assertThat(service.post(REVIEWER, "/alerts", raise).status()).isEqualTo(201);
        int all = of(service, id).size();
        var list = "/alerts?caseId=" + id;
        var south = MANAGER.inTeams("south");
        var north = MANAGER.inTeams("north");
        assertThat(seen(service, south, list)).isEqualTo(all);
        assertThat(seen(service, north, list)).isZero();

        // When
        cases.happens("waymark.referrals.transferred", child, id, "2022-05-01", "{\"team\": \"north\"}");

        // Then
        soon(() -> seen(service, north, list) == all);
        assertThat(seen(service, south, list)).isZero();

        // When
        caseServices.open(id);

        // Then
        assertThat(seen(service, south, list)).isEqualTo(all);
    }

    private static int seen(RunningService service, Credentials by, String list) {
        return service.get(by, list).json().get("total").asInt();
    }

    @Test
    void whereItsServiceIsAwayNoAlertAboutItsCasesIsShownAndTheOthersAre() {
        // Given
        var service = start();
        var two = two(service);

        // When
        caseServices.refuse("/assessments/exceptions", 500);

        // Then
        assertThat(service.get(MANAGER, two.missed()).status()).isEqualTo(503);
        var list = service.get(MANAGER, "/alerts?caseId=" + two.caseId()).json();
        assertThat(list.get("items")).isEmpty();
        assertThat(list.get("hidden").isNull()).isTrue();
        assertThat(list.get("away").toString()).isEqualTo("[\"assessment\"]");
        assertThat(service.get(MANAGER, "/alerts/badge").json().get("away").toString())
                .isEqualTo("[\"assessment\"]");
        assertThat(service.get(Credentials.CME_OFFICER, "/alerts").json().get("away"))
                .isEmpty();
    }

    @Test
    void whoDoesNotWorkOnSuchCasesIsToldOfNone() {
        // Given
        var service = start();
        var two = two(service);
        var officer = Credentials.CME_OFFICER;

        // When / Then
        assertThat(service.get(officer, "/alerts?caseId=" + two.caseId()).json().get("items"))
                .isEmpty();
        assertThat(service.get(officer, two.missed()).status()).isEqualTo(403);
        var refused =
                service.post(MANAGER, two.missed() + "/handover", "{\"role\": \"cme-officer\", \"notes\": \"Yours.\"}");
        assertThat(refused.json().get("rule").asString()).isEqualTo("alert.role-elsewhere");
        assertThat(service.post(
                                MANAGER,
                                two.missed() + "/handover",
                                "{\"role\": \"reviewing-officer\", \"notes\": \"Yours.\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatPeopleWroteIsErasedWithTheCase() {
        // Given
        var service = start();
        var two = two(service);
        service.post(MANAGER, two.missed() + "/comments", "{\"notes\": \"The Bells have moved.\"}");
        assertThat(service.get(MANAGER, "/alerts?childRef=" + two.child())
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(of(service, two.caseId()).size());

        // When
        cases.erased(two.caseId(), "2022-05-01");

        // Then
        soon(() -> service.get(MANAGER, two.raised())
                .json()
                .get("status")
                .asString()
                .equals("withdrawn"));
        soon(() -> service.get(MANAGER, "/alerts?childRef=" + two.child())
                        .json()
                        .get("total")
                        .asInt()
                == 0);
        for (var address : List.of(two.missed(), two.raised())) {
            var alert = service.get(MANAGER, address);
            assertThat(alert.text()).doesNotContain("Bells");
            assertThat(alert.json().get("why").asString()).isEqualTo("case-erased");
            assertThat(service.post(MANAGER, address + "/comments", "{\"notes\": \"The Bells.\"}")
                            .status())
                    .isEqualTo(409);
        }

        // And nothing is raised about it any more
        int before = of(service, two.caseId()).size();
        cases.happens(
                "waymark.assessments.assigned",
                two.child(),
                two.caseId(),
                "2022-05-01",
                "{\"officer\": \"SEN-1\", \"clocks\": [%s]}"
                        .formatted(SomeCases.mark("start", "2021-12-02", "2022-04-21")));
        var other = cases.assessment(two.child(), "2021-12-03", "2022-04-22");
        soon(() -> standing(service, other).contains("missed raised"));
        assertThat(of(service, two.caseId())).hasSize(before);
        caseServices.erase(two.caseId());
        assertThat(raise(service, two.caseId(), two.child()).status()).isEqualTo(422);
    }
}
