package waymark.portal.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

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
    String again(@RequestParam String to) {
        boolean ours = to.startsWith("/") && !to.startsWith("//") && !to.contains("\\");
        return "redirect:" + (ours ? to : "/");
    }

    @GetMapping("/accessibility")
    String accessibility() {
        return "accessibility";
    }
}
