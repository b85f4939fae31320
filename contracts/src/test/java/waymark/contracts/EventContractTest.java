package waymark.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventContractTest {

    /** The types of each service, each with the date or moment in its data that gives the effective date; "" where none does. */
    private static final Map<String, Map<String, String>> TYPES = Map.of(
            "involvements",
            Map.ofEntries(
                    Map.entry("opened", "openedOn"),
                    Map.entry("check-recorded", "checkedOn"),
                    Map.entry("enquiry-recorded", "enquiredOn"),
                    Map.entry("review-held", "reviewedOn"),
                    Map.entry("concern-recorded", "notedOn"),
                    Map.entry("concern-referred", "referredOn"),
                    Map.entry("circumstances-changed", "changedOn"),
                    Map.entry("assigned", "assignedOn"),
                    Map.entry("closed", "closedOn"),
                    Map.entry("reopened", "reopenedOn"),
                    Map.entry("corrected", ""),
                    Map.entry("voided", "voidedOn"),
                    Map.entry("register-declared", "completeFrom")),
            "assessments",
            Map.ofEntries(
                    Map.entry("requested", "requestedOn"),
                    Map.entry("moved-in", "transferredOn"),
                    Map.entry("decision-made", "decidedOn"),
                    Map.entry("advice-requested", "requestedOn"),
                    Map.entry("advice-received", "receivedOn"),
                    Map.entry("body-reminded", "remindedOn"),
                    Map.entry("exception-recorded", "recordedOn"),
                    Map.entry("exception-withdrawn", "withdrawnOn"),
                    Map.entry("draft-plan-sent", "sentOn"),
                    Map.entry("representations-received", "receivedOn"),
                    Map.entry("plan-issued", "issuedOn"),
                    Map.entry("plan-not-issued", "decidedOn"),
                    Map.entry("withdrawn", "withdrawnOn"),
                    Map.entry("review-held", "heldOn"),
                    Map.entry("review-decided", "decidedOn"),
                    Map.entry("plan-amended", "issuedOn"),
                    Map.entry("phase-transfer-planned", "plannedOn"),
                    Map.entry("parent-told", "toldOn"),
                    Map.entry("moved-away", "learnedOn"),
                    Map.entry("plan-transferred", "transferredOn"),
                    Map.entry("plan-ceased", "ceasedOn"),
                    Map.entry("mediation-registered", "registeredOn"),
                    Map.entry("mediation-concluded", "concludedOn"),
                    Map.entry("appeal-registered", "registeredOn"),
                    Map.entry("appeal-not-opposed", "noticeOn"),
                    Map.entry("appeal-concluded", "concludedOn"),
                    Map.entry("order-carried-out", "carriedOutOn"),
                    Map.entry("circumstances-changed", "changedOn"),
                    Map.entry("assigned", "assignedOn"),
                    Map.entry("reopened", "reopenedOn"),
                    Map.entry("corrected", ""),
                    Map.entry("voided", "voidedOn"),
                    Map.entry("register-declared", "completeFrom")),
            "referrals",
            Map.ofEntries(
                    Map.entry("contact-received", "receivedAt"),
                    Map.entry("contact-decided", "decidedAt"),
                    Map.entry("referral-made", "referredOn"),
                    Map.entry("no-further-action-decided", "decidedOn"),
                    Map.entry("allocated", "allocatedOn"),
                    Map.entry("assessment-started", "startedOn"),
                    Map.entry("child-seen", "seenOn"),
                    Map.entry("assessment-completed", "completedOn"),
                    Map.entry("strategy-discussion-held", "heldOn"),
                    Map.entry("enquiry-concluded", "concludedOn"),
                    Map.entry("conference-held", "heldOn"),
                    Map.entry("protection-plan-begun", "begunOn"),
                    Map.entry("protection-plan-reviewed", "reviewedOn"),
                    Map.entry("protection-plan-ended", "endedOn"),
                    Map.entry("child-in-need-plan-begun", "begunOn"),
                    Map.entry("child-in-need-plan-reviewed", "reviewedOn"),
                    Map.entry("child-in-need-plan-ended", "endedOn"),
                    Map.entry("transferred", "transferredOn"),
                    Map.entry("closed", "closedOn"),
                    Map.entry("reopened", "reopenedOn"),
                    Map.entry("entry-annulled", "annulledOn"),
                    Map.entry("corrected", ""),
                    Map.entry("voided", "voidedOn"),
                    Map.entry("early-help-requested", "requestedAt"),
                    Map.entry("early-help-progressed", "progressedAt"),
                    Map.entry("family-contacted", "contactedAt"),
                    Map.entry("support-arranged", "arrangedOn"),
                    Map.entry("early-help-closed", "closedOn"),
                    Map.entry("early-help-resumed", "resumedOn"),
                    Map.entry("early-help-reopened", "reopenedOn"),
                    Map.entry("early-help-corrected", ""),
                    Map.entry("early-help-entry-annulled", "annulledOn"),
                    Map.entry("early-help-voided", "voidedOn"),
                    Map.entry("register-declared", "completeFrom")),
            "alerts",
            Map.ofEntries(
                    Map.entry("raised", "raisedAt"),
                    Map.entry("acknowledged", "acknowledgedAt"),
                    Map.entry("commented", "commentedOn"),
                    Map.entry("handed-over", "handedOverOn"),
                    Map.entry("escalated", "escalatedAt"),
                    Map.entry("resolved", "resolvedAt"),
                    Map.entry("settled", "settledAt"),
                    Map.entry("withdrawn", "withdrawnAt"),
                    Map.entry("reinstated", "reinstatedAt"),
                    Map.entry("rules-changed", "")),
            "measures",
            Map.of("rated", ""),
            "erasures",
            Map.of("erased", "erasedOn"));

    /** The types with which the cases begin whose histories a service's examples are. */
    private static final Map<String, List<String>> BEGINNINGS = Map.of(
            "involvements", List.of("opened", "register-declared"),
            "assessments", List.of("requested", "moved-in", "register-declared"),
            "referrals",
                    List.of(
                            "contact-received",
                            "contact-received",
                            "referral-made",
                            "referral-made",
                            "early-help-requested",
                            "early-help-requested",
                            "register-declared"),
            "alerts", List.of("raised", "raised", "raised", "raised", "rules-changed"),
            "measures", List.of("rated"),
            "erasures", List.of("erased"));

    /** Fields that name an earlier event of the case, each with the type of that event; "" where it may be of any. */
    private static final Map<String, String> NAMED = Map.of(
            "concern", "concern-recorded",
            "request", "advice-requested",
            "exception", "exception-recorded",
            "review", "review-held",
            "mediation", "mediation-registered",
            "appeal", "appeal-registered",
            "assessment", "assessment-started",
            "discussion", "strategy-discussion-held",
            "conference", "conference-held",
            "entry", "");

    /** Fields that are numbers and name no event. */
    private static final Set<String> NUMBERS = Set.of("settings", "level", "value");

    static List<EventFile> events() {
        return EventFile.all();
    }

    /** The examples of each case, in order. */
    static List<List<EventFile>> histories() {
        return events().stream()
                .filter(event -> event.version() == 1)
                .sorted(Comparator.comparingInt(
                        event -> Integer.parseInt(event.attribute("ce_sequence").asString())))
                .collect(Collectors.groupingBy(
                        event -> List.of(event.service(), event.attribute("ce_subject")),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .toList();
    }

    static Stream<Arguments> requiredFields() {
        return events().stream()
                .flatMap(event -> event.schema()
                        .path("required")
                        .valueStream()
                        .map(field -> Arguments.of(event, field.asString())));
    }

    static Stream<Arguments> fields() {
        return events().stream()
                .flatMap(event -> event.schema()
                        .get("properties")
                        .propertyStream()
                        .map(field -> Arguments.of(event, field.getKey(), field.getValue())));
    }

    static Stream<String> requiredAttributes() {
        return EventSchemas.of(EventSchemas.ENVELOPE)
                .getSchemaNode()
                .get("required")
                .valueStream()
                .map(JsonNode::asString);
    }

    @Test
    void everyTypeOfEveryServiceHasASchemaAndAnExample() {
        assertThat(events()).extracting(EventFile::service).hasSameElementsAs(TYPES.keySet());
        TYPES.forEach((service, types) -> assertThat(
                        events().stream().filter(event -> event.service().equals(service)))
                .extracting(EventFile::type)
                .hasSameElementsAs(types.keySet()));
        assertThat(events()).allSatisfy(event -> {
            assertThat(event.schemaFile()).matches(Files::exists);
            assertThat(event.exampleFile()).matches(Files::exists);
            assertThat(event.number() == 1 ? event : event.numbered(event.number() - 1))
                    .as("none is left out before %s", event)
                    .isIn(events());
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void anExampleMeetsItsSchemaTheNewestSchemaOfItsTypeAndTheEnvelope(EventFile event) {
        assertThat(EventSchemas.errors(event.urn(), event.data())).isEmpty();
        assertThat(EventSchemas.errors(event.newest().urn(), event.data())).isEmpty();
        assertThat(EventSchemas.errors(EventSchemas.ENVELOPE, event.attributes()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void aSchemaAndAnExampleNameTheirType(EventFile event) {
        assertThat(event.schema().get("$id").asString()).isEqualTo(event.urn());
        assertThat(event.attribute("ce_type").asString()).isEqualTo("waymark.%s.%s", event.service(), event.type());
        assertThat(event.attribute("ce_source").asString()).isEqualTo("/waymark/%s", event.service());
    }

    @ParameterizedTest
    @MethodSource("events")
    void theEffectiveDateIsTheDateTheEventIsAbout(EventFile event) {
        String field = TYPES.get(event.service()).get(event.type());
        if (!field.isEmpty()) {
            String when = event.data().get(field).asString();
            assertThat(event.attribute("ce_effectiveon").asString())
                    .isEqualTo(field.endsWith("At") ? dayInLondon(when) : when);
        }
    }

    @Test
    void theExamplesOfAServiceAreTheHistoryOfOneCaseOfEachBeginning() {
        BEGINNINGS.forEach((service, types) -> assertThat(histories().stream()
                        .map(List::getFirst)
                        .filter(event -> event.service().equals(service))
                        .map(EventFile::type))
                .containsExactlyInAnyOrderElementsOf(types));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void theExamplesOfACaseFollowEachOtherWithoutAGap(List<EventFile> history) {
        for (int i = 0; i < history.size(); i++) {
            EventFile event = history.get(i);
            assertThat(event.attribute("ce_sequence").asString()).isEqualTo(String.valueOf(i + 1));
            assertThat(event.attribute("ce_childkey"))
                    .isEqualTo(history.getFirst().attribute("ce_childkey"));
            if (i > 0) {
                assertThat(event.attribute("ce_previous"))
                        .isEqualTo(history.get(i - 1).attribute("ce_id"));
                assertThat(event.attribute("ce_time").asString())
                        .isGreaterThan(history.get(i - 1).attribute("ce_time").asString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void anEventThatNamesAnotherNamesAnEarlierOneOfTheRightType(List<EventFile> history) {
        for (int i = 0; i < history.size(); i++) {
            for (Map.Entry<String, JsonNode> field : history.get(i).data().properties()) {
                if (field.getValue().isInt() && !NUMBERS.contains(field.getKey())) {
                    EventFile named = history.subList(0, i).get(field.getValue().asInt() - 1);
                    String type = NAMED.get(field.getKey());
                    assertThat(named.type())
                            .as("%s of %s", field.getKey(), history.get(i))
                            .isEqualTo("".equals(type) ? named.type() : type);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aMarkStartsARunOrIsOfOneThatRuns(List<EventFile> history) {
        Map<String, String> running = new HashMap<>();
        for (EventFile event : history) {
            for (JsonNode mark : event.data().path("clocks")) {
                String days = "%s to %s"
                        .formatted(
                                mark.get("startedOn").asString(),
                                mark.get("dueOn").asString());
                String run = mark.get("clock").asString() + " "
                        + mark.path("instance").asInt(0);
                String action = mark.get("action").asString();
                if (action.equals("start")) {
                    running.put(run, days);
                } else {
                    assertThat(running).as("%s in %s", mark, event).containsEntry(run, days);
                    if (!action.equals("excuse")) {
                        running.remove(run);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void theMomentsOfAMarkLieOnItsDaysAndOnlyAStartSaysHowItsDueDayIsRead(List<EventFile> history) {
        for (EventFile event : history) {
            for (JsonNode mark : event.data().path("clocks")) {
                assertThat(mark.has("dueAt")).as("%s in %s", mark, event).isEqualTo(mark.has("startedAt"));
                Map.of("startedAt", "startedOn", "dueAt", "dueOn", "at", "on").forEach((moment, day) -> {
                    if (mark.has(moment)) {
                        assertThat(dayInLondon(mark.get(moment).asString()))
                                .as("%s of %s in %s", moment, mark, event)
                                .isEqualTo(mark.get(day).asString());
                    }
                });
                if (mark.has("sense")) {
                    assertThat(mark.get("action").asString())
                            .as("%s in %s", mark, event)
                            .isEqualTo("start");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void anEventWithoutARequiredFieldIsRefused(EventFile event, String field) {
        assertThat(EventSchemas.errors(event.urn(), event.data().without(field)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void everyFieldRefusesWrongTypesNullEmptinessAndFreeText(EventFile event, String field, JsonNode schema) {
        String number = schema.path("type").asString("").equals("number") ? "true" : "1.5";
        for (String wrong : List.of("{}", "null", "\"\"", number, "[[]]", "\"Sam Sample lives here, born 3.5.2011\"")) {
            ObjectNode data = event.data();
            data.set(field, JsonMapper.shared().readTree(wrong));

            assertThat(EventSchemas.errors(event.urn(), data))
                    .as("%s as %s", field, wrong)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void everyDateRefusesADayThatDoesNotExist(EventFile event, String field, JsonNode schema) {
        if (schema.path("$ref").asString("").endsWith("/date")) {
            for (String wrong : List.of(
                    "2022-02-30",
                    "2023-02-29",
                    "2022-13-01",
                    "2022-1-1",
                    "20220101",
                    "2022-01-01\n",
                    "2022-01-01T00:00:00Z")) {
                assertThat(EventSchemas.errors(event.urn(), event.data().put(field, wrong)))
                        .as(wrong)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void everyMomentRefusesATimeThatDoesNotExistOrIsNotInUtc(EventFile event, String field, JsonNode schema) {
        if (schema.path("$ref").asString("").endsWith("/instant")) {
            for (String wrong : List.of(
                    "2025-02-30T09:00:00Z",
                    "2025-02-03T24:00:00Z",
                    "2025-02-03T09:60:00Z",
                    "2025-02-03T09:00:00+00:00",
                    "2025-02-03T09:00:00",
                    "2025-02-03T09:00Z",
                    "2025-02-03")) {
                assertThat(EventSchemas.errors(event.urn(), event.data().put(field, wrong)))
                        .as(wrong)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void aClockWithAnImpossibleDateOrWithoutAVersionIsRefused() {
        EventFile opened = new EventFile("involvements", 1, "opened");
        for (String clock : List.of("""
                [{"clock":"cme-review","version":1,"action":"start","startedOn":"2022-02-30","dueOn":"2022-03-28"}]""", """
                [{"clock":"cme-review","action":"start","startedOn":"2022-02-28","dueOn":"2022-03-28"}]""", """
                [{"clock":"cme-review","version":0,"action":"start","startedOn":"2022-02-28","dueOn":"2022-03-28"}]""", """
                [{"clock":"cme-review","version":1,"action":"pause","startedOn":"2022-02-28","dueOn":"2022-03-28"}]""")) {
            ObjectNode data = opened.data();
            data.set("clocks", JsonMapper.shared().readTree(clock));

            assertThat(EventSchemas.errors(opened.urn(), data)).as(clock).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "instance,",
                "instance, 0",
                "version,",
                "subject, \"Sam Sample\"",
                "action, \"pause\"",
                "action, \"start\"",
                "action, \"excuse\"",
                "startedOn, \"2025-02-30\"",
                "dueOn,",
                "on,",
                "on, \"2025-04-31\"",
                "sense, \"soon\"",
                "startedAt, \"2025-02-30T09:00:00Z\"",
                "dueAt, \"2025-05-23\"",
                "at, \"2025-06-02T09:00:00+01:00\"",
            })
    void aMarkThatNamesNoRunOrNotTheDayOnWhichItEndedIsRefused(String field, String value) {
        EventFile received = new EventFile("assessments", 1, "advice-received");
        ObjectNode data = received.data();
        ObjectNode mark = (ObjectNode) data.get("clocks").get(0);
        if (value == null) {
            mark.remove(field);
        } else {
            mark.set(field, JsonMapper.shared().readTree(value));
        }

        assertThat(EventSchemas.errors(received.urn(), data)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"entry\":6}",
                "{\"entryOn\":\"2022-03-07\"}",
                "{\"entryOn\":\"2022-03-07\",\"openedOn\":\"2022-03-07\"}",
                "{\"entry\":6,\"outcome\":\"NCE\"}",
                "{\"entry\":0,\"entryOn\":\"2022-03-07\"}",
            })
    void aCorrectionThatChangesNothingOrDatesNoEntryIsRefused(String data) {
        assertThat(EventSchemas.errors(
                        "urn:waymark:events:involvements:corrected:1",
                        JsonMapper.shared().readTree(data)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entry\":3,\"entryOn\":\"2022-03-02\"}",
                "{\"entry\":6,\"locality\":\"Wycombe\"}",
                "{\"outcome\":\"NCE\"}"
            })
    void aCorrectionOfAnEntryOrOfTheClosureIsAccepted(String data) {
        assertThat(EventSchemas.errors(
                        "urn:waymark:events:involvements:corrected:1",
                        JsonMapper.shared().readTree(data)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"entry\":3}",
                "{\"entryOn\":\"2025-03-07\"}",
                "{\"openedOn\":\"2025-03-07\",\"movesOn\":\"2026-09-01\"}",
                "{\"openedOn\":\"2025-03-07\",\"evidence\":\"EV-25-0467\"}",
                "{\"entry\":3,\"entryOn\":\"2025-03-07\",\"openedOn\":\"2025-03-07\"}",
                "{\"entry\":3,\"locality\":\"Wycombe\",\"sex\":\"F\"}",
                "{\"entry\":0,\"entryOn\":\"2025-03-07\"}",
            })
    void aCorrectionOfNothingOrOfAnEntryAndTheOpeningAtOnceIsRefused(String data) {
        assertThat(EventSchemas.errors(
                        "urn:waymark:events:assessments:corrected:1",
                        JsonMapper.shared().readTree(data)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entry\":9,\"code\":\"missed-appointment\",\"from\":\"2025-05-01\"}",
                "{\"entry\":11,\"movesOn\":\"2026-09-01\"}",
                "{\"entry\":3,\"primaryNeed\":\"ASD\"}",
                "{\"primaryNeed\":\"ASD\"}",
                "{\"sex\":\"F\"}"
            })
    void aCorrectionOfAnEntryOrOfTheOpeningIsAccepted(String data) {
        assertThat(EventSchemas.errors(
                        "urn:waymark:events:assessments:corrected:1",
                        JsonMapper.shared().readTree(data)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "corrected, {}",
                "corrected, {\"entry\":3}",
                "corrected, {\"on\":\"2025-03-31\"}",
                "early-help-corrected, {\"entry\":1}",
                "early-help-corrected, {\"source\":\"2A\"}",
                "early-help-corrected, `{\"entry\":3,\"team\":\"The Team\"}`",
                "early-help-entry-annulled, {\"annulledOn\":\"2025-08-12\"}",
                "corrected, `{\"entry\":3,\"outcome\":\"RC\"}`",
                "corrected, `{\"entry\":3,\"source\":\"1EE\"}`",
                "corrected, `{\"entry\":3,\"source\":\"111\"}`",
                "corrected, `{\"entry\":3,\"primaryNeed\":\"N100\"}`",
                "corrected, `{\"entry\":3,\"factors\":[]}`",
                "corrected, `{\"entry\":3,\"factors\":[\"A\"]}`",
                "contact-decided, `{\"decidedAt\":\"2025-03-30T13:20:00Z\",\"decision\":\"referral\",\"openCase\":\"b1ae3f59-043d-5b31-8701-77e2bfb610ba\"}`",
                "contact-decided, `{\"decidedAt\":\"2025-03-30\",\"decision\":\"referral\"}`",
                "closed, `{\"closedOn\":\"2025-09-30\",\"reason\":\"RC100\"}`",
                "allocated, `{\"allocatedOn\":\"2025-03-31\",\"worker\":\"Sam\"}`",
            })
    void anEventOfReferralsThatSaysNothingOrWhatCannotBeIsRefused(String type, String data) {
        assertThat(EventSchemas.errors(
                        "urn:waymark:events:referrals:%s:1".formatted(type),
                        JsonMapper.shared().readTree(data)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "corrected, `{\"entry\":20,\"outcome\":\"RC8\"}`",
                "corrected, `{\"entry\":20,\"outcome\":\"RC10\"}`",
                "corrected, `{\"entry\":3,\"source\":\"2C\"}`",
                "corrected, `{\"entry\":3,\"primaryNeed\":\"N10\"}`",
                "closed, `{\"closedOn\":\"2025-09-30\",\"reason\":\"RC10\"}`",
                "corrected, `{\"entry\":2,\"outcome\":\"linked-to-open-case\"}`",
                "corrected, `{\"entry\":1,\"at\":\"2025-03-29T16:40:00Z\"}`",
                "corrected, `{\"entry\":3,\"noFurtherAction\":true}`",
                "corrected, `{\"entry\":7,\"factors\":[\"3B\",\"17A\"]}`",
                "contact-decided, `{\"decidedAt\":\"2025-03-30T13:20:00Z\",\"decision\":\"linked-to-open-case\"}`",
                "allocated, `{\"allocatedOn\":\"2025-03-31\"}`",
                "closed, `{\"closedOn\":\"2025-09-30\"}`",
                "assessment-completed, `{\"completedOn\":\"2025-05-14\"}`",
                "conference-held, `{\"heldOn\":\"2025-06-06\"}`",
            })
    void anEventOfReferralsMayLeaveOutWhatASourceDoesNotSay(String type, String data) {
        assertThat(EventSchemas.errors(
                        "urn:waymark:events:referrals:%s:1".formatted(type),
                        JsonMapper.shared().readTree(data)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "concern, `\"delay-in-family-finding\"`",
                "kind,",
                "caseId,",
                "kind, `\"child\"`",
                "level, 0",
                "settings, -1",
                "deadline, `\"by the end of June\"`",
                "officer, `\"Sam\"`",
            })
    void anAlertThatARuleRaisedForAPersonsReasonOrAboutHalfACaseIsRefused(String field, String value) {
        EventFile raised = new EventFile("alerts", 1, "raised");
        ObjectNode data = raised.data();
        if (value == null) {
            data.remove(field);
        } else {
            data.set(field, JsonMapper.shared().readTree(value));
        }

        assertThat(EventSchemas.errors(raised.urn(), data)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"changes\":[]}",
                "{\"changes\":[{\"on\":false}]}",
                "{\"changes\":[{\"rule\":\"ehc-plan\",\"leads\":[\"P0D\"]}]}",
                "{\"changes\":[{\"rule\":\"ehc-plan\",\"leads\":[\"four weeks\"]}]}",
                "{\"changes\":[{\"rule\":\"ehc-plan\",\"days\":0}]}",
                "{\"changes\":[{\"rule\":\"ehc-plan\",\"role\":\"The Manager\"}]}",
                "{\"days\":[5,0]}",
                "{\"roles\":[\"The Manager\"]}",
            })
    void aChangeOfTheRulesThatChangesNothingOrSaysItInWordsIsRefused(String data) {
        assertThat(EventSchemas.errors(
                        "urn:waymark:events:alerts:rules-changed:1",
                        JsonMapper.shared().readTree(data)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"involvements", "assessments"})
    void aChangeOfNoCircumstanceIsRefused(String service) {
        assertThat(EventSchemas.errors(
                        "urn:waymark:events:%s:circumstances-changed:1".formatted(service),
                        JsonMapper.shared().readTree("{\"changedOn\":\"2022-03-07\"}")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void aFieldAndAHeaderOfALaterVersionAreAccepted(EventFile event) {
        assertThat(EventSchemas.errors(event.urn(), event.data().put("laterField", "x")))
                .isEmpty();
        assertThat(EventSchemas.errors(EventSchemas.ENVELOPE, event.attributes().put("ce_later", "x")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("requiredAttributes")
    void anEnvelopeWithoutARequiredHeaderIsRefused(String header) {
        ObjectNode attributes = new EventFile("involvements", 1, "closed").attributes();

        assertThat(EventSchemas.errors(EventSchemas.ENVELOPE, attributes.without(header)))
                .isNotEmpty();
    }

    @Test
    void theEnvelopeNamesThePreviousEventFromTheSecondOnAndTheChildOfEveryCaseThatHasOne() {
        EventFile opened = new EventFile("involvements", 1, "opened");
        EventFile closed = new EventFile("involvements", 1, "closed");
        EventFile register = new EventFile("involvements", 1, "register-declared");
        String uuid = opened.attribute("ce_id").asString();

        assertThat(EventSchemas.errors(
                        EventSchemas.ENVELOPE, closed.attributes().without("ce_previous")))
                .isNotEmpty();
        assertThat(EventSchemas.errors(
                        EventSchemas.ENVELOPE, opened.attributes().put("ce_previous", uuid)))
                .isNotEmpty();
        assertThat(EventSchemas.errors(
                        EventSchemas.ENVELOPE, opened.attributes().without("ce_childkey")))
                .isNotEmpty();
        assertThat(EventSchemas.errors(
                        EventSchemas.ENVELOPE, register.attributes().put("ce_childkey", uuid)))
                .isNotEmpty();
    }

    @Test
    void anAlertAboutAMeasureHasNoChildAndAnAuthoritysRulesNeverHaveOne() {
        EventFile ofCase = new EventFile("alerts", 1, "raised");
        EventFile ofMeasure = new EventFile("alerts", 1, "raised", 4);
        EventFile rules = new EventFile("alerts", 1, "rules-changed");
        String child = ofCase.attribute("ce_childkey").asString();

        assertThat(ofMeasure.attribute("ce_childkey").isMissingNode())
                .isEqualTo(!ofMeasure.data().has("caseId"))
                .isTrue();
        assertThat(EventSchemas.errors(EventSchemas.ENVELOPE, rules.attributes().put("ce_childkey", child)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_specversion=0.3",
                "ce_id=1",
                "ce_type=involvements.closed",
                "ce_source=/elsewhere",
                "ce_subject=CME-21-0001",
                "ce_time=2022-02-30T10:00:00Z",
                "ce_time=2022-03-11T15:00:00+01:00",
                "ce_authority=82",
                "ce_childkey=CYP-2100032",
                "ce_sequence=0",
                "ce_sequence=01",
                "ce_previous=",
                "ce_effectiveon=2022-02-30",
                "ce_actorrole=CME officer",
                "ce_generation=-1",
                "ce_traceparent=00-1-1-01",
                "content-type=text/plain",
            })
    void anEnvelopeWithAWrongValueIsRefused(String header) {
        int equals = header.indexOf('=');
        ObjectNode attributes = new EventFile("involvements", 1, "closed")
                .attributes()
                .put(header.substring(0, equals), header.substring(equals + 1));

        assertThat(EventSchemas.errors(EventSchemas.ENVELOPE, attributes)).isNotEmpty();
    }

    @Test
    void thePatternOfADateAdmitsTheDaysThatExistAndNoOthers() {
        Pattern date = Pattern.compile(EventFile.read(EventFile.EVENTS.resolve("common.schema.json"))
                .at("/$defs/date/pattern")
                .asString());
        for (int year = 1900; year <= 2099; year++) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    boolean exists = month >= 1
                            && month <= 12
                            && day >= 1
                            && day <= YearMonth.of(year, month).lengthOfMonth();
                    String text = "%04d-%02d-%02d".formatted(year, month, day);
                    assertThat(date.matcher(text).matches()).as(text).isEqualTo(exists);
                }
            }
        }
    }

    private static String dayInLondon(String moment) {
        return Instant.parse(moment)
                .atZone(ZoneId.of("Europe/London"))
                .toLocalDate()
                .toString();
    }
}
