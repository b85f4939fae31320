package waymark.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of this machine's loopback address. */
public final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    /** The highest offset that a service has from the first port. */
    static final int MOST = 10;

    private static final int FIRST = 20_000;
    private static final int BLOCKS = 500;
    private static final int BLOCK = 20;

    private Ports() {}

    /** For PORTS_FROM: a first port from which every service's port is free at present; below those that systems hand out themselves. */
    public static int freeFrom() {
        while (true) {
            int from = FIRST + BLOCK * ThreadLocalRandom.current().nextInt(BLOCKS);
            if (IntStream.rangeClosed(0, MOST).allMatch(offset -> isFree(from + offset))) return from;
        }
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral(LOOPBACK))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
