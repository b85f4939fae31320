package waymark.alerts.notices;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notices go out.
 *
 * @param portal address that e-mails lead to
 * @param webhooks by authority
 */
@ConfigurationProperties("waymark.alerts")
record NoticeSettings(
        @DefaultValue("http://127.0.0.1:8080") URI portal,
        @DefaultValue Map<String, Webhook> webhooks,
        @DefaultValue Notices notices) {

    /**
     * Where the events of an authority's alerts are posted.
     *
     * @param url https, or of this machine
     * @param secret with which they are signed
     */
    record Webhook(URI url, String secret) {
        private static final List<String> THIS_MACHINE = List.of("127.0.0.1", "localhost", "[::1]");
        private static final int SHORTEST_SECRET = 32;

        Webhook {
            boolean isSafe = url != null
                    && url.getScheme() != null
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && isUnderCover(url);
            if (!isSafe) {
                throw new IllegalArgumentException(
                        "waymark.alerts.webhooks: url must be an https address without a user's name, or an http one of this machine");
            }
            if (secret == null || secret.length() < SHORTEST_SECRET) {
                throw new IllegalArgumentException(
                        "waymark.alerts.webhooks: secret must have %d characters or more".formatted(SHORTEST_SECRET));
            }
        }

        private static boolean isUnderCover(URI url) {
            return switch (url.getScheme()) {
                case "https" -> true;
                case "http" -> THIS_MACHINE.contains(url.getHost());
                default -> false;
            };
        }

        /** Without the secret, in case it is ever logged. */
        @Override
        public String toString() {
            return "Webhook[url=%s]".formatted(url);
        }
    }

    /**
     * @param group Kafka's consumer group, in which the instances share the reading
     * @param sendEvery how often it is looked whether anything is to be sent
     * @param from the time of day from which e-mails go out, as 08:00, on working days
     * @param until the time of day from which they are held until the next working morning
     * @param sender the address that e-mails come from
     * @param attempts after so many a notice is dead
     * @param firstPause after a first attempt that failed; doubled after each further one
     * @param longestPause which it never exceeds
     * @param mostAnHour so many e-mails about single alerts one person gets of the alerts of one hour; the others are in the portal and in the morning's digest
     * @param newest an event that is older leads to no notice: a topic that is read anew is no news
     * @param keep how long a notice is kept after it went out, longer than {@code newest}, so that none goes out twice
     */
    record Notices(
            @DefaultValue("alerts-notices") String group,
            @DefaultValue("500ms") Duration sendEvery,
            @DefaultValue("08:00") String from,
            @DefaultValue("18:00") String until,
            @DefaultValue("waymark@waymark.invalid") String sender,
            @DefaultValue("8") int attempts,
            @DefaultValue("1m") Duration firstPause,
            @DefaultValue("1h") Duration longestPause,
            @DefaultValue("20") int mostAnHour,
            @DefaultValue("7d") Duration newest,
            @DefaultValue("30d") Duration keep) {
        Notices {
            if (!EmailAddress.isOne(sender))
                throw new IllegalArgumentException("waymark.alerts.notices.sender must be an e-mail address");
            if (attempts < 1) throw new IllegalArgumentException("waymark.alerts.notices.attempts must be 1 or more");
            if (keep.compareTo(newest) <= 0)
                throw new IllegalArgumentException(
                        "waymark.alerts.notices.keep must be longer than waymark.alerts.notices.newest");
        }

        OfficeHours hours() {
            return new OfficeHours(LocalTime.parse(from), LocalTime.parse(until));
        }

        /** @param failed how many attempts have */
        Duration pauseAfter(int failed) {
            var pause = firstPause;
            for (int time = 1; time < failed && pause.compareTo(longestPause) < 0; time++)
                pause = pause.multipliedBy(2);
            return pause.compareTo(longestPause) < 0 ? pause : longestPause;
        }
    }
}
