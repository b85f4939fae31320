package waymark.web.imports;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.web.Caller;
import waymark.web.Problem;
import waymark.web.Recorders;
import waymark.web.cases.CasePlatform;
import waymark.web.cases.KeptCases;

/** The register of another system, for a controller: its files are taken in, and with them is declared from which day on it is complete. */
public final class RegisterImports<C> implements AutoCloseable {
    private final Imports<C> imports;
    private final KeptCases<Register, Register.Declare, Register.Event> registers;
    private final String cases;
    private final Recorders recorders;

    /**
     * @param cases that the register is about
     * @param registers where is kept what is declared of them
     */
    public RegisterImports(
            CasePlatform platform,
            KeptCases<?, C, ?> cases,
            KeptCases<Register, Register.Declare, Register.Event> registers,
            RowReader<C> rows) {
        this(platform, cases, registers, rows, null, Imports.Limits.DEFAULT);
    }

    /** A register that comes as an XML document too. */
    public RegisterImports(
            CasePlatform platform,
            KeptCases<?, C, ?> cases,
            KeptCases<Register, Register.Declare, Register.Event> registers,
            RowReader<C> rows,
            DocumentReader<C> documents) {
        this(platform, cases, registers, rows, documents, Imports.Limits.DEFAULT);
    }

    public RegisterImports(
            CasePlatform platform,
            KeptCases<?, C, ?> cases,
            KeptCases<Register, Register.Declare, Register.Event> registers,
            RowReader<C> rows,
            DocumentReader<C> documents,
            Imports.Limits limits) {
        this.cases = cases.name();
        this.registers = registers;
        recorders = platform.recorders();
        imports = new Imports<>(
                cases.name(),
                cases.files(),
                rows,
                documents,
                platform.database(),
                platform.recorders(),
                platform.clock(),
                platform.metrics(),
                platform.audit(),
                platform.folder().resolve("imports"),
                limits);
    }

    /**
     * Takes a file, as {@link Imports#take} says.
     *
     * @param completeFrom first day of which the register has every case; null to declare nothing
     * @param partial true for a file that is not the whole register, so that what it lacks has not vanished
     */
    public ResponseEntity<ImportReport> take(
            Caller caller, HttpServletRequest http, LocalDate completeFrom, boolean partial) throws IOException {
        if (completeFrom != null && (completeFrom.getYear() < 1900 || completeFrom.getYear() > 2099)) {
            throw Problem.parameter("completeFrom", "must be a day in the years 1900 to 2099");
        }
        return imports.take(
                caller,
                http.getInputStream(),
                http.getContentType(),
                partial,
                http.getHeader("Prefer"),
                () -> declare(caller, completeFrom));
    }

    /** How far an import has come, and what became of its rows. For its sender, and for managers. */
    public ResponseEntity<ImportReport> find(Caller caller, UUID id) {
        return imports.find(caller, id);
    }

    private void declare(Caller caller, LocalDate completeFrom) {
        if (completeFrom == null) return;
        var id = Register.idOf(caller.authority(), registers.name(), cases);
        var declaration = Instruction.of(new Register.Declare(completeFrom));
        registers.files().open(recorders.of(caller), new Filing<>(id, null, cases, declaration, true));
    }

    /** Ends what runs after its portion and sets it down as interrupted, with what waits. */
    @Override
    public void close() {
        imports.close();
    }
}
