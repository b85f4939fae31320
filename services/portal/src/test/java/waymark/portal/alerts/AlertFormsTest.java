package waymark.portal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Person;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Input;
import waymark.portal.forms.Reading;
import waymark.portal.forms.Step;
import waymark.web.access.Role;

/** Holds the forms to the service's contract: nothing that can be recorded lacks a form, and no form asks what the service does not know. */
class AlertFormsTest {
    private static final LocalDate TODAY = LocalDate.of(2022, 8, 1);

    private final CaseArea area = new AlertForms().alerts();
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
            // A rule is tried on the page on which it is changed; dead notices are sent again by operators.
            if (!path.getValue().has("post")
                    || path.getKey().endsWith("/preview")
                    || path.getKey().endsWith("/replay")) continue;
            var fields = new TreeSet<String>();
            schema(path.getValue().get("post"))
                    .get("properties")
                    .properties()
                    .forEach(property -> fields.add(property.getKey()));
            taken.put(path.getKey(), fields);
        }

        // Then
        assertThat(asked).isEqualTo(taken);
    }

    @Test
    void everyCodeThatTheServiceTakesIsOffered() {
        // When
        var missing = new ArrayList<String>();
        for (var step : steps()) {
            var properties = schema(contract.get("paths")
                            .get(area.address(step, "{id}"))
                            .get("post"))
                    .get("properties");
            for (var field : step.fields()) {
                if (!(field.input() instanceof Input.One(var of))) continue;
                var offered = of.on(Doc.EMPTY, TODAY).stream().map(Choice::code).toList();
                for (var constant : properties.path(field.name()).path("enum")) {
                    var code = constant.asString().toLowerCase(Locale.ROOT).replace('_', '-');
                    if (!offered.contains(code)) missing.add(step.id() + " " + field.name() + " " + code);
                }
            }
        }

        // Then
        assertThat(missing).isEmpty();
    }

    @Test
    void whatIsOfferedHangsOnTheAlertAndOnWhoLooks() {
        // When
        var raised = offered("raised", Role.TEAM_MANAGER);
        var acknowledged = offered("acknowledged", Role.REVIEWING_OFFICER);
        var resolved = offered("resolved", Role.DUTY_WORKER);
        var analyst = offered("raised", Role.PERFORMANCE_ANALYST);

        // Then
        assertThat(raised).containsExactly("acknowledgement", "resolution", "comments", "handover", "escalation");
        assertThat(acknowledged).containsExactly("resolution", "comments", "own-action", "handover", "escalation");
        assertThat(resolved).containsExactly("comments");
        assertThat(analyst).isEmpty();
    }

    @Test
    void anOwnActionSaysThatItIsOne() {
        // Given
        var typed =
                new LinkedMultiValueMap<>(Map.of("notes", List.of("spoke to the school"), "ownAction", List.of("yes")));

        // When
        var reading = Reading.of(area.step("own-action").orElseThrow().fields(), typed, Doc.EMPTY, TODAY, false);

        // Then
        assertThat(reading.body()).isEqualTo(Map.of("notes", "spoke to the school", "ownAction", true));
    }

    private List<String> offered(String status, Role role) {
        var person = new Person("A-1", "One", "825", Set.of(role), List.of());
        return AlertForms.offered(area, new Doc(Map.of("status", status)), person).stream()
                .map(Step::id)
                .toList();
    }

    private List<Step> steps() {
        var steps = new ArrayList<>(area.openings());
        steps.addAll(area.steps());
        return steps;
    }

    private JsonNode schema(JsonNode operation) {
        var name = operation
                .at("/requestBody/content/application~1json/schema")
                .get("$ref")
                .asString();
        return contract.at(name.substring(1));
    }

    private static JsonNode contract() {
        try (var document = AlertFormsTest.class.getResourceAsStream("/contracts/http/alerts.json")) {
            return JsonMapper.shared().readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
