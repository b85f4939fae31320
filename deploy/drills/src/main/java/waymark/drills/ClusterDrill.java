package waymark.drills;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import waymark.calendar.BusinessClock;
import waymark.drills.Availability.Span;

/**
 * Several instances: eight clients give commands while instances of every service are killed and started again, the broker once, the store once; then while all
 * instances are stopped and started in turn. Afterwards what the clients were promised is looked for in the cases, on Kafka, in the figures of each instance and
 * among the alerts. Ends with status 1 where anything is amiss.
 */
public final class ClusterDrill {
    private static final int CLIENTS = 8;
    private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(700);
    private static final Duration FOR_THE_REST = Duration.ofMinutes(20);
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** In which what was away is found again by those who need it. */
    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(10);

    /** One is sent nothing new while it still answers, as in a cluster that takes an instance out before it ends it. */
    private static final int MOST_ATTEMPTS_WHEN_ROLLING = 2;

    private final Cluster cluster;
    private final Random random;
    private final long seed;
    private final List<Span> outages = new ArrayList<>();
    private int kills;

    private ClusterDrill(Cluster cluster, long seed) {
        this.cluster = cluster;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** For how many seconds instances are killed; the environment's KAFKA and MONGO name a broker and a store elsewhere, which are let be. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));
        var seconds = Duration.ofSeconds(Long.parseLong(arguments[0]));
        System.out.printf(
                "Seed %d: make drill-cluster JAVA_TOOL_OPTIONS=-Dseed=%d draws the same again.%n", seed, seed);
        var folder = Files.createTempDirectory("waymark-cluster-");
        var cluster = new Cluster(folder, 2, Part.SMALL, System.getenv("KAFKA"), System.getenv("MONGO"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cluster, folder)));
        endAfter(seconds.plus(FOR_THE_REST));
        cluster.start();
        System.exit(new ClusterDrill(cluster, seed).run(seconds) ? 0 : 1);
    }

    static void end(Cluster cluster, Path folder) {
        cluster.close();
        try {
            Drill.delete(folder);
        } catch (IOException left) {
            System.err.println("Not everything of " + folder + " could be removed: " + left.getMessage());
        }
    }

    private static void endAfter(Duration longest) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(longest);
                System.err.println("The drill did not end within " + longest + ".");
                System.exit(1);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean run(Duration seconds) throws Exception {
        try (var portal = new PortalVisits(cluster);
                var http = new Http(cluster.officer());
                var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(LONGEST_PROBE)
                        .build()) {
            var asked = ask(portal, http, client);
            Thread.sleep(WARM_UP);
            long began = System.nanoTime();
            var sent = underLoad(1, Clerk.Manner.SOMETIMES, () -> killAtRandom(began + seconds.toNanos()));
            long between = System.nanoTime();
            var rolled = underLoad(1 + CLIENTS, 0, this::restartInTurn);
            long ended = System.nanoTime();
            for (var one : asked) one.close();
            boolean sound = printUnavailability(asked, new Span(began, between), new Span(between, ended));
            sound = printRequests(sent, rolled) && sound;
            var all = new ArrayList<>(sent);
            all.addAll(rolled);
            var trades = new ArrayList<>(Trade.ALL);
            trades.add(new AlertTrade());
            // Alerts last, when their service has read all that the others tell of.
            sound = new MissedDays(cluster, http).print("cluster") && sound;
            sound = Reckoning.print("cluster", trades, cluster, http, all) && sound;
            System.out.println(sound ? "Nothing was lost or doubled." : "Something is amiss.");
            return sound;
        }
    }

    // Load

    @FunctionalInterface
    private interface Disturbance {
        void happen() throws InterruptedException;
    }

    private List<Clerk.Sent> underLoad(int firstNumber, double givesUp, Disturbance disturbance) throws Exception {
        var manner = new Clerk.Manner(BETWEEN_COMMANDS, givesUp);
        var over = new boolean[1];
        try (var clerks = Executors.newFixedThreadPool(CLIENTS)) {
            var work = new ArrayList<Future<List<Clerk.Sent>>>();
            for (int number = firstNumber; number < firstNumber + CLIENTS; number++) {
                work.add(clerks.submit(new Clerk(number, _ -> !isOver(over), manner, cluster, () -> {}, seed)));
            }
            try {
                disturbance.happen();
            } finally {
                synchronized (over) {
                    over[0] = true;
                }
            }
            return Drill.ended(work);
        }
    }

    private static boolean isOver(boolean[] over) {
        synchronized (over) {
            return over[0];
        }
    }

    private void killAtRandom(long until) throws InterruptedException {
        long began = System.nanoTime();
        long third = (until - began) / 3;
        boolean brokerToGo = cluster.broker() != null;
        boolean storeToGo = cluster.store() != null;
        // Each of the two has its turn, however short the time.
        while (System.nanoTime() < until || brokerToGo || storeToGo) {
            if (brokerToGo && System.nanoTime() > began + third) {
                brokerToGo = false;
                outage(cluster.broker());
            } else if (storeToGo && System.nanoTime() > began + 2 * third) {
                storeToGo = false;
                long from = System.nanoTime();
                outage(cluster.store());
                outages.add(new Span(from, System.nanoTime() + AFTER_OUTAGE.toNanos()));
            } else {
                outage(cluster.any(random).part());
            }
            Thread.sleep(random.nextInt(2_000));
        }
    }

    private void outage(Part part) throws InterruptedException {
        part.kill();
        kills++;
        long away = System.nanoTime();
        Thread.sleep(random.nextInt(3_000));
        part.start();
        System.out.printf("Killed %s; ready again after %.1f s.%n", part.name(), (System.nanoTime() - away) / 1e9);
    }

    private void restartInTurn() throws InterruptedException {
        for (var instance : cluster.instances()) {
            var stopped = instance.part().stop();
            var started = instance.part().start();
            System.out.printf(
                    "Restarted %s: stopped in %.1f s, ready after %.1f s.%n",
                    instance.part().name(), Cluster.seconds(stopped), Cluster.seconds(started));
        }
    }

    // What clients saw

    private List<Availability> ask(PortalVisits portal, Http http, HttpClient client) {
        var today = BusinessClock.system().today();
        var paths = Map.of(
                "involvements", "/involvements?size=1",
                "assessments", "/assessments?size=1",
                "referrals", "/referrals?size=1",
                "alerts", "/alerts?size=1",
                "reporting", "/reports/cme/summary?from=%s&to=%s".formatted(today.minusDays(30), today));
        var asked = new ArrayList<Availability>();
        paths.forEach((service, path) ->
                asked.add(new Availability(service, turn -> get(http, client, cluster.uri(service, path, turn)))));
        asked.add(new Availability("portal", portal));
        return asked;
    }

    private static void get(Http http, HttpClient client, URI address) throws IOException, InterruptedException {
        var request = http.request(address).timeout(LONGEST_PROBE).build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) throw new IOException("answered " + status);
    }

    private boolean printUnavailability(List<Availability> asked, Span killing, Span rolling) {
        var table = new Table(
                "longest time without a good answer, s",
                "asked",
                "by the other alone",
                "instances killed",
                "store away",
                "rolling restart",
                "failed at both then");
        boolean answered = true;
        for (var one : asked) {
            double away = outages.stream()
                    .mapToDouble(outage -> one.longest(outage, List.of()))
                    .max()
                    .orElse(0);
            table.row(
                    one.service(),
                    one.asked(),
                    one.elsewhere(),
                    "%.1f".formatted(one.longest(killing, outages)),
                    "%.1f".formatted(away),
                    "%.1f".formatted(one.longest(rolling, outages)),
                    one.failed(rolling));
            answered &= one.longest(rolling, List.of()) > 0 && one.failed(rolling) == 0;
        }
        table.print();
        return answered;
    }

    private boolean printRequests(List<Clerk.Sent> sent, List<Clerk.Sent> rolled) {
        Predicate<Clerk.Sent> again = one -> one.attempts() > 1;
        Predicate<Clerk.Sent> failed = one -> one.attempts() > MOST_ATTEMPTS_WHEN_ROLLING;
        long failures = rolled.stream().filter(failed).count();
        new Table("commands of " + CLIENTS + " clients", "while killed", "rolling restart")
                .row("processes killed or restarted", kills, cluster.instances().size())
                .row("commands", sent.size(), rolled.size())
                .row(
                        "  answered only when sent again",
                        sent.stream().filter(again).count(),
                        rolled.stream().filter(again).count())
                .row(
                        "  not even by the other instance",
                        sent.stream().filter(failed).count(),
                        failures)
                .print();
        return failures == 0;
    }
}
