package riffle.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command that was run, and what it said.
 *
 * @param status exit status
 * @param out what it printed to stdout
 * @param err what it printed to stderr
 */
record Cli(int status, String out, String err) {

    static Cli run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Cli(status, out.toString(), err.toString());
    }
}
