package riffle.bundle;

import java.io.File;
import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import riffle.plan.family.Kernel;

/**
 * The Java sources of the kernels, and their hashes: what ties captured code to the code that it came from. A kernel
 * depends on the file that declares its method and on every file whose type that file names, and so on from those. A
 * name in a comment or in a string is none.
 */
public final class JavaSources {

    private static final String SUFFIX = ".java";

    /** A file's text, line ends as line feeds, and its words and signs without comments and strings. */
    private record Source(String text, List<String> tokens) {
        boolean names(String type) {
            return tokens.contains(type);
        }

        boolean declares(String method) {
            return Collections.indexOfSubList(tokens, List.of("public", "static", "void", method, "(")) >= 0;
        }
    }

    private final Path folder;

    /** By path from the folder, with slashes. */
    private final Map<String, Source> sources = new TreeMap<>();

    private JavaSources(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads all of them.
     *
     * @param folder the sources of riffle.kernel, with the folders below it
     * @throws BundleException if one cannot be read
     */
    public static JavaSources in(Path folder) {
        JavaSources read = new JavaSources(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                String text = Files.readString(file).replace("\r\n", "\n").replace('\r', '\n');
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                read.sources.put(name, new Source(text, tokens(text)));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BundleException(folder + ": cannot be read: " + e, e);
        }
        return read;
    }

    /**
     * The file that declares a kernel's method.
     *
     * @return its path from the folder, with slashes
     * @throws BundleException if it is not in exactly one of them
     */
    public String file(Kernel kernel) {
        List<String> files = sources.keySet().stream()
                .filter(file -> sources.get(file).declares(kernel.method()))
                .toList();
        if (files.size() != 1) {
            throw new BundleException(folder + ": kernel " + kernel.method() + " is declared in " + files.size()
                    + " files, expected 1: " + files);
        }
        return files.getFirst();
    }

    /** The text of a file, by its path from the folder, with line feeds as line ends. */
    public String text(String file) {
        return sources.get(file).text();
    }

    /** The files that a kernel depends on, by their paths from the folder. */
    public SortedSet<String> files(Kernel kernel) {
        SortedSet<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(file(kernel)));
        while (!open.isEmpty()) {
            String file = open.remove();
            if (found.add(file)) {
                Source source = sources.get(file);
                sources.keySet().stream()
                        .filter(other -> source.names(type(other)))
                        .forEach(open::add);
            }
        }
        return found;
    }

    /**
     * SHA-256 of the files that a kernel depends on, in the order of their paths, each behind its path on a line; line
     * ends count as line feeds, everything else as it stands.
     *
     * @return 64 hexadecimal digits
     */
    public String hash(Kernel kernel) {
        MessageDigest digest = sha256();
        for (String file : files(kernel)) {
            digest.update((file + "\n" + text(file)).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The type that a file declares: its name without folders and suffix. */
    private static String type(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - SUFFIX.length());
    }

    private static List<String> tokens(String text) throws IOException {
        StreamTokenizer tokenizer = new StreamTokenizer(new StringReader(text));
        tokenizer.resetSyntax();
        tokenizer.whitespaceChars(0, ' ');
        for (String range : List.of("az", "AZ", "09", "__", "$$")) {
            tokenizer.wordChars(range.charAt(0), range.charAt(1));
        }
        tokenizer.quoteChar('"');
        tokenizer.quoteChar('\'');
        tokenizer.slashSlashComments(true);
        tokenizer.slashStarComments(true);
        List<String> tokens = new ArrayList<>();
        while (tokenizer.nextToken() != StreamTokenizer.TT_EOF) {
            if (tokenizer.ttype == StreamTokenizer.TT_WORD) {
                tokens.add(tokenizer.sval);
            } else if (tokenizer.ttype != '"' && tokenizer.ttype != '\'') {
                tokens.add(String.valueOf((char) tokenizer.ttype));
            }
        }
        return tokens;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
