package waymark.launcher;

/** Starts the whole system in this process and keeps it in the foreground until the process is told to end. */
public final class Waymark {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Waymark() {}

    /** Takes its settings from the environment, or from system properties of the same names, which go first. */
    public static void main(String[] arguments) {
        try {
            run(Settings.from(name -> System.getProperty(name, System.getenv(name))));
        } catch (Settings.Unusable unusable) {
            end(unusable.getMessage(), MISUSED);
        } catch (CannotStart cannot) {
            end(cannot.getMessage(), FAILED);
        }
    }

    private static void run(Settings settings) throws CannotStart {
        var system = new LaunchedSystem(settings);
        Logs.keepIn(settings.data().resolve("logs"));
        Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
        system.start();
        System.out.println("Waymark is ready");
        var portal = system.addresses().get(LaunchedSystem.PORTAL);
        if (portal != null) print("open this:", portal);
        system.addresses().forEach(Waymark::print);
    }

    private static void print(String part, String address) {
        System.out.printf("  %-14s %s%n", part, address);
    }

    private static void end(String reason, int status) {
        System.err.println(reason);
        System.exit(status);
    }
}
