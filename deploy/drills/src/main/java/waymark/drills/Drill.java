package waymark.drills;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import waymark.launcher.Ports;

/**
 * Nothing is lost: four clients give commands while the process is killed again and again, once more while only the broker is away, and once while a backup is taken that is then
 * restored; then what they were promised is looked for in the cases, on Kafka and in the figures. Killed too while alerts fall due at once: each is raised, and once. Ends with status 1 where anything is amiss.
 */
public final class Drill {

    private static final int CLIENTS = 4;
    private static final int COMMANDS = 2_000;
    private static final int KILLS = 5;
    private static final int ALERTS = 10_000;
    private static final int KILLS_WHILE_RAISING = 3;
    private static final int RAISED_BETWEEN_KILLS = 2_000;
    private static final int COMMANDS_AROUND_OUTAGE = 600;
    private static final int COMMANDS_AROUND_BACKUP = 800;
    private static final Clerk.Manner MANNER = new Clerk.Manner(Duration.ofMillis(80), Clerk.Manner.SOMETIMES);
    private static final Duration OUTAGE = Duration.ofSeconds(15);

    private final Path folder;
    private final long seed;

    Drill(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    public static void main(String[] arguments) throws Exception {
        long seed = Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));
        System.out.printf("Seed %d: make drill JAVA_TOOL_OPTIONS=-Dseed=%d draws the same again.%n", seed, seed);
        var folder = Files.createTempDirectory("waymark-drill-");
        boolean sound;
        try {
            var drill = new Drill(folder, seed);
            sound = drill.killedAgainAndAgain(COMMANDS, KILLS);
            sound = drill.killedWhileRaising(ALERTS, KILLS_WHILE_RAISING, RAISED_BETWEEN_KILLS) && sound;
            sound = drill.withoutBroker() && sound;
            sound = drill.restored(COMMANDS_AROUND_BACKUP) && sound;
        } finally {
            delete(folder);
        }
        System.exit(sound ? 0 : 1);
    }

    boolean killedAgainAndAgain(int commands, int kills) throws Exception {
        try (var waymark = new WaymarkProcess(folder.resolve("killed"), Map.of());
                var http = new Http(waymark.officer())) {
            waymark.start();
            var answered = new Semaphore(0);
            try (var clerks = Executors.newFixedThreadPool(CLIENTS)) {
                var work = begin(clerks, commands, waymark, answered);
                var random = new Random(seed);
                for (int kill = 1; kill <= kills; kill++) {
                    // Each client may give up a command at each kill, and a permit comes with each answer only.
                    await(answered, commands / (kills + 1) - CLIENTS - random.nextInt(40));
                    Thread.sleep(random.nextInt(200));
                    waymark.kill();
                    long down = System.nanoTime();
                    waymark.start();
                    System.out.printf(
                            "Killed: %d of %d. Ready again after %.1f s.%n",
                            kill, kills, (System.nanoTime() - down) / 1e9);
                }
                return Reckoning.print("Killed " + kills + " times", waymark, http, ended(work));
            }
        }
    }

    boolean killedWhileRaising(int alerts, int kills, int between) throws Exception {
        long amiss = new DueAtOnce(alerts).amissWhenKilled(folder.resolve("raising"), kills, between);
        System.out.printf(
                "Killed %d times while %,d alerts were raised: %d raised twice or not at all.%n", kills, alerts, amiss);
        return amiss == 0;
    }

    private boolean withoutBroker() throws Exception {
        int port = Ports.freeFrom();
        try (var broker = new BrokerProcess(folder.resolve("kafka"), port);
                var waymark = new WaymarkProcess(folder.resolve("brokerless"), Map.of("KAFKA", broker.address()));
                var http = new Http(waymark.officer())) {
            broker.start();
            waymark.start();
            var answered = new Semaphore(0);
            try (var clerks = Executors.newFixedThreadPool(CLIENTS)) {
                var work = begin(clerks, COMMANDS_AROUND_OUTAGE, waymark, answered);
                await(answered, COMMANDS_AROUND_OUTAGE / 6);
                broker.kill();
                long away = System.nanoTime();
                Thread.sleep(OUTAGE);
                long back = System.nanoTime();
                broker.start();
                var sent = ended(work);
                long meanwhile = sent.stream()
                        .filter(one -> one.answeredAt() > away && one.answeredAt() < back)
                        .count();
                System.out.printf(
                        "The broker was away for %d s; %d commands were answered meanwhile.%n",
                        OUTAGE.toSeconds(), meanwhile);
                return Reckoning.print("Without the broker for a while", waymark, http, sent) && meanwhile > 0;
            }
        }
    }

    boolean restored(int commands) throws Exception {
        return new RestoreDrill(folder).run(this, CLIENTS, commands);
    }

    static void await(Semaphore answered, int commands) throws InterruptedException {
        if (!answered.tryAcquire(commands, 3, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the clients did not get " + commands + " answers in three minutes");
        }
    }

    List<Future<List<Clerk.Sent>>> begin(
            ExecutorService clerks, int commands, WaymarkProcess waymark, Semaphore answered) {
        var work = new ArrayList<Future<List<Clerk.Sent>>>();
        for (int number = 1; number <= CLIENTS; number++) {
            work.add(clerks.submit(new Clerk(
                    number, command -> command < commands / CLIENTS, MANNER, waymark, answered::release, seed)));
        }
        return work;
    }

    static List<Clerk.Sent> ended(List<Future<List<Clerk.Sent>>> work) throws InterruptedException, ExecutionException {
        var sent = new ArrayList<Clerk.Sent>();
        for (var clerk : work) sent.addAll(clerk.get());
        return sent;
    }

    static Path ownJar() {
        try {
            return Path.of(Drill.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
