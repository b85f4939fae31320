package waymark.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sort and a cut after it would leave, without holding all that comes: of what is equal in the order, the first to come. */
final class FirstInOrder<T> {

    private final Comparator<T> order;
    private final long most;
    private final List<T> kept = new ArrayList<>();
    private @Nullable T last;

    /** @param most how many are asked for, or 0 for all */
    FirstInOrder(Comparator<T> order, long most) {
        this.order = order;
        this.most = most == 0 ? Long.MAX_VALUE / 2 : most;
    }

    void add(T element) {
        if (last != null && order.compare(element, last) >= 0) {
            return;
        }
        kept.add(element);
        if (kept.size() >= 2 * most) {
            cut();
            last = kept.getLast();
        }
    }

    private void cut() {
        kept.sort(order);
        if (kept.size() > most) {
            kept.subList((int) most, kept.size()).clear();
        }
    }

    List<T> sorted() {
        cut();
        return kept;
    }
}
