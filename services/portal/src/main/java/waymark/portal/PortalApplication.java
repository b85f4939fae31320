package waymark.portal;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.Environment;
import waymark.web.CodeLists;
import waymark.web.WaymarkService;

/** What officers look at, on port 8080: pages made on the server from what the services answer. It keeps no case. */
@WaymarkService
@ImportAutoConfiguration({
    MultipartAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    ThymeleafAutoConfiguration.class
})
@ComponentScan
public class PortalApplication {
    public static void main(String[] arguments) {
        new PortalService().startAlone(arguments);
    }

    @Bean
    CodeLists codeLists(Environment settings) {
        return new CodeLists(settings, "waymark.portal.code-lists");
    }
}
