package waymark.reporting.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waymark.events.CaseEvent;
import waymark.events.UnreadableEvent;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.Scan;
import waymark.reporting.events.Source.Malformed;

/** The readers refuse what the schemas refuse, and nothing else. */
class EventReadersTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String URN = "urn:waymark:events:";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(
                    ids -> ids.mappings(urn -> urn.startsWith(URN), EventReadersTest::resource)));

    private static final Type HELD = new Type("involvements", "review-held", InvolvementEvents.SOURCE);

    /** Each is right for some field and wrong for most. */
    private static final List<JsonNode> VALUES = Stream.of(
                    "null",
                    "\"\"",
                    "\"x\"",
                    "\" \"",
                    "5",
                    "1",
                    "1.0",
                    "1.5",
                    "0",
                    "-1",
                    "99999999999",
                    "true",
                    "false",
                    "[]",
                    "{}",
                    "[1]",
                    "[{}]",
                    "\"true\"",
                    "\"1\"",
                    "\"2022-02-28\"",
                    "\"2022-02-30\"",
                    "\"2024-02-29\"",
                    "\"2023-02-29\"",
                    "\"1900-02-29\"",
                    "\"2000-02-29\"",
                    "\"1899-12-31\"",
                    "\"2099-12-31\"",
                    "\"2100-01-01\"",
                    "\"2022-13-01\"",
                    "\"2022-4-01\"",
                    "\"2022-04-31\"",
                    "\"2022-04-01T00:00:00Z\"",
                    "\"2022-04-01T23:59:59.123456789Z\"",
                    "\"2022-04-01T24:00:00Z\"",
                    "\"2022-04-01T00:00:60Z\"",
                    "\"2022-04-01T00:00:00+01:00\"",
                    "\"2022-04-01T00:00Z\"",
                    "\"2023-02-29T00:00:00Z\"",
                    "\"2100-01-01T00:00:00Z\"",
                    "\"none\"",
                    "\"ehcp\"",
                    "\"EHCP\"",
                    "\"N1\"",
                    "\"13\"",
                    "\"14\"",
                    "\"post-16\"",
                    "\"Aylesbury\"",
                    "\"King's Wood & Vale\"",
                    "\"aylesbury\"",
                    "\"BUSC\"",
                    "\"busc\"",
                    "\"B\"",
                    "\"ABCDEFGHIJKLM\"",
                    "\"WBRI\"",
                    "\"school\"",
                    "\"teacher\"",
                    "\"F\"",
                    "\"f\"",
                    "\"100200\"",
                    "\"8254001\"",
                    "\"82540012\"",
                    "\"CME-07\"",
                    "\"Jane\"",
                    "\"a b c\"",
                    "\"code-1\"",
                    "\"-code\"",
                    "\"start\"",
                    "\"stop\"",
                    "\"lapse\"",
                    "\"at-most\"",
                    "\"if-at-all\"",
                    "\"ASD\"",
                    "\"825\"",
                    "\"educational-psychologist\"",
                    "\"refusal-to-assess\"",
                    "\"assess\"",
                    "\"agreed\"",
                    "\"ordered\"",
                    "\"died\"",
                    "\"into-post-16\"",
                    "\"4bf92f35-77b3-4da6-a3ce-929d0e0e4736\"",
                    "\"4BF92F35-77B3-4DA6-A3CE-929D0E0E4736\"",
                    "\"1-1-1-1-1\"",
                    "\"2A\"",
                    "\"2C\"",
                    "\"2AA\"",
                    "\"10\"",
                    "\"11\"",
                    "\"100\"",
                    "\"N0\"",
                    "\"N10\"",
                    "\"N100\"",
                    "\"N\"",
                    "\"RC8\"",
                    "\"RC10\"",
                    "\"RC100\"",
                    "\"RC\"",
                    "\"NEG\"",
                    "\"NEGL\"",
                    "\"NEGLE\"",
                    "[\"3B\"]",
                    "[\"3B\",\"24\"]",
                    "[\"3BB\"]",
                    "[\"3BBB\"]",
                    "[\"103\"]",
                    "[\"4bf92f35-77b3-4da6-a3ce-929d0e0e4736\"]",
                    "\"section-47\"",
                    "\"linked-to-open-case\"",
                    "\"early-help\"",
                    "\"protection-plan\"",
                    "\"conference\"",
                    "\"needs-met\"",
                    "\"rule\"",
                    "\"person\"",
                    "\"urgent\"",
                    "\"involvement\"",
                    "\"delay-in-family-finding\"",
                    "\"2025-01-13/2025-06-02/1\"",
                    "\"/2025-06-02\"",
                    "\"action-taken\"",
                    "\"progress\"",
                    "\"date-corrected\"",
                    "[5,5,10]",
                    "[5,0]",
                    "[\"team-manager\"]",
                    "[\"Team manager\"]",
                    "[{\"rule\":\"ehc-plan\"}]",
                    "[{\"rule\":\"ehc-plan\",\"leads\":[]}]",
                    "[{\"rule\":\"ehc-plan\",\"leads\":[\"P28D\",\"PT4H\"],\"days\":5,\"role\":\"team-manager\",\"on\":false}]",
                    "[{\"rule\":\"ehc-plan\",\"leads\":[\"P0D\"]}]",
                    "[{\"rule\":\"ehc-plan\",\"days\":0}]",
                    "[{\"rule\":\"ehc-plan\",\"on\":1}]",
                    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"")
            .map(JSON::readTree)
            .toList();

    /** One event type, such as opened of involvements. */
    record Type(String service, String name, Source<?, ?, ?> source) {
        @Override
        public String toString() {
            return service + "." + name;
        }
    }

    static Stream<Type> types() {
        return Stream.of(
                        Stream.of(
                                        "opened",
                                        "check-recorded",
                                        "enquiry-recorded",
                                        "review-held",
                                        "concern-recorded",
                                        "concern-referred",
                                        "circumstances-changed",
                                        "assigned",
                                        "closed",
                                        "reopened",
                                        "corrected",
                                        "voided",
                                        "register-declared")
                                .map(name -> new Type("involvements", name, InvolvementEvents.SOURCE)),
                        Stream.of(
                                        "requested",
                                        "moved-in",
                                        "decision-made",
                                        "advice-requested",
                                        "advice-received",
                                        "body-reminded",
                                        "exception-recorded",
                                        "exception-withdrawn",
                                        "draft-plan-sent",
                                        "representations-received",
                                        "plan-issued",
                                        "plan-not-issued",
                                        "withdrawn",
                                        "review-held",
                                        "review-decided",
                                        "plan-amended",
                                        "phase-transfer-planned",
                                        "parent-told",
                                        "moved-away",
                                        "plan-transferred",
                                        "plan-ceased",
                                        "mediation-registered",
                                        "mediation-concluded",
                                        "appeal-registered",
                                        "appeal-not-opposed",
                                        "appeal-concluded",
                                        "order-carried-out",
                                        "circumstances-changed",
                                        "assigned",
                                        "reopened",
                                        "corrected",
                                        "voided",
                                        "register-declared")
                                .map(name -> new Type("assessments", name, AssessmentEvents.SOURCE)),
                        Stream.of(
                                        "contact-received",
                                        "contact-decided",
                                        "referral-made",
                                        "no-further-action-decided",
                                        "assessment-started",
                                        "child-seen",
                                        "assessment-completed",
                                        "strategy-discussion-held",
                                        "enquiry-concluded",
                                        "conference-held",
                                        "protection-plan-begun",
                                        "protection-plan-reviewed",
                                        "protection-plan-ended",
                                        "child-in-need-plan-begun",
                                        "child-in-need-plan-reviewed",
                                        "child-in-need-plan-ended",
                                        "allocated",
                                        "transferred",
                                        "closed",
                                        "reopened",
                                        "entry-annulled",
                                        "corrected",
                                        "voided",
                                        "register-declared")
                                .map(name -> new Type("referrals", name, ReferralEvents.SOURCE)),
                        EarlyHelpEvents.TYPES.stream()
                                .sorted()
                                .map(name -> new Type("referrals", name, EarlyHelpEvents.SOURCE)),
                        AlertEvents.TYPES.stream().sorted().map(name -> new Type("alerts", name, AlertEvents.SOURCE)))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("types")
    void readerAndSchemaAgreeOnEveryMutationOfTheExample(Type type) {
        // Given
        var schema = SCHEMAS.getSchema(SchemaLocation.of(URN + type.service + ":" + type.name + ":1"));
        var folder = type.service + "/v1/" + type.name;
        var example = (ObjectNode) parsed(folder + ".example.json").get("data");
        var declared = parsed(folder + ".schema.json").get("properties");

        // When
        var mutations = Stream.of(
                        Stream.of(example, example.deepCopy().put("addedLater", "anything at all")),
                        declared.propertyNames().stream().flatMap(field -> mutated(example, field)),
                        combinations(schema, declared.propertyNames()))
                .flatMap(each -> each);

        // Then
        var disagreements = mutations
                .filter(data -> reads(type, data) != accepts(schema, data))
                .map(data -> (accepts(schema, data) ? "only the reader refuses " : "only the schema refuses ") + data)
                .toList();
        assertThat(disagreements).isEmpty();
        assertThat(reads(type, example)).isTrue();
    }

    /** Any fields together, each with a value that it may have: what goes with what is a rule of some types. */
    private static Stream<ObjectNode> combinations(Schema schema, Collection<String> fields) {
        var permitted = new TreeMap<String, JsonNode>();
        for (var field : fields) {
            VALUES.stream()
                    .filter(value -> !complains(schema, field, value))
                    .findFirst()
                    .ifPresent(value -> permitted.put(field, value));
        }
        var random = new Random(1);
        return IntStream.range(0, 200).mapToObj(number -> {
            var data = JSON.createObjectNode();
            permitted.forEach((field, value) -> {
                if (random.nextInt(4) == 0) data.set(field, value);
            });
            return data;
        });
    }

    /** Of the field's own form, whatever else is missing. */
    private static boolean complains(Schema schema, String field, JsonNode value) {
        var data = JSON.createObjectNode();
        data.set(field, value);
        return schema.validate(data).stream()
                .anyMatch(error -> error.getInstanceLocation().toString().equals("/" + field));
    }

    private static Stream<ObjectNode> mutated(ObjectNode example, String field) {
        var without = example.deepCopy();
        without.remove(field);
        var changed = VALUES.stream().map(value -> {
            var with = example.deepCopy();
            with.set(field, value);
            return with;
        });
        var inClocks = field.equals("clocks") ? clocks(example) : Stream.<ObjectNode>of();
        return Stream.concat(Stream.of(without), Stream.concat(changed, inClocks));
    }

    private static Stream<ObjectNode> clocks(ObjectNode example) {
        return Stream.of("""
                {"clock": "cme-review", "version": 1, "action": "start", "startedOn": "2022-07-01", "dueOn": "2022-07-29"}""", """
                {"clock": "ehc-plan", "version": 1, "action": "start", "startedOn": "2022-07-01", "dueOn": "2022-11-18", "instance": 1}""", """
                {"clock": "ehc-advice", "version": 1, "action": "stop", "startedOn": "2022-07-01", "dueOn": "2022-08-12", "instance": 3,
                 "subject": "health", "on": "2022-08-01"}""", """
                {"clock": "progressed", "version": 1, "action": "lapse", "startedOn": "2022-07-01", "dueOn": "2022-07-02", "instance": 3,
                 "on": "2022-07-01", "startedAt": "2022-07-01T09:30:00Z", "dueAt": "2022-07-02T09:30:00Z", "at": "2022-07-01T16:00:00Z"}""")
                .map(text -> (ObjectNode) JSON.readTree(text))
                .flatMap(clock -> Stream.of(
                                "clock",
                                "version",
                                "action",
                                "startedOn",
                                "dueOn",
                                "instance",
                                "subject",
                                "on",
                                "sense",
                                "startedAt",
                                "dueAt",
                                "at")
                        .flatMap(field -> mutated(clock, field))
                        .map(mutated -> {
                            var with = example.deepCopy();
                            with.putArray("clocks").add(mutated);
                            return with;
                        }));
    }

    @Test
    void theExamplesFoldAsTheHistoriesThatTheyAre() throws UnreadableEvent {
        // Given
        var period = new Period(LocalDate.of(2000, 1, 1), LocalDate.of(2099, 12, 31));

        // When
        var involvements = Recount.folded(InvolvementEvents.SOURCE, examples("involvements"));
        var assessments = Recount.folded(AssessmentEvents.SOURCE, examples("assessments"));
        var alerts = Recount.folded(AlertEvents.SOURCE, examples("alerts"));

        // Then
        assertThat(involvements.size()).isPositive();
        assertThat(alerts.size()).isEqualTo(4);
        var afterOverturning = AssessmentEvents.SOURCE
                .kind()
                .measure("ehc.plansIssuedAfterOverturning")
                .orElseThrow();
        var onRequest =
                AssessmentEvents.SOURCE.kind().measure("ehc.plansIssued").orElseThrow();
        assertThat(Scan.list(assessments, "825", new Scan.Ask<>(afterOverturning, period), List.of())
                        .figure())
                .isEqualTo(1L);
        assertThat(Scan.list(assessments, "825", new Scan.Ask<>(onRequest, period), List.of())
                        .figure())
                .isEqualTo(0L);
    }

    /** Case by case, each in its order. */
    static List<CaseEvent> examples(String service) {
        return types().filter(type -> type.service.equals(service))
                .flatMap(type -> Stream.of("", ".2", ".3", ".4").map(more -> service + "/v1/" + type.name + more))
                .map(name -> name + ".example.json")
                .filter(name -> EventReadersTest.class.getResource("/contracts/events/" + name) != null)
                .map(EventReadersTest::parsed)
                .map(EventReadersTest::event)
                .sorted(Comparator.comparing(CaseEvent::caseId).thenComparingInt(CaseEvent::sequence))
                .toList();
    }

    static CaseEvent event(JsonNode example) {
        var attributes = example.get("attributes");
        UnaryOperator<String> attribute =
                name -> attributes.has(name) ? attributes.get(name).asString() : null;
        return new CaseEvent(
                id(attribute.apply("ce_id")),
                attribute.apply("ce_type"),
                attribute.apply("ce_authority"),
                id(attribute.apply("ce_childkey")),
                id(attribute.apply("ce_subject")),
                Integer.parseInt(attribute.apply("ce_sequence")),
                id(attribute.apply("ce_previous")),
                LocalDate.parse(attribute.apply("ce_effectiveon")),
                Instant.parse(attribute.apply("ce_time")),
                attribute.apply("ce_actorrole"),
                attribute.apply("ce_traceparent"),
                example.get("data").toString());
    }

    private static UUID id(String text) {
        return text == null ? null : UUID.fromString(text);
    }

    @Test
    void everyDayIsTheJdksDay() throws Malformed {
        // Given
        var day = LocalDate.of(1900, 1, 1);

        // When, Then
        for (; day.getYear() < 2100; day = day.plusDays(1)) {
            assertThat(EventShape.day(day.toString())).isEqualTo(Math.toIntExact(day.toEpochDay()));
        }
    }

    @Test
    void whatIsNotOneObjectIsRefused() {
        // Given
        var broken = List.of(
                "",
                "{",
                "[]",
                "null",
                "\"opened\"",
                "{\"reviewedOn\":\"2022-07-01\"}{}",
                "{\"reviewedOn\":\"2022-07-01\",}",
                "nonsense");

        // When, Then
        assertThat(broken)
                .allSatisfy(text -> assertThat(readsText(HELD, text)).as(text).isFalse());
    }

    @Test
    void aTypeThatIsNewerThanTheReaderChangesNoFact() throws Malformed {
        // When
        var involvement = InvolvementEvents.SOURCE.reader().read("transferred", "{\"to\": 5}");
        var assessment = AssessmentEvents.SOURCE.reader().read("moved-again", "{\"to\": 5}");

        // Then
        assertThat(List.of(involvement, assessment))
                .allSatisfy(data -> assertThat(data).isInstanceOf(Data.Unchanging.class));
    }

    private static boolean reads(Type type, JsonNode data) {
        return readsText(type, data.toString());
    }

    private static boolean readsText(Type type, String data) {
        try {
            return type.source.reader().read(type.name, data) != null;
        } catch (Malformed refused) {
            return false;
        }
    }

    private static boolean accepts(Schema schema, JsonNode data) {
        return schema.validate(data).isEmpty();
    }

    private static JsonNode parsed(String file) {
        try (var in = EventReadersTest.class.getResourceAsStream("/contracts/events/" + file)) {
            return JSON.readTree(in);
        } catch (IOException missing) {
            throw new AssertionError(file, missing);
        }
    }

    private static String resource(String urn) {
        var parts = urn.substring(URN.length()).split(":", -1);
        return "classpath:contracts/events/"
                + (parts.length == 3
                        ? "%s/v%s/%s.schema.json".formatted(parts[0], parts[2], parts[1])
                        : parts[0] + ".schema.json");
    }
}
