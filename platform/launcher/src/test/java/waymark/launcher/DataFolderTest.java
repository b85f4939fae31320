package waymark.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path place;

    @Test
    void eachSecretIsMadeOnceAndIsTheOwnersAlone() throws Exception {
        // Given
        List<String> first;
        try (var folder = DataFolder.open(place)) {
            first = List.of(folder.childKeySecret(), folder.portalSecret());
        }

        // When
        List<String> second;
        try (var folder = DataFolder.open(place)) {
            second = List.of(folder.childKeySecret(), folder.portalSecret());
        }

        // Then
        assertThat(second).isEqualTo(first).doesNotHaveDuplicates().allMatch(secret -> secret.length() == 64);
        for (var file : List.of("child-key-secret", "portal-secret")) {
            assertThat(Files.getPosixFilePermissions(place.resolve(file)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void aSecondHolderIsRefusedUntilTheFirstLetsGo() throws Exception {
        // Given
        var first = DataFolder.open(place);

        // When
        assertThatThrownBy(() -> DataFolder.open(place))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("in use by another Waymark")
                .hasMessageContaining("DATA=folder");
        first.close();

        // Then
        DataFolder.open(place).close();
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedByName() throws Exception {
        // Given
        var file = Files.writeString(place.resolve("file"), "not a folder");

        // Then
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString());
    }
}
