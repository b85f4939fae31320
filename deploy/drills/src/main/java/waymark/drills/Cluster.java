package waymark.drills;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import waymark.launcher.Ports;
import waymark.testing.Credentials;

/**
 * So many instances of each service, each a process of its own, beside a broker, a store and the demonstration's provider of sign-in: on loopback, told by their
 * environment, as in containers.
 */
final class Cluster implements RunningSystem, AutoCloseable {
    /** In the order in which they start, and their ports after the first. */
    private static final Map<String, Integer> OFFSETS = new LinkedHashMap<>();

    private static final Map<String, String> MAINS = Map.of(
            "identity", "waymark.identity.IdentityApplication",
            "involvements", "waymark.involvements.InvolvementsApplication",
            "assessments", "waymark.assessments.AssessmentsApplication",
            "referrals", "waymark.referrals.ReferralsApplication",
            "alerts", "waymark.alerts.AlertsApplication",
            "reporting", "waymark.reporting.ReportingApplication",
            "portal", "waymark.portal.PortalApplication");

    static {
        OFFSETS.put("identity", 10);
        OFFSETS.put("involvements", 1);
        OFFSETS.put("assessments", 2);
        OFFSETS.put("referrals", 3);
        OFFSETS.put("alerts", 4);
        OFFSETS.put("reporting", 5);
        OFFSETS.put("portal", 0);
    }

    private static final int BROKER = 7;
    private static final int STORE = 8;

    /** What one starts, kills and stops. */
    record Instance(String service, int number, int port, Part part) {}

    private final Path folder;
    private final int copies;
    private final List<String> options;
    /** The first port of each instance's services, and of the doors. */
    private final List<Integer> blocks;

    private final Part broker;
    private final Part store;
    private final String kafka;
    private final String mongo;
    private final Part identity;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Door> doors = new ArrayList<>();
    private final Credentials officer;

    /**
     * Starts nothing yet.
     *
     * @param copies how many instances of each service
     * @param options of Java, for every process
     * @param kafka host:port of a broker elsewhere; null for one of its own
     * @param mongo address of a store elsewhere; null for one of its own
     */
    Cluster(Path folder, int copies, List<String> options, String kafka, String mongo) {
        this.folder = folder;
        this.copies = copies;
        this.options = options;
        var free = new LinkedHashSet<Integer>();
        while (free.size() < copies + 1) free.add(Ports.freeFrom());
        blocks = List.copyOf(free);
        int doorsFrom = blocks.getLast();
        broker = kafka == null ? server(BrokerProcess.class, "kafka", doorsFrom + BROKER) : null;
        store = mongo == null ? server(StoreProcess.class, "store", doorsFrom + STORE) : null;
        this.kafka = kafka == null ? "127.0.0.1:" + (doorsFrom + BROKER) : kafka;
        this.mongo = mongo == null ? "mongodb://127.0.0.1:" + (doorsFrom + STORE) + "/" : mongo;
        var shared = shared();
        identity = instance("identity", 1, shared).part();
        for (int number = 1; number <= copies; number++) {
            for (var service : OFFSETS.keySet())
                if (!service.equals("identity")) instances.add(instance(service, number, shared));
        }
        officer = Credentials.demo(URI.create(address("identity", 1)));
    }

    private Part server(Class<?> main, String name, int port) {
        return new Part(
                name,
                folder.resolve(name + "-process"),
                options,
                Map.of(),
                List.of(main.getName(), folder.resolve(name).toString(), Integer.toString(port)),
                () -> Part.listens(port));
    }

    private Instance instance(String service, int number, Map<String, String> shared) {
        var own = folder.resolve(service + "-" + number);
        var environment = new HashMap<>(shared);
        int port = port(service, number);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("WAYMARK_FOLDER", own.toString());
        var ready = URI.create(address(service, number) + "/actuator/health/readiness");
        var part = new Part(
                service + "-" + number, own, options, environment, List.of(MAINS.get(service)), () -> isGood(ready));
        return new Instance(service, number, port, part);
    }

