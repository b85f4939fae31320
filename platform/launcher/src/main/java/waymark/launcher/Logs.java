package waymark.launcher;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * One log for the whole process. Several applications start side by side in it, so none of them may configure the logging that they share.
 */
public final class Logs {

    private Logs() {}

    /** To be called before anything logs. */
    public static void keepIn(Path folder) {
        System.setProperty("waymark.logs", folder.toString());
        System.setProperty(
                "logback.configurationFile", String.valueOf(Logs.class.getResource("/launcher/logback.xml")));
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
