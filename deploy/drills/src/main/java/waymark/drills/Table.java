package waymark.drills;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows of words, printed in columns as wide as their widest. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heading) {
        row((Object[]) heading);
    }

    Table row(Object... cells) {
        rows.add(Stream.of(cells).map(String::valueOf).toList());
        return this;
    }

    void print() {
        System.out.println();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column))
                        .repeat(' ', width(column) - row.get(column).length() + 2);
            }
            System.out.println(line.toString().stripTrailing());
        }
        System.out.println();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(1);
    }
}
