/** The council's papers over HTTP: their drafts, what an analyst types into one, and releases. */
package waymark.reporting.api.paper;
