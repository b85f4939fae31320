package waymark.identity;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import waymark.web.access.Role;

/** The programs that get tokens: the portal for whoever signs in, and {@code demo} for scripts. */
@Configuration(proxyBeanMethods = false)
class Clients {
    /** Its id and its secret. */
    static final String DEMO = "demo";

    private static final Duration ACCESS = Duration.ofMinutes(5);
    /** A working day. */
    private static final Duration RENEWABLE = Duration.ofHours(10);

    @Bean
    RegisteredClientRepository registeredClients(PortalSettings settings, PasswordEncoder passwords) {
        return new InMemoryRegisteredClientRepository(
                portal(settings, passwords.encode(settings.portalSecret())), demo(passwords.encode(DEMO)));
    }

    private static RegisteredClient portal(PortalSettings settings, String secret) {
        var portal = client("portal", secret)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(ACCESS)
                        .refreshTokenTimeToLive(RENEWABLE)
                        .reuseRefreshTokens(false)
                        .build());
        for (var address : settings.portalAddresses()) {
            portal.redirectUri(address + "/login/oauth2/code/waymark")
                    .postLogoutRedirectUri(address.toString())
                    .postLogoutRedirectUri(address + "/")
                    .postLogoutRedirectUri(address + "/signed-out");
        }
        return portal.build();
    }

    private static RegisteredClient demo(String secret) {
        return client(DEMO, secret)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(ACCESS).build())
                .build();
    }

    private static RegisteredClient.Builder client(String id, String secret) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }

    /** Whom scripts act as. */
    static Person demo() {
        return new Person(
                DEMO, "Scripts", "825", Stream.of(Role.values()).map(Role::code).toList(), List.of(), "Scripts");
    }
}
