package waymark.portal.ehc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Field;
import waymark.portal.forms.Input;
import waymark.portal.forms.Step;
import waymark.web.CodeLists;

/** Holds the forms to the service's contract: nothing that can be recorded lacks a form, and no form asks what the service does not know. */
class EhcFormsTest {
    /** What is said of access and keeping, and asked rather than recorded, has pages of its own. */
    private static final Set<String> NO_STEPS =
            Set.of("imports", "searches", "retention-runs", "glass", "seen", "erasure");

    private static final LocalDate TODAY = LocalDate.of(2025, 12, 31);

    private final CaseArea area = new EhcArea().assessments(codeLists());
    private final JsonNode contract = contract();

    @Test
    void everyCommandHasAFormWithEveryFieldAndNoOther() {
        // Given
        var asked = new TreeMap<String, Set<String>>();
        for (var step : steps()) {
            var names = asked.computeIfAbsent(area.address(step, "{id}"), _ -> new TreeSet<>());
            step.fields().forEach(field -> names.add(field.name()));
        }

        // When
        var taken = new TreeMap<String, Set<String>>();
        for (var path : contract.get("paths").properties()) {
            var last = path.getKey().substring(path.getKey().lastIndexOf('/') + 1);
            if (!path.getValue().has("post") || NO_STEPS.contains(last)) continue;
            taken.put(path.getKey(), fields(schema(path.getValue().get("post")), ""));
        }

        // Then
        assertThat(asked).isEqualTo(taken);
    }

    @Test
    void everyCodeThatTheServiceTakesIsOffered() {
        // Given
        var offered = new TreeMap<String, Set<String>>();
        for (var step : steps()) {
            for (var field : step.fields()) {
                if (field.input() instanceof Input.One(var of)) {
                    var codes = offered.computeIfAbsent(place(step, field), _ -> new HashSet<>());
                    for (var subject : List.of(everythingIsOpen(), Doc.EMPTY)) {
                        of.on(subject, TODAY).stream().map(Choice::code).forEach(codes::add);
                    }
                }
            }
        }

        // When
        var missing = new ArrayList<String>();
        for (var step : steps()) {
            var schema =
                    schema(contract.get("paths").get(area.address(step, "{id}")).get("post"));
            for (var property : schema.get("properties").properties()) {
                var place = area.address(step, "{id}") + " " + property.getKey();
                for (var constant : property.getValue().path("enum")) {
                    var code = constant.asString().toLowerCase(Locale.ROOT).replace('_', '-');
                    if (!offered.getOrDefault(place, Set.of()).contains(code)) missing.add(place + " " + code);
                }
            }
        }

        // Then
        assertThat(missing).isEmpty();
    }

    @Test
    void datedLegalStepsAreCheckedBeforeTheyAreSent() {
        // When
        var checked = area.steps().stream().filter(Step::checked).map(Step::id).toList();

        // Then
        assertThat(checked)
                .contains(
                        "decision",
                        "drafts",
                        "plan",
                        "refusal",
                        "withdrawal",
                        "review-decisions",
                        "amendments",
                        "transfer",
                        "ceasing");
    }

    @Test
    void stepsAreOfferedWhereTheCourseHasCome() {
        // When
        var requested = offered("requested", """
                requested 2025-12-01 {}
                """);
        var drafted = offered("drafted", """
                requested        2025-12-01 {}
                decision-made    2025-12-01 {"decision": "assess"}
                advice-requested 2025-12-01 {"body": "health"}
                draft-plan-sent  2025-12-01 {}
                """);
        var maintained = offered("maintained", """
                requested   2025-12-01 {}
                plan-issued 2025-12-01 {}
                review-held 2025-12-01 {}
                moved-away  2025-12-01 {"movesOn": "2025-12-08"}
                """);
        var refused = offered("not-assessed", """
                requested         2025-12-01 {}
                decision-made     2025-12-01 {"decision": "do-not-assess"}
                appeal-registered 2025-12-01 {"about": "refusal-to-assess"}
                """);
        var voided = offered("voided", """
                requested 2025-12-01 {}
                voided    2025-12-01 {"reason": "duplicate"}
                """);

        // Then
        assertThat(requested)
                .contains("decision", "withdrawal", "assignment")
                .doesNotContain("plan", "reviews", "reopening");
        assertThat(drafted)
                .contains("plan", "refusal", "advice", "reminders", "representations")
                .doesNotContain("decision", "ceasing");
        assertThat(maintained)
                .contains("review-decisions", "transfer", "ceasing", "appeals")
                .doesNotContain("plan", "advice", "reopening");
        assertThat(refused)
                .contains("reopening", "appeal-concessions", "appeal-conclusions", "mediations")
                .doesNotContain("decision", "assignment", "orders-carried-out");
        assertThat(voided).isEmpty();
    }

    private List<String> offered(String status, String story) {
        return area.offered(Story.subject(status, story)).stream().map(Step::id).toList();
    }

    private List<Step> steps() {
        var steps = new ArrayList<>(area.openings());
        steps.addAll(area.steps());
        return steps;
    }

    private String place(Step step, Field field) {
        return area.address(step, "{id}") + " " + field.name();
    }

    /** Of nested bodies, by path. */
    private Set<String> fields(JsonNode schema, String within) {
        var fields = new TreeSet<String>();
        for (var property : schema.get("properties").properties()) {
            var value = property.getValue();
            if (value.has("$ref")) fields.addAll(fields(referred(value), within + property.getKey() + "."));
            else fields.add(within + property.getKey());
        }
        return fields;
    }

    private JsonNode schema(JsonNode operation) {
        return referred(operation.at("/requestBody/content/application~1json/schema"));
    }

    private JsonNode referred(JsonNode reference) {
        var name = reference.get("$ref").asString();
        return contract.at(name.substring(1));
    }

    /** A case in which every question has all its answers to choose from. */
    private static Doc everythingIsOpen() {
        var story = new StringBuilder("""
                requested       2025-12-01 {}
                decision-made   2025-12-01 {"decision": "do-not-assess"}
                plan-not-issued 2025-12-01 {}
                plan-ceased     2025-12-01 {"reason": "died"}
                """);
        for (var body : EhcWords.BODIES) {
            story.append("advice-requested 2025-12-01 {\"body\": \"%s\"}\n".formatted(body.code()));
        }
        return Story.subject("maintained", story.toString());
    }

    static CodeLists codeLists() {
        var settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("lists", "classpath:/contracts/registers/")));
        return new CodeLists(settings, "lists");
    }

    private static JsonNode contract() {
        try (var document = EhcFormsTest.class.getResourceAsStream("/contracts/http/assessments.json")) {
            return JsonMapper.shared().readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
