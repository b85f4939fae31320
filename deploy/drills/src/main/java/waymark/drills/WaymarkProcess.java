package waymark.drills;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import waymark.launcher.Ports;
import waymark.testing.Credentials;
import waymark.testing.TestIssuer;

/**
 * The launched system in a process of its own, from the built jars and with the options of {@code make run}; to be killed and started again on the
 * same data and ports. Used by one thread, but for {@link #address}.
 */
final class WaymarkProcess implements RunningSystem, AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("  (\\S+)\\s+(\\S.*)");
    private static final String LAUNCHER_JAR = "platform/launcher/target/launcher-1-SNAPSHOT.jar";
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);
    private static final int LINES_KEPT = 50;
    private static final int ISSUER_OFFSET = 10;

    private final Path data;
    private final int portsFrom;
    private final Credentials officer;
    private final Map<String, String> settings;
    private final List<Path> alsoOnClassPath;
    private final Map<String, String> addresses = new HashMap<>();
    private Process process;
    private Duration startedIn;

    /**
     * @param settings of the environment, beside DATA and PORTS_FROM
     * @param alsoOnClassPath jars beside those of the launched system
     */
    WaymarkProcess(Path data, Map<String, String> settings, Path... alsoOnClassPath) {
        this.data = data;
        this.portsFrom = Ports.freeFrom();
        this.officer = Credentials.demo(URI.create("http://127.0.0.1:" + (portsFrom + ISSUER_OFFSET)));
        this.settings = settings;
        this.alsoOnClassPath = List.of(alsoOnClassPath);
    }

    /** The folder of the sources: where the launcher's options are, here or above. */
    static Path home() {
        var here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("platform/launcher/jvm.options"))) here = here.getParent();
        if (here == null) throw new IllegalStateException("run this from within Waymark's folder");
        return here;
    }

    static boolean isBuilt() {
        return Files.exists(home().resolve(LAUNCHER_JAR));
    }

    /** Java with the launched system's options and class path, which a main class and its arguments are to follow. */
    static List<String> java(List<Path> alsoOnClassPath) {
        var launcher = home().resolve("platform/launcher");
        return new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "@" + launcher.resolve("jvm.options"),
                "-XX:AOTCache=" + launcher.resolve("target/waymark.aot"),
                "-cp",
                classPath(alsoOnClassPath)));
    }

    /** The launched system's first, as its cache of what a start needs wants it. */
    static String classPath(List<Path> alsoOnClassPath) {
        var classPath = new ArrayList<String>();
        classPath.add(home().resolve(LAUNCHER_JAR).toString());
        classPath.add(home().resolve("platform/launcher/target/lib/*").toString());
        alsoOnClassPath.forEach(jar -> classPath.add(jar.toString()));
        return String.join(File.pathSeparator, classPath);
    }

    /** Returns once it says that it is ready, and keeps how long that took. */
    void start() {
        var command = java(alsoOnClassPath);
        command.add("waymark.launcher.Waymark");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(settings);
        builder.environment().put("DATA", data.toString());
        builder.environment().put("PORTS_FROM", Integer.toString(portsFrom));
        long began = System.nanoTime();
        try {
            process = builder.start();
            var output = process.inputReader();
            awaitReady(output);
            startedIn = Duration.ofNanos(System.nanoTime() - began);
            Thread.ofVirtual().start(() -> output.lines().forEach(System.err::println));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitReady(BufferedReader output) throws IOException {
        var said = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (said.size() > LINES_KEPT) said.removeFirst();
            var address = ADDRESS.matcher(line);
            if (said.contains("Waymark is ready") && address.matches()) {
                synchronized (addresses) {
                    addresses.put(address.group(1), address.group(2));
                }
                if (address.group(1).equals("data")) return;
            }
        }
        throw new IllegalStateException("Waymark did not start:\n" + String.join("\n", said));
    }

    /** @param part a service's name; also broker and store */
    String address(String part) {
        synchronized (addresses) {
            return addresses.get(part);
        }
    }

    /** The client {@code demo} of this system's own issuer; before it is started, too. */
    @Override
    public Credentials officer() {
        return officer;
    }

    /** Settings under which it believes the tests' tokens, which any authority can have, in place of its own issuer's. */
    static Map<String, String> believingTests() {
        return Map.of("ISSUER", TestIssuer.shared().address().toString(), "PORTAL_SECRET", "nobody signs in there");
    }

    @Override
    public URI uri(String service, String path, int turn) {
        return URI.create(address(service) + path);
    }

    @Override
    public String kafka() {
        return address("broker");
    }

    @Override
    public List<RunningSystem> views() {
        return List.of(this);
    }

    Duration startedIn() {
        return startedIn;
    }

    /** At once, without a chance to tidy up. */
    void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** As Ctrl-C or SIGTERM do; answers the exit status. */
    int stop() {
        process.toHandle().destroy();
        awaitEnd();
        return process.exitValue();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.toHandle().destroyForcibly();
                throw new IllegalStateException("Waymark did not stop within " + LONGEST_STOP);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(impatient);
        }
    }

    /** What of it is in memory at present, in megabytes. Linux only. */
    double residentMegabytes() {
        try (var status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void collectGarbage() throws IOException {
        collectGarbage(process.pid());
    }

    static void collectGarbage(long process) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, Long.toString(process), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) stop();
    }
}
