package waymark.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path place;

    @Test
    void theSecretIsMadeOnceAndIsTheOwnersAlone() throws Exception {
        // Given
        String first;
        try (var folder = DataFolder.open(place)) {
            first = folder.childKeySecret();
        }

        // When
        String second;
        try (var folder = DataFolder.open(place)) {
            second = folder.childKeySecret();
        }

        // Then
        assertThat(second).isEqualTo(first).hasSize(64);
        assertThat(Files.getPosixFilePermissions(place.resolve("child-key-secret")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
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
