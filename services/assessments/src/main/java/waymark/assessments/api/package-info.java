/** The HTTP side: what a request says, what an answer shows, the list's filters, the clocks with their working, the register's rows. */
package waymark.assessments.api;
