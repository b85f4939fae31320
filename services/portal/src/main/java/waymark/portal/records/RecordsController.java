package waymark.portal.records;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The way to what managers and administrators look after. */
@Controller
class RecordsController {
    @GetMapping("/records")
    String records() {
        return "records/records";
    }
}
