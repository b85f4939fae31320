package waymark.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One process of a cluster, which the drill holds and which ends with the drill, whatever ends that: to be killed, stopped and started again on the same data
 * and port. Used by one thread at a time, but for {@link #kill}.
 */
final class Part implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** With which fifteen of them fit 24 GiB and two cores: a small heap, one thread to collect it, and compiled quickly rather than well. */
    static final List<String> SMALL = List.of(
            "-Xms32m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.net.preferIPv4Stack=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xlog:aot*=off");

    private final String name;
    private final Path folder;
    private final List<String> options;
    private final Map<String, String> environment;
    private final List<String> main;
    private final BooleanSupplier ready;
    private volatile Process process;

    /**
     * @param folder where its log and its temporary files are
     * @param options of Java
     * @param main the class whose main it is to run, and its arguments
     * @param ready whether it is, asked from outside
     */
    Part(
            String name,
            Path folder,
            List<String> options,
            Map<String, String> environment,
            List<String> main,
            BooleanSupplier ready) {
        this.name = name;
        this.folder = folder;
        this.options = options;
        this.environment = environment;
        this.main = main;
        this.ready = ready;
    }

    /** The process's own main: runs that of the class that is named first, until whoever started it is there no more. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("holder").start(Part::endWithHolder);
        try {
            Class.forName(arguments[0])
                    .getDeclaredMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failed) {
            failed.getCause().printStackTrace();
            System.exit(1);
        }
    }

    private static void endWithHolder() {
        try {
            // Nothing is ever written there, and it ends with the writer.
            while (System.in.read() >= 0) Thread.onSpinWait();
        } catch (IOException gone) {
            System.err.println("Ends with its holder: " + gone);
        }
        Runtime.getRuntime().halt(1);
    }

    /** Whether somebody listens there. */
    static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
            return true;
        } catch (IOException away) {
            return false;
        }
    }

    String name() {
        return name;
    }

    /** Returns once it is ready, and answers how long that took. */
    Duration start() throws InterruptedException {
        long began = System.nanoTime();
        begin();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) throw new IllegalStateException(name + " ended: see " + log());
            if (System.nanoTime() - began > LONGEST_START.toNanos())
                throw new IllegalStateException(
                        "%s was not ready within %s: see %s".formatted(name, LONGEST_START, log()));
            Thread.sleep(BETWEEN_LOOKS);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void begin() {
        var launcher = WaymarkProcess.home().resolve("platform/launcher/target");
        var command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(options);
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + folder,
                "-XX:AOTCache=" + launcher.resolve("waymark.aot"),
                "-cp",
                WaymarkProcess.classPath(List.of(Drill.ownJar())),
                Part.class.getName()));
        command.addAll(main);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        try {
            folder.toFile().mkdirs();
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path log() {
        return folder.resolve(name + ".log");
    }

    long pid() {
        return process.pid();
    }

    /** Of the processor, since it was started. */
    Duration worked() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** At once, without a chance to tidy up. */
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** As SIGTERM does: it ends what it has begun. Answers how long that took. */
    Duration stop() throws InterruptedException {
        long began = System.nanoTime();
        process.toHandle().destroy();
        if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException(name + " did not stop within " + LONGEST_STOP);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        if (process != null) kill();
    }
}
