/** Folds the topics into facts: live, anew beside the running table, as known at an instant, and again for a check. */
package waymark.reporting.events;
