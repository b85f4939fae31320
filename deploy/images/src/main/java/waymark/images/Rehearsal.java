package waymark.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import waymark.embedded.EmbeddedBroker;
import waymark.embedded.EmbeddedStore;

/**
 * Starts one service in the image that is being built, with a broker and a store beside it, and ends it as soon as it is ready: its JVM then writes
 * down what a start needs, an AOT cache. It is the service's own command, settings by environment included, so an image whose service cannot run alone
 * is never made.
 */
final class Rehearsal {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_END = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Rehearsal() {}

    /** The file of the service's Java options and the cache to be written; the environment names where it says that it is ready, as READY. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("rehearsal-");
        try (var store = EmbeddedStore.start(folder.resolve("store"), 0);
                var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, 0)) {
            var service = new ProcessBuilder(List.of(java(), "-XX:AOTCacheOutput=" + arguments[1], "@" + arguments[0]))
                    .inheritIO();
            service.environment().putAll(settings(folder, store.uri(), broker.bootstrapServers()));
            play(service.start(), System.getenv("READY"));
        }
        if (!Files.exists(Path.of(arguments[1]))) throw new IllegalStateException("the JVM wrote no cache");
        // The broker's threads need not be waited for.
        Runtime.getRuntime().halt(0);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What a service must be told to run alone. */
    static Map<String, String> settings(Path folder, String mongo, String kafka) {
        return Map.of(
                "SPRING_MONGODB_URI",
                mongo,
                "WAYMARK_KAFKA_BOOTSTRAP_SERVERS",
                kafka,
                "WAYMARK_CHILD_KEY_SECRET",
                "of the rehearsal and of no other place",
                // What the demonstration's own provider takes itself for.
                "WAYMARK_SIGN_IN_ISSUER",
                "http://127.0.0.1:8090",
                "WAYMARK_SIGN_IN_PORTAL_SECRET",
                "rehearsal",
                "WAYMARK_FOLDER",
                folder.resolve("service").toString());
    }

    private static void play(Process service, String ready) throws InterruptedException {
        try {
            long deadline = System.nanoTime() + LONGEST_START.toNanos();
            while (!Health.isGood(ready)) {
                if (!service.isAlive()) throw new IllegalStateException("the service ended: " + service.exitValue());
                if (System.nanoTime() > deadline) throw new IllegalStateException("the service was not ready in time");
                Thread.sleep(BETWEEN_LOOKS);
            }
            service.destroy();
            if (!service.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service did not end");
            }
        } finally {
            service.destroyForcibly();
        }
    }
}
