package riffle.cli.start;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command's results go, in UTF-8: a PrintWriter, which goes on as if nothing were wrong, that tells in the end
 * what was.
 */
public final class Output extends PrintWriter {

    private final Remembering stream;

    /**
     * @param stream usually standard output
     */
    public Output(OutputStream stream) {
        this(new Remembering(stream));
    }

    private Output(Remembering stream) {
        super(stream, true, StandardCharsets.UTF_8);
        this.stream = stream;
    }

    /** Writes out what is left; why something could not be written, nothing if all was. */
    public Optional<String> failure() {
        return checkError() ? Optional.of(stream.failure) : Optional.empty();
    }

    /** Keeps the first failure of a stream, which a PrintWriter swallows. */
    private static final class Remembering extends FilterOutputStream {

        private String failure = "it is closed";
        private boolean failed;

        Remembering(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        private IOException remembered(IOException e) {
            if (!failed) {
                failed = true;
                failure = String.valueOf(e.getMessage());
            }
            return e;
        }
    }
}
