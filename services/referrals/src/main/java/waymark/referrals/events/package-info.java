/** The kinds of case that this service keeps, and what its code lists and clocks mean. */
package waymark.referrals.events;
