package waymark.web.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import waymark.web.Caller;

/** What a token says of its bearer: {@code sub}, {@code authority}, {@code roles} and, where not of every team, {@code teams}. */
final class Claims implements OAuth2TokenValidator<Jwt> {
    private static final Pattern AUTHORITY = Pattern.compile("[0-9]{3}");
    private static final Pattern ACTOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** A token of another form is nobody's: whoever is bound by no authority would see every authority's cases. */
    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        var fault = fault(token);
        return fault == null
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, fault, null));
    }

    /** Null where there is none. */
    private static String fault(Jwt token) {
        if (!matches(ACTOR, token.getSubject())) return "sub must be a staff number or account name";
        if (!matches(AUTHORITY, token.getClaim("authority")))
            return "authority must be the three digits of a DfE number";
        if (!areCodes(token.getClaim("roles"))) return "roles must be a list of codes";
        if (!token.hasClaim("teams")) return null;
        Collection<?> teams = areCodes(token.getClaim("teams")) ? token.getClaim("teams") : List.of();
        // An empty list must not mean what its absence means, every team.
        return teams.isEmpty() ? "teams must be a list of codes, with one at least" : null;
    }

    private static boolean matches(Pattern form, Object claim) {
        return claim instanceof String text && form.matcher(text).matches();
    }

    private static boolean areCodes(Object claim) {
        return claim instanceof Collection<?> codes && codes.stream().allMatch(code -> matches(CODE, code));
    }

    /** @param permitting the roles that permit the request; those of the token's that do not are left out */
    static Caller caller(Jwt token, Set<Role> permitting) {
        var roles = token.getClaimAsStringList("roles").stream()
                .map(Role::of)
                .flatMap(Optional::stream)
                .filter(permitting::contains)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        var teams = Optional.ofNullable(token.getClaimAsStringList("teams")).orElse(List.of());
        return new Caller(token.getClaimAsString("authority"), token.getSubject(), roles, Set.copyOf(teams));
    }
}
