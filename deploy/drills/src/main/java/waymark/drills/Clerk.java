package waymark.drills;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;

/**
 * A sound client: each of its commands has an Idempotency-Key and is sent again under the same one until it is answered, whatever happens to the
 * service. Now and then it gives up, as people do, on a command that got no answer. The key is also the command's note, so that every command can be
 * found in a history.
 */
final class Clerk implements Callable<List<Clerk.Sent>> {

    /**
     * @param service whose command it was
     * @param answeredAt nanoseconds of {@link System#nanoTime}; 0 where it gave up without an answer
     * @param cases in how many it ought to be found
     */
    record Sent(String service, String key, String child, long answeredAt, int attempts, int cases) {
        boolean acknowledged() {
            return answeredAt != 0;
        }
    }

    private record Case(Trade trade, Trade.Work work, String child, UUID id) {
        Case opened(Http.Answer answer) {
            var said = answer.json();
            // A contact answers with the cases of all the children that it is about.
            var one = said.has("cases") ? said.at("/cases/0") : said;
            return new Case(trade, work, child, UUID.fromString(one.get("id").asString()));
        }
    }

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);
    private static final int NEW_CASE_ONE_IN = 5;

    /**
     * How clerks work.
     *
     * @param between two commands
     * @param givesUp how often, of commands that got no answer: 0 never, 1 always
     */
    record Manner(Duration between, double givesUp) {
        static final double SOMETIMES = 0.3;
    }

    private final int number;
    private final IntPredicate goesOn;
    private final Manner manner;
    private final RunningSystem waymark;
    private final Runnable onAnswer;
    private final Random random;
    private final List<Case> cases = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();

    /**
     * @param goesOn after so many commands
     * @param onAnswer called after each command that was answered
     */
    Clerk(int number, IntPredicate goesOn, Manner manner, RunningSystem waymark, Runnable onAnswer, long seed) {
        this.number = number;
        this.goesOn = goesOn;
        this.manner = manner;
        this.waymark = waymark;
        this.onAnswer = onAnswer;
        this.random = new Random(seed + number);
    }

    @Override
    public List<Sent> call() throws InterruptedException {
        try (var http = new Http(waymark.officer())) {
            for (int command = 0; goesOn.test(command); command++) {
                if (cases.isEmpty() || random.nextInt(NEW_CASE_ONE_IN) == 0) {
                    open(http, "DRILL-%d-%04d".formatted(number, command));
                } else {
                    proceed(http, cases.get(random.nextInt(cases.size())));
                }
                Thread.sleep(manner.between());
            }
        }
        return sent;
    }

    private void open(Http http, String child) throws InterruptedException {
        var trade = Trade.ALL.get(random.nextInt(Trade.ALL.size()));
        var work = trade.begin(random);
        var begun = new Case(trade, work, child, null);
        var step = work.opening(child);
        var answer = send(http, begun, step);
        if (answer != null) cases.add(begun.opened(answer));
    }

    private void proceed(Http http, Case on) throws InterruptedException {
        var step = on.work().next();
        var answer = send(http, on, step);
        if (answer == null) {
            // What became of it is not known, so nothing sensible can follow.
            cases.remove(on);
        } else if (step.opens()) {
            cases.set(cases.indexOf(on), on.opened(answer));
        } else {
            on.work().done(step, answer.json().get("version").asInt());
        }
    }

    /** The answer, or null where it gave up. */
    private Http.Answer send(Http http, Case on, Trade.Step step) throws InterruptedException {
        var service = on.trade().service();
        var key = UUID.randomUUID().toString();
        var path = "/" + (step.address() == null ? service : step.address())
                + (step.opens() ? "" : "/" + on.id() + "/" + step.path());
        var body = step.body(key);
        long deadline = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                // Where one instance gives no answer, the next one does.
                var answer = http.tryPost(
                        waymark.uri(service, path, key.hashCode() + attempt), body, "Idempotency-Key", key);
                if (answer.status() < 500) {
                    sent.add(new Sent(service, key, on.child(), System.nanoTime(), attempt, step.cases()));
                    onAnswer.run();
                    return answer.orFail();
                }
            } catch (IOException noAnswer) {
                if (attempt == 1 && random.nextDouble() < manner.givesUp()) {
                    sent.add(new Sent(service, key, on.child(), 0, attempt, step.cases()));
                    return null;
                }
            }
            if (System.nanoTime() > deadline) throw new IllegalStateException("no answer within " + LONGEST_OUTAGE);
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }
}
