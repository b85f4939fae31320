package waymark.portal.signin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import waymark.portal.PortalApplication;
import waymark.web.CodeLists;
import waymark.web.WaymarkService;

/** The portal on a free port, with a provider and services that do as they are told. */
final class RunningPortal implements AutoCloseable {
    final Provider provider = new Provider();
    final CaseServices services = new CaseServices();
    private final ConfigurableApplicationContext context;

    /** As {@link PortalApplication}, without what other tests have beside it. */
    @WaymarkService
    @ImportAutoConfiguration({
        MultipartAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class,
        ThymeleafAutoConfiguration.class
    })
    @ComponentScan(
            basePackageClasses = PortalApplication.class,
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = ".*(Test|RunningPortal|PortalApplication).*"))
    static class Application {
        @Bean
        CodeLists codeLists(Environment settings) {
            return new CodeLists(settings, "waymark.portal.code-lists");
        }
    }

    /** @param others settings that go before those of every test */
    RunningPortal(Path folder, Map<String, String> others) throws IOException {
        var given = new HashMap<>(Map.of(
                "server.port",
                "0",
                "waymark.folder",
                folder.toString(),
                "waymark.sign-in.issuer",
                provider.address(),
                "waymark.sign-in.portal-secret",
                "a secret of the tests"));
        for (var service : new String[] {"involvements", "assessments", "referrals", "reporting", "alerts"}) {
            given.put("waymark.services." + service, services.address());
        }
        given.putAll(others);
        context = new SpringApplicationBuilder(Application.class)
                .properties(
                        "spring.config.name=portal",
                        "spring.config.location=classpath:/portal/",
                        "spring.main.register-shutdown-hook=false")
                .run(given.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    String address() {
        return "http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** Where operators ask, if that is a port of its own: local.management.port. */
    String operatorsAddress() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.management.port");
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    Browser browser() {
        return new Browser(address());
    }

    /** A browser in which somebody has signed in. */
    Browser signedIn(String account, String... roles) throws Exception {
        provider.account = account;
        provider.roles = List.of(roles);
        var browser = browser();
        browser.signIn();
        return browser;
    }

    @Override
    public void close() {
        context.close();
        provider.close();
        services.close();
    }
}
