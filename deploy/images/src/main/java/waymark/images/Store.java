package waymark.images;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import waymark.embedded.EmbeddedStore;

/** Stands in for MongoDB in a composition where its image cannot be had: the embedded server, in a container of its own. */
final class Store {

    private static final int PORT = 27_017;

    private Store() {}

    public static void main(String[] none) throws InterruptedException {
        var store = EmbeddedStore.start(
                Path.of("/data/db"), new InetSocketAddress("0.0.0.0", PORT), EmbeddedStore.Settings.DEFAULT);
        Runtime.getRuntime().addShutdownHook(new Thread(store::close, "stop"));
        Thread.currentThread().join();
    }
}
