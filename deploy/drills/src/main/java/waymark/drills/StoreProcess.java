package waymark.drills;

import java.nio.file.Path;
import waymark.embedded.EmbeddedStore;

/** A store in a process of its own. */
final class StoreProcess {
    private StoreProcess() {}

    /** The data folder and the port. */
    public static void main(String[] arguments) {
        var store = EmbeddedStore.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(store::close));
    }
}
