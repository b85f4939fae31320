/** Days, weeks, terms and deadlines as pure functions. The JDK only; days are local to Europe/London. */
package waymark.calendar;
