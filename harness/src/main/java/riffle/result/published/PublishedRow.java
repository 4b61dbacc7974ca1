package riffle.result.published;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import riffle.result.Subject;

/**
 * A time that somebody published.
 *
 * @param subject the network and what ran it: the engine stands as the backend, and a GPU has no threads
 * @param mmacs millions of multiply-adds as the source counts them; null where it gives none
 * @param ms milliseconds, above 0
 */
public record PublishedRow(@JsonUnwrapped Subject subject, Double mmacs, double ms) {}
