package waymark.casefile;

import waymark.events.CaseEvent;

/**
 * An event of a case's history, and who recorded it.
 *
 * @param event exactly as published
 * @param actor who recorded it; stays in the store
 */
public record Entry(CaseEvent event, String actor) {}
