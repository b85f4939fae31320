package waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class CodeListsTest {
    private static final String SETTING = "waymark.visits.code-lists";

    @TempDir
    private Path folder;

    private CodeLists lists;

    @BeforeEach
    void setting() {
        var settings = new StandardEnvironment();
        var given = new MapPropertySource("given", Map.of(SETTING, "file:" + folder + "/"));
        settings.getPropertySources().addFirst(given);
        lists = new CodeLists(settings, SETTING);
    }

    @Test
    void codesStandInTheOrderOfTheirFileAndDaysMayBeBlank() throws IOException {
        // When
        Files.writeString(folder.resolve("manners.csv"), "code,valid_to\nhome,\nschool,2021-08-31\nabroad,\n");

        // Then
        assertThat(lists.codes("manners.csv")).containsExactly("home", "school", "abroad");
        assertThat(lists.rows("manners.csv", row -> CodeLists.day(row, "valid_to")))
                .containsExactly(null, LocalDate.of(2021, 8, 31), null);
    }

    @Test
    void anAuthorityWithoutLocalitiesOfItsOwnHasTheCommonOnes() throws IOException {
        // Given
        Files.writeString(
                folder.resolve("localities.csv"), "authority,locality\n*,Aylesbury\n826,Bletchley\n*,Wycombe\n");

        // When
        var localities = lists.localities();

        // Then
        assertThat(localities.of("825")).containsExactly("Aylesbury", "Wycombe");
        assertThat(localities.of("826")).containsExactly("Bletchley");
        var elsewhere = new Caller("826", "o-17", Set.of(), Set.of());
        assertThatCode(() -> localities.check("visit", elsewhere, null)).doesNotThrowAnyException();
        assertThatCode(() -> localities.check("visit", elsewhere, "Bletchley")).doesNotThrowAnyException();
        assertThatThrownBy(() -> localities.check("visit", elsewhere, "Wycombe"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.rule()).isEqualTo("visit.locality-unknown");
                    assertThat(problem.field()).isEqualTo("locality");
                    assertThat(problem.detail()).isEqualTo("Use one of: Bletchley.");
                });
    }

    @Test
    void aListThatIsMissingOrCannotBeUnderstoodIsNamedWithItsSetting() throws IOException {
        // When
        Files.writeString(folder.resolve("manners.csv"), "code,valid_to\nhome,soon\n");

        // Then
        assertThatThrownBy(() -> lists.codes("places.csv"))
                .hasMessage("waymark.visits.code-lists: cannot read places.csv");
        assertThatThrownBy(() -> lists.rows("manners.csv", row -> CodeLists.day(row, "valid_to")))
                .hasMessage("waymark.visits.code-lists: cannot understand manners.csv");
    }
}
