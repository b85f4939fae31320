package waymark.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import waymark.drills.Availability.Span;

class AvailabilityTest {

    private final CountDownLatch asked = new CountDownLatch(5);
    private final long began = System.nanoTime();

    /** Until it was asked five times, of which so many fail first. */
    private Availability askedWhileFailing(int failures) throws InterruptedException {
        long answersFrom = asked.getCount() - failures;
        try (var availability = new Availability("service", _ -> {
            long left = asked.getCount();
            asked.countDown();
            if (left > answersFrom) throw new IOException("away");
        })) {
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            return availability;
        }
    }

    @Test
    void whatNeitherInstanceAnswersIsCountedWhereItWasAsked() throws Exception {
        // When
        var availability = askedWhileFailing(2);

        // Then
        var all = new Span(began, System.nanoTime());
        assertThat(availability.failed(all)).isEqualTo(1);
        assertThat(availability.failed(new Span(began - 2, began - 1))).isZero();
    }

    @Test
    void whatTheOtherInstanceAnswersIsNotCounted() throws Exception {
        // When
        var availability = askedWhileFailing(1);

        // Then
        assertThat(availability.failed(new Span(began, System.nanoTime()))).isZero();
        assertThat(availability.elsewhere()).isEqualTo(1);
    }
}
