package waymark.portal.signin;

import static org.springframework.security.config.Customizer.withDefaults;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.HttpSessionMutexListener;

/**
 * Sign-in by OpenID Connect, with the session on the server: the browser holds a cookie and never a token. Everything but what a signed-out page needs is
 * for those who are signed in; what each may do is decided by the services.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SignInConfiguration {
    static final String CLIENT = "waymark";
    private static final long A_YEAR = Duration.ofDays(365).toSeconds();
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final String TO_THE_PROVIDER = "/oauth2/authorization/" + CLIENT;

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            ClientRegistrationRepository clients,
            OAuth2AuthorizedClientRepository authorized,
            KeptWords keptWords,
            @Value("${waymark.sign-in.issuer}") URI issuer,
            @Value("${waymark.portal.https}") boolean https)
            throws Exception {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        var signedOut = new OidcClientInitiatedLogoutSuccessHandler(clients);
        signedOut.setPostLogoutRedirectUri("{baseUrl}/signed-out");
        return http.authorizeHttpRequests(paths -> paths.requestMatchers(
                                "/assets/**",
                                "/webjars/**",
                                "/favicon.ico",
                                "/signed-out",
                                "/sign-in-failed",
                                "/not-sent",
                                "/accessibility",
                                "/error",
                                // Whoever is not signed in any more is not led away by a number that asks for itself.
                                "/alerts/badge",
                                "/records/broken-glass/badge",
                                "/actuator/health/**",
                                "/actuator/prometheus")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.loginPage(TO_THE_PROVIDER)
                        .authorizedClientRepository(authorized)
                        .failureUrl("/sign-in-failed")
                        .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests)))
                .oauth2Client(client -> client.authorizedClientRepository(authorized))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessHandler(signedOut))
                .csrf(withDefaults())
                .exceptionHandling(faults -> faults.accessDeniedHandler(keptWords))
                .addFilterAfter(new FormsOnPages.Asked(keptWords), AuthorizationFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(policy(issuer)))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), microphone=(), geolocation=()"))
                        .httpStrictTransportSecurity(transport -> transport
                                .maxAgeInSeconds(A_YEAR)
                                .includeSubDomains(true)
                                // Where a proxy takes https for the portal, its requests do not look secure here.
                                .requestMatcher(request -> https || request.isSecure())))
                .build();
    }

    /** Forms may lead to the provider, because a sign-out and a form sent after the session's end are redirected there. */
    private static String policy(URI issuer) {
        var provider = issuer.getScheme() + "://" + issuer.getAuthority();
        return "default-src 'self'; img-src 'self' data:; form-action 'self' " + provider
                + "; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
    }

    /** Found out at the first sign-in, because the provider may start after the portal does. */
    @Bean
    ClientRegistrationRepository clients(
            @Value("${waymark.sign-in.issuer}") String issuer,
            @Value("${waymark.sign-in.portal-client}") String client,
            @Value("${waymark.sign-in.portal-secret}") String secret) {
        return new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(ClientRegistrations.fromIssuerLocation(issuer)
                        .registrationId(CLIENT)
                        .clientId(client)
                        .clientSecret(secret)
                        .scope("openid", "profile")
                        .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                        .build()));
    }

    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    /** Renews an access token that is about to end, as long as the provider lets it. */
    @Bean
    OAuth2AuthorizedClientManager tokens(
            ClientRegistrationRepository clients, OAuth2AuthorizedClientRepository authorized) {
        var tokens = new DefaultOAuth2AuthorizedClientManager(clients, authorized);
        var renewals = new RestClientRefreshTokenTokenResponseClient();
        renewals.setRestClient(patient());
        tokens.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken(
                        renewal -> renewal.accessTokenResponseClient(renewals).clockSkew(Renewal.BEFOREHAND))
                .build());
        return tokens;
    }

    /** As Spring's own, but it does not wait for ever: whoever waits holds up the person's other pages. */
    private static RestClient patient() {
        var http = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(LONGEST_CONNECT).build());
        http.setReadTimeout(LONGEST_ANSWER);
        return RestClient.builder()
                .requestFactory(http)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }

    /** So that a session has one lock for all its requests. */
    @Bean
    HttpSessionMutexListener sessionLocks() {
        return new HttpSessionMutexListener();
    }
}
