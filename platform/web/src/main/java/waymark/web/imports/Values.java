package waymark.web.imports;

/** A record, or a part of one, whose values have names. */
public sealed interface Values permits Row, Element {
    /** The value, without surrounding blanks; null where it is blank or not there. */
    String get(String name);

    /** Whether there are several that do not say the same, so that none can be believed. */
    boolean contradictory(String name);
}
