/** What the tests of every service stand on: given-when-then, the embedded stack, contract checks and the house's rules. */
package waymark.testing;
