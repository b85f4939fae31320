package waymark.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PartTest {

    /** As where the drill itself is killed, and cannot end anything any more. */
    @Test
    void aProcessEndsWithWhoeverHoldsIt() throws Exception {
        // Given
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Part.class.getName(),
                        Endless.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("started");

        // When
        process.getOutputStream().close();

        // Then
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** A program that never ends by itself. */
    static final class Endless {
        private Endless() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("started");
            Thread.currentThread().join();
        }
    }
}
