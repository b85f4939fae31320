package waymark.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import waymark.launcher.LaunchedSystem;
import waymark.launcher.Ports;
import waymark.launcher.Settings;
import waymark.testing.Credentials;

/** The whole system, started once for all journeys as at 1 August 2022, and a browser in which people sign in to it. */
final class Journeys implements BeforeAllCallback, AfterAllCallback {
    static final LocalDate TODAY = LocalDate.of(2022, 8, 1);
    static final String PASSWORD = "demonstration";

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Journeys.class);

    private Running running;
    private Playwright playwright;
    private Browser browser;

    private final boolean ofItsOwn;

    Journeys() {
        this(false);
    }

    private Journeys(boolean ofItsOwn) {
        this.ofItsOwn = ofItsOwn;
    }

    /** For a test that stops parts of the system. */
    static Journeys ofItsOwn() {
        return new Journeys(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = ofItsOwn
                ? Running.start()
                : context.getRoot()
                        .getStore(HERE)
                        .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
        // Playwright's objects belong to the thread that made them.
        playwright = Chromium.playwright();
        browser = Chromium.launch(playwright);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        playwright.close();
        if (!ofItsOwn) return;
        try {
            running.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    LaunchedSystem system() {
        return running.system;
    }

    URI address(String service) {
        return URI.create(running.system.addresses().get(service));
    }

    String portal(String path) {
        return address("portal") + path;
    }

    /** For what a journey's world has in it before it begins; sent to the services themselves. */
    Credentials demo() {
        return running.demo;
    }

    BrowserContext context(Browser.NewContextOptions options) {
        var context = browser.newContext(options.setLocale("en-GB").setTimezoneId("Europe/London"));
        context.setDefaultTimeout(20_000);
        return context;
    }

    /** A desk with a screen of its own, at which somebody has signed in. */
    Page signedIn(String account) {
        return signedIn(account, new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    Page signedIn(String account, Browser.NewContextOptions options) {
        var page = context(options).newPage();
        page.navigate(portal("/"));
        signIn(page, account);
        return page;
    }

    static void signIn(Page page, String account) {
        page.getByLabel("Account").fill(account);
        page.getByLabel("Password").fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    /** Made when it is first asked for, once for all journeys that share a system. */
    World world() {
        return running.world();
    }

    /** Somebody opens an involvement, away from any browser. */
    void opens(String child) {
        new World.Sender(running.system.addresses(), demo())
                .post("involvements", "/involvements", "{\"childRef\": \"%s\"}".formatted(child));
    }

    /** An officer logs an involvement, and stands on its page. */
    void logs(Form form, String child, String name) {
        form.page().navigate(portal("/involvements/new/involvement"));
        form.type("Child's number", child).type("Child's name", name).type("When was it opened?", "1/8/2022");
        form.press("Continue");
        form.press("Log the involvement");
        form.page().waitForURL(url -> url.matches(".*/involvements/[0-9a-f-]{36}"));
    }

    private static final class Running implements AutoCloseable {
        private final LaunchedSystem system;
        private final Credentials demo;
        private final Path folder;
        private World world;

        private Running(LaunchedSystem system, Credentials demo, Path folder) {
            this.system = system;
            this.demo = demo;
            this.folder = folder;
        }

        private synchronized World world() {
            if (world == null) world = World.madeBy(new World.Sender(system.addresses(), demo));
            return world;
        }

        static Running start() {
            try {
                var folder = Files.createTempDirectory("waymark-journeys-");
                var system = new LaunchedSystem(Settings.from(name -> switch (name) {
                    case "DATA" -> folder.toString();
                    case "PORTS_FROM" -> String.valueOf(Ports.freeFrom());
                    case "AS_AT" -> TODAY.toString();
                    default -> null;
                }));
                system.start();
                return new Running(
                        system, Credentials.demo(URI.create(system.addresses().get("identity"))), folder);
            } catch (Exception cannotStart) {
                throw new IllegalStateException("the system could not be started", cannotStart);
            }
        }

        @Override
        public void close() throws IOException {
            system.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
    }
}
