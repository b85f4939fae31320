/** The course of an involvement with a child missing education (s436A Education Act 1996). Imports the JDK and the platform's words of a course. */
package waymark.involvements.domain;
