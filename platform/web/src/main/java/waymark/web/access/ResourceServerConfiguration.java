package waymark.web.access;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import waymark.web.WaymarkSettings;

/** The beans of a service that is spoken to with access tokens. */
@Configuration(proxyBeanMethods = false)
class ResourceServerConfiguration {
    private static final Set<Role> OPERATORS = Set.of(Role.ADMINISTRATOR);

    @Bean
    Permissions permissions(@Value("${spring.application.name}") String service) {
        return Permissions.of(service);
    }

    @Bean
    WholeTable wholeTable(Permissions permissions, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new WholeTable(permissions, mappings.stream().toList());
    }

    @Bean
    Refusals refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new Refusals(problems);
    }

    /** Nothing is signed in by a cookie, so there is no session and no forged request to fear. */
    @Bean
    SecurityFilterChain access(
            HttpSecurity http, Permissions permissions, WaymarkSettings settings, Refusals refusals) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> {}))
                .oauth2ResourceServer(server -> server.jwt(tokens -> tokens.decoder(new Tokens(settings.signIn())))
                        .protectedResourceMetadata(metadata -> metadata.protectedResourceMetadataCustomizer(about ->
                                about.authorizationServer(settings.signIn().issuer())))
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .exceptionHandling(
                        faults -> faults.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests
                        // What was let in goes on, as a stream or as a fault's answer.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/actuator/health/**",
                                "/actuator/prometheus",
                                "/openapi",
                                "/openapi.yaml")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access(new Gate(_ -> OPERATORS))
                        .anyRequest()
                        .access(new Gate(permissions::permitting)))
                .build();
    }

    @Bean
    WebMvcConfigurer callers() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new Callers());
            }
        };
    }

    /** In the OpenAPI document: the token, and what those get who have none or no role for it. */
    @Bean
    OpenApiCustomizer accessInOpenApi() {
        return document -> {
            if (document.getComponents() == null) document.setComponents(new Components());
            document.getComponents()
                    .addSecuritySchemes(
                            "sign-in",
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.HTTP)
                                    .scheme("bearer")
                                    .bearerFormat("JWT")
                                    .description(
                                            "An access token with the claims sub, authority, roles and, where not of every team, teams."))
                    .addResponses(
                            "sign-in",
                            new ApiResponse()
                                    .description("There is no token, or none that is good: rule request.sign-in."))
                    .addResponses(
                            "role",
                            new ApiResponse()
                                    .description(
                                            "The caller's role does not permit this; roles has those that do: rule request.role."));
            document.setSecurity(List.of(new SecurityRequirement().addList("sign-in")));
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation
                            .getResponses()
                            .addApiResponse("401", new ApiResponse().$ref("sign-in"))
                            .addApiResponse("403", new ApiResponse().$ref("role")));
        };
    }
}
