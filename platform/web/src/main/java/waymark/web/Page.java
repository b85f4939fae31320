package waymark.web;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * Some of a list.
 *
 * @param page from 0
 * @param total of all pages
 * @param hidden how many more there are that the caller may not open; null where the list is so narrow that the number would tell of whom there is a case, and where it cannot be known now
 */
public record Page<T>(List<T> items, int page, int size, long total, Long hidden) {
    private static final int MOST = 1_000;
    private static final int LAST = 10_000;

    /** A page of a list of which nothing is hidden from anybody. */
    public Page(List<T> items, int page, int size, long total) {
        this(items, page, size, total, 0L);
    }

    /** Where nobody can say how many more there are. */
    public Page<T> withoutHidden() {
        return new Page<>(items, page, size, total, null);
    }

    /** @throws Problem where they are out of range */
    public static void check(int page, int size) {
        if (page < 0 || page > 1_000_000) throw Problem.parameter("page", "must be 0 to 1000000");
        if (size < 1 || size > MOST) throw Problem.parameter("size", "must be 1 to " + MOST);
        if ((page + 1L) * size > LAST) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "request.narrow",
                    "A list can be paged through as far as row %d. Narrow it by filters; as CSV it comes whole."
                            .formatted(LAST));
        }
    }
}
