package waymark.web;

import java.util.List;

/**
 * Some of a list.
 *
 * @param page from 0
 * @param total of all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {
    private static final int MOST = 1_000;

    /** @throws Problem where they are out of range */
    public static void check(int page, int size) {
        if (page < 0 || page > 1_000_000) throw Problem.parameter("page", "must be 0 to 1000000");
        if (size < 1 || size > MOST) throw Problem.parameter("size", "must be 1 to " + MOST);
    }
}
