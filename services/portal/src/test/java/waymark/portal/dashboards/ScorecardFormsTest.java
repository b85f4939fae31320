package waymark.portal.dashboards;

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
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Field;
import waymark.portal.forms.Input;

/** Holds the forms to reporting's contract: whatever can be entered has a form with every field, and every code is offered. */
class ScorecardFormsTest {
    private static final LocalDate TODAY = LocalDate.of(2022, 8, 1);

    private final JsonNode contract = contract();

    @Test
    void everythingThatCanBeEnteredHasAFormWithEveryField() {
        // Given
        var forms = new ArrayList<>(ScorecardForms.all());
        forms.add(ScorecardForms.ADDED);
        var addresses = new TreeSet<String>();

        for (var path : contract.get("paths").properties()) {
            if (!path.getKey().startsWith("/scorecard/") || !path.getValue().has("put")) continue;
            // When
            var address = path.getKey().replaceAll("\\{[^}]*}", "{}");
            addresses.add(address);
            var fields = new HashSet<String>();
            forms.stream()
                    .filter(form -> form.path().equals(address))
                    .forEach(form -> form.step().fields().stream()
                            .map(Field::name)
                            .filter(name -> !form.inPath().contains(name))
                            .forEach(fields::add));
            // Then
            var schema = contract.at(path.getValue()
                    .at("/put/requestBody/content/application~1json/schema/$ref")
                    .asString()
                    .substring(1));
            var taken = new HashSet<>(schema.get("properties").propertyNames());
            // Which of the system's measures answers for one is the system's affair.
            taken.remove("computed");
            assertThat(fields).as(address).isEqualTo(taken);
        }
        assertThat(forms).extracting(ScorecardForms.Form::path).allMatch(addresses::contains);
    }

    @Test
    void everyCodeIsOffered() {
        assertThat(codes(ScorecardForms.GOOD_TO_BE)).isEqualTo(permitted("DefinitionBody", "goodToBe"));
        assertThat(codes(ScorecardForms.DATA_PERIODS)).isEqualTo(permitted("DefinitionBody", "dataPeriod"));
        var states = codes(ScorecardForms.STATES);
        states.add("none");
        assertThat(states).isEqualTo(permitted("EntryBody", "state"));
    }

    @Test
    void aQuartersPeriodIsOfferedByItsLastMonth() {
        // Given
        var period = ScorecardForms.named("value").orElseThrow().step().fields().getFirst();
        var choices = ((Input.One) period.input()).of();
        // When
        var ofQuarters = choices.on(new Doc(Map.of("dataPeriod", "quarter")), TODAY);
        var ofMonths = choices.on(new Doc(Map.of("dataPeriod", "month-only")), TODAY);
        // Then
        assertThat(ofQuarters).extracting(Choice::code).startsWith("2022-09", "2022-06", "2022-03");
        assertThat(ofMonths).extracting(Choice::words).startsWith("August 2022", "July 2022");
    }

    @Test
    void whatWasEnteredIsToldNewestFirstWithWhatWasPutInItsPlace() {
        // Given
        var measure = new Doc(Map.of(
                "unit",
                "percent",
                "entries",
                List.of(
                        said("entry", "2022-06", Map.of("value", "30", "source", "Q1 paper")),
                        said("target", "annual/2022-04-01", Map.of("value", "20", "tolerance", "0")),
                        said("entry", "2022-06", Map.of("value", "31.5")),
                        said("commentary", "2022-07", Map.of()))));
        // When
        var history = ScorecardForms.history(measure);
        // Then
        assertThat(history)
                .extracting(ScorecardForms.Said::what)
                .containsExactly(
                        "Commentary, July 2022",
                        "Value, June 2022",
                        "The year’s target, from 1 April 2022",
                        "Value, June 2022");
        assertThat(history)
                .extracting(ScorecardForms.Said::words)
                .containsExactly("Taken back", "31.5%", "20%; tolerance 0", "30%; from Q1 paper");
        assertThat(history).extracting(ScorecardForms.Said::holds).containsExactly(true, true, true, false);
    }

    private static Map<String, Object> said(String of, String key, Map<String, String> fields) {
        return Map.of("of", of, "key", key, "fields", fields, "at", "2022-08-01T10:00:00Z", "by", "PERF-04");
    }

    private static Set<String> codes(List<Choice> choices) {
        var codes = new TreeSet<String>();
        choices.forEach(choice -> codes.add(choice.code()));
        return codes;
    }

    private Set<String> permitted(String schema, String field) {
        var permitted = new TreeSet<String>();
        contract.at("/components/schemas/%s/properties/%s/enum".formatted(schema, field))
                .forEach(code ->
                        permitted.add(code.asString().toLowerCase(Locale.ROOT).replace('_', '-')));
        return permitted;
    }

    private static JsonNode contract() {
        try (var file = ScorecardFormsTest.class.getResourceAsStream("/contracts/http/reporting.json")) {
            return JsonMapper.shared().readTree(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
