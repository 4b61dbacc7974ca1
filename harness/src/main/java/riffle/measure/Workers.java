package riffle.measure;

import java.util.function.Consumer;

/** Whoever fulfils requests: worker processes, or a fake in tests. */
public interface Workers {

    /**
     * Fulfils one request in a process of its own. A process that dies, hangs or talks nonsense is an answer too:
     * {@link Answer.Refused}.
     *
     * @param heard takes every answer before the last
     * @return the last answer
     */
    Answer.Last ask(Request request, Consumer<Answer> heard);
}
