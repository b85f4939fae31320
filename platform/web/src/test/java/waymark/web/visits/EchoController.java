package waymark.web.visits;

import com.mongodb.MongoTimeoutException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.web.Caller;

/** Answers with what it understood of a request. */
@RestController
class EchoController {
    record Body(String childRef, LocalDate plannedOn, Visit.Manner manner, Integer minutes, List<Guest> guests) {}

    record Guest(String name, boolean related) {}

    @PostMapping("/echo")
    Body body(@RequestBody Body body) {
        return body;
    }

    @GetMapping("/echo")
    LocalDate parameters(@RequestParam LocalDate from, @RequestParam(defaultValue = "0") int page) {
        return from.plusDays(page);
    }

    @GetMapping("/echo/{id}")
    UUID id(@PathVariable UUID id) {
        return id;
    }

    @GetMapping("/caller")
    Caller caller(Caller caller) {
        return caller;
    }

    @GetMapping("/fault")
    void fault() {
        throw new IllegalStateException("words for nobody outside");
    }

    @GetMapping("/store-away")
    void storeAway() {
        throw new MongoTimeoutException("words for nobody outside");
    }

    @GetMapping("/disk-full")
    void diskFull() throws IOException {
        throw new IOException("No space left on device");
    }
}
