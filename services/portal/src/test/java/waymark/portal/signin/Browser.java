package waymark.portal.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps cookies, says where its requests come from, and follows redirects when it is told to. */
final class Browser implements AutoCloseable {
    private static final Pattern FORM = Pattern.compile("<form[^>]*>");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final String portal;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    Browser(String portal) {
        this.portal = portal;
    }

    URI at(String place) {
        return place.startsWith("http") ? URI.create(place) : URI.create(portal + place);
    }

    HttpResponse<String> get(String place) throws Exception {
        return send(HttpRequest.newBuilder(at(place)).header("Accept", "text/html"));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As from a page of the portal. */
    HttpResponse<String> post(String place, Map<String, String> form) throws Exception {
        return send(posting(place, form).header("Sec-Fetch-Site", "same-origin"));
    }

    HttpRequest.Builder posting(String place, Map<String, String> form) {
        return HttpRequest.newBuilder(at(place))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> URLEncoder.encode(field.getKey(), UTF_8) + "="
                                + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"))));
    }

    /** As far as the provider's answer; no page is asked for yet. */
    void signIn() throws Exception {
        var last = get("/");
        while (!last.uri().getPath().startsWith("/login/oauth2/code/")) {
            last = get(last.uri().resolve(location(last)).toString());
        }
    }

    /** To the end of the redirects, by way of signing in where that is needed. */
    HttpResponse<String> follow(HttpResponse<String> answer) throws Exception {
        var last = answer;
        for (int step = 0; step < 10 && last.statusCode() / 100 == 3; step++) {
            last = get(last.uri().resolve(location(last)).toString());
        }
        return last;
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
    }

    void loseSession() {
        cookies.getCookieStore().removeAll();
    }

    /** The hidden fields of the page's form that is sent there. */
    static Map<String, String> hidden(HttpResponse<String> page, String action) {
        var forms = FORM.matcher(page.body());
        while (forms.find()) {
            if (!forms.group().contains("action=\"" + action + "\"")) continue;
            var form = page.body().substring(forms.start(), page.body().indexOf("</form>", forms.start()));
            var fields = new LinkedHashMap<String, String>();
            var hidden = HIDDEN.matcher(form);
            while (hidden.find()) fields.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
            return fields;
        }
        throw new AssertionError("No form for " + action + " on " + page.uri() + ": " + page.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
