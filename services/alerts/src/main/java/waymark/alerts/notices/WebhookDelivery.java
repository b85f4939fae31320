package waymark.alerts.notices;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts events to the authority's webhook, at any time. Each attempt is signed anew with the system's time, so that its receiver can refuse what is old. Any answer of 200 to 299
 * takes it; a redirection is none, for it could lead anywhere.
 */
final class WebhookDelivery implements Delivery, AutoCloseable {
    static final String SIGNATURE = "Waymark-Signature";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, NoticeSettings.Webhook> webhooks;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    WebhookDelivery(Map<String, NoticeSettings.Webhook> webhooks) {
        this.webhooks = Map.copyOf(webhooks);
    }

    @Override
    public List<Notice.Channel> channels() {
        return List.of(Notice.Channel.WEBHOOK);
    }

    @Override
    public boolean isOpen(Instant now) {
        return true;
    }

    @Override
    public Result deliver(Notice notice, Instant now) throws InterruptedException {
        var webhook = webhooks.get(notice.authority());
        if (webhook == null) return new Result.Dropped("no-webhook");
        var request = HttpRequest.newBuilder(webhook.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header(SIGNATURE, signature(webhook.secret(), Instant.now().getEpochSecond(), notice.body()))
                .POST(BodyPublishers.ofString(notice.body()))
                .build();
        var answer = http.sendAsync(request, BodyHandlers.discarding());
        try {
            // The request's own patience ends with the headers of the answer.
            int status = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status / 100 == 2 ? new Result.Sent() : new Result.Failed("answered " + status);
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new Result.Failed("no answer within %d s".formatted(PATIENCE.toSeconds()));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException away)
                return new Result.Failed("not reached: " + away.getClass().getSimpleName());
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** @param seconds since 1970 */
    static String signature(String secret, long seconds, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = mac.doFinal("%d.%s".formatted(seconds, body).getBytes(StandardCharsets.UTF_8));
            return "t=%d,v1=%s".formatted(seconds, HexFormat.of().formatHex(signed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
