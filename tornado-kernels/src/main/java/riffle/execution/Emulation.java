package riffle.execution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a program, such as QEMU, translates this one for a processor of another kind, so that what is timed says
 * nothing of any machine. Three signs are looked for, since none is there under every emulator:
 *
 * <ul>
 *   <li>The file that the system runs is of another architecture than this program. An emulator answers for
 *       {@code /proc/self/exe} with the program; but for the same file among the process's threads the system answers.
 *   <li>{@code /proc/cpuinfo} describes a processor of another architecture, where the system answers for that.
 *   <li>It describes an ARM processor of implementer 0, which Arm keeps for software: newer emulators do, and those of
 *       whole machines.
 * </ul>
 *
 * @param root root of the file system that describes the machine; another one in tests
 * @param process number of this process
 */
public record Emulation(Path root, long process) {

    /** This process's. */
    public static final Emulation HOST =
            new Emulation(Path.of("/"), ProcessHandle.current().pid());

    private static final int AARCH64 = 183;
    private static final int ARM = 40;
    private static final int X86_64 = 62;
    private static final int X86 = 3;

    /** Architectures by their number in ELF files. */
    private static final Map<Integer, String> NAMES =
            Map.of(AARCH64, "aarch64", ARM, "arm", X86_64, "x86-64", X86, "x86", 243, "riscv");

    private static final int HEADER_BYTES = 20;
    private static final int MACHINE = 18; // where it stands in the header, in the order of the file's bytes
    private static final int BYTE_ORDER = 5;
    private static final int BIG_ENDIAN = 2;

    /** In words, such as {@code aarch64 on x86-64}; empty where no sign was seen, as on systems other than Linux. */
    public Optional<String> seen() {
        return machine("proc/self/exe")
                .flatMap(own -> machine("proc/self/task/" + process + "/exe")
                        .filter(running -> !running.equals(own))
                        .map(Emulation::name)
                        .or(() -> otherProcessor(own))
                        .map(below -> name(own) + " on " + below));
    }

    /** What cpuinfo describes, if it is no processor that runs programs of this architecture. */
    private Optional<String> otherProcessor(int own) {
        Processor processor = new Processor(root);
        boolean forArm = own == AARCH64 || own == ARM;
        boolean forX86 = own == X86_64 || own == X86;
        Optional<String> implementer = processor.field("CPU implementer");
        if (forArm && processor.field("vendor_id").isPresent()) {
            return Optional.of(name(X86_64));
        }
        if (forArm && implementer.filter(Emulation::isSoftware).isPresent()) {
            return Optional.of("software");
        }
        return forX86 && processor.isArm() ? Optional.of(name(AARCH64)) : Optional.empty();
    }

    private static boolean isSoftware(String implementer) {
        return implementer.matches("0x0+");
    }

    private static String name(int machine) {
        return NAMES.getOrDefault(machine, "ELF machine " + machine);
    }

    /** The architecture of a program, as an ELF file has it; nothing if it is no such file or cannot be read. */
    private Optional<Integer> machine(String file) {
        try (InputStream in = Files.newInputStream(root.resolve(file))) {
            byte[] header = in.readNBytes(HEADER_BYTES);
            if (header.length < HEADER_BYTES || header[0] != 0x7F || header[1] != 'E') {
                return Optional.empty();
            }
            int first = Byte.toUnsignedInt(header[MACHINE]);
            int second = Byte.toUnsignedInt(header[MACHINE + 1]);
            return Optional.of(header[BYTE_ORDER] == BIG_ENDIAN ? first << 8 | second : second << 8 | first);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
