/** The words in which a domain says what a command comes to. Imports the JDK only, so that domains may. */
package waymark.casefile.course;
