package waymark.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import waymark.embedded.EmbeddedBroker;
import waymark.embedded.EmbeddedStore;
import waymark.web.LaunchableService;

/**
 * Store, broker and every {@link LaunchableService} on the class path, in this process and on loopback only. The services start side by side, and
 * while the broker does; they stop before it, and it before the store.
 */
public final class LaunchedSystem implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** The demonstration's provider of sign-in, which has no place beside another one. */
    private static final String IDENTITY = "identity";

    /** What people open. */
    static final String PORTAL = "portal";

    private final Settings settings;
    private final DataFolder folder;
    private final List<LaunchableService> services;
    private final Map<String, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final ExecutorService starting = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("start-", 1).factory());
    private volatile EmbeddedStore store;
    private volatile EmbeddedBroker broker;
    private boolean closed;

    /**
     * Takes hold of the data folder and starts nothing yet.
     *
     * @throws CannotStart where another process holds it
     */
    public LaunchedSystem(Settings settings) throws CannotStart {
        this.settings = settings;
        this.folder = DataFolder.open(settings.data());
        this.services = ServiceLoader.load(LaunchableService.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(service ->
                        settings.provider() == null || !service.name().equals(IDENTITY))
                .sorted(Comparator.comparingInt(LaunchableService::portOffset))
                .toList();
    }

    /**
     * Returns once every service says over HTTP that it is ready.
     *
     * @throws CannotStart where one of the parts did not start; what did is running until {@link #close}
     */
    public void start() throws CannotStart {
        try {
            // One is there still where the process before this one was killed.
            folder.removeAddresses();
            refuseTakenPorts();
            services.forEach(service -> addresses.put(service.name(), address(service)));
            var parts = new ExecutorCompletionService<Void>(starting);
            int started = 0;
            var mongo = settings.mongo() == null ? startStore() : settings.mongo();
            var kafka = settings.kafka();
            if (kafka == null) {
                int port = freePort();
                kafka = Ports.LOOPBACK + ":" + port;
                parts.submit(() -> startBroker(port), null);
                started++;
            }
            addresses.put("broker", kafka);
            addresses.put("store", mongo);
            addresses.put("data", settings.data().toString());
            var shared = sharedSettings(kafka, mongo);
            // Tomcat keeps its home once for all of a JVM, in a folder that the first one removes: the next two would
            // race to make it again.
            System.setProperty("catalina.home", settings.data().toString());
            for (var service : services) {
                var given = settingsOf(service, shared);
                parts.submit(() -> startService(service, given), null);
                started++;
            }
            for (int part = 0; part < started; part++) parts.take().get();
            for (var service : services) awaitReady(service);
            folder.writeAddresses(addresses);
        } catch (ExecutionException failed) {
            throw explained(failed.getCause());
        } catch (IOException | RuntimeException failed) {
            throw explained(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Waymark was stopped while it started.");
        }
    }

    /** Where each part is, by its name; services first. */
    public Map<String, String> addresses() {
        return Collections.unmodifiableMap(addresses);
    }

    /** By the service's name. */
    Map<String, ConfigurableApplicationContext> contexts() {
        return Map.copyOf(contexts);
    }

    /** Stops one service and leaves the rest, as a drill or a test of what the rest does without it. */
    public void stop(String service) {
        contexts.get(service).close();
    }

    /**
     * Starts again what {@link #stop} stopped, where it was, and returns once it is ready.
     *
     * @throws CannotStart where it did not start
     */
    public void startAgain(String name) throws CannotStart {
        var service = services.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            startService(service, settingsOf(service, sharedSettings(addresses.get("broker"), addresses.get("store"))));
            awaitReady(service);
        } catch (IOException | RuntimeException failed) {
            throw explained(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Waymark was stopped while it started.");
        }
    }

    private void refuseTakenPorts() throws CannotStart {
        for (var service : services) {
            if (!Ports.isFree(port(service))) throw portTaken(port(service), service.name());
        }
    }

    private static CannotStart portTaken(int port, String service) {
        return new CannotStart(
                "Port %d, for %s, is taken. Stop what listens there, or choose other ports: PORTS_FROM=18080."
                        .formatted(port, service));
    }

    private int port(LaunchableService service) {
        return settings.portsFrom() + service.portOffset();
    }

    private String address(LaunchableService service) {
        return "http://" + Ports.LOOPBACK + ":" + port(service);
    }

    private String startStore() {
        store = EmbeddedStore.start(folder.of("store"), 0);
        return store.uri();
    }

    private void startBroker(int port) {
        broker = EmbeddedBroker.start(folder.of("kafka"), port, 0);
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
            return free.getLocalPort();
        }
    }

    /** What every service is told alike: where the others are, and whose tokens to believe. */
    private List<String> sharedSettings(String kafka, String mongo) throws IOException {
        var shared = new ArrayList<>(List.of(
                "--spring.mongodb.uri=" + mongo,
                "--waymark.kafka.bootstrap-servers=" + kafka,
                "--waymark.child-key-secret=" + folder.childKeySecret(),
                "--waymark.sign-in.issuer=" + issuer()));
        services.forEach(service -> shared.add("--waymark.services." + service.name() + "=" + address(service)));
        if (settings.asAt() != null) shared.add("--waymark.as-at=" + settings.asAt());
        return shared;
    }

    private String issuer() {
        return settings.provider() == null
                ? addresses.get(IDENTITY)
                : settings.provider().issuer().toString();
    }

    private List<String> settingsOf(LaunchableService service, List<String> shared) throws IOException {
        var given = new ArrayList<>(shared);
        given.addAll(List.of(
                "--spring.config.name=" + service.name(),
                "--spring.config.location=classpath:/" + service.name() + "/",
                "--server.port=" + port(service),
                "--waymark.folder=" + folder.of(service.name())));
        if (service.name().equals(PORTAL) || service.name().equals(IDENTITY)) given.addAll(portalSettings());
        return given;
    }

    private List<String> portalSettings() throws IOException {
        if (settings.provider() != null) {
            return List.of(
                    "--waymark.sign-in.portal-client=" + settings.provider().portalClient(),
                    "--waymark.sign-in.portal-secret=" + settings.provider().portalSecret());
        }
        return List.of(
                // Whoever signs in by a council's own provider works on real cases.
                "--waymark.portal.demonstration=true",
                "--waymark.sign-in.portal-secret=" + folder.portalSecret(),
                "--waymark.sign-in.portal-addresses=http://%1$s:%2$d,http://localhost:%2$d"
                        .formatted(Ports.LOOPBACK, settings.portsFrom()));
    }

    private void startService(LaunchableService service, List<String> given) {
        var application = new SpringApplication(service.application());
        application.setRegisterShutdownHook(false);
        contexts.put(service.name(), application.run(given.toArray(String[]::new)));
    }

    private void awaitReady(LaunchableService service) throws CannotStart, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady(service)) {
            if (System.nanoTime() > deadline) {
                throw new CannotStart("%s started but was not ready after %d minutes. %s"
                        .formatted(service.name(), LONGEST_START.toMinutes(), seeLog()));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private boolean isReady(LaunchableService service) {
        try {
            var question = (HttpURLConnection) URI.create(address(service) + "/actuator/health/readiness")
                    .toURL()
                    .openConnection();
            question.setConnectTimeout(2_000);
            question.setReadTimeout(5_000);
            return question.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private CannotStart explained(Throwable failure) {
        log().error("The system cannot start", failure);
        var reason = failure;
        while (reason.getCause() != null && !(reason instanceof PortInUseException)) reason = reason.getCause();
        if (reason instanceof PortInUseException taken) return portTaken(taken.getPort(), "a service");
        return new CannotStart("Waymark cannot start: %s. %s".formatted(reason, seeLog()));
    }

    private String seeLog() {
        return "The whole story is in " + folder.of("logs") + ".";
    }

    /** Looked up when it is needed, since the log is set up after the folder is held. */
    private static Logger log() {
        return LoggerFactory.getLogger(LaunchedSystem.class);
    }

    /** Stops the services, then the broker, then the store, and lets go of the folder. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            starting.shutdownNow();
            if (!starting.awaitTermination(10, TimeUnit.SECONDS)) log().warn("A part that was starting did not stop");
            stopServices();
            if (broker != null) broker.close();
            if (store != null) store.close();
            folder.removeAddresses();
            folder.close();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void stopServices() {
        try (var stopping = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("stop-", 1).factory())) {
            for (var context : contexts.values()) stopping.execute(context::close);
        }
    }
}
