/** The demonstration's provider of sign-in: people of the README's table, signed tokens, and nothing that a council would run in earnest. */
package waymark.identity;
