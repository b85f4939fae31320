package waymark.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whoSaysThatItIsReadyIsGood() {
        assertThat(Health.isGood(address("http://"))).isTrue();
    }

    @Test
    void whoSaysOtherwiseIsNot() {
        status.set(503);
        assertThat(Health.isGood(address("http://"))).isFalse();
    }

    @Test
    void whoIsAwayIsNot() {
        server.stop(0);
        assertThat(Health.isGood(address("http://"))).isFalse();
        assertThat(Health.isGood(address(""))).isFalse();
    }

    @Test
    void aServerThatSpeaksAnotherProtocolNeedOnlyListen() {
        assertThat(Health.isGood(address(""))).isTrue();
    }

    private String address(String scheme) {
        return scheme + "127.0.0.1:" + server.getAddress().getPort();
    }
}
