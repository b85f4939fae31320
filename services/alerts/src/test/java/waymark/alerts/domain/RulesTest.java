package waymark.alerts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    static Stream<String> clocksThatAreMissedByDoingNothing() throws IOException {
        var all = Stream.<String>builder();
        for (var name : new String[] {"ehc-clocks", "social-care-clocks", "early-help-clocks"}) {
            try (var lines = new BufferedReader(new InputStreamReader(
                    RulesTest.class.getResourceAsStream("/contracts/registers/" + name + ".csv"),
                    StandardCharsets.UTF_8))) {
                lines.lines()
                        .skip(1)
                        .filter(line -> line.contains(",at-most,"))
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .forEach(all);
            }
        }
        return Stream.concat(all.build(), Stream.of("cme-review"));
    }

    @ParameterizedTest
    @MethodSource("clocksThatAreMissedByDoingNothing")
    void everyDeadlineHasItsRule(String clock) {
        // When / Then
        assertThat(Rules.of(clock))
                .hasValueSatisfying(rule -> assertThat(rule.family()).isEqualTo(Rule.Family.DEADLINE));
    }

    @Test
    void leadsStandInTheOrderInWhichTheyCome() {
        // When / Then
        assertThat(Rules.ALL)
                .allSatisfy(rule -> assertThat(rule.leads()).isSorted().doesNotHaveDuplicates());
        assertThat(Rules.ALL).extracting(Rule::id).doesNotHaveDuplicates();
    }

    @Test
    void theReadmeListsThem() throws IOException {
        // Given
        var table = new StringBuilder(
                "| rule | what is at stake | raised | who gets it | told beforehand | behind it |\n|---|---|---|---|---|---|\n");
        for (var rule : Rules.ALL) {
            var leads = rule.leads().stream().map(Lead::text).collect(Collectors.joining(", "));
            table.append("| `%s` | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            rule.id(),
                            rule.title(),
                            rule.severity().name().toLowerCase(Locale.ROOT),
                            rule.role(),
                            rule.days() == null ? leads : "after " + rule.days() + " days",
                            rule.source()));
        }

        // When
        var readme = Files.readString(Path.of("README.md"));

        // Then
        assertThat(readme).contains(table);
    }
}
