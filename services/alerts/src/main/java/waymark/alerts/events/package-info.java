/** From what is published of cases to what is watched of each child, and the form in which alerts are kept and published. */
package waymark.alerts.events;
