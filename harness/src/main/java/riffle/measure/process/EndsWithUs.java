package riffle.measure.process;

import java.util.concurrent.CountDownLatch;

/** Stops a process when this program is interrupted before the process has ended. */
public final class EndsWithUs {

    private final Thread atInterruption;

    /** Begins to watch over a process. */
    public EndsWithUs(Process process) {
        atInterruption = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atInterruption);
    }

    /** A process that our own end stopped has not failed: nobody is to hear or keep what it last said. */
    public void goOnUnlessInterrupted() throws InterruptedException {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(atInterruption);
        } catch (IllegalStateException e) {
            new CountDownLatch(1).await(); // for the end
        }
    }
}
