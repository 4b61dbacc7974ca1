package riffle.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import riffle.bundle.KernelSource;
import riffle.bundle.Library;

/**
 * Sources with faults: each is refused with the one exception that names kernel and line, or does to memory in its new
 * form what it did before.
 */
final class FormFuzzTest {

    private static final int SOURCES = Integer.getInteger("riffle.form.sources", 600);
    private static final int LONGEST = 12_000;
    private static final int RUNS = 3;
    private static final Pattern ADDRESS = Pattern.compile("^ +ul_\\d+(?= +=)");
    private static final String CHARACTERS = "(){}[];,=+-*<>&|!.#/\\\"'_ul10 \n\r\t";

    private final Random random = new Random(20);

    @Test
    void aChangedSourceIsRefusedOrDoesTheSame() {
        List<KernelSource> kernels = Library.shipped().kernels().values().stream()
                .filter(source -> source.opencl().length() < LONGEST)
                .sorted((a, b) -> a.kernel().compareTo(b.kernel()))
                .toList();
        assertTrue(kernels.size() > 10, () -> kernels.size() + " kernels are short");
        int accepted = 0;
        for (int i = 0; i < SOURCES; i++) {
            KernelSource kernel = kernels.get(i % kernels.size());
            String changed = kernel.opencl();
            for (int faults = random.nextInt(3); faults >= 0; faults--) {
                changed = changed(changed);
            }
            Optional<String> indexed = indexed(kernel.kernel().method(), changed);
            if (indexed.isPresent()) {
                accepted++;
                for (int seed = 0; seed < RUNS; seed++) {
                    assertEquals(AccessTrace.of(changed, seed), AccessTrace.of(indexed.get(), seed), changed);
                }
            }
        }
        int count = accepted;
        System.out.println(count + " of " + SOURCES + " changed sources were understood");
        assertTrue(count > SOURCES / 20 && count < SOURCES, () -> count + " of " + SOURCES + " were understood");
    }

    private static Optional<String> indexed(String kernel, String opencl) {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            try {
                return Optional.of(IndexedAccesses.of(kernel, opencl));
            } catch (FormException e) {
                assertTrue(e.getMessage().startsWith("kernel " + kernel + ", line "), e.getMessage());
                return Optional.empty();
            }
        });
    }

    private String changed(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int here = random.nextInt(lines.size());
        int there = random.nextInt(lines.size());
        switch (random.nextInt(11)) {
            case 0 -> Collections.swap(lines, here, there);
            case 1 -> Collections.swap(lines, here, Math.min(here + 1, lines.size() - 1));
            case 2 -> lines.remove(here);
            case 3 -> lines.add(there, lines.get(here));
            case 4 -> lines.add(there, lines.remove(here));
            case 5, 6 -> lines.set(here, wordChanged(lines.get(here), lines.get(there)));
            case 7 -> lines.set(here, characterChanged(lines.get(here)));
            case 8, 9 -> setAgain(lines);
            default -> lines.subList(Math.max(1, here), lines.size()).replaceAll(this::rarelyChanged);
        }
        return String.join("\n", lines);
    }

    /** An address is set once more, as another one is set, somewhere behind. */
    private void setAgain(List<String> lines) {
        List<String> set =
                lines.stream().filter(line -> ADDRESS.matcher(line).find()).toList();
        if (set.size() > 1) {
            String name = set.get(random.nextInt(set.size())).strip().split(" ", -1)[0];
            String other = set.get(random.nextInt(set.size()));
            lines.add(
                    lines.size() / 2 + random.nextInt(lines.size() / 2),
                    ADDRESS.matcher(other).replaceFirst("  " + name));
        }
    }

    private String rarelyChanged(String line) {
        return random.nextInt(50) == 0 ? wordChanged(line, line) : line;
    }

    /** With a word of another line, or another number, in place of one of its words. */
    private String wordChanged(String line, String other) {
        String[] words = line.split("\\b", -1);
        String[] others = other.split("\\b", -1);
        String word = others[random.nextInt(others.length)];
        words[random.nextInt(words.length)] = random.nextInt(3) > 0
                ? word
                : List.of("0", "-1", "2", "3", "4L", "16L", "<<", "=", "{", "}", "ul_1", "l_2", "i_3", "(long) ")
                        .get(random.nextInt(14));
        return String.join("", words);
    }

    private String characterChanged(String line) {
        int at = random.nextInt(line.length() + 1);
        char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        return line.substring(0, at)
                + other
                + line.substring(random.nextBoolean() ? at : Math.min(at + 1, line.length()));
    }
}
