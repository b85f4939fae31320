/** The HTTP side: what a request says, what an answer shows, the list's filters, the register's rows. */
package waymark.involvements.api;
