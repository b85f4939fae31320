package waymark.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nobody try out passwords: attempts are counted by address and by account, whether they succeed or not. */
final class SignInLimit extends OncePerRequestFilter {
    /** No account's name is longer. */
    private static final int LONGEST = 64;

    private final Attempts byAddress;
    private final Attempts byAccount;
    private final AuthenticationFailureHandler refused;

    SignInLimit(IdentitySettings settings, Clock clock, AuthenticationFailureHandler refused) {
        this.byAddress = new Attempts(settings.attemptsPerAddress(), clock);
        this.byAccount = new Attempts(settings.attemptsPerAccount(), clock);
        this.refused = refused;
    }

    static final class TooMany extends AuthenticationException {
        private static final long serialVersionUID = 1;

        private final long seconds;

        TooMany(Duration wait) {
            super("Too many attempts");
            this.seconds = wait.toSeconds() + 1;
        }

        /** How long to wait. */
        long seconds() {
            return seconds;
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !(request.getMethod().equals("POST") && request.getRequestURI().equals(SignInPage.ADDRESS));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var wait = byAddress.waitAfterOneMore(request.getRemoteAddr());
        if (wait.isZero()) wait = byAccount.waitAfterOneMore(account(request));
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            refused.onAuthenticationFailure(request, response, new TooMany(wait));
        }
    }

    private static String account(HttpServletRequest request) {
        var given = request.getParameter(SignInPage.ACCOUNT);
        if (given == null) return "";
        var account = given.strip().toLowerCase(Locale.ROOT);
        return account.length() <= LONGEST ? account : account.substring(0, LONGEST);
    }
}
