package waymark.images;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * The health check of every image, which has no other program to ask with. Ends with 0 where the answer is good, else with 1. The environment names whom to ask,
 * as READY: http://..., or host:port of a server that speaks another protocol and need only listen.
 */
final class Health {

    private static final int PATIENCE = 4_000;

    private Health() {}

    public static void main(String[] none) {
        System.exit(isGood(System.getenv("READY")) ? 0 : 1);
    }

    static boolean isGood(String address) {
        try {
            return address.startsWith("http:") ? answers(URI.create(address)) : listens(address);
        } catch (IOException away) {
            return false;
        }
    }

    private static boolean answers(URI address) throws IOException {
        var question = (HttpURLConnection) address.toURL().openConnection();
        question.setConnectTimeout(PATIENCE);
        question.setReadTimeout(PATIENCE);
        return question.getResponseCode() == HttpURLConnection.HTTP_OK;
    }

    private static boolean listens(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    PATIENCE);
            return true;
        }
    }
}
