/** The reports, the cases behind a figure and the live figures over HTTP, and what operators can do. */
package waymark.reporting.api;
