package waymark.portal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Person;
import waymark.portal.desk.Services;
import waymark.web.access.Role;

/** Live figures from a small server that says what it is told to, through the portal, to browsers over HTTP. Who asks stands in the header {@code as}. */
class LiveFiguresTest {
    private static final int CLIENTS = 200;
    private static final int STALLED = 10;
    private static final int MOST_OF_ONE = 4;
    private static final String OPEN = "/dashboards/live?measures=cme.openAtEnd";

    private final Upstream upstream = new Upstream();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private ConfigurableApplicationContext portal;

    @BeforeEach
    void start() throws IOException {
        upstream.start();
        portal = new SpringApplicationBuilder(Portal.class)
                .web(WebApplicationType.SERVLET)
                .properties(Map.of(
                        "server.port",
                        "0",
                        "server.address",
                        "127.0.0.1",
                        "spring.threads.virtual.enabled",
                        "true",
                        "waymark.services.involvements",
                        upstream.address(),
                        "waymark.services.assessments",
                        upstream.address(),
                        "waymark.services.referrals",
                        upstream.address(),
                        "waymark.services.reporting",
                        upstream.address(),
                        "waymark.portal.answer-within",
                        "4s",
                        "waymark.portal.waiting-at-most",
                        "64",
                        "waymark.portal.live.most-clients",
                        Integer.toString(CLIENTS + STALLED)))
                .properties("waymark.services.alerts=" + upstream.address())
                .properties("waymark.portal.live.lasts=10m", "waymark.portal.live.silence=40s")
                .properties("waymark.portal.live.most-of-one-person=" + MOST_OF_ONE)
                .run();
    }

    @AfterEach
    void stop() throws Exception {
        for (var one : open) one.close();
        portal.close();
        upstream.stop();
    }

    @Test
    void twoHundredBrowsersHearOfAChangeFromOneFeedThoughOthersHaveStoppedReading() throws Exception {
        // Given
        var many = IntStream.range(0, 30)
                .mapToObj(number -> "cme.aFigureWithANameThatIsLongEnoughToFillBuffers" + number)
                .toList();
        var path = "/dashboards/live?measures=" + String.join(",", many);
        upstream.say(all(many, 1));
        var stalled = new ArrayList<Socket>();
        for (int one = 0; one < STALLED; one++) stalled.add(stall("AN-S" + one, path));
        var browsers = new ArrayList<Browser>();
        for (int one = 0; one < CLIENTS; one++) browsers.add(follow("AN-" + one, path));
        // More than the buffers of a connection hold, so that whoever does not read cannot be written to.
        for (int change = 2; change < 40; change++) {
            upstream.say(all(many, change));
            browsers.getLast().heardOf(Integer.toString(change));
        }
        for (var browser : browsers) browser.heardOf("39");
        // When
        long saidAt = System.nanoTime();
        upstream.say(all(many, 1000));
        // Then
        var delays = new long[CLIENTS];
        for (int one = 0; one < CLIENTS; one++) delays[one] = browsers.get(one).heardOf("1000") - saidAt;
        Arrays.sort(delays);
        System.out.printf(
                "live figures: %d browsers beside %d stalled ones, one feed; heard after %d ms (median), %d ms (last)%n",
                CLIENTS,
                STALLED,
                TimeUnit.NANOSECONDS.toMillis(delays[CLIENTS / 2]),
                TimeUnit.NANOSECONDS.toMillis(delays[CLIENTS - 1]));
        assertThat(upstream.asked).hasSize(1);
        for (var one : stalled) {
            var arrived = one.getInputStream().readNBytes(one.getInputStream().available());
            assertThat(new String(arrived, StandardCharsets.UTF_8)).doesNotContain(":1000");
        }
    }

