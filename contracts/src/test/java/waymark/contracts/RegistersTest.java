package waymark.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RegistersTest {

    private static final Path REGISTERS = Path.of("registers");

    private final JsonNode definitions =
            EventFile.read(EventFile.EVENTS.resolve("common.schema.json")).get("$defs");

    @ParameterizedTest
    @CsvSource({
        "closure-outcomes.csv, 0, outcome, 14",
        "closure-outcomes.csv, 2, code, 14",
        "localities.csv, 1, locality, 3",
        "agencies.csv, 0, code, 14",
        "enquiry-results.csv, 0, code, 6",
    })
    void everyCodeOfAListHasTheShapeThatEventsDemand(String file, int column, String definition, int rows)
            throws IOException {
        String pattern = definitions.get(definition).get("pattern").asString();

        assertThat(column(file, column))
                .hasSize(rows)
                .allSatisfy(code -> assertThat(code).matches(pattern));
    }

    @Test
    void theGroupsOfOutcomesAreTheFourOfTheReports() throws IOException {
        assertThat(Set.copyOf(column("closure-outcomes.csv", 2)))
                .containsExactlyInAnyOrder("school-placement", "not-cme", "other-authority", "other");
    }

    @Test
    void everyListWithValidityNamesItsColumns() throws IOException {
        assertThat(Files.readAllLines(REGISTERS.resolve("closure-outcomes.csv")).getFirst())
                .isEqualTo("code,meaning,group,valid_from,valid_to");
        assertThat(Files.readAllLines(REGISTERS.resolve("localities.csv")).getFirst())
                .isEqualTo("authority,locality,valid_from,valid_to");
    }

    @Test
    void theRegisterHasItsRowsAndOnlyColumnsThatThePageDescribes() throws IOException {
        List<String> lines = Files.readAllLines(REGISTERS.resolve("cme-register-2021-22.csv"));
        Set<String> described = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|")
                .matcher(Files.readString(REGISTERS.resolve("cme-register.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(lines).hasSize(610);
        assertThat(described).hasSize(23).contains(fields(lines.getFirst()).toArray(String[]::new));
    }

    @Test
    void everyOutcomeOfTheRegisterAndOfItsAnswersIsInTheList() throws IOException {
        List<String> outcomes = column("closure-outcomes.csv", 0);
        JsonNode expected = EventFile.read(REGISTERS.resolve("cme-register-2021-22.expected.json"));

        assertThat(column("cme-register-2021-22.csv", 4)).allMatch(code -> code.isEmpty() || outcomes.contains(code));
        assertThat(expected.get("byOutcome").propertyNames())
                .allMatch(code -> code.equals("NOT_RECORDED") || outcomes.contains(code));
    }

    private static List<String> column(String file, int column) throws IOException {
        return Files.readAllLines(REGISTERS.resolve(file)).stream()
                .skip(1)
                .map(line -> fields(line).get(column))
                .toList();
    }

    /** Enough of CSV for these files: commas, and quotes around a field that holds one. */
    private static List<String> fields(String line) {
        return Pattern.compile("(?:^|,)(?:\"([^\"]*)\"|([^,\"]*))")
                .matcher(line)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();
    }
}
