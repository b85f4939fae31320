package waymark.identity;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import waymark.web.WaymarkSettings;

/** Who may reach what here, and what stands in a token. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    @Bean
    SecurityFilterChain everything(
            HttpSecurity http, PortalSettings portal, IdentitySettings identity, Clock attemptsClock) throws Exception {
        var signInForm = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, SignInPage.ADDRESS);
        var denied = new AccessDeniedHandlerImpl();
        return http.oauth2AuthorizationServer(server -> server.oidc(withDefaults()))
                // For /userinfo, which is asked with an access token.
                .oauth2ResourceServer(asked -> asked.jwt(withDefaults()))
                .authorizeHttpRequests(paths -> paths.requestMatchers(
                                SignInPage.ADDRESS + "/**",
                                "/",
                                "/identity.css",
                                "/error",
                                "/actuator/health/**",
                                "/actuator/prometheus")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage(SignInPage.ADDRESS)
                        .usernameParameter(SignInPage.ACCOUNT)
                        .failureHandler(SignInPage::refuse))
                .addFilterBefore(
                        new SignInLimit(identity, attemptsClock, SignInPage::refuse),
                        UsernamePasswordAuthenticationFilter.class)
                // Whoever left the page open for so long that its session ended gets a fresh one, not a refusal.
                .exceptionHandling(faults -> faults.accessDeniedHandler((request, response, reason) -> {
                    if (signInForm.matches(request)) {
                        response.sendRedirect(SignInPage.ADDRESS + "?late");
                    } else {
                        denied.handle(request, response, reason);
                    }
                }))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(policy(portal)))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** A browser holds the redirects after a form to form-action too, and signing in leads to the portal. */
    private static String policy(PortalSettings portal) {
        var addresses = portal.portalAddresses().stream().map(Object::toString).collect(Collectors.joining(" "));
        return "default-src 'self'; form-action 'self' " + addresses
                + "; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
    }

    @Bean
    AuthorizationServerSettings server(WaymarkSettings settings, IdentitySettings identity) {
        identity.refuseBeside(settings.signIn().issuer());
        return AuthorizationServerSettings.builder().issuer(identity.address()).build();
    }

    @Bean
    JWKSource<SecurityContext> keys(WaymarkSettings settings) throws IOException, JOSEException, ParseException {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(settings.folder())));
    }

    @Bean
    JwtDecoder tokens(JWKSource<SecurityContext> keys) {
        return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    /** Both kinds of token say what somebody may do: services read it in the access token, and the portal in the ID token for what it offers. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(People people, WaymarkSettings settings) {
        return token -> {
            var claims = token.getClaims();
            var account = token.getPrincipal().getName();
            var person = account.equals(Clients.DEMO) ? Clients.demo() : people.named(account);
            claims.claim("authority", person.authority()).claim("roles", person.roles());
            if (!person.teams().isEmpty()) claims.claim("teams", person.teams());
            if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
                claims.audience(List.of(settings.signIn().audience()));
            } else {
                claims.claim("name", person.name());
            }
        };
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** Tells the provider which browser sessions have ended. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    /** A test brings a clock that it can turn. */
    @Bean
    @ConditionalOnMissingBean
    Clock attemptsClock() {
        return Clock.systemUTC();
    }
}
