package waymark.portal.desk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** What a signed-in person works at: the services, asked in that person's name. A page's method takes it as a parameter. */
public final class Desk {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Person person;
    private final LocalDate today;
    private final Services services;
    private final String token;
    private final String from;

    /** @param from the address that the person's browser asks from, for the audit */
    public Desk(Person person, LocalDate today, Services services, String token, String from) {
        this.person = person;
        this.today = today;
        this.services = services;
        this.token = token;
        this.from = from;
    }

    public Person person() {
        return person;
    }

    /** The business day. */
    public LocalDate today() {
        return today;
    }

    /** @param path may have {} for the values, which are encoded into it in turn */
    public Answer get(Service service, String path, Object... values) {
        return services.ask(service, request(service, path, values).GET());
    }

    /** At the same time as others: ask first, then take each. */
    public CompletableFuture<Answer> meanwhile(Service service, String path, Object... values) {
        return CompletableFuture.supplyAsync(() -> get(service, path, values), services.threads());
    }

    /** What a page cannot be without. */
    public Doc need(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> done.doc();
            case Answer.Refused refused -> throw new CannotShow(refused);
            case Answer.Away away -> throw new CannotShow(away);
        };
    }

    public Doc need(Service service, String path, Object... values) {
        return need(get(service, path, values));
    }

    /** @param headers names and values in turn; a null value leaves its header out */
    public Answer send(String method, Service service, String path, Object body, String... headers) {
        var request = request(service, path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        for (int name = 0; name < headers.length; name += 2) {
            if (headers[name + 1] != null) request.header(headers[name], headers[name + 1]);
        }
        return services.ask(service, request);
    }

    public Answer post(Service service, String path, Map<String, ?> body, String... headers) {
        return send("POST", service, path, body, headers);
    }

    /** As {@link #post}, of a question whose answer takes a service a while. */
    public Answer consider(Service service, String path, Map<String, ?> body) {
        return services.send(
                service,
                request(service, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** A register's file, sent on as it comes. */
    public Answer upload(Service service, String path, String contentType, HttpRequest.BodyPublisher file) {
        return services.send(
                service,
                request(service, path).header("Content-Type", contentType).POST(file));
    }

    /** An answer that is passed on as it comes; the caller closes its body. */
    public HttpResponse<InputStream> open(Service service, String accept, String path, Object... values)
            throws IOException {
        return services.open(service, request(service, path, values).setHeader("Accept", accept));
    }

    /**
     * A table that is passed on as it comes; the caller closes it.
     *
     * @throws CannotShow where there is none, for the service's own reason
     */
    public InputStream csv(Service service, String path, Object... values) {
        return services.file(
                service,
                request(service, path, values).setHeader("Accept", "text/csv, application/problem+json;q=0.9"));
    }

    private HttpRequest.Builder request(Service service, String path, Object... values) {
        return services.request(service, token, filled(path, values)).header("X-Forwarded-For", from);
    }

    /** Puts each value, encoded, in the place of the next {}. */
    public static String filled(String path, Object... values) {
        var filled = new StringBuilder();
        int from = 0;
        for (var value : values) {
            int place = path.indexOf("{}", from);
            filled.append(path, from, place).append(encoded(String.valueOf(value)));
            from = place + 2;
        }
        return filled.append(path.substring(from)).toString();
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
