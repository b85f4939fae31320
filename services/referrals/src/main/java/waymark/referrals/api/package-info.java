/** Contacts, referrals and early help over HTTP, and the files of other systems. */
package waymark.referrals.api;