    private static String all(List<String> measures, int value) {
        return measures.stream()
                .map(measure -> "\"%s\":%d".formatted(measure, value))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void theBrowserIsToldSinceWhenTheFeedIsLostAndGetsEverythingOnceItIsThereAgain() throws Exception {
        // Given
        upstream.say("{\"cme.openAtEnd\":7}");
        var browser = follow("AN-1", OPEN);
        browser.awaits("snapshot", "{\"cme.openAtEnd\":7}");
        // When
        upstream.away = true;
        upstream.hangUp();
        // Then
        browser.awaits("lost", "{\"since\":");
        upstream.away = false;
        upstream.say("{\"cme.openAtEnd\":8}");
        browser.awaits("snapshot", "{\"cme.openAtEnd\":8}");
    }

    @Test
    void aTokenThatHasEndedGivesWayToAnothersAndItsOwnerComesAgain() throws Exception {
        // Given
        upstream.say("{\"cme.openAtEnd\":7}");
        var first = follow("AN-1", OPEN);
        first.awaits("snapshot", "{\"cme.openAtEnd\":7}");
        var second = follow("AN-2", OPEN);
        second.awaits("snapshot", "{\"cme.openAtEnd\":7}");
        // When
        upstream.ended.add("token of AN-1");
        upstream.hangUp();
        // Then
        first.awaitsEnd();
        upstream.say("{\"cme.openAtEnd\":8}");
        second.awaits("change", "{\"cme.openAtEnd\":8}");
        assertThat(upstream.tokens).endsWith("token of AN-2");
    }

    @Test
    void figuresOfTheMonthAndOfThePeriodComeInOneStreamEachUnderItsOwnName() throws Exception {
        // Given
        upstream.say("{\"cme.opened\":5}");
        // When
        var browser = follow(
                "AN-1",
                "/dashboards/live?measures=cme.opened@month,cme.opened@period&from=2022-01-01&locality=Wycombe");
        // Then
        browser.awaits("snapshot", "{\"cme.opened@month\":5,\"cme.opened@period\":5}");
        assertThat(upstream.asked)
                .containsExactlyInAnyOrder(
                        "/live?measures=cme.opened&from=2022-07-01&locality=Wycombe",
                        "/live?measures=cme.opened&from=2022-01-01&locality=Wycombe");
    }

    @Test
    void oneTooManyIsTurnedAway() throws Exception {
        // Given
        upstream.say("{\"cme.openAtEnd\":7}");
        for (int one = 0; one < CLIENTS + STALLED; one++) follow("AN-" + one, OPEN);
        // When
        var oneMore = ask("AN-X", OPEN);
        // Then
        assertThat(oneMore.statusCode()).isEqualTo(503);
        oneMore.body().close();
    }

    @Test
    void whoFollowsInTooManyPlacesStopsInTheOldestAndIsToldSo() throws Exception {
        // Given
        upstream.say("{\"cme.openAtEnd\":7}");
        var oldest = follow("AN-1", OPEN);
        oldest.awaits("snapshot", "{\"cme.openAtEnd\":7}");
        var another = follow("AN-2", OPEN);
        var younger = new ArrayList<Browser>();
        for (int one = 1; one < MOST_OF_ONE; one++) younger.add(follow("AN-1", OPEN));
        // When
        younger.add(follow("AN-1", OPEN));
        // Then
        oldest.awaits("elsewhere", "{\"words\":\"You follow live figures in 4 other places.");
        oldest.awaitsEnd();
        upstream.say("{\"cme.openAtEnd\":8}");
        another.heardOf("8");
        for (var browser : younger) browser.heardOf("8");
    }

    @Test
    void theFeedEndsWithTheLastBrowser() throws Exception {
        // Given
        upstream.say("{\"cme.openAtEnd\":7}");
        var browser = follow("AN-1", OPEN);
        browser.awaits("snapshot", "{\"cme.openAtEnd\":7}");
        // When
        portal.getBean(LiveFigures.class).stop();
        // Then
        browser.awaitsEnd();
        await().untilAsserted(() -> {
            upstream.say("{\"cme.openAtEnd\":9}");
            assertThat(upstream.following).isEmpty();
        });
    }

    private Browser follow(String account, String path) throws Exception {
        var answer = ask(account, path);
        assertThat(answer.statusCode()).isEqualTo(200);
        var browser = new Browser(answer);
        open.add(browser);
        return browser;
    }

    private HttpResponse<InputStream> ask(String account, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .header("as", account)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Asks, and never reads a byte of the answer. */
    private Socket stall(String account, String path) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: portal\r\nas: " + account + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        open.add(socket);
        return socket;
    }

    private int port() {
        return Integer.parseInt(portal.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** What a browser has heard so far. */
    private static final class Browser implements AutoCloseable {
        private record Event(String name, String data, long at) {}

        private final HttpResponse<InputStream> answer;
        private final List<Event> events = new CopyOnWriteArrayList<>();
        private final CountDownLatch end = new CountDownLatch(1);

        private Browser(HttpResponse<InputStream> answer) {
            this.answer = answer;
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                String name = null;
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event: ")) name = line.substring("event: ".length());
                    if (line.startsWith("data: ")) {
                        events.add(new Event(name, line.substring("data: ".length()), System.nanoTime()));
                    }
                }
            } catch (IOException closed) {
                assertThat(closed).isNotNull();
            } finally {
                end.countDown();
            }
        }

        private void awaits(String name, String data) {
            await().pollInterval(Duration.ofMillis(10))
                    .untilAsserted(() -> assertThat(events).anySatisfy(event -> {
                        assertThat(event.name).isEqualTo(name);
                        assertThat(event.data).startsWith(data);
                    }));
        }

        private long heardOf(String value) {
            await().pollInterval(Duration.ofMillis(10))
                    .untilAsserted(() -> assertThat(events).anyMatch(event -> event.data.contains(":" + value)));
            return events.stream()
                    .filter(event -> event.data.contains(":" + value))
                    .findFirst()
                    .orElseThrow()
                    .at;
        }

        private void awaitsEnd() throws InterruptedException {
            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() throws IOException {
            answer.body().close();
        }
    }

    /** Reporting's live figures: what it was told last goes to whoever begins to follow, and then what it is told. */
    private static final class Upstream {
        private final List<OutputStream> following = new CopyOnWriteArrayList<>();
        private final List<HttpExchange> exchanges = new CopyOnWriteArrayList<>();
        private final Set<String> asked = ConcurrentHashMap.newKeySet();
        private final List<String> tokens = new CopyOnWriteArrayList<>();
        private final Set<String> ended = ConcurrentHashMap.newKeySet();
        private volatile String latest = "{}";
        private volatile boolean away;
        private HttpServer server;

        private void start() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/live", this::answer);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            var token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
            if (away || ended.contains(token)) {
                exchange.sendResponseHeaders(away ? 503 : 401, -1);
                exchange.close();
                return;
            }
            asked.add(exchange.getRequestURI().toString());
            tokens.add(token);
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            synchronized (this) {
                write(exchange.getResponseBody(), latest);
                following.add(exchange.getResponseBody());
                exchanges.add(exchange);
            }
        }

        private synchronized void say(String data) {
            latest = data;
            following.removeIf(one -> !wrote(one, data));
        }

        private static boolean wrote(OutputStream out, String data) {
            try {
                write(out, data);
                return true;
            } catch (IOException gone) {
                return false;
            }
        }

        private static void write(OutputStream out, String data) throws IOException {
            out.write(("event: change\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        private synchronized void hangUp() {
            exchanges.forEach(HttpExchange::close);
            exchanges.clear();
            following.clear();
        }

        private String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        private void stop() {
            hangUp();
            server.stop(0);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import({Services.class, LiveFigures.class, LiveFiguresController.class, Refusals.class})
    static class Portal {
        /** Small, as those of a slow line are soon full. */
        @Bean
        TomcatConnectorCustomizer buffers() {
            return connector -> connector.setProperty("socket.txBufSize", "4096");
        }

        @Bean
        MeterRegistry metrics() {
            return new SimpleMeterRegistry();
        }

        @Bean
        WebMvcConfigurer desks(Services services) {
            return new WebMvcConfigurer() {
                @Override
                public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                    resolvers.add(new DeskOfTheHeader(services));
                }
            };
        }
    }

    @RestControllerAdvice
    static class Refusals {
        @ExceptionHandler
        ResponseEntity<String> refused(CannotShow fault) {
            var refused = (Answer.Refused) fault.because();
            return ResponseEntity.status(refused.status()).body(refused.words());
        }
    }

    private record DeskOfTheHeader(Services services) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Desk.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer model,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            var account = request.getHeader("as");
            var person = new Person(account, account, "825", Set.of(Role.PERFORMANCE_ANALYST), List.of());
            return new Desk(person, LocalDate.of(2022, 7, 31), services, "token of " + account, "127.0.0.1");
        }
    }
}
