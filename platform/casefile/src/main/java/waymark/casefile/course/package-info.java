/**
 * The words in which a domain says what a command comes to, and the clocks that its steps start and stop. Imports the JDK and the calendar only, so
 * that domains may.
 */
package waymark.casefile.course;
