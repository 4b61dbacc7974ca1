package riffle.measure.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Sampling;
import riffle.offload.Clocks;
import riffle.offload.OffloadResult.Side;
import riffle.offload.Point;
import riffle.offload.Probe;
import riffle.result.Block;

/** Times lists of probes on a host and on a device, in interleaved blocks of separate worker processes. */
public final class Sweep {

    private static final int SAMPLES = 15;
    private static final double SAMPLE_SECONDS = 0.5;
    private static final double WARM_UP_SECONDS = 5;

    private final Workers workers;
    private final Side host;
    private final Side device;
    private final Integer threads;
    private final Consumer<String> listener;

    /**
     * @param threads limit of compute units on both sides; null for none
     * @param listener takes what starts: one line for each process
     */
    public Sweep(Workers workers, Side host, Side device, Integer threads, Consumer<String> listener) {
        this.workers = workers;
        this.host = host;
        this.device = device;
        this.threads = threads;
        this.listener = listener;
    }

    /** What one side says of a probe. */
    private static final class Heard {
        private final List<Block> blocks = new ArrayList<>();
        private String reason;
    }

    /**
     * Times everything: a list is one process on each side in each block, and every other block begins with the device.
     */
    public List<Point> run(List<List<Probe>> lists, int blocks) {
        Map<Probe, Heard> onHost = new LinkedHashMap<>();
        Map<Probe, Heard> onDevice = new LinkedHashMap<>();
        int total = 2 * blocks * lists.size();
        int started = 0;
        for (int block = 0; block < blocks; block++) {
            for (List<Probe> list : lists) {
                boolean deviceFirst = block % 2 == 1;
                for (boolean onTheDevice : new boolean[] {deviceFirst, !deviceFirst}) {
                    Side place = onTheDevice ? device : host;
                    started++;
                    listener.accept(
                            "[" + started + "/" + total + "] " + list.getFirst().title()
                                    + (list.size() == 1 ? "" : " and " + (list.size() - 1) + " more") + " on "
                                    + place.backend());
                    time(place, list, onTheDevice ? onDevice : onHost);
                }
            }
        }
        return onHost.keySet().stream()
                .map(probe -> point(probe, onHost.get(probe), onDevice.get(probe)))
                .toList();
    }

    /** A probe that kills its worker has no number; a new worker continues after it. */
    private void time(Side place, List<Probe> list, Map<Probe, Heard> heard) {
        list.forEach(probe -> heard.computeIfAbsent(probe, key -> new Heard()));
        List<Probe> left = new ArrayList<>(list);
        while (!left.isEmpty()) {
            Answer.Last last = workers.ask(
                    new Request.Sweep(
                            left,
                            place.backend(),
                            String.valueOf(place.device().index()),
                            threads,
                            new Sampling(SAMPLES, SAMPLE_SECONDS, WARM_UP_SECONDS)),
                    answer -> {
                        if (answer instanceof Answer.Probed probed && !left.isEmpty()) {
                            note(heard.get(left.removeFirst()), probed);
                        }
                    });
            if (!left.isEmpty()) {
                String reason = last instanceof Answer.Refused refused ? refused.reason() : "the worker left it out";
                note(heard.get(left.removeFirst()), new Answer.Probed(null, reason));
            }
        }
    }

    private static void note(Heard heard, Answer.Probed probed) {
        if (probed.block() != null) {
            heard.blocks.add(probed.block());
        } else if (heard.reason == null) {
            heard.reason = Objects.requireNonNullElse(probed.reason(), "no reason given");
        }
    }

    private Point point(Probe probe, Heard onHost, Heard onDevice) {
        Clocks hostClocks = onHost.blocks.isEmpty() ? null : Clocks.of(onHost.blocks);
        Clocks deviceClocks = onDevice.blocks.isEmpty() ? null : Clocks.of(onDevice.blocks);
        List<String> reasons = new ArrayList<>();
        if (hostClocks == null) {
            reasons.add(host.backend() + ": " + onHost.reason);
        }
        if (deviceClocks == null) {
            reasons.add(device.backend() + ": " + onDevice.reason);
        }
        return new Point(probe, hostClocks, deviceClocks, reasons.isEmpty() ? null : String.join("; ", reasons));
    }
}
