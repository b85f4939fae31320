/** How involvements and registers are kept and published. */
package waymark.involvements.events;
