package waymark.portal.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.StreamUtils;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.LiteWebJarsResourceResolver;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.TransformedResource;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.webjars.WebJarVersionLocator;
import waymark.portal.signin.Desks;

/** Where the pages' files come from. Our own have a digest of their content in the address, so that a browser keeps each for a year. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Desks desks;

    WebConfiguration(Desks desks) {
        this.desks = desks;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(desks);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        var moj = "ministryofjustice__frontend";
        var forGood = CacheControl.maxAge(A_YEAR).cachePublic().immutable();
        registry.addResourceHandler("/assets/images/icon-*.svg")
                .addResourceLocations("classpath:/META-INF/resources/webjars/%s/%s/moj/assets/images/"
                        .formatted(moj, new WebJarVersionLocator().version(moj)))
                .setCacheControl(forGood);
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/portal/static/")
                .setCacheControl(forGood)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        registry.addResourceHandler("/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(CacheControl.maxAge(A_DAY).cachePublic())
                .resourceChain(true)
                .addResolver(new LiteWebJarsResourceResolver())
                .addTransformer(withoutTheGovernmentsTypeface());
    }

    @Bean
    ResourceUrlEncodingFilter addressesWithDigests() {
        return new ResourceUrlEncodingFilter();
    }

    private static final Pattern FONT_FACES = Pattern.compile("@font-face\\{[^}]*}");

    /** GDS Transport is licensed for gov.uk alone, and a council's pages are not there. */
    private static ResourceTransformer withoutTheGovernmentsTypeface() {
        return (request, resource, chain) -> {
            var transformed = chain.transform(request, resource);
            var name = transformed.getFilename();
            return name != null && name.endsWith(".css") ? plain(transformed) : transformed;
        };
    }

    private static Resource plain(Resource styles) throws IOException {
        var text = StreamUtils.copyToString(styles.getInputStream(), StandardCharsets.UTF_8);
        var plain = FONT_FACES
                .matcher(text)
                .replaceAll("")
                .replace("GDS Transport,arial", "system-ui,arial")
                .replace("\"GDS Transport\",arial", "system-ui,arial");
        return new TransformedResource(styles, plain.getBytes(StandardCharsets.UTF_8));
    }
}
