package riffle.result.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads another machine's file system: what it says of heat and clocks. */
class MachineTest {

    @TempDir
    private Path root;

    @Test
    void takesTheHottestZoneAndTheMeanClock() throws IOException {
        write("sys/class/thermal/thermal_zone0/temp", "41000\n");
        write("sys/class/thermal/thermal_zone1/temp", "67500\n");
        write("sys/class/thermal/thermal_zone2/temp", "-274000\n");
        write("sys/class/thermal/cooling_device0/temp", "99000\n");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "1800000\n");
        write("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "2200000\n");
        write("sys/devices/system/cpu/cpufreq/scaling_cur_freq", "1\n");
        Conditions conditions = new Machine(root).conditions();
        assertEquals(67.5, conditions.temperatureC());
        assertEquals(2000, conditions.clockMhz());
    }

    @Test
    void asksTheProcessorWhereThereIsNoFrequencyDriver() throws IOException {
        write("proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 2400.5\nprocessor\t: 1\ncpu MHz\t\t: 2399.5\n");
        assertEquals(2400, new Machine(root).conditions().clockMhz());
    }

    @Test
    void whatIsNotToldIsNull() throws IOException {
        write("sys/class/thermal/thermal_zone0/temp", "unknown\n");
        Conditions conditions = new Machine(root).conditions();
        assertNull(conditions.temperatureC());
        assertNull(conditions.clockMhz());
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
