package waymark.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import waymark.web.Caller;

class PermissionsTest {
    private static final String HEADER =
            "METHOD PATH " + Stream.of(Role.values()).map(Role::code).collect(Collectors.joining(" ")) + "\n";
    private static final Permissions VISITS = Permissions.read("visits", HEADER + """
            GET  /visits/{id}          x . . . x . . .  # a comment
            GET  /visits/imports/{id}  . . . . x . . .
            GET  /visits/{id}/history  . x . . . . . .

            POST /visits/{id}          . . x . . . . .
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /visits/7             | CME_OFFICER TEAM_MANAGER
            HEAD   | /visits/7             | CME_OFFICER TEAM_MANAGER
            POST   | /visits/7             | DUTY_WORKER
            GET    | /visits/imports/7     | TEAM_MANAGER
            GET    | /visits/7/history     | SEND_COORDINATOR
            GET    | /visits/a%2Fb         | CME_OFFICER TEAM_MANAGER
            DELETE | /visits/7             |
            OPTIONS| /visits/7             |
            GET    | /visits               |
            GET    | /visits/7/            |
            GET    | /visits/7/history/all |
            """)
    void theMostSpecificLineOfTheMethodDecidesAndWithoutOneNobodyMay(String method, String path, String roles) {
        // When
        var permitting = VISITS.permitting(new MockHttpServletRequest(method, path));

        // Then
        assertThat(permitting.stream().sorted().map(Role::name).collect(Collectors.joining(" ")))
                .isEqualTo(roles == null ? "" : roles);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET   /a x . . . . . . y     | line 2: a mark is x or a point, not y
            GET   /a x . . . . . .       | line 2: a method, a path and 8 marks are needed
            GET   /a x . . . . . . . .   | line 2: a method, a path and 8 marks are needed
            FETCH /a x . . . . . . .     | line 2: there is no method FETCH
            GET   /{a x . . . . . . .    | line 2: /{a is no path
            '# nothing but a comment'    | permits nothing to anybody
            """)
    void aLineThatLeavesAnythingOpenIsRefusedWithItsNumber(String line, String words) {
        assertThatThrownBy(() -> Permissions.read("visits", HEADER + line)).hasMessageContaining(words);
    }

    @Test
    void aHeaderOrALineThatSaysTwoThingsIsRefused() {
        assertThatThrownBy(() -> Permissions.read("visits", HEADER.replace("councillor", "mayor") + "GET /a"))
                .hasMessageContaining("line 1: there is no role mayor");
        assertThatThrownBy(() -> Permissions.read("visits", HEADER.replace("councillor", "duty-worker") + "GET /a"))
                .hasMessageContaining("line 1: the header must have METHOD, PATH and each role once");
        assertThatThrownBy(() -> Permissions.read("visits", HEADER + """
                        GET /a x . . . . . . .

                        GET /a . . . . . . . .
                        """))
                .hasMessageContaining("line 4: a second line for GET /a");
        assertThatThrownBy(() -> Permissions.of("nowhere")).hasMessageContaining("nowhere/permissions.txt");
    }

    @Test
    void aServiceStartsOnlyWithALineForEachEndpointAndAnEndpointForEachLine() throws Exception {
        // Given
        var mapping = new RequestMappingHandlerMapping();
        mapping.setApplicationContext(new StaticWebApplicationContext());
        mapping.afterPropertiesSet();
        var method = getClass().getDeclaredMethod("aServiceStartsOnlyWithALineForEachEndpointAndAnEndpointForEachLine");
        mapping.registerMapping(
                RequestMappingInfo.paths("/visits/{id}", "/guests")
                        .methods(RequestMethod.GET)
                        .build(),
                this,
                method);
        mapping.registerMapping(RequestMappingInfo.paths("/anyhow").build(), this, method);
        var whole = new WholeTable(VISITS, List.of(mapping));

        // When / Then
        assertThatThrownBy(whole::start)
                .hasMessageContaining("[(any) /anyhow, GET /guests]")
                .hasMessageContaining("[GET /visits/imports/{id}, GET /visits/{id}/history, POST /visits/{id}]");
        assertThat(whole.isRunning()).isFalse();
    }

    @Test
    void theRoleThatIsPublishedIsTheFirstOfThoseThatPermitTheRequest() {
        // Given
        var manager = new Caller("825", "M-1", Set.of(Role.TEAM_MANAGER, Role.DUTY_WORKER), Set.of());

        // When / Then
        assertThat(manager.role()).isEqualTo("duty-worker");
    }
}
