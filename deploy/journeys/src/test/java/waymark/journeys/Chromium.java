package waymark.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real browser: the one that CHROMIUM names, the system's, or Debian's, installed where that is allowed. */
final class Chromium {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium");

    private Chromium() {}

    static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    private static Path executable() {
        return found().orElseGet(() -> {
            install();
            return found().orElseThrow(
                            () -> new IllegalStateException(
                                    "These tests need Chromium. Install it (Debian, Ubuntu: apt-get install chromium) or name one: CHROMIUM=/path/to/chromium."));
        });
    }

    private static Optional<Path> found() {
        var named = System.getenv("CHROMIUM");
        if (named != null) return Optional.of(Path.of(named));
        return PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    private static synchronized void install() {
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) return;
        run("apt-get", "update", "-q");
        run("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core");
    }

    private static void run(String... command) {
        try {
            var installing = new ProcessBuilder(command).inheritIO();
            installing.environment().put("DEBIAN_FRONTEND", "noninteractive");
            var process = installing.start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) process.destroy();
        } catch (IOException cannot) {
            throw new IllegalStateException("Chromium could not be installed", cannot);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
