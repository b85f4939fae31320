package waymark.portal.desk;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before one service, so that its trouble stays its own: a limit on the time an answer may take, on how many wait at once, and a rest after it
 * has failed repeatedly, in which it is not asked at all.
 */
final class Guard {
    /** The service did not answer, was too slow, or is given a rest. */
    static final class NotAnswering extends Exception {
        private static final long serialVersionUID = 1;

        NotAnswering(Throwable cause) {
            super(cause);
        }
    }

    private static final TimeLimiter PATIENCE = TimeLimiter.of(Duration.ofMinutes(5));
    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    private final Service service;
    private final ExecutorService threads;
    private final TimeLimiter time;
    private final Bulkhead places;
    private final CircuitBreaker rest;

    Guard(Service service, Duration answerWithin, int waitingAtMost, ExecutorService threads) {
        this.service = service;
        this.threads = threads;
        time = TimeLimiter.of(TimeLimiterConfig.custom()
                .timeoutDuration(answerWithin)
                .cancelRunningFuture(true)
                .build());
        places = Bulkhead.of(
                service.setting(),
                BulkheadConfig.custom()
                        .maxConcurrentCalls(waitingAtMost)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        rest = CircuitBreaker.of(
                service.setting(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(2))
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .build());
        rest.getEventPublisher()
                .onStateTransition(change -> log.warn("{} {}", service.setting(), change.getStateTransition()));
    }

    <T> T call(Callable<T> question) throws NotAnswering {
        return call(question, time);
    }

    /** For a file that is sent on, which takes as long as its sender's line needs, and for what a service has to work out from everything that it has. */
    <T> T callPatiently(Callable<T> question) throws NotAnswering {
        return call(question, PATIENCE);
    }

    private <T> T call(Callable<T> question, TimeLimiter within) throws NotAnswering {
        try {
            return rest.executeCallable(
                    () -> places.executeCallable(() -> within.executeFutureSupplier(() -> threads.submit(question))));
        } catch (CallNotPermittedException | BulkheadFullException | TimeoutException | IOException away) {
            throw new NotAnswering(away);
        } catch (RuntimeException fault) {
            throw fault;
        } catch (Exception fault) {
            throw new IllegalStateException(service.setting() + " could not be asked", fault);
        }
    }
}
