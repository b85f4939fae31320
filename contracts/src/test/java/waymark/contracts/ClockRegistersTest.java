package waymark.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The clocks as data: {@code registers/*-clocks.csv}. */
class ClockRegistersTest {

    private static final Path REGISTERS = Path.of("registers");

    private static final List<String> COLUMNS = List.of(
            "clock",
            "version",
            "valid_from",
            "valid_to",
            "title",
            "started_by",
            "starts",
            "due",
            "counting",
            "sense",
            "stops",
            "lapses",
            "exceptions",
            "source");

    private final JsonNode definitions =
            EventFile.read(EventFile.EVENTS.resolve("common.schema.json")).get("$defs");

    @ParameterizedTest
    @CsvSource({"ehc-clocks, 24", "social-care-clocks, 11", "early-help-clocks, 5"})
    void everyClockHasWhatARunNeedsInTheShapeThatEventsDemand(String register, int rows) throws IOException {
        String code = definitions.at("/code/pattern").asString();
        List<String> senses = definitions
                .at("/marks/items/properties/sense/enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();

        assertThat(Files.readAllLines(REGISTERS.resolve(register + ".csv")))
                .hasSize(rows + 1)
                .allSatisfy(line -> assertThat(RegistersTest.fields(line)).hasSameSizeAs(COLUMNS))
                .first()
                .isEqualTo(String.join(",", COLUMNS));
        assertThat(clocks(register)).allSatisfy(clock -> {
            assertThat(clock.get("clock")).matches(code);
            assertThat(clock.get("version")).matches("[1-9][0-9]*");
            assertThat(clock.get("counting")).isIn("day-0", "day-1");
            assertThat(clock.get("sense")).isIn(senses);
            assertThat(List.of(clock.get("title"), clock.get("started_by"), clock.get("due"), clock.get("source")))
                    .doesNotContain("");
            assertThat(clock.get("starts")).isNotEmpty();
            assertThat(Stream.of("starts", "stops", "lapses", "exceptions")
                            .flatMap(column -> Stream.of(clock.get(column).split(" ")))
                            .filter(step -> !step.isEmpty()))
                    .allSatisfy(step -> assertThat(step).matches(code));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ehc-clocks", "social-care-clocks", "early-help-clocks"})
    void aVersionOfAClockStandsOnce(String register) throws IOException {
        assertThat(clocks(register).stream().map(clock -> clock.get("clock") + " " + clock.get("version")))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyMarkOfAnExampleOfReferralsIsOfAKnownClockAndAllButOneAreInAnExample() throws IOException {
        Map<String, String> senses = Stream.concat(
                        clocks("social-care-clocks").stream(), clocks("early-help-clocks").stream())
                .collect(Collectors.toMap(
                        clock -> clock.get("clock") + " " + clock.get("version"), clock -> clock.get("sense")));
        List<JsonNode> marks = EventFile.all().stream()
                .filter(event -> event.service().equals("referrals"))
                .flatMap(event -> event.data().path("clocks").valueStream())
                .toList();

        assertThat(marks)
                .allSatisfy(mark -> assertThat(mark.path("sense").asString(senses.get(versioned(mark))))
                        .isNotNull()
                        .isEqualTo(senses.get(versioned(mark))));
        assertThat(marks.stream().map(ClockRegistersTest::versioned))
                .contains("assessment 1", "early-help-open-door 1");
        assertThat(senses.keySet())
                .filteredOn(clock ->
                        marks.stream().noneMatch(mark -> versioned(mark).equals(clock)))
                .containsExactly("reassessment 1");
    }

    /** Where bank holidays are not known, neither are working days; a source may well name such a day. */
    @Test
    void aClockOfSocialCareInWorkingDaysHoldsWhereTheBankHolidaysAreKnown() throws IOException {
        assertThat(clocks("social-care-clocks"))
                .filteredOn(clock -> clock.get("due").contains("working day"))
                .hasSize(4)
                .allSatisfy(clock -> {
                    assertThat(clock.get("valid_from")).isEqualTo("2012-01-01");
                    assertThat(clock.get("valid_to")).isEqualTo("2028-10-20");
                });
    }

    private static String versioned(JsonNode mark) {
        return mark.get("clock").asString() + " " + mark.get("version").asInt();
    }

    private static List<Map<String, String>> clocks(String register) throws IOException {
        return Files.readAllLines(REGISTERS.resolve(register + ".csv")).stream()
                .skip(1)
                .map(RegistersTest::fields)
                .map(fields ->
                        IntStream.range(0, COLUMNS.size()).boxed().collect(Collectors.toMap(COLUMNS::get, fields::get)))
                .toList();
    }
}
