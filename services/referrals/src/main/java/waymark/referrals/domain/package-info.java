/** The course of contacts, referrals and early help: what may happen, what follows, and what is due. Imports the JDK and the platform's words only. */
package waymark.referrals.domain;
