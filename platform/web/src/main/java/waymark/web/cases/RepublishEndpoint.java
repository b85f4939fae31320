package waymark.web.cases;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import waymark.casefile.Publication;

/**
 * For operators: publishes histories again, as a new generation, after a topic was lost, the store restored, or a case parked somewhere. Readers
 * drop what they have seen, so it can be done at any time.
 */
@Endpoint(id = "republish")
final class RepublishEndpoint {
    private final List<Publication> publications;

    RepublishEndpoint(List<Publication> publications) {
        this.publications = publications;
    }

    /**
     * Answers how many cases will be published again.
     *
     * @param authority and caseId name one case; without both it is every case
     */
    @WriteOperation
    Map<String, Long> republish(@Nullable String authority, @Nullable UUID caseId) {
        if ((authority == null) != (caseId == null)) {
            throw new IllegalArgumentException("name both authority and caseId for one case, or neither for all");
        }
        long cases = caseId == null
                ? publications.stream().mapToLong(Publication::republishAll).sum()
                : publications.stream()
                        .filter(publication -> publication.republish(authority, caseId))
                        .count();
        return Map.of("cases", cases);
    }
}
