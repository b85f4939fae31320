package waymark.portal.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waymark.portal.signin.KeptWords;

/** The pages around sign-in, and the accessibility statement. */
@Controller
class AroundController {
    @GetMapping("/signed-out")
    String signedOut() {
        return "signed-out";
    }

    @GetMapping("/sign-in-failed")
    String failed() {
        return "sign-in-failed";
    }

    /** Reached only by those who have signed in again; leads on to the form whose words were kept. */
    @GetMapping("/sign-in-again")
    void again(@RequestParam String to, HttpServletResponse response) throws IOException {
        response.sendRedirect(KeptWords.isLocal(to) ? KeptWords.place(to) : "/");
    }

    /** What came from no page of ours: it is neither carried out nor kept. */
    @RequestMapping("/not-sent")
    String notSent() {
        return "not-sent";
    }

    @GetMapping("/accessibility")
    String accessibility() {
        return "accessibility";
    }
}
