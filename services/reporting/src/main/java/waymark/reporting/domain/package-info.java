/** Facts and one scan: what is held of every case, and how any figure and the cases behind it are read off in one pass. Knows no kind of case. */
package waymark.reporting.domain;
