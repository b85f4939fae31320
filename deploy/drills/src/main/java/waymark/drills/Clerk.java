package waymark.drills;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import waymark.calendar.BusinessClock;
import waymark.testing.Credentials;

/**
 * A sound client: each of its commands has an Idempotency-Key and is sent again under the same one until it is answered, whatever happens to the
 * service. Now and then it gives up, as people do, on a command that got no answer. The key is also the command's note, so that every command can be
 * found in a history.
 */
final class Clerk implements Callable<List<Clerk.Sent>> {

    /** @param answeredAt nanoseconds of {@link System#nanoTime}; 0 where it gave up without an answer */
    record Sent(String key, String child, long answeredAt, int attempts) {
        boolean acknowledged() {
            return answeredAt != 0;
        }
    }

    private enum Standing {
        OPEN,
        CLOSED
    }

    private static final class Involvement {
        private final String child;
        private final UUID id;
        private Standing standing = Standing.OPEN;
        private LocalDate closedOn;

        private Involvement(String child, UUID id) {
            this.child = child;
            this.id = id;
        }
    }

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);
    private static final double GIVES_UP = 0.3;
    private static final List<String> OUTCOMES = List.of("BUSC", "OVER", "NCE", "OLEA");
    private static final List<String> LOCALITIES = List.of("Aylesbury", "Wycombe");

    private final int number;
    private final int commands;
    private final Duration between;
    private final WaymarkProcess waymark;
    private final Runnable onAnswer;
    private final Random random;
    private final LocalDate openedOn = BusinessClock.system().today().minusDays(40);
    private final List<Involvement> involvements = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();

    /** @param onAnswer called after each command that was answered */
    Clerk(int number, int commands, Duration between, WaymarkProcess waymark, Runnable onAnswer, long seed) {
        this.number = number;
        this.commands = commands;
        this.between = between;
        this.waymark = waymark;
        this.onAnswer = onAnswer;
        this.random = new Random(seed + number);
    }

    @Override
    public List<Sent> call() throws InterruptedException {
        try (var http = new Http(Credentials.OFFICER)) {
            for (int command = 0; command < commands; command++) {
                if (involvements.isEmpty() || random.nextInt(3) == 0) {
                    open(http, "DRILL-%d-%04d".formatted(number, command));
                } else {
                    proceed(http, involvements.get(random.nextInt(involvements.size())));
                }
                Thread.sleep(between);
            }
        }
        return sent;
    }

    private void open(Http http, String child) throws InterruptedException {
        var key = key();
        var body = """
                {"childRef": "%s", "openedOn": "%s", "schoolYear": "%d", "locality": "%s", "referredBy": "school", "notes": "%s"}""".formatted(
                child, openedOn, 1 + random.nextInt(11), LOCALITIES.get(random.nextInt(LOCALITIES.size())), key);
        var answer = send(http, "/involvements", body, key, child);
        if (answer != null) {
            var id = UUID.fromString(answer.json().get("id").asString());
            involvements.add(new Involvement(child, id));
        }
    }

    private void proceed(Http http, Involvement involvement) throws InterruptedException {
        var key = key();
        boolean open = involvement.standing == Standing.OPEN;
        int choice = random.nextInt(3);
        var path =
                open ? List.of("checks", "reviews", "closure").get(choice) : choice == 0 ? "reopening" : "correction";
        var closedOn = openedOn.plusDays(random.nextInt(40));
        if (closedOn.equals(involvement.closedOn)) closedOn = openedOn.plusDays(40);
        var details = switch (path) {
            case "checks" ->
                "\"checkedOn\": \"%s\", \"service\": \"send\", \"known\": false, \"notes\"".formatted(openedOn);
            case "reviews" -> "\"reviewedOn\": \"%s\", \"notes\"".formatted(openedOn);
            case "closure" ->
                "\"closedOn\": \"%s\", \"outcome\": \"%s\", \"confirmedBy\": \"school\", \"notes\""
                        .formatted(closedOn, OUTCOMES.get(random.nextInt(OUTCOMES.size())));
            case "correction" -> "\"closedOn\": \"%s\", \"reason\"".formatted(closedOn);
            default -> "\"notes\"";
        };
        var body = "{%s: \"%s\"}".formatted(details, key);
        var answer = send(http, "/involvements/" + involvement.id + "/" + path, body, key, involvement.child);
        if (answer == null) {
            // What became of it is not known, so nothing sensible can follow.
            involvements.remove(involvement);
        } else if (path.equals("closure") || path.equals("correction")) {
            involvement.standing = Standing.CLOSED;
            involvement.closedOn = closedOn;
        } else {
            involvement.standing = Standing.OPEN;
        }
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** The answer, or null where it gave up. */
    private Http.Answer send(Http http, String path, String body, String key, String child)
            throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = http.tryPost(address(path), body, "Idempotency-Key", key);
                if (answer.status() < 500) {
                    sent.add(new Sent(key, child, System.nanoTime(), attempt));
                    onAnswer.run();
                    return answer.orFail();
                }
            } catch (IOException noAnswer) {
                if (attempt == 1 && random.nextDouble() < GIVES_UP) {
                    sent.add(new Sent(key, child, 0, attempt));
                    return null;
                }
            }
            if (System.nanoTime() > deadline) throw new IllegalStateException("no answer within " + LONGEST_OUTAGE);
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }

    private URI address(String path) {
        return waymark.uri("involvements", path);
    }
}
