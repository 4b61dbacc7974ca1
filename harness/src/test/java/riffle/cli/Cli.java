package riffle.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import riffle.cli.start.Output;

/**
 * A command that was run, and what it said.
 *
 * @param status exit status
 * @param out what it printed to stdout
 * @param err what it printed to stderr
 */
public record Cli(int status, String out, String err) {

    public static Cli run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int status = Main.run(new Output(out), new PrintWriter(err), arguments);
        return new Cli(status, out.toString(StandardCharsets.UTF_8), err.toString());
    }
}
