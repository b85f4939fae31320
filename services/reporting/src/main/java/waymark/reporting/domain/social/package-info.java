/** Contacts with children's social care, referrals and what follows from them; early help. Their facts, and every declaration of them. */
package waymark.reporting.domain.social;
