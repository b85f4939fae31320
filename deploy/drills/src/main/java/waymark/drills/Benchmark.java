package waymark.drills;

import java.nio.file.Path;
import java.util.List;

/** Measures one thing against its baseline, on a system that it starts and stops itself. */
interface Benchmark {

    /** @param folder empty, for the system's data */
    List<Figure> measure(Path folder) throws Exception;
}