    /** What every service is told alike. */
    private Map<String, String> shared() {
        var shared = new HashMap<String, String>();
        shared.put("SPRING_MONGODB_URI", mongo);
        shared.put("WAYMARK_KAFKA_BOOTSTRAP_SERVERS", kafka);
        shared.put("WAYMARK_CHILD_KEY_SECRET", UUID.randomUUID().toString());
        shared.put("WAYMARK_SIGN_IN_ISSUER", address("identity", 1));
        shared.put("WAYMARK_SIGN_IN_PORTAL_SECRET", UUID.randomUUID().toString());
        shared.put(
                "WAYMARK_SIGN_IN_PORTAL_ADDRESSES",
                IntStream.rangeClosed(1, copies)
                        .mapToObj(number -> address("portal", number))
                        .collect(Collectors.joining(",")));
        for (var service : OFFSETS.keySet()) {
            if (service.equals("identity")) continue;
            var name = "WAYMARK_SERVICES_" + service.toUpperCase(Locale.ROOT);
            shared.put(name, "http://127.0.0.1:" + (blocks.getLast() + OFFSETS.get(service)));
        }
        return shared;
    }

    private int port(String service, int number) {
        return blocks.get(number - 1) + OFFSETS.get(service);
    }

    private String address(String service, int number) {
        return "http://127.0.0.1:" + port(service, number);
    }

    private static boolean isGood(URI readiness) {
        try {
            var question = (HttpURLConnection) readiness.toURL().openConnection();
            question.setConnectTimeout(1_000);
            question.setReadTimeout(4_000);
            return question.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** One after the other, since each start takes all of a small machine. */
    void start() throws InterruptedException {
        for (var service : OFFSETS.keySet()) {
            if (service.equals("identity")) continue;
            var ports = instances.stream()
                    .filter(one -> one.service().equals(service))
                    .map(Instance::port)
                    .toList();
            doors.add(new Door(blocks.getLast() + OFFSETS.get(service), ports));
        }
        var all = new ArrayList<Part>();
        if (store != null) all.add(store);
        if (broker != null) all.add(broker);
        all.add(identity);
        instances.forEach(one -> all.add(one.part()));
        for (var part : all) {
            System.out.printf("Started %s in %.1f s.%n", part.name(), seconds(part.start()));
        }
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /** Null where it is elsewhere. */
    Part broker() {
        return broker;
    }

    /** Null where it is elsewhere. */
    Part store() {
        return store;
    }

    /** The first instance's. */
    Part part(String service) {
        return instances.stream()
                .filter(one -> one.service().equals(service))
                .findFirst()
                .orElseThrow()
                .part();
    }

    String mongo() {
        return mongo;
    }

    List<Instance> instances() {
        return List.copyOf(instances);
    }

    Instance any(Random random) {
        return instances.get(random.nextInt(instances.size()));
    }

    @Override
    public URI uri(String service, String path, int turn) {
        return URI.create(address(service, 1 + Math.floorMod(turn, copies)) + path);
    }

    @Override
    public String kafka() {
        return kafka;
    }

    @Override
    public Credentials officer() {
        return officer;
    }

    @Override
    public List<RunningSystem> views() {
        return IntStream.range(0, copies).<RunningSystem>mapToObj(View::new).toList();
    }

    private final class View implements RunningSystem {
        private final int first;

        private View(int first) {
            this.first = first;
        }

        @Override
        public URI uri(String service, String path, int turn) {
            return Cluster.this.uri(service, path, first + turn);
        }

        @Override
        public String kafka() {
            return kafka;
        }

        @Override
        public Credentials officer() {
            return officer;
        }

        @Override
        public List<RunningSystem> views() {
            return List.of(this);
        }
    }

    /** All of them at once, and without a chance to tidy up: what they kept is thrown away. */
    @Override
    public void close() {
        doors.forEach(Door::close);
        instances.forEach(one -> one.part().close());
        identity.close();
        if (broker != null) broker.close();
        if (store != null) store.close();
    }
}
