package waymark.portal.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DemonstrationTest {
    private static final LocalDate A_WEDNESDAY = LocalDate.of(2026, 11, 25);

    @Test
    void aRegistersDaysAreMovedByWholeWeeksToTheBusinessDay() throws IOException {
        // Given
        long weeks = Demonstration.weeks(A_WEDNESDAY);
        // When
        var moved = new Demonstration.Moved(
                        new ByteArrayInputStream(packed("a,2022-07-31,2022-07-30T11:08\nb,,\n")), weeks)
                .readAllBytes();
        // Then
        assertThat(new String(moved, UTF_8)).isEqualTo("a,2026-11-22,2026-11-21T11:08\nb,,\n");
    }

    @Test
    void aRegisterThatCannotBeReadToItsEndDoesNotPassForAWholeOne() throws IOException {
        // Given
        var whole = packed("a,2022-07-31\n".repeat(50_000));
        var half = Arrays.copyOf(whole, whole.length / 2);
        // When
        var register = new Demonstration.Moved(new ByteArrayInputStream(half), 1);
        // Then
        assertThatThrownBy(register::readAllBytes).isInstanceOf(IOException.class);
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
