package waymark.testing;

import java.net.http.HttpRequest;

/** Who tests, drills and benchmarks say they are. All of them take it from here, so that sign-in changes this file alone. */
public record Credentials(String authority, String actor) {
    public static final Credentials OFFICER = new Credentials("825", "CME-07");
    public static final Credentials OFFICER_ELSEWHERE = new Credentials("826", "CME-99");

    public HttpRequest.Builder on(HttpRequest.Builder request) {
        return request.header("X-Authority", authority).header("X-Actor", actor);
    }
}
