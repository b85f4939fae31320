package waymark.identity;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import waymark.web.WaymarkService;

/** An OpenID provider with demonstration users, on port 8090. It needs neither broker nor store. */
@WaymarkService
@ImportAutoConfiguration({SecurityFilterAutoConfiguration.class, ThymeleafAutoConfiguration.class})
@ComponentScan
@ConfigurationPropertiesScan
public class IdentityApplication {
    public static void main(String[] arguments) {
        new IdentityService().startAlone(arguments);
    }
}
