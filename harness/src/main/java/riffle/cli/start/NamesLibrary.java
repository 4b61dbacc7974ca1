package riffle.cli.start;

import java.util.Optional;

/** The root command, as far as it names the OpenCL library for all commands. */
public interface NamesLibrary {

    /**
     * The OpenCL library that the command line names: a name, which the system looks for, or the absolute path of a
     * file, for workers run in folders of their own.
     */
    Optional<String> openClLibrary();
}
