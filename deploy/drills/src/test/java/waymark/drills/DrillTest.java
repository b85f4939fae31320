package waymark.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill in small, so that it is known to work on the day it is needed. */
class DrillTest {

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostWhenTheProcessIsKilled() throws Exception {
        // Given
        assumeTrue(WaymarkProcess.isBuilt(), "the launcher's jars are built in Maven's phase package");

        // When
        boolean sound = new Drill(folder, 1).killedAgainAndAgain(200, 2);

        // Then
        assertThat(sound).isTrue();
    }

    @Test
    void alertsAreRaisedOnceEachWhenTheProcessIsKilledMeanwhile() throws Exception {
        // Given
        assumeTrue(WaymarkProcess.isBuilt(), "the launcher's jars are built in Maven's phase package");

        // When
        boolean sound = new Drill(folder, 1).killedWhileRaising(3_000, 1, 500);

        // Then
        assertThat(sound).isTrue();
    }

    @Test
    void whatWasBackedUpIsRestored() throws Exception {
        // Given
        assumeTrue(WaymarkProcess.isBuilt(), "the launcher's jars are built in Maven's phase package");

        // When
        boolean sound = new Drill(folder, 1).restored(160);

        // Then
        assertThat(sound).isTrue();
    }
}
