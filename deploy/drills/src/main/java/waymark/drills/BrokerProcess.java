package waymark.drills;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import waymark.embedded.EmbeddedBroker;

/** A broker in a process of its own, to be stopped while the rest of the system runs on. */
final class BrokerProcess implements AutoCloseable {

    private static final String STARTED = "The broker is ready";

    private final Path folder;
    private final int port;
    private Process process;

    BrokerProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** The process's own main: the data folder and the port. */
    public static void main(String[] arguments) {
        var broker = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), 0);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        System.out.println(STARTED);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void start() throws IOException {
        var command = WaymarkProcess.java(List.of(Drill.ownJar()));
        command.addAll(List.of(
                "-Dwaymark.logs=" + folder.resolveSibling("broker-logs"),
                "-Dlogback.configurationFile=launcher/logback.xml",
                BrokerProcess.class.getName(),
                folder.toString(),
                Integer.toString(port)));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = process.inputReader();
        for (var line = output.readLine(); !STARTED.equals(line); line = output.readLine()) {
            if (line == null) throw new IllegalStateException("the broker did not start");
        }
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        if (process != null) kill();
    }
}
