package waymark.portal.cme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Input;
import waymark.portal.forms.Step;

/** Holds the forms to the service's contract: nothing that can be recorded lacks a form, and no form asks what the service does not know. */
class CmeFormsTest {
    /** Access, keeping, registers and the refresh of many have pages of their own. */
    private static final Set<String> NO_STEPS =
            Set.of("imports", "searches", "retention-runs", "glass", "seen", "erasure", "/involvements/circumstances");

    /** There so that a register's row fits; an involvement is closed by a step of its own. */
    private static final Set<String> NOT_ASKED = Set.of("/involvements closedOn", "/involvements outcome");

    private static final LocalDate TODAY = LocalDate.of(2022, 7, 29);

    private final CaseArea area = new CmeArea().involvements(new CmeCodes(Involvements.codeLists()));
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
            var address = path.getKey();
            var last = address.substring(address.lastIndexOf('/') + 1);
            if (!path.getValue().has("post") || NO_STEPS.contains(last) || NO_STEPS.contains(address)) continue;
            var fields = fields(schema(path.getValue().get("post")), "");
            fields.removeIf(field -> NOT_ASKED.contains(address + " " + field));
            taken.put(address, fields);
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
                var offered = of.on(Involvements.with("open").doc(), TODAY).stream()
                        .map(Choice::code)
                        .toList();
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
    void stepsAreOfferedWhereTheCourseHasCome() {
        // When
        var open = offered(Involvements.with("open").doc());
        var worried = offered(Involvements.with("open")
                .happened("concern-recorded", "2022-03-03", "{\"concern\": \"welfare\"}")
                .doc());
        var closed = offered(Involvements.with("closed").doc());
        var voided = offered(Involvements.with("voided").doc());

        // Then
        assertThat(open).contains("checks", "closure").doesNotContain("concern-referral", "reopening");
        assertThat(worried).contains("concern-referral", "entry-correction");
        assertThat(closed)
                .containsExactly(
                        "reopening", "opening-correction", "closing-correction", "personal-details", "voiding");
        assertThat(voided).isEmpty();
    }

    @Test
    void theOpeningIsCorrectedFromWhatWasSoThenAndNotFromWhatIsSoNow() {
        // Given
        var involvement = Involvements.with("open")
                .happened("corrected", null, "{\"senStatus\": \"none\"}")
                .happened("circumstances-changed", "2022-03-07", "{\"senStatus\": \"ehcp\"}")
                .doc()
                .with("senStatus", "ehcp");

        // When
        var standing = area.step("opening-correction").orElseThrow().fields().stream()
                .filter(field -> field.name().equals("senStatus"))
                .findFirst()
                .orElseThrow()
                .initially()
                .apply(involvement, TODAY);

        // Then
        assertThat(standing).isEqualTo("none");
    }

    private List<String> offered(Doc involvement) {
        return area.offered(involvement).stream().map(Step::id).toList();
    }

    private List<Step> steps() {
        var steps = new ArrayList<>(area.openings());
        steps.addAll(area.steps());
        return steps;
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
        return contract.at(reference.get("$ref").asString().substring(1));
    }

    private static JsonNode contract() {
        try (var document = CmeFormsTest.class.getResourceAsStream("/contracts/http/involvements.json")) {
            return JsonMapper.shared().readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
