package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines as emulators show them, in files. */
final class EmulationTest {

    private static final String X86 = "vendor_id\t: AuthenticAMD\nmodel name\t: AMD EPYC\n";
    private static final String ARM = "CPU implementer\t: 0x41\nCPU part\t: 0xd0b\n";

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "183, 62, aarch64 on x86-64",
        "62, 183, x86-64 on aarch64",
        "243, 62, riscv on x86-64",
        "183, 22, aarch64 on ELF machine 22"
    })
    void theSystemRunsAnotherProgramThanThisOne(int own, int running, String how) throws IOException {
        program("proc/self/exe", own);
        program("proc/self/task/7/exe", running);
        assertEquals(Optional.of(how), new Emulation(root, 7).seen());
    }

    @Test
    void theProcessorIsOfAnotherKind() throws IOException {
        assertEquals(Optional.of("aarch64 on x86-64"), seen(183, X86));
        assertEquals(Optional.of("arm on x86-64"), seen(40, X86));
        assertEquals(Optional.of("x86-64 on aarch64"), seen(62, ARM));
    }

    @Test
    void theProcessorIsSoftware() throws IOException {
        assertEquals(Optional.of("aarch64 on software"), seen(183, ARM.replace("0x41", "0x0")));
        assertEquals(Optional.of("aarch64 on software"), seen(183, ARM.replace("0x41", "0x00")));
    }

    @Test
    void aMachineOfItsOwnKindIsNotEmulated() throws IOException {
        assertEquals(Optional.empty(), seen(183, ARM));
        assertEquals(Optional.empty(), seen(62, X86));
        assertEquals(Optional.empty(), seen(183, "BogoMIPS\t: 38.40\n"));
        assertEquals(Optional.empty(), seen(40, X86.replace("vendor_id", "vendor")));
    }

    @Test
    void whatIsNotToldIsNoSign() throws IOException {
        assertEquals(Optional.empty(), new Emulation(root, 7).seen());
        Files.createDirectories(root.resolve("proc/self/task/7"));
        Files.writeString(root.resolve("proc/self/exe"), "#!/bin/sh\necho a script of some length\n");
        program("proc/self/task/7/exe", 62);
        assertEquals(Optional.empty(), new Emulation(root, 7).seen());
    }

    private Optional<String> seen(int machine, String cpuinfo) throws IOException {
        program("proc/self/exe", machine);
        program("proc/self/task/7/exe", machine);
        Files.writeString(root.resolve("proc/cpuinfo"), cpuinfo);
        return new Emulation(root, 7).seen();
    }

    private void program(String file, int machine) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        byte[] header = new byte[64];
        header[0] = 0x7F;
        header[1] = 'E';
        header[2] = 'L';
        header[3] = 'F';
        header[4] = 2;
        header[5] = 1;
        header[18] = (byte) machine;
        header[19] = (byte) (machine >> 8);
        Files.write(path, header);
    }
}
