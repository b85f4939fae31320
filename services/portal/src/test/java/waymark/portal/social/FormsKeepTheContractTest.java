package waymark.portal.social;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Field;
import waymark.portal.forms.Input;
import waymark.portal.forms.Step;
import waymark.web.CodeLists;

/** Every command of the service has a form, whose fields are the command's. */
class FormsKeepTheContractTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    /** Paths that are no steps of a case: the pages of records and of imports have them. */
    private static final Set<String> ELSEWHERE =
            Set.of("imports", "searches", "restriction", "glass", "seen", "legal-hold", "erasure", "retention-runs");

    /** Left out on purpose: the service finds the one there is. */
    private static final Set<String> FOUND_BY_THE_SERVICE = Set.of("Decision.openCase");

    private static JsonNode contract;
    private static List<CaseArea> areas;

    @BeforeAll
    static void read() throws IOException {
        try (var file = FormsKeepTheContractTest.class.getResourceAsStream("/contracts/http/referrals.json")) {
            contract = JsonMapper.shared().readTree(file);
        }
        var settings = new MockEnvironment().withProperty("lists", "classpath:/contracts/registers/");
        var lists = new CodeLists(settings, "lists");
        areas = List.of(
                new ReferralForms(lists, new SocialWords(lists)).referrals(), new EarlyHelpForms(lists).earlyHelp());
    }

    @Test
    void everyCommandHasAForm() {
        // Given
        var commands = contract.get("paths")
                .propertyStream()
                .filter(path -> path.getValue().has("post"))
                .map(Map.Entry::getKey)
                .filter(path -> ELSEWHERE.stream().noneMatch(part -> path.endsWith("/" + part)))
                .toList();

        // When
        var forms = steps().map(Form::path).toList();

        // Then
        assertThat(commands).hasSizeGreaterThan(25);
        assertThat(forms).containsAll(commands);
    }

    @Test
    void aFormsFieldsAreItsCommandsAndNoneOfItIsForgotten() {
        // When
        var strange = new ArrayList<String>();
        var asked = new TreeSet<String>();
        var askable = new TreeSet<String>();
        steps().forEach(form -> {
            var body = body(form.path());
            askable.addAll(leaves(body.name(), body.schema()));
            for (var field : form.step().fields()) {
                var place = place(body.schema(), field.name());
                if (place == null) strange.add(form.path() + ": " + field.name());
                else asked.add(body.name() + "." + field.name().replaceAll("\\.[0-9]+", ""));
            }
        });

        // Then
        assertThat(strange).isEmpty();
        askable.removeAll(asked);
        askable.removeAll(FOUND_BY_THE_SERVICE);
        // A family has no pupil number.
        askable.removeIf(left -> left.matches("(Requested|EarlyHelpCorrecting)\\.personal\\.upn"));
        assertThat(askable).isEmpty();
    }

    @Test
    void everyCodeThatACommandPermitsIsOffered() {
        // When
        var missing = new ArrayList<String>();
        steps().forEach(form -> {
            for (var field : form.step().fields()) {
                var place = place(body(form.path()).schema(), field.name());
                if (place == null || !place.has("enum")) continue;
                var offered = choices(field).stream().map(Choice::code).toList();
                place.get("enum")
                        .valueStream()
                        .map(code -> code.asString()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-'))
                        .filter(code -> !offered.contains(code))
                        .forEach(code -> missing.add(form.path() + " " + field.name() + ": " + code));
            }
        });

        // Then
        assertThat(missing).isEmpty();
    }

    private static List<Choice> choices(Field field) {
        return switch (field.input()) {
            case Input.One(var of) -> of.on(Doc.EMPTY, TODAY);
            case Input.Several(var of) -> of.on(Doc.EMPTY, TODAY);
            case Input.Entry _,
                    Input.Day _,
                    Input.Moment _,
                    Input.Line _,
                    Input.Paragraph _,
                    Input.YesNo _,
                    Input.Whole _,
                    Input.Carried _ -> List.of();
        };
    }

    private record Form(String path, Step step) {}

    private static Stream<Form> steps() {
        return areas.stream()
                .flatMap(area -> Stream.concat(area.openings().stream(), area.steps().stream())
                        .map(step -> new Form(path(area, step), step)));
    }

    private static String path(CaseArea area, Step step) {
        return area.address(step, "{id}");
    }

    private record Body(String name, JsonNode schema) {}

    private static Body body(String path) {
        var content = contract.get("paths")
                .get(path)
                .get("post")
                .get("requestBody")
                .get("content")
                .get("application/json");
        var reference = content.get("schema").get("$ref").asString();
        return new Body(reference.substring(reference.lastIndexOf('/') + 1), schema(content.get("schema")));
    }

    private static JsonNode schema(JsonNode schema) {
        return schema.has("$ref") ? contract.at(schema.get("$ref").asString().substring(1)) : schema;
    }

    /** Null where the body has no such place. */
    private static JsonNode place(JsonNode body, String name) {
        var place = body;
        for (var part : name.split("\\.", -1)) {
            var next = part.matches("[0-9]+")
                    ? place.get("items")
                    : place.has("properties") ? place.get("properties").get(part) : null;
            if (next == null) return null;
            place = schema(next);
        }
        return place;
    }

    /** The names of all that a body can say, without the numbers of lists' items. */
    private static List<String> leaves(String name, JsonNode schema) {
        var whole = schema(schema);
        if (whole.has("items") && schema(whole.get("items")).has("properties")) return leaves(name, whole.get("items"));
        if (!whole.has("properties")) return List.of(name);
        return whole.get("properties")
                .propertyStream()
                .flatMap(property -> leaves(name + "." + property.getKey(), property.getValue()).stream())
                .toList();
    }
}
