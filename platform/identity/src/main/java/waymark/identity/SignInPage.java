package waymark.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The page where people sign in. What the form is sent to is Spring Security's; a refusal comes back here with the account kept. */
@Controller
final class SignInPage {
    static final String ADDRESS = "/sign-in";
    static final String ACCOUNT = "account";

    private static final String REFUSED = ADDRESS + "/refused";
    private static final String REASON = "waymark.sign-in.refused-because";

    private final People people;
    private final PortalSettings portal;

    SignInPage(People people, PortalSettings portal) {
        this.people = people;
        this.portal = portal;
    }

    /** Shows the page again, with the reason. */
    static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws ServletException, IOException {
        if (reason instanceof SignInLimit.TooMany tooMany) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
            request.setAttribute(
                    REASON,
                    "Too many attempts to sign in. Wait %d seconds, then try again.".formatted(tooMany.seconds()));
        } else {
            request.setAttribute(REASON, "There is no account with this name and password.");
        }
        request.getRequestDispatcher(REFUSED).forward(request, response);
    }

    @ModelAttribute
    void whatEveryPageShows(Model page) {
        page.addAttribute("people", people.all());
        page.addAttribute("password", People.PASSWORD);
    }

    @GetMapping(ADDRESS)
    String signIn(@RequestParam(required = false) String late, Model page) {
        page.addAttribute("late", late != null);
        return "sign-in";
    }

    @PostMapping(REFUSED)
    String again(@RequestAttribute(REASON) String reason, @RequestParam(defaultValue = "") String account, Model page) {
        page.addAttribute("error", reason);
        page.addAttribute(ACCOUNT, account);
        return "sign-in";
    }

    /** Whoever comes here by hand, or signs in without having come from the portal, wants the portal. */
    @GetMapping("/")
    String portal() {
        return "redirect:" + portal.portalAddresses().getFirst();
    }
}
