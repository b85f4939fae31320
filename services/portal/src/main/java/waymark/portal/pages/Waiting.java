package waymark.portal.pages;

/** A number beside the way to something on every page, which moves by itself: what waits there for who looks at it. */
public sealed interface Waiting permits Badge, GlassBadge {
    long count();

    /** Whether there may be more that is not known just now. */
    boolean isPartial();

    /** What is said of it, also to whoever cannot see it; empty where nothing waits. */
    String words();

    /** The number as it stands there; ? where there may be one that is not known; empty where there is none. */
    default String number() {
        if (count() > 999) return "999+";
        if (count() > 0) return Long.toString(count());
        return isPartial() ? "?" : "";
    }
}
