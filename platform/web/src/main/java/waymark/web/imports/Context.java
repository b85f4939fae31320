package waymark.web.imports;

import java.time.LocalDate;

/**
 * What surrounds a row.
 *
 * @param authority whose file it is
 * @param today by the business clock, when the file's turn came
 */
public record Context(String authority, LocalDate today) {}
