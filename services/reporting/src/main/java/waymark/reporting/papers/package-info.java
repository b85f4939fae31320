/** Papers drafted from the facts, and released: kept as they were printed, for good. */
package waymark.reporting.papers;
